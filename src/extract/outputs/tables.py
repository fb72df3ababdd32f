"""Claims as CSV that a spreadsheet opens right: UTF-8 with byte-order mark, CRLF, text that stays text.

A cell that begins like a formula would be run by a spreadsheet. Such text gets an apostrophe in front, the
spreadsheets' own sign for text (OWASP, CSV injection). Numbers are written plainly, negative ones too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from extract.records import Claim, plain

COLUMNS = (
    "doc",
    "sentence",
    "text",
    "value",
    "low",
    "high",
    "parts",
    "unit",
    "unit_text",
    "bound",
    "measure",
    "indicator",
    "subject",
    "subject_codes",
    "period",
    "basis",
    "status",
    "part_of",
    "flags",
    "start",
    "end",
    "id",
)
# A text without full stops is one sentence; repeated for each of its claims it would fill the disk.
LONGEST_SENTENCE = 400
# The full-width forms count too: spreadsheets in East Asian locales read them as the ASCII ones.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def head() -> bytes:
    """The byte-order mark and the line of column names."""
    return BYTE_ORDER_MARK + csv_lines([COLUMNS])


def rows(claims: Iterable[Claim], text: str) -> bytes:
    """One line a claim; `text` is the document's, for the sentence column."""
    return csv_lines([_row(claim, text) for claim in claims])


def safe(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula.

    Examples:
        >>> safe("=1+1")
        "'=1+1"
    """
    return "'" + cell if cell.startswith(_FORMULA) else cell


def csv_lines(lines: Iterable[Iterable[str | int]]) -> bytes:
    """Rows of cells as CSV, UTF-8 with CRLF; text cells must be `safe`."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(lines)
    return buffer.getvalue().encode("utf-8")


def _row(claim: Claim, text: str) -> tuple[str | int, ...]:
    return (
        safe(claim.doc),
        safe(sentence(claim, text)),
        safe(claim.text),
        _number(claim.value),
        _number(claim.low),
        _number(claim.high),
        ":".join(plain(part) for part in claim.parts or ()),
        safe(claim.unit),
        safe(claim.unit_text),
        # A bound is one of six fixed words; "=" alone is no formula to any spreadsheet.
        claim.bound,
        claim.measure,
        safe(claim.indicator),
        safe("、".join(subject.name for subject in claim.subject)),
        "、".join(subject.code or "" for subject in claim.subject),
        claim.period or "",
        claim.basis or "",
        claim.status,
        claim.part_of or "",
        " ".join(claim.flags),
        claim.start,
        claim.end,
        claim.id,
    )


def sentence(claim: Claim, text: str) -> str:
    """The claim's sentence; of a very long one the part around the claim, with … where it is cut."""
    start, end = claim.sentence
    if end - start <= LONGEST_SENTENCE:
        return text[start:end].strip()
    first = max(start, claim.start - LONGEST_SENTENCE // 2)
    last = min(end, claim.end + LONGEST_SENTENCE // 2)
    return "…" * (first > start) + text[first:last].strip() + "…" * (last < end)


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(value)
