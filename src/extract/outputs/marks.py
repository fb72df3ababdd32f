"""The two lists a report is made of: the text with its claims marked, and a table row for each claim.

A release can have hundreds of claims, so these are filled-in strings rather than templates. Every field goes
through `_fill`, which escapes all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from extract.records import Claim, Document, plain

if TYPE_CHECKING:
    from extract.pipeline import Extraction

_BOUNDS = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}
_MARK = '<mark class="%s"><a id="t-%s" href="#r-%s">%s</a></mark>'
_FURNITURE = '<span class="furniture">%s</span>'
_ROW = (
    '<tr id="r-%s" title="%s">'
    '<td class="indicator"><a href="#t-%s">%s</a> <span class="whole">%s</span></td>'
    '<td class="number">%s <span>%s</span></td>'
    "<td>%s</td>"
    '<td class="minor"><span class="day">%s</span><wbr><span class="day">%s</span></td>'
    '<td class="minor">%s <span class="chip %s">%s</span><span class="chip flags">%s</span></td>'
    "</tr>\n"
)


def text(extraction: Extraction) -> str:
    """The whole text as HTML, cut where claims and page furniture begin and end."""
    return "".join(_pieces(extraction.document, extraction.claims))


def rows(extraction: Extraction) -> str:
    """The claims as table rows, in the order of the text."""
    texts = {claim.id: claim.text for claim in extraction.claims}
    return "".join([_row(claim, texts) for claim in extraction.claims])


def number(claim: Claim) -> str:
    """The value with digits grouped, a range as `3–6`, a ratio as `1:2`, the bound before it.

    Negative numbers have a true minus sign.
    """
    bound = _BOUNDS[claim.bound]
    if claim.parts:
        return bound + ":".join([plain(part) for part in claim.parts])
    values = (claim.value, claim.low, claim.high)
    return bound + "–".join([f"{value:,f}" for value in values if value is not None]).replace("-", "−")


def _fill(template: str, *fields: str) -> str:
    return template % tuple([escape(field) for field in fields])


def _pieces(document: Document, claims: list[Claim]) -> Iterator[str]:
    """Where two spans overlap, the first one keeps the characters."""
    spans: list[tuple[int, int, Claim | None]] = [(claim.start, claim.end, claim) for claim in claims]
    spans += [(start, end, None) for start, end in document.furniture]
    spans.sort(key=lambda span: span[:2])
    position = 0
    for start, end, claim in spans:
        if start > position:
            yield escape(document.text[position:start])
            position = start
        if end > position:
            yield _piece(document.text[position:end], claim)
            position = end
    yield escape(document.text[position:])


def _piece(text: str, claim: Claim | None) -> str:
    if claim is None:
        return _fill(_FURNITURE, text)
    return _fill(_MARK, claim.status, claim.id, claim.id, text)


def _row(claim: Claim, texts: Mapping[str, str]) -> str:
    start, slash, end = (claim.period or "").partition("/")
    usual = claim.status == "actual"
    return _fill(
        _ROW,
        claim.id,
        ", ".join(claim.rules),
        claim.id,
        claim.indicator or claim.text,
        texts.get(claim.part_of or "", ""),
        number(claim),
        claim.unit_text,
        "、".join([subject.name for subject in claim.subject]),
        start + slash,
        end,
        f"{claim.measure}, {claim.basis}" if claim.basis else claim.measure,
        claim.status,
        "" if usual else claim.status,
        " ".join(claim.flags),
    )
