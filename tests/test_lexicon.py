"""Word lists: every built-in one explains itself, and every kind of malformed line is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from extract import lexicon
from extract.errors import LexiconError
from extract.lexicon import Lexicon, read
from tables import cases

BUILT_IN = sorted(Path(lexicon.__file__).parent.glob("*.tsv"))
HEADER = "# A list.\nword\tfactor\tparts\tsure\n"


@dataclass(frozen=True, slots=True)
class Row:
    word: str
    factor: Decimal
    parts: tuple[str, ...] = ()
    sure: bool = False

    def __post_init__(self) -> None:
        if self.factor < 0:
            raise ValueError("factor must be positive")


@dataclass(frozen=True, slots=True)
class Other:
    name: str
    count: int
    part: Fraction


@dataclass(frozen=True, slots=True)
class WordRow:
    word: str
    where: tuple[str, ...]
    longest: int
    tells: str = ""


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


# What is built in


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.name)
def test_a_built_in_list_explains_itself(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    comment = " ".join(lines[:first])
    assert first > 0, "it opens with comments, which say what is listed in the first column"
    others = lines[first].split("	")[1:]
    unexplained = [name for name in others if not re.search(rf"\b{name}\b", comment, re.ASCII)]
    assert unexplained == [], "they explain the other columns by name"


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.name)
def test_a_built_in_list_is_clean_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert "\ufeff" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    # A tab at a line's end is an empty last cell.
    assert [number for number, line in enumerate(text.split("\n"), 1) if line.rstrip(" \u3000") != line] == []


def test_the_names_of_all_lists_are_known() -> None:
    assert lexicon.names() == tuple(path.stem for path in BUILT_IN)


# What is read


def test_cells_become_what_the_fields_say(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", HEADER + "亩\t666.67\ta|b\tyes\n顷\t1E+4\t\t\n")
    assert read(path, Row) == (
        Row("亩", Decimal("666.67"), ("a", "b"), True),
        Row("顷", Decimal("1E+4"), (), False),
    )


def test_whole_numbers_and_fractions(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "name\tcount\tpart\n甲\t-3\t2000/3\n乙\t0\t0.5\n")
    assert read(path, Other) == (Other("甲", -3, Fraction(2000, 3)), Other("乙", 0, Fraction(1, 2)))


@pytest.mark.parametrize("row", ["甲\t1.5\t1", "甲\tone\t1", "甲\t1\t1/0", "甲\t1\thalf"])
def test_what_is_neither_is_refused(tmp_path: Path, row: str) -> None:
    path = write(tmp_path / "a.tsv", f"name\tcount\tpart\n{row}\n")
    with pytest.raises(
        LexiconError, match=r"line 2: (count|part) '.*' is no (whole number|number or fraction)$"
    ):
        read(path, Other)


@pytest.mark.parametrize(("lines", "expected", "why"), cases("lexicon_refused"))
def test_a_malformed_line_is_refused(tmp_path: Path, lines: str, expected: str, why: str) -> None:
    path = write(tmp_path / "a.tsv", f"{HEADER}{lines}\n")
    with pytest.raises(LexiconError) as refused:
        read(path, Row)
    assert str(refused.value) == f"{path}: {expected}", why


@pytest.mark.parametrize(
    "header", ["word\tfactor\tparts", "word\tfactor\tsure\tparts", "word factor parts sure", ""]
)
def test_a_wrong_header_is_refused(tmp_path: Path, header: str) -> None:
    path = write(tmp_path / "a.tsv", f"# A list.\n{header}\n")
    with pytest.raises(LexiconError, match=r"a\.tsv: line \d: header must be word factor parts sure$"):
        read(path, Row)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"line 0: header must be"):
        read(write(tmp_path / "a.tsv", ""), Row)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.tsv: No such file or directory$"):
        read(tmp_path / "none.tsv", Row)
    with pytest.raises(LexiconError, match=r"Is a directory$"):
        read(tmp_path, Row)
    with pytest.raises(LexiconError, match=r"a\.tsv: is not UTF-8 \(byte 33\)$"):
        read(write(tmp_path / "a.tsv", HEADER + "顷\t1\t\t\n", "gb18030"), Row)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_files_from_other_editors_are_read(tmp_path: Path, encoding: str, line_end: str) -> None:
    text = (HEADER + "亩\t1\t\t\n").replace("\n", line_end)
    assert read(write(tmp_path / "a.tsv", text, encoding), Row) == (Row("亩", Decimal(1)),)


# What a user lays over it


def overlay(folder: Path, rows: str, name: str = "furniture.tsv") -> Lexicon:
    write(folder / name, f"# Mine.\nword\twhere\tlongest\ttells\n{rows}\n")
    return Lexicon(folder)


def test_a_row_of_the_user_replaces_one_with_its_key_in_place(tmp_path: Path) -> None:
    built_in = Lexicon().rows("furniture", WordRow)
    first = built_in[0].word
    rows = overlay(tmp_path, f"{first}\tpart\t7\t").rows("furniture", WordRow)
    assert rows[0] == WordRow(first, ("part",), 7)
    assert rows[1:] == built_in[1:]


def test_other_rows_of_the_user_are_added_at_the_end(tmp_path: Path) -> None:
    rows = overlay(tmp_path, "新词\tpart\t7\t").rows("furniture", WordRow)
    assert rows[:-1] == Lexicon().rows("furniture", WordRow)
    assert rows[-1] == WordRow("新词", ("part",), 7)


def test_lists_that_the_user_does_not_have_stay(tmp_path: Path) -> None:
    assert Lexicon(tmp_path).rows("furniture", WordRow) == Lexicon().rows("furniture", WordRow)


def test_an_overlay_of_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"furnitur\.tsv: no such list; known are .*furniture"):
        overlay(tmp_path, "", "furnitur.tsv")


def test_an_overlay_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"is not a folder of lexicon files$"):
        Lexicon(tmp_path / "none")


def test_a_malformed_overlay_is_refused_by_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(
        LexiconError, match=rf"^{re.escape(str(tmp_path))}.*: line 3: longest 'x' is no whole number$"
    ):
        overlay(tmp_path, "新词\tpart\tx\t").rows("furniture", WordRow)
