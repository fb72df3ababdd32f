"""A release into the corpus, and which of its claims look doubtful."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import samples
from extract.cli import app
from extract.documents import MANIFEST, discover
from extract.documents.manifest import COLUMNS, splits, with_line
from extract.doubts import NARROW, doubts
from extract.errors import InputError
from extract.pipeline import Extraction, Extractor

EXTRACTOR = Extractor()
TEXT = "甲市上半年就业情况\n来源：甲市日报  2024-07-20\n\n上半年，全市新增就业3万人，同比增长5.2%。\n"


@pytest.fixture
def release(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(TEXT.encode("gb18030"))
    return path


def add(*words, **options):
    return CliRunner().invoke(app, ["add", *map(str, words)], **options)


def manifest() -> list[list[str]]:
    lines = Path("corpus", MANIFEST).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


def test_a_release_is_copied_and_its_line_is_filled(release):
    result = add(release, "--place", "乙省甲市", "--url", "https://example.org/1")
    assert result.exit_code == 0, result.output
    assert Path("corpus/a.txt").read_bytes() == release.read_bytes()
    facts = ["甲市上半年就业情况", "2024-07-20", "甲市日报", "乙省甲市", "https://example.org/1"]
    assert manifest() == [list(COLUMNS), ["a.txt", *facts]]
    assert "title   甲市上半年就业情况  (found in the text)" in result.stdout
    assert "place   乙省甲市  (given)" in result.stdout
    assert "corpus/a.txt: 2 claims" in result.stdout
    (source,) = discover([Path("corpus")])
    assert source.problem is None


def test_what_is_given_outranks_the_text_and_lines_before_stay(release):
    assert add(release).exit_code == 0
    other = release.with_name("b.txt")
    other.write_bytes(TEXT.encode())
    assert add(other, "--date", "2024-08-01", "--title", "另 一\t题", "--split", "test").exit_code == 0
    header, first, second = manifest()
    assert header == [*COLUMNS, "split"]
    assert first == ["a.txt", "甲市上半年就业情况", "2024-07-20", "甲市日报", "", "", ""]
    assert second == ["b.txt", "另 一 题", "2024-08-01", "甲市日报", "", "", "test"]
    assert splits(Path("corpus")) == {"b": "test"}


def test_what_is_missing_is_asked_for_at_a_terminal(release, monkeypatch):
    monkeypatch.setattr("extract.cli.add._is_terminal", lambda: True)
    release.write_text("全县新增就业3万人，同比增长5.2%。", encoding="utf-8")
    result = add(release, "--source", "丙报", input="丙县就业\n\n丙县\n")
    assert result.exit_code == 0, result.output
    assert manifest()[1] == ["a.txt", "丙县就业", "", "丙报", "丙县", ""]
    assert "title   丙县就业  (asked for)" in result.stdout
    assert "date    - not known" in result.stdout


def test_elsewhere_nothing_is_asked(release):
    release.write_text("全县新增就业3万人。", encoding="utf-8")
    result = add(release)
    assert result.exit_code == 0, result.output
    assert manifest()[1] == ["a.txt", "", "", "", "", ""]
    assert result.stdout.count("- not known") == 4


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file"),
        (["in"], "in: is no file of a release"),
        (["in/empty.txt"], "in/empty.txt: "),
        (["in/a.txt", "--date", "2024-02-30"], "no day of the form YYYY-MM-DD"),
        (["in/a.txt", "--corpus", "taken"], "taken holds a file a.txt already"),
        (["in/a.txt", "--corpus", "listed"], "a.txt is listed twice"),
        (["in/a.txt", "--corpus", "broken"], "the header must be"),
    ],
)
def test_what_cannot_be_added_changes_nothing(release, words, message):
    release.with_name("empty.txt").touch()
    for name, file, text in (
        ("taken", "a.txt", "x"),
        ("listed", MANIFEST, "\t".join(COLUMNS) + "\na.txt\t\t\t\t\t\n"),
        ("broken", MANIFEST, "doc\n"),
    ):
        Path(name).mkdir()
        Path(name, file).write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    result = add(*words)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_a_line_that_would_not_be_right_is_refused(tmp_path):
    with pytest.raises(InputError, match="split other is none of dev, test"):
        with_line(tmp_path, "a.txt", {}, "other")
    with pytest.raises(InputError, match="is no file name"):
        with_line(tmp_path, "../a.txt", {})


# Doubts


def reasons(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    return {doubt.claim.text: doubt.reasons for doubt in doubts(extraction)}


def test_lost_characters_and_empty_fields_are_doubtful():
    whole = samples.extraction()
    complete = {"indicator": "产值", "subject": whole.claims[0].subject, "period": "2024-01-01/2024-06-30"}
    claims = [
        whole.claims[0],
        samples.claim("6.1%", **complete | {"period": None}),
        samples.claim("30—40亿元", status="criterion", indicator="标准"),
        samples.claim("12家", **complete, flags=("damaged",)),
        samples.claim("2.45:1", **complete | {"indicator": "", "subject": ()}),
    ]
    assert reasons(Extraction(whole.document, claims, [])) == {
        "6.1%": ("no period",),
        "12家": ("characters were lost here",),
        "2.45:1": ("no indicator", "no subject"),
    }


def test_a_narrow_choice_is_doubtful():
    extraction = EXTRACTOR.parse(TEXT, place="甲市")
    assert extraction.trace is not None
    found = reasons(extraction)
    for number, claim in enumerate(extraction.claims):
        ranked = extraction.trace.choices[number].ranked
        narrow = len(ranked) > 1 and ranked[0][0] - ranked[1][0] < NARROW
        told = any(reason.startswith("indicator: ") for reason in found.get(claim.text, ()))
        assert told == narrow
