"""What the report shows of one document: its text as HTML, and its records for the page's script.

The records are those of the JSON lines, byte for byte; what they do not hold is added beside them: the
candidates behind an indicator, and the exact value in the base unit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from extract.claims.choice import parting
from extract.lexicon import Lexicon
from extract.outputs import marks
from extract.records import Claim, plain
from extract.units import Units

if TYPE_CHECKING:
    from extract.claims.indicators import Choice
    from extract.pipeline import Extraction, Trace
    from extract.records import Document

SHOWN = 4  # candidates of an indicator, and features that parted the first two
CLOSE = 150  # a third of all choices: to say of each what decided would cost more than the rest of the report
_ARTICLE = """<article class="release" id="%s">
<header><h2 lang="zh">%s</h2><p class="of">%s</p></header>
<div class="text" lang="zh" dir="ltr">"""
NEEDED = {"claims": "claims.jsonl", "findings": "audit.jsonl"}  # whose lines the page has as arrays
_AT_ONCE = 10_000  # pieces of HTML
_encode = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the report's contents: `anchor` is the id of its section, `broken` counts findings."""

    anchor: str
    doc: str
    title: str
    claims: int
    broken: int


@dataclass(frozen=True, slots=True)
class Section:
    """A document as the report shows it; `html` is in pieces, for together they are long."""

    entry: Entry
    html: tuple[bytes, ...]


def section(extraction: Extraction, rendered: Mapping[str, bytes]) -> Section:
    """The section of one document; `rendered` holds its bytes of the files that are NEEDED."""
    document = extraction.document
    anchor = "d-" + quote(document.doc, errors="backslashreplace")
    title = document.title or document.doc
    opening = _ARTICLE % (anchor, marks.shown(title), _about(document))
    text = _encoded(chain((opening,), marks.pieces(extraction), ("</div>\n",)))
    broken = sum(finding.verdict == "broken" for finding in extraction.findings)
    return Section(
        Entry(anchor, document.doc, title, len(extraction.claims), broken),
        (*text, *_data(extraction, rendered), b"</article>\n"),
    )


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    """The pieces as UTF-8, many at a time: those of a long text take ten times its memory."""
    while some := list(islice(pieces, _AT_ONCE)):
        yield "".join(some).encode("utf-8", "replace")


def _about(document: Document) -> str:
    """File, date, publisher and place, as far as known."""
    known = (document.doc, document.date, document.source, document.place)
    return " · ".join(marks.shown(part) for part in known if part)


def _data(extraction: Extraction, rendered: Mapping[str, bytes]) -> Iterator[bytes]:
    """A data block in pieces: no script, and without the one character that could end it."""
    yield b'<script type="application/json">'
    yield from (piece.replace(b"<", b"\\u003c") for piece in _json(extraction, rendered))
    yield b"</script>\n"


def _json(extraction: Extraction, rendered: Mapping[str, bytes]) -> Iterator[bytes]:
    yield b'{"doc":%s,"why":[' % _encode(extraction.document.doc).encode()
    yield ",".join(map(_encode, _why(extraction))).encode()
    yield b'],"base":%s' % _encode(_bases(extraction.claims)).encode()
    for name, file in NEEDED.items():
        lines = rendered[file][:-1].replace(b"\n", b",")
        yield b',"%s":[%s]' % (name.encode(), lines)
    yield b"}"


def _why(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """For each claim what its indicator was chosen from."""
    trace = extraction.trace
    return (_choice(trace, trace.choices[bound.number]) for bound in trace.bounds) if trace else iter(())


def _choice(trace: Trace, choice: Choice) -> dict[str, Any]:
    """The best candidates as (score, how it was made, text); of a close choice what parted the first two."""
    view, weights = trace.scene.view, trace.weights
    best = choice.ranked[:SHOWN]
    ranked = [
        (score, candidate.name, " ".join([view[start:end] for start, end in candidate.spans]))
        for score, candidate in best
    ]
    decided: list[tuple[str, int]] = []
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLOSE:
        (_, winner), (_, runner_up), *_ = best
        decided = parting(trace.scene, winner, runner_up, choice.about, weights)[:SHOWN]
    return {"ranked": ranked, "decided": decided}


def _bases(claims: list[Claim]) -> dict[str, Any]:
    """By claim id the exact value in the base unit, where that is another than the claim's own."""
    found = {}
    for claim in claims:
        unit = _base_unit(claim.unit)
        if unit and claim.parts is None:
            values = [value for value in (claim.value, claim.low, claim.high) if value is not None]
            found[claim.id] = [[exact(value * unit[1]) for value in map(Fraction, values)], unit[0]]
    return found


@cache
def _base_unit(code: str) -> tuple[str, Fraction] | None:
    """The base unit of a code and the factor to it; None when the code is one, or is not listed."""
    return _units().base(code) if code else None


@cache
def _units() -> Units:
    return Units(Lexicon())


def exact(number: Fraction) -> str:
    """A fraction as a decimal where that ends, else as numerator/denominator.

    Examples:
        >>> exact(Fraction(1, 8)), exact(Fraction(2000, 3))
        ('0.125', '2000/3')
    """
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    return plain(Decimal(int(number * 10**places)).scaleb(-places))
