"""The arithmetic audit: a table of cases, what must always hold, and the command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len
from typer.testing import CliRunner

from extract.cli import app
from extract.pipeline import Extractor
from tables import cases

ROOT = Path(__file__).parent.parent
_EXTRACTOR = Extractor()


def findings(text):
    extraction = _EXTRACTOR.parse(text, date="2024-03-08", place="保山市")
    return extraction.document.text, extraction.findings


def told(text):
    text, found = findings(text)
    return [f"{one.verdict} {one.kind} {text[slice(*one.result)]}" for one in found]


@pytest.mark.parametrize(("text", "expected", "why"), cases("audit"))
def test_case(text, expected, why):
    assert told(text) == [one for one in expected.split("; ") if one], why


def test_a_finding_names_its_figures_and_the_smallest_edit():
    text, [one] = findings("投入资金4521.6万元，其中产业1873.2万元，产业占比41.34%。")
    assert (one.kind, one.verdict) == ("share", "broken")
    assert text[slice(*one.result)] == "41.34%"
    assert [text[slice(*span)] for span in one.operands] == ["1873.2万元", "4521.6万元"]
    assert one.stated == Decimal("41.34")
    assert round(one.computed, 2) == Decimal("41.43")
    assert one.result in one.suspects
    assert "41.34% read 41.43%" in one.message


def test_operands_stand_in_the_order_of_the_identity():
    text, [one] = findings("甘蔗面积38.62万亩，比上年同期31.95万亩增长20.88%。")
    assert [text[slice(*span)] for span in one.operands] == ["38.62万亩", "31.95万亩"]


# What must always hold

DIGITS = st.integers(min_value=1, max_value=99999)


@given(st.lists(DIGITS, min_size=2, max_size=6), st.integers(min_value=0, max_value=3))
def test_a_split_that_adds_up_holds(parts, places):
    scale = Decimal(10) ** -places
    whole = sum(parts)
    listed = "，".join(f"第{'甲乙丙丁戊己'[k]}类{part * scale}万吨" for k, part in enumerate(parts))
    _, found = findings(f"全市产出果品{whole * scale}万吨（{listed}）。")
    assert [one.verdict for one in found if one.kind == "sum"] == ["holds"]


@given(st.lists(DIGITS, min_size=2, max_size=5), st.data())
def test_one_wrong_digit_in_an_exact_split_is_found(parts, data):
    whole = str(sum(parts))
    place = data.draw(st.integers(min_value=0, max_value=len(whole) - 1))
    digit = data.draw(st.sampled_from("123456789"))
    assume(digit != whole[place])
    wrong = whole[:place] + digit + whole[place + 1 :]
    listed = "，".join(f"{'甲乙丙丁戊'[k]}类{part}户" for k, part in enumerate(parts))
    text, found = findings(f"全市走访农户{wrong}户（{listed}）。")
    assert [one.verdict for one in found if one.kind == "sum"] == ["broken"]
    assert f"{wrong}户" in [text[slice(*span)] for one in found for span in one.suspects]


@given(st.integers(min_value=101, max_value=10**6), st.integers(min_value=100, max_value=10**6))
def test_a_rounded_share_holds_and_its_neighbours_do_not(whole, part):
    assume(part < whole)
    exact = Fraction(100 * part, whole)
    percent = Decimal(round(exact * 100)) / 100
    assume(percent > 1)
    for step, verdicts in ((Decimal(0), {"holds"}), (Decimal("0.02"), {"broken", None})):
        _, found = findings(f"全市有企业{whole}家，其中民营企业{part}家，占全市企业的{percent + step:.2f}%。")
        verdict = next((one.verdict for one in found if one.kind == "share"), None)
        assert verdict in verdicts


@given(st.text(alphabet="甲乙占比其中共增长由到，。；（）、：0123456789.%万亿元个户家", max_size=60))
def test_any_text_gives_findings_that_quote_it(text):
    whole, found = findings(text)
    for one in found:
        for start, end in (one.result, *one.operands, *one.suspects):
            assert 0 <= start < end <= len(whole)
        assert set(one.suspects) <= {one.result, *one.operands}
        assert (one.verdict == "unchecked") == (one.computed is None)


def test_the_same_text_gives_the_same_findings():
    text = "全市有茶企310家（国有12家，民营298家，其他9家）。" * 3
    assert findings(text) == findings(text)


# The command


def extract(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def release(tmp_path):
    def write(text):
        path = tmp_path / "release.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_command_names_what_is_broken(release):
    result = extract("audit", release("全市有茶企310家（国有12家，民营298家，其他9家）。\n"))
    assert result.exit_code == 1
    assert "release.txt:5 broken sum" in result.stdout
    assert "1 broken" in result.stdout
    assert all(cell_len(line) <= 80 for line in result.stdout.splitlines())


def test_the_command_is_content_with_what_holds(release):
    path = release("全市有茶企310家（国有12家，民营289家，其他9家）。\n")
    result = extract("audit", path)
    assert (result.exit_code, "holds sum" in result.stdout) == (0, False)
    assert "holds sum" in extract("audit", path, "--all").stdout


def test_the_command_prints_json(release):
    result = extract("audit", release("全市有茶企310家（国有12家，民营298家，其他9家）。\n"), "--json")
    [one] = json.loads(result.stdout)
    assert (one["kind"], one["verdict"], one["stated"]) == ("sum", "broken", "310")


def test_the_command_goes_on_after_an_unreadable_file(tmp_path, release):
    release("全市有茶企310家（国有12家，民营289家，其他9家）。\n")
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\x00")
    result = extract("audit", tmp_path)
    assert result.exit_code == 1
    assert "broken.txt" in result.stderr
    assert "1 holds" in result.stdout


def test_the_command_refuses_a_missing_path(tmp_path):
    assert extract("audit", tmp_path / "none").exit_code == 2


# The script that plants errors


def test_planted_errors_are_counted(release):
    path = release("全市有茶企310家（国有12家，民营289家，其他9家）。\n")
    command = [sys.executable, ROOT / "scripts" / "plant_errors.py", path, "--plants", "3"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.startswith("1 groups hold\n")
    assert re.search(r"sum +3 +3 +1\.00", done.stdout)
