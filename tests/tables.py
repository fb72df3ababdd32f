"""Tables of cases: tests/cases/*.tsv, `#` lines that explain the columns, one header, one case a line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "cases"
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([nrt\\]))")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def unescape(cell: str) -> str:
    r"""A cell with \n, \r, \t, \\, \x00 and \u200b as the characters they name."""
    return _ESCAPE.sub(lambda m: _LETTERS[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), cell)


def rows(name: str) -> list[list[str]]:
    """The cells of every case of a table."""
    return [list(record.values()) for record in records(name)]


def records(name: str) -> list[dict[str, str]]:
    """Every case of a table, its cells by column."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    header, *cases = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert header[-1] == "why", f"{name}: the last column says why"
    assert {len(case) for case in cases} == {len(header)}, f"{name}: a case has too many or too few cells"
    return [dict(zip(header, map(unescape, case), strict=True)) for case in cases]


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without 【】, and the spans that they marked."""
    text, spans, start = "", [], 0
    for character in marked:
        if character == "【":
            start = len(text)
        elif character == "】":
            spans.append((start, len(text)))
        else:
            text += character
    return text, spans


def claim_at(claims, start: int):
    """The claim whose figure holds the offset `start`."""
    return next(claim for claim in claims if claim.start <= start < claim.end)


def cases(name: str) -> list:
    """The same as parameters of a test; a case is known by its first cell and its reason."""
    return [pytest.param(*row, id=f"{row[0][:20]} - {row[-1]}") for row in rows(name)]
