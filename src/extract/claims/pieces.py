"""Pieces of an indicator: the phrase to the left of a figure and the phrase to its right.

A left phrase starts and ends at word boundaries; which ones is a ranked choice over the words on both
sides of each boundary (piece_features.py). The same holds for where a right phrase ends.
"""

from __future__ import annotations

from extract.claims.phrases import Token
from extract.claims.piece_features import ENDS, RIGHT, STARTS, end_totals, right_totals, start_totals
from extract.claims.ranker import Weights, best
from extract.claims.surroundings import Surroundings
from extract.mentions import Span

_TAIL = 7  # at most so many tokens lie between a head and its figure
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"))
_PAIRED = frozenset("".join(map("".join, _PAIRS)))
_OUTSIDE = frozenset({"CUE", "TIME", "QTY", "PLACE", "ORG", "PERSON", "x", "p", "c", "uj"})
# What follows is the other side of a comparison: 覆盖率高于全省平均水平4个百分点.
_COMPARES = frozenset({"高于", "低于", "高出", "低出", "优于", "快于", "慢于"})
_NO_START = frozenset({"CUE", "TIME", "QTY", "x", "uj", "ul", "uz"})
_NEVER_INSIDE = frozenset({"TIME", "ORG", "PERSON"})
_PASSED = frozenset({"uj", "f", "x", "ul"})
_PASSED_WORDS = frozenset({"的", "以上", "左右", "以内", "以下", "多", "余"})
# Sorts of words that name nothing by themselves: 逐步上升到, 首次, 最高达.
_EMPTY = frozenset({"moves", "reaches", "compares", "CUE", "TIME", "QTY"})
_EMPTY |= frozenset({"d", "p", "f", "m", "r", "u", "uj", "ul", "c", "x", "zg"})


def left_piece(around: Surroundings, kind: str, weights: Weights) -> Span | None:
    """The best phrase to the left of a figure of this kind, or None when there is no word."""
    left = around.left
    ends = end_options(left)
    if not ends:
        return None
    end, *others = ends
    if others:
        end = best(ends, end_totals(weights.tables(ENDS), around, ends, kind))
    start, *others = starts = start_options(left, end)
    if others:
        start = best(starts, start_totals(weights.tables(STARTS), around, starts, end))
    if _EMPTY.issuperset(around.left_sorts[start:end]):
        return None
    return whole_marks(around.view, left[start].start, left[end - 1].end)


def right_piece(around: Surroundings, kind: str, weights: Weights) -> Span | None:
    """The best phrase to the right of a figure of this kind, or None when there is no word."""
    right = around.right
    first = right_start(right)
    options = range(first + 1, len(right) + 1)
    if not options:
        return None
    end, *others = options
    if others:
        end = best(options, right_totals(weights.tables(RIGHT), around, first, options, kind))
    return whole_marks(around.view, right[first].start, right[end - 1].end)


def whole_marks(view: str, start: int, end: int) -> Span:
    """The stretch with the other half of a mark that stands just outside: 小巨人”企业 gets its “."""
    text = view[start:end]
    if _PAIRED.isdisjoint(text):
        return start, end
    for opening, closing in _PAIRS:
        parted = text.count(opening) - text.count(closing)
        if parted > 0 and view[end : end + 1] == closing:
            end += 1
        elif parted < 0 and view[start - 1 : start] == opening:
            start -= 1
    return start, end


def end_options(left: list[Token]) -> list[int]:
    """Where a left phrase may end: the number of tokens up to its end; not behind 高于, but all before it."""
    last = next((k for k, token in enumerate(left) if token.text[:2] in _COMPARES and k), len(left))
    ends = [k for k in range(last, max(last - _TAIL, 0), -1) if left[k - 1].tag not in _OUTSIDE]
    return ends or [k for k in range(len(left), last, -1) if left[k - 1].tag not in _OUTSIDE]


def start_options(left: list[Token], end: int) -> list[int]:
    """Before which tokens a left phrase that ends at `end` may start; it holds no time, body or person."""
    first = next((k for k in range(end, 0, -1) if left[k - 1].tag in _NEVER_INSIDE), 0)
    return [k for k in range(first, end) if left[k].tag not in _NO_START] or [end - 1]


def right_start(right: list[Token]) -> int:
    """The first token that may start a right phrase: 的, 以上 and the like are passed over."""
    start = 0
    while start < len(right) and (right[start].tag in _PASSED or right[start].text in _PASSED_WORDS):
        start += 1
    return start
