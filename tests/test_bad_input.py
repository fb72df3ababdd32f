"""`python -m extract` on bad input, as a user runs it: the exit code, and one line for every trouble."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RELEASE = "甲县今年上半年新增就业3万人，同比增长5.2%。\n"
HEADER = "doc\ttitle\tdate\tsource\tplace\turl"
BAD = {
    "blank.txt": (b" \r\n\t\n", "holds no text"),
    "empty.txt": (b"", "holds no text"),
    "nul.txt": (b"a\x00b", "holds NUL characters: a binary file, or UTF-16 without byte-order mark"),
    "page.txt": (b"<!DOCTYPE html><p>3</p>", "is an HTML or XML page, not plain text"),
    "pdf.txt": (b"%PDF-1.4", "is a PDF file, not plain text"),
    "cut.txt": (RELEASE.encode()[:-2], "is UTF-8, but damaged at byte 59"),
    "noise.txt": (bytes(range(128, 256)), "is in no known encoding (tried UTF-8, UTF-16, GB18030, Big5)"),
}


def extract(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extract", *words]
    environment = os.environ | {"PYTHONUTF8": "1", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, check=False)


def claims(folder: Path) -> list[dict[str, object]]:
    return [
        json.loads(line) for line in (folder / "outputs" / "claims.jsonl").read_text("utf-8").splitlines()
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["hollow"], "hollow: no file in this folder is of a kind that is read (.txt "),
        (["good.txt", "nowhere.txt"], "nowhere.txt: no such file or folder"),
        (["--colour", "good.txt"], "No such option: --colour"),
    ],
)
def test_wrong_usage_is_code_2_one_line_and_no_output(tmp_path: Path, words: list[str], message: str) -> None:
    (tmp_path / "hollow").mkdir()
    (tmp_path / "good.txt").write_text(RELEASE, encoding="utf-8")
    done = extract(tmp_path, *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "outputs").exists()


def test_bad_files_are_named_and_the_rest_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    for name in ("good.txt", "late.txt"):
        (folder / name).write_text(RELEASE, encoding="utf-8")
    rows = ["late.txt\t\tyesterday\t\t\t", "gone.txt\t\t\t\t\t", "good.txt\t\t2024-07-20\t\t甲县\t"]
    (folder / "manifest.tsv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")

    done = extract(tmp_path, "corpus", "--quiet")
    assert done.returncode == 1
    expected = {f"corpus/{name}: {cause}" for name, (_, cause) in BAD.items()}
    expected.add("corpus/manifest.tsv: line 2: date yesterday is no day of the form YYYY-MM-DD")
    expected.add("corpus/gone.txt: is listed in manifest.tsv but not there")
    assert set(done.stderr.splitlines()) == expected
    assert {claim["doc"] for claim in claims(tmp_path)} == {"good.txt"}
    assert [claim["value"] for claim in claims(tmp_path)] == ["30000", "5.2"]


def test_a_broken_manifest_costs_no_file(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "manifest.tsv").write_text("file,title\ngood.txt,甲\n", encoding="utf-8")
    done = extract(tmp_path, ".", "--quiet")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "manifest.tsv: line 1: the header must be doc title date source place url, separated by tabs"
    ]
    assert len(claims(tmp_path)) == 2


def test_several_workers_tell_the_same(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"%PDF")
    (tmp_path / "good.txt").write_text(RELEASE, encoding="utf-8")
    done = extract(tmp_path, "bad.txt", "good.txt", "--quiet", "--workers", "2")
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["bad.txt: is a PDF file, not plain text"]
    assert len(claims(tmp_path)) == 2
