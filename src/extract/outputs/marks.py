"""The text of a release as HTML: claims are links to their cards, names and times are marked lightly.

A release can have hundreds of claims, so these are filled-in strings rather than templates. Every piece of
text is escaped here. Nothing is lost or doubled, so a script can count code points in what the page shows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from extract.patterns import late

if TYPE_CHECKING:
    from extract.pipeline import Extraction
    from extract.records import Claim, Entity

# A browser lays out and skips a long text part by part; a part ends at the first line end behind this length.
PART = 4_000
_NEW_PART = '</div><div class="part">'
# Characters that turn the direction of what follows are shown, not obeyed.
_CONTROL = late("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
# Most releases have none of these, and are shown as they are.
_SPECIAL = late(f"[&<>\"'\r{_CONTROL.pattern[1:-1]}]")
_CLAIM = '<a class="c %s %s" id="t-%s" href="#t-%s">'
_ENTITY = '<span class="e %s" title="%s">'


class _Mark(NamedTuple):
    start: int
    rank: int  # what begins first keeps the characters; of two that begin together the lower rank
    end: int
    opening: str
    closing: str


def pieces(extraction: Extraction) -> Iterator[str]:
    """The whole text as HTML in parts, cut where claims, names and page furniture begin and end."""
    yield '<div class="part">'
    yield from _pieces(extraction)
    yield "</div>"


def shown(text: str) -> str:
    """`text` escaped; line ends stay as they are stored, and control characters of direction are named.

    Examples:
        >>> shown("a<b")
        'a&lt;b'
    """
    html = escape(text).replace("\r", "&#13;")
    return _CONTROL.sub(_named, html) if _CONTROL.search(html) else html


def _named(match: re.Match[str]) -> str:
    return f'<span class="control">U+{ord(match[0]):04X}</span>'


def _pieces(extraction: Extraction) -> Iterator[str]:
    whole = extraction.document.text
    written = shown if _SPECIAL.search(whole) else str
    position = begun = 0
    for mark in _marks(extraction):
        if mark.start > position:
            gap = whole[position : mark.start]
            cut = gap.find("\n") + 1 if mark.start - begun > PART else 0
            if cut:
                yield written(gap[:cut]) + _NEW_PART
                begun = position + cut
            yield written(gap[cut:])
            position = mark.start
        if mark.end > position:
            yield mark.opening + written(whole[position : mark.end]) + mark.closing
            position = mark.end
    yield written(whole[position:])


def _marks(extraction: Extraction) -> list[_Mark]:
    """Everything to mark, in order; a name ends where a claim begins."""
    claims = sorted(extraction.claims, key=attrgetter("start"))
    starts = [claim.start for claim in claims]
    marks = [_of_claim(claim) for claim in claims]
    marks += [
        _Mark(start, 0, end, '<span class="furniture">', "</span>")
        for start, end in extraction.document.furniture
    ]
    for entity in extraction.entities:
        after = bisect_right(starts, entity.start)
        end = min(entity.end, starts[after]) if after < len(starts) else entity.end
        marks.append(_of_entity(entity, end))
    marks.sort()
    return marks


def _of_claim(claim: Claim) -> _Mark:
    opening = _CLAIM % (claim.measure, claim.status, escape(claim.id), escape(claim.id))
    return _Mark(claim.start, 1, claim.end, opening, "</a>")


def _of_entity(entity: Entity, end: int) -> _Mark:
    opening = _opening(entity.type, entity.name, entity.code, entity.period)
    return _Mark(entity.start, 2, end, opening, "</span>")


@lru_cache(maxsize=1 << 10)
def _opening(kind: str, *known: str | None) -> str:
    return _ENTITY % (kind, escape(" ".join(filter(None, known))))
