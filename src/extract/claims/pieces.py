"""Pieces of an indicator: the phrase to the left of a figure and the phrase to its right.

A left phrase starts and ends at word boundaries; which ones is a ranked choice over the words on both
sides of each boundary (`pieces.tsv` holds the weights). The same holds for where a right phrase ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.claims.features import Features, Get
from extract.claims.phrases import Token, tokens
from extract.claims.ranker import Weights, best
from extract.claims.scene import Scene
from extract.mentions import QuantityMention, Span
from extract.structure import Clause

_MOST_LEFT = 14  # tokens looked at to the left; longer heads are rare
_MOST_RIGHT = 9
_TAIL = 7  # at most so many tokens lie between a head and its figure


@dataclass(slots=True)
class Surroundings:
    """The tokens on both sides of a figure, inside its clause, up to its neighbour figures."""

    left: list[Token]
    right: list[Token]


def surroundings(scene: Scene, quantity: QuantityMention) -> Surroundings:
    """The tokens left and right of `quantity` in its clause."""
    clause = scene.structure.clause(quantity.start)
    reach = _before_brackets(scene, clause)
    before = scene.quantities.between(reach, quantity.start)
    left_start = before[-1].end if before else reach
    after = scene.quantities.between(quantity.end, clause.end)
    right_end = after[0].start if after else clause.end
    left = tokens(scene, left_start, quantity.start)[-_MOST_LEFT:]
    right = tokens(scene, quantity.end, right_end)[:_MOST_RIGHT]
    return Surroundings(left, right)


def _before_brackets(scene: Scene, clause: Clause) -> int:
    """Where the clause starts when a bracket just before the figure is read over: 投资（不含农户）378亿元."""
    clauses = scene.structure.clauses
    opening = scene.structure.sentence(clause.start).start
    index = clause.index
    while index and clauses[index].before in _CLOSED and clauses[index].start > opening:
        depth = clauses[index].depth
        index -= 1
        while index > 0 and clauses[index].depth > depth:
            index -= 1
    return clauses[index].start


def left_piece(left: list[Token], kind: str, weights: Weights) -> Span | None:
    """The best phrase to the left of a figure of this kind, or None when there is no word."""
    ends = end_options(left)
    if not ends:
        return None
    end = best(ends, _end_totals(weights.tables(_ENDS), left, ends, kind))
    starts = start_options(left, end)
    start = best(starts, _start_totals(weights.tables(_STARTS), left, starts, end))
    return left[start].start, left[end - 1].end


def right_piece(right: list[Token], kind: str, weights: Weights) -> Span | None:
    """The best phrase to the right of a figure of this kind, or None when there is no word."""
    first = right_start(right)
    options = range(first + 1, len(right) + 1)
    if not options:
        return None
    end = best(options, _right_totals(weights.tables(_RIGHT), right, first, options, kind))
    return right[first].start, right[end - 1].end


def end_options(left: list[Token]) -> list[int]:
    """Where a left phrase may end: the number of tokens up to its end."""
    return [k for k in range(len(left), max(len(left) - _TAIL, 0), -1) if left[k - 1].tag not in _OUTSIDE]


def start_options(left: list[Token], end: int) -> list[int]:
    """Before which tokens a left phrase that ends at `end` may start; never a mark or a time."""
    return [k for k in range(end) if left[k].tag not in _NO_START] or [end - 1]


def right_start(right: list[Token]) -> int:
    """The first token that may start a right phrase: 的, 以上 and the like are passed over."""
    start = 0
    while start < len(right) and (right[start].tag in _PASSED or right[start].text in _PASSED_WORDS):
        start += 1
    return start


_CLOSED = frozenset({"）", ")", "]", "】"})
_OUTSIDE = frozenset({"CUE", "TIME", "QTY", "PLACE", "ORG", "PERSON", "x", "p", "c", "uj"})
_NO_START = frozenset({"CUE", "TIME", "QTY", "x", "uj", "ul", "uz"})
_PASSED = frozenset({"uj", "f", "x", "ul"})
_PASSED_WORDS = frozenset({"的", "以上", "左右", "以内", "以下", "多", "余"})


_LONG = ("long",)  # instead of the tags of a long stretch
_STARTS = Features(
    "s in {text}",
    "s tag {word}",
    "s out {text}",
    "s otag {word}",
    "s tags {word} {word}",
    "s first",
    "s first {word}",
    "s words {number}",
    "s verbs {number}",
    "s verbs {number} {word}",
    "s char {char}",
    "s rest {words} | {word}",
    "s next {words}",
)
_ENDS = Features(
    "e in {text}",
    "e last {char}",
    "e tag {word}",
    "e tail {number}",
    "e tag {word} {word}",
    "e rest {words}",
    "e two {words}",
    "e out {text}",
    "e otag {word}",
    "e tags {word} {word}",
    "e touches {word} {word}",
)
_RIGHT = Features(
    "r in {text}",
    "r last {char}",
    "r tag {word}",
    "r words {number}",
    "r kind {word} {number}",
    "r verbs {number}",
    "r two {words}",
    "r all {words}",
    "r out {text}",
    "r otag {word}",
    "r tags {word} {word}",
    "r to the end",
)


def start_features(left: list[Token], start: int, end: int) -> list[str]:
    """Features of starting a left phrase that ends at `end` before token `start`."""
    return _STARTS.asked(lambda tables: _start_totals(tables, left, [start], end))


def end_features(left: list[Token], end: int, kind: str) -> list[str]:
    """Features of ending a left phrase after `end` tokens."""
    return _ENDS.asked(lambda tables: _end_totals(tables, left, [end], kind))


def right_features(right: list[Token], first: int, end: int, kind: str) -> list[str]:
    """Features of a right phrase from token `first` that ends after `end` tokens."""
    return _RIGHT.asked(lambda tables: _right_totals(tables, right, first, [end], kind))


def _start_totals(tables: Sequence[Get], left: list[Token], starts: Sequence[int], end: int) -> list[int]:
    """For each place where a left phrase that ends at `end` may start what its features weigh."""
    word, tag_in, out, tag_out, pair, first, tag_first, words, verbs, verbs_tag, char, rest, two = tables
    tags = tuple([token.tag for token in left])
    totals = []
    for start in starts:
        text, tag = left[start].text, tags[start]
        acts = min(tags[start:end].count("v"), 2)
        total = word(text, 0) + tag_in(tag, 0)
        if start:
            outside = tags[start - 1]
            total += out(left[start - 1].text, 0) + tag_out(outside, 0) + pair((outside, tag), 0)
        else:
            total += first(True, 0) + tag_first(tag, 0)
        total += words(min(end - start, 6), 0) + verbs(acts, 0) + verbs_tag((acts, tag), 0) + char(text[0], 0)
        total += rest((tags[max(start - 2, 0) : start], tag), 0) + two(tags[start : min(start + 2, end)], 0)
        totals.append(total)
    return totals


def _end_totals(tables: Sequence[Get], left: list[Token], ends: Sequence[int], kind: str) -> list[int]:
    """For each place where a left phrase may end what its features weigh."""
    word, char, tag_in, tail, tag_kind, rest, two, out, tag_out, pair, touches = tables
    tags = tuple([token.tag for token in left])
    size, totals = len(left), []
    for end in ends:
        text, tag, after = left[end - 1].text, tags[end - 1], size - end
        total = word(text, 0) + char(text[-1], 0) + tag_in(tag, 0) + tail(after, 0) + tag_kind((tag, kind), 0)
        total += rest(tags[end:] if after < 4 else _LONG, 0) + two(tags[max(end - 2, 0) : end], 0)
        if after:
            outside = tags[end]
            total += out(left[end].text, 0) + tag_out(outside, 0) + pair((tag, outside), 0)
        else:
            total += touches((tag, kind), 0)
        totals.append(total)
    return totals


def _right_totals(
    tables: Sequence[Get], right: list[Token], first: int, ends: Sequence[int], kind: str
) -> list[int]:
    """For each place where a right phrase from token `first` may end what its features weigh."""
    word, char, tag_in, words, kind_words, verbs, two, whole, out, tag_out, pair, to_the_end = tables
    tags = tuple([token.tag for token in right])
    totals = []
    for end in ends:
        text, tag, size = right[end - 1].text, tags[end - 1], end - first
        total = word(text, 0) + char(text[-1], 0) + tag_in(tag, 0)
        total += words(size, 0) + kind_words((kind, min(size, 4)), 0)
        total += verbs(min(tags[first:end].count("v"), 2), 0) + two(tags[max(end - 2, first) : end], 0)
        total += whole(tags[first:end] if size < 4 else _LONG, 0)
        if end < len(right):
            outside = tags[end]
            total += out(right[end].text, 0) + tag_out(outside, 0) + pair((tag, outside), 0)
        else:
            total += to_the_end(True, 0)
        totals.append(total)
    return totals
