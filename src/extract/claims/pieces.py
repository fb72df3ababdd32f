"""Pieces of an indicator: the phrase to the left of a figure and the phrase to its right.

A left phrase starts and ends at word boundaries; which ones is a ranked choice over the words on both
sides of each boundary (`pieces.tsv` holds the weights). The same holds for where a right phrase ends.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeAlias

from extract.claims.features import Features
from extract.claims.phrases import Token, tokens
from extract.claims.ranker import Weights, best, total
from extract.claims.scene import Scene
from extract.mentions import QuantityMention, Span
from extract.structure import Clause

_Tags: TypeAlias = "tuple[str, ...]"

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
    tags = _tags(left)
    tables = weights.tables(_ENDS)
    end = best(ends, [total(tables, _end_values(left, tags, k, kind)) for k in ends])
    starts = start_options(left, end)
    tables = weights.tables(_STARTS)
    start = best(starts, [total(tables, _start_values(left, tags, k, end)) for k in starts])
    return left[start].start, left[end - 1].end


def right_piece(right: list[Token], kind: str, weights: Weights) -> Span | None:
    """The best phrase to the right of a figure of this kind, or None when there is no word."""
    first = right_start(right)
    options = range(first + 1, len(right) + 1)
    if not options:
        return None
    tags = _tags(right)
    tables = weights.tables(_RIGHT)
    end = best(options, [total(tables, _right_values(right, tags, first, k, kind)) for k in options])
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
    return _STARTS.names(_start_values(left, _tags(left), start, end))


def end_features(left: list[Token], end: int, kind: str) -> list[str]:
    """Features of ending a left phrase after `end` tokens."""
    return _ENDS.names(_end_values(left, _tags(left), end, kind))


def right_features(right: list[Token], first: int, end: int, kind: str) -> list[str]:
    """Features of a right phrase from token `first` that ends after `end` tokens."""
    return _RIGHT.names(_right_values(right, _tags(right), first, end, kind))


def _start_values(left: list[Token], tags: _Tags, start: int, end: int) -> tuple[Hashable, ...]:
    text, tag = left[start].text, tags[start]
    verbs = min(tags[start:end].count("v"), 2)
    outside = tags[start - 1] if start else None
    return (
        text,
        tag,
        left[start - 1].text if start else None,
        outside,
        (outside, tag) if start else None,
        None if start else True,
        None if start else tag,
        min(end - start, 6),
        verbs,
        (verbs, tag),
        text[0],
        (tags[max(start - 2, 0) : start], tag),
        tags[start : min(start + 2, end)],
    )


def _end_values(left: list[Token], tags: _Tags, end: int, kind: str) -> tuple[Hashable, ...]:
    text, tag = left[end - 1].text, tags[end - 1]
    tail = len(left) - end
    outside = tags[end] if tail else None
    return (
        text,
        text[-1],
        tag,
        tail,
        (tag, kind),
        tags[end:] if tail < 4 else _LONG,
        tags[max(end - 2, 0) : end],
        left[end].text if tail else None,
        outside,
        (tag, outside) if tail else None,
        None if tail else (tag, kind),
    )


def _right_values(
    right: list[Token], tags: _Tags, first: int, end: int, kind: str
) -> tuple[Hashable, ...]:
    text, tag = right[end - 1].text, tags[end - 1]
    size, more = end - first, end < len(right)
    outside = tags[end] if more else None
    return (
        text,
        text[-1],
        tag,
        size,
        (kind, min(size, 4)),
        min(tags[first:end].count("v"), 2),
        tags[max(end - 2, first) : end],
        tags[first:end] if size < 4 else _LONG,
        right[end].text if more else None,
        outside,
        (tag, outside) if more else None,
        None if more else True,
    )


def _tags(words: list[Token]) -> _Tags:
    return tuple([token.tag for token in words])
