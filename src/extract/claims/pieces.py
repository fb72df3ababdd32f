"""Pieces of an indicator: the phrase to the left of a figure and the phrase to its right.

A left phrase starts and ends at word boundaries; which ones is a ranked choice over the words on both
sides of each boundary (`pieces.tsv` holds the weights). The same holds for where a right phrase ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.claims.phrases import Token, tokens
from extract.claims.ranker import Weights
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
    end = max(ends, key=lambda k: (weights.total(end_features(left, k, kind)), k))
    starts = start_options(left, end)
    start = max(starts, key=lambda k: (weights.total(start_features(left, k, end)), -k))
    return left[start].start, left[end - 1].end


def right_piece(right: list[Token], kind: str, weights: Weights) -> Span | None:
    """The best phrase to the right of a figure of this kind, or None when there is no word."""
    first = right_start(right)
    options = range(first + 1, len(right) + 1)
    if not options:
        return None
    end = max(options, key=lambda k: (weights.total(right_features(right, first, k, kind)), -k))
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


def start_features(left: list[Token], start: int, end: int) -> list[str]:
    """Features of starting a left phrase that ends at `end` before token `start`."""
    inside = left[start]
    names = [f"s in {inside.text}", f"s tag {inside.tag}"]
    if start:
        outside = left[start - 1]
        names += [f"s out {outside.text}", f"s otag {outside.tag}", f"s tags {outside.tag} {inside.tag}"]
    else:
        names += ["s first", f"s first {inside.tag}"]
    verbs = sum(token.tag == "v" for token in left[start:end])
    names += [
        f"s words {min(end - start, 6)}",
        f"s verbs {min(verbs, 2)}",
        f"s verbs {min(verbs, 2)} {inside.tag}",
        f"s char {inside.text[0]}",
        f"s rest {_tags(left[max(start - 2, 0) : start])} | {inside.tag}",
        f"s next {_tags(left[start : min(start + 2, end)])}",
    ]
    return names


def end_features(left: list[Token], end: int, kind: str) -> list[str]:
    """Features of ending a left phrase after `end` tokens."""
    inside = left[end - 1]
    names = [
        f"e in {inside.text}",
        f"e last {inside.text[-1]}",
        f"e tag {inside.tag}",
        f"e tail {len(left) - end}",
        f"e tag {inside.tag} {kind}",
    ]
    names.append(f"e rest {_tags(left[end:])}" if len(left) - end < 4 else "e rest long")
    names.append(f"e two {_tags(left[max(end - 2, 0) : end])}")
    if end < len(left):
        outside = left[end]
        names += [f"e out {outside.text}", f"e otag {outside.tag}", f"e tags {inside.tag} {outside.tag}"]
    else:
        names.append(f"e touches {inside.tag} {kind}")
    return names


def right_features(right: list[Token], first: int, end: int, kind: str) -> list[str]:
    """Features of a right phrase from token `first` that ends after `end` tokens."""
    inside = right[end - 1]
    names = [
        f"r in {inside.text}",
        f"r last {inside.text[-1]}",
        f"r tag {inside.tag}",
        f"r words {end - first}",
        f"r kind {kind} {min(end - first, 4)}",
        f"r verbs {min(sum(token.tag == 'v' for token in right[first:end]), 2)}",
        f"r two {_tags(right[max(end - 2, first) : end])}",
        f"r all {_tags(right[first:end])}" if end - first < 4 else "r all long",
    ]
    if end < len(right):
        outside = right[end]
        names += [f"r out {outside.text}", f"r otag {outside.tag}", f"r tags {inside.tag} {outside.tag}"]
    else:
        names.append("r to the end")
    return names


def _tags(words: list[Token]) -> str:
    return " ".join(token.tag for token in words)
