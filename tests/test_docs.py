"""What the documentation says is so: its files, commands and Python run, and its reference is complete."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

import extract
from extract.cli import app
from extract.exports import Form
from extract.exports.columns import dictionary
from program import COMMANDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
_BLOCK = re.compile(
    r'^```(?P<kind>\w*)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$', re.DOTALL | re.MULTILINE
)
# What a block needs beyond the package itself, by what it imports.
_IMPORTS = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)


class Block(NamedTuple):
    kind: str
    title: str | None
    text: str


def blocks(page: Path) -> list[Block]:
    return [
        Block(m["kind"], m["title"], m["text"]) for m in _BLOCK.finditer(page.read_text(encoding="utf-8"))
    ]


def play(page: Path) -> list[str]:
    """Do what a page tells a reader, in the working folder: save files, run commands, run Python."""
    names: dict[str, object] = {}
    told = []
    for block in blocks(page):
        if block.kind == "text" and block.title:
            Path(block.title).parent.mkdir(parents=True, exist_ok=True)
            Path(block.title).write_text(block.text, encoding="utf-8")
        elif block.kind == "console":
            told += [run(line) for line in block.text.splitlines()]
        elif block.kind == "python":
            missing = [name for name in _IMPORTS.findall(block.text) if find_spec(name) is None]
            if not missing:
                exec(compile(block.text, str(page), "exec"), names)
    return told


def run(line: str) -> str:
    words = shlex.split(line)
    assert words[:3] == ["python", "-m", "extract"], line
    result = CliRunner().invoke(app, words[3:])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def run_made(tmp_path, monkeypatch):
    """A folder in which the releases of the tutorial have been read."""
    monkeypatch.chdir(tmp_path)
    for block in blocks(DOCS / "tutorial.md"):
        if block.title:
            Path(block.title).parent.mkdir(exist_ok=True)
            Path(block.title).write_text(block.text, encoding="utf-8")
    run("python -m extract releases/ --quiet")
    return tmp_path


@pytest.mark.parametrize("name", ["tutorial.md", "tutorial.zh.md"])
def test_the_tutorial_leads_to_a_chart(name, tmp_path, monkeypatch, capsys):
    for package in ("duckdb", "pyarrow", "xlsxwriter"):
        pytest.importorskip(package)
    monkeypatch.chdir(tmp_path)
    first, *_ = play(DOCS / name)
    assert re.search(r"qinghe-2023.txt +\d+ +10 ", first)
    assert re.search(r"qinghe-2024.txt +\d+ +5 ", first)
    rows, chart = capsys.readouterr().out.split("visitors", 2)[1:]
    for year, figure in ((2021, 860000), (2022, 952000), (2023, 1246000), (2024, 1384000), (2025, 1500000)):
        assert re.search(rf"{year}-12-31 .*{figure}", rows)
        assert re.search(rf"{year} .*█", chart)
    assert Path("visitors.png").exists() == (find_spec("matplotlib") is not None)


def test_both_tutorials_do_the_same():
    assert blocks(DOCS / "tutorial.md") == blocks(DOCS / "tutorial.zh.md")


@pytest.mark.parametrize("page", sorted((DOCS / "guides").glob("*.md")), ids=lambda page: page.stem)
@pytest.mark.usefixtures("run_made")
def test_guides_run(page):
    if page.stem in ("databases", "spreadsheets"):
        for package in ("duckdb", "pyarrow", "xlsxwriter"):
            pytest.importorskip(package)
    assert blocks(page), "a guide shows how"
    play(page)


def test_the_chinese_readme_runs(capsys):
    text = (ROOT / "README.zh.md").read_text(encoding="utf-8")
    (code,) = [m["text"] for m in _BLOCK.finditer(text) if m["kind"] == "python"]
    exec(compile(code, "README.zh.md", "exec"), {})
    assert capsys.readouterr().out == "接待游客 125000 人次 2023-01-01/2023-12-31\n"


def test_no_block_is_left_out():
    kinds = {(page.name, block.kind) for page in PAGES for block in blocks(page)}
    assert {kind for _, kind in kinds} <= {"text", "console", "python", ""}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "run"])
def test_every_command_is_shown(name):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = readme + "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"python -m extract {name} " in pages or f"python -m extract {name}\n" in pages


@pytest.mark.parametrize("form", Form)
def test_every_form_has_a_guide_or_a_line(form):
    guides = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"--format {form}" in guides


# The reference, made from the code


@pytest.fixture(scope="module")
def reference():
    spec = spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


def test_the_reference_has_every_command_and_option(reference):
    page = reference["reference/commands.md"]
    for name, command in COMMANDS.items():
        assert f"## {name}" in page
        options = [o for p in command.params if p.param_type_name == "option" for o in p.opts]
        assert all(f"{option}" in page for option in options)


def test_the_reference_has_every_column_record_and_public_name(reference):
    for column in dictionary():
        assert f"| `{column.name}` | {column.kind} |" in reference["reference/columns.md"]
    for name in extract.__all__:
        assert f"## {name}\n" in reference["reference/python.md"]
    assert "## Claim\n" in reference["reference/records.md"]


def test_the_site_builds_without_warnings(tmp_path):
    pytest.importorskip("material")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        tmp_path / "site",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    site = (tmp_path / "site" / "reference" / "commands.html").read_text(encoding="utf-8")
    assert "--format" in site
