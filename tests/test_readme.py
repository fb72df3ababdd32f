"""What the README says is so: its Python runs, and it names every command and option."""

import re
from pathlib import Path

import pytest
import typer.main

from extract.cli import app

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
COMMANDS = typer.main.get_command(app).commands


PRINTED = ["接待游客 125000 人次 2023-01-01/2023-12-31\n", "12.5万人次 接待游客 ['去年', '全县']\n"]


@pytest.mark.parametrize(
    ("block", "printed"), list(zip(BLOCKS, PRINTED, strict=True)), ids=["package", "spacy"]
)
def test_python_runs(block, printed, capsys):
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "run"])
def test_every_command_is_named(name):
    assert f"extract {name}" in README


@pytest.mark.parametrize(
    "option",
    sorted(
        {o for c in COMMANDS.values() for p in c.params for o in p.opts if o.startswith("--")} - {"--help"}
    ),
)
def test_every_option_is_named(option):
    assert option in README
