"""Pieces of an indicator: the phrase to the left of a figure and the phrase to its right.

A left phrase starts and ends at word boundaries; which ones is a ranked choice over the words on both
sides of each boundary (`pieces.tsv` holds the weights). The same holds for where a right phrase ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from extract.claims.features import Features, Get
from extract.claims.phrases import Token, tokens
from extract.claims.ranker import Weights, best
from extract.claims.scene import Scene
from extract.claims.sorts import VERB_SORTS, sorts
from extract.mentions import QuantityMention, Span
from extract.structure import Clause

_MOST_LEFT = 14  # tokens looked at to the left; longer heads are rare
_MOST_RIGHT = 9
_TAIL = 7  # at most so many tokens lie between a head and its figure


@dataclass(slots=True)
class Surroundings:
    """The tokens on both sides of a figure, in its clause, up to its neighbour figures, and their sorts."""

    left: list[Token]
    right: list[Token]
    left_sorts: list[str]
    right_sorts: list[str]
    view: str
    figure_ahead: bool


def surroundings(scene: Scene, quantity: QuantityMention) -> Surroundings:
    """The tokens left and right of `quantity` in its clause."""
    clause = scene.structure.clause(quantity.start)
    reach = before_brackets(scene, clause)
    before = scene.quantities.between(reach, quantity.start)
    left_start = before[-1].end if before else reach
    after = scene.quantities.between(quantity.end, clause.end)
    right_end = after[0].start if after else clause.end
    left = tokens(scene, left_start, quantity.start)[-_MOST_LEFT:]
    right = tokens(scene, quantity.end, right_end)[:_MOST_RIGHT]
    kinds = sorts(left, scene.verbs), sorts(right, scene.verbs)
    return Surroundings(left, right, *kinds, scene.view, bool(after))


def before_brackets(scene: Scene, clause: Clause) -> int:
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


def left_piece(around: Surroundings, kind: str, weights: Weights) -> Span | None:
    """The best phrase to the left of a figure of this kind, or None when there is no word."""
    left = around.left
    ends = end_options(left)
    if not ends:
        return None
    end, *others = ends
    if others:
        end = best(ends, _end_totals(weights.tables(_ENDS), around, ends, kind))
    start, *others = starts = start_options(left, end)
    if others:
        start = best(starts, _start_totals(weights.tables(_STARTS), around, starts, end))
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
        end = best(options, _right_totals(weights.tables(_RIGHT), around, first, options, kind))
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


_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"))
_PAIRED = frozenset("".join(map("".join, _PAIRS)))
_CLOSED = frozenset({"）", ")", "]", "】"})
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
    "s after {char} {word}",
    "s sorts {word} {word}",
    "s sorts {word} {word} {word}",
    "s sorts before {words} | {word}",
    "s over {words}",
    "s past {words}",
    "s left out {number}",
    "s open marks {number}",
    "s has {words}",
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
    "e ends {text}",
    "e before {char} {word}",
    "e sorts {word} {word}",
    "e sort {word} {word}",
    "e rest sorts {words}",
    "e past {words}",
    "e nouns left {number}",
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
    "r first {text}",
    "r sorts {word} {word}",
    "r sorts past {words}",
    "r first sort {word} {word}",
    "r over {words}",
    "r before {char} {word}",
    "r has {words}",
    "r to figure {number}",
    "r to figure past {words}",
    "r to figure sort {word} {word}",
)


def start_features(around: Surroundings, start: int, end: int) -> list[str]:
    """Features of starting a left phrase that ends at `end` before token `start`."""
    return _STARTS.asked(lambda tables: _start_totals(tables, around, [start], end))


def end_features(around: Surroundings, end: int, kind: str) -> list[str]:
    """Features of ending a left phrase after `end` tokens."""
    return _ENDS.asked(lambda tables: _end_totals(tables, around, [end], kind))


def right_features(around: Surroundings, first: int, end: int, kind: str) -> list[str]:
    """Features of a right phrase from token `first` that ends after `end` tokens."""
    return _RIGHT.asked(lambda tables: _right_totals(tables, around, first, [end], kind))


def _start_totals(tables: Sequence[Get], around: Surroundings, starts: Sequence[int], end: int) -> list[int]:
    """For each place where a left phrase that ends at `end` may start what its features weigh."""
    word, tag_in, out, tag_out, pair, first, tag_first, words, verbs, verbs_tag, char, rest, two = tables[:13]
    left = around.left
    tags = tuple([token.tag for token in left])
    totals = _start_sorts(tables[13:], around, starts, end)
    for place, start in enumerate(starts):
        text, tag = left[start].text, tags[start]
        acts = min(tags[start:end].count("v"), 2)
        total = word(text, 0) + tag_in(tag, 0)
        if start:
            outside = tags[start - 1]
            total += out(left[start - 1].text, 0) + tag_out(outside, 0) + pair((outside, tag), 0)
        else:
            total += first(True, 0) + tag_first(tag, 0)
        total += words(min(end - start, 6), 0) + verbs(acts, 0) + verbs_tag((acts, tag), 0) + char(text[0], 0)
        before = tags[start - 2 : start] if start > 1 else tags[:start]
        total += rest((before, tag), 0) + two(tags[start : end if end - start < 2 else start + 2], 0)
        totals[place] += total
    return totals


def _start_sorts(tables: Sequence[Get], around: Surroundings, starts: Sequence[int], end: int) -> list[int]:
    """The same for the sorts of the words, and for what the phrase has in it and leaves out."""
    after, pair, three, before, over, past, left_out, opened, has = tables
    kinds, totals = tuple(around.left_sorts), []
    marked = not _MARKS.isdisjoint(kinds)
    acting, acted = _from_there(kinds[: end - 1], VERB_SORTS), _so_far(kinds[:end], VERB_SORTS)
    held = _from_there(kinds[:end], _HELD)
    for start in starts:
        sort, outside = kinds[start], kinds[start - 1] if start else _EDGE
        following = kinds[start + 1] if start + 1 < end else _EDGE
        total = pair((outside, sort), 0) + three((outside, sort, following), 0)
        total += before((kinds[max(start - 2, 0) : start], sort), 0)
        total += over(acting[start], 0) + past(acted[start], 0) + has(held[start], 0)
        total += left_out(min(kinds[:start].count("n"), 3), 0)
        total += opened(_open_marks(kinds[start:end]) if marked else 0, 0)
        if start:
            token = around.left[start - 1]
            total += after((token.text[-1], token.tag), 0)
        totals.append(total)
    return totals


def _end_totals(tables: Sequence[Get], around: Surroundings, ends: Sequence[int], kind: str) -> list[int]:
    """For each place where a left phrase may end what its features weigh."""
    word, char, tag_in, tail, tag_kind, rest, two, out, tag_out, pair, touches = tables[:11]
    left = around.left
    tags = tuple([token.tag for token in left])
    size, totals = len(left), _end_sorts(tables[11:], around, ends, kind)
    for place, end in enumerate(ends):
        text, tag, after = left[end - 1].text, tags[end - 1], size - end
        total = word(text, 0) + char(text[-1], 0) + tag_in(tag, 0) + tail(after, 0) + tag_kind((tag, kind), 0)
        total += rest(tags[end:] if after < 4 else _LONG, 0)
        total += two(tags[end - 2 : end] if end > 1 else tags[:end], 0)
        if after:
            outside = tags[end]
            total += out(left[end].text, 0) + tag_out(outside, 0) + pair((tag, outside), 0)
        else:
            total += touches((tag, kind), 0)
        totals[place] += total
    return totals


def _end_sorts(tables: Sequence[Get], around: Surroundings, ends: Sequence[int], kind: str) -> list[int]:
    """The same for the sorts of the words, and for what stands between the phrase and the figure."""
    last, before, pair, sort_kind, rest, past, nouns = tables
    left, kinds, totals = around.left, tuple(around.left_sorts), []
    acting = _from_there(kinds, VERB_SORTS)
    for end in ends:
        sort, outside = kinds[end - 1], kinds[end] if end < len(left) else _EDGE
        total = last(left[end - 1].text[-2:], 0) + pair((sort, outside), 0) + sort_kind((sort, kind), 0)
        total += rest(kinds[end : end + 4], 0) + past(acting[end], 0)
        total += nouns(min(kinds[end:].count("n"), 2), 0)
        if end < len(left):
            total += before((left[end].text[-1], left[end].tag), 0)
        totals.append(total)
    return totals


def _right_totals(
    tables: Sequence[Get], around: Surroundings, first: int, ends: Sequence[int], kind: str
) -> list[int]:
    """For each place where a right phrase from token `first` may end what its features weigh."""
    word, char, tag_in, words, kind_words, verbs, two, whole, out, tag_out, pair, to_the_end = tables[:12]
    right = around.right
    tags = tuple([token.tag for token in right])
    totals = _right_sorts(tables[12:], around, first, ends)
    for place, end in enumerate(ends):
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
        totals[place] += total
    return totals


def _right_sorts(tables: Sequence[Get], around: Surroundings, first: int, ends: Sequence[int]) -> list[int]:
    """The same for the sorts of the words."""
    opening, pair, past, edges, over, before, has, to_figure, to_past, to_sort = tables
    right, kinds, totals = around.right, tuple(around.right_sorts), []
    acted, held = _so_far(kinds[first:], VERB_SORTS), _so_far(kinds[first:], _HELD)
    for end in ends:
        sort, outside = kinds[end - 1], kinds[end] if end < len(right) else _EDGE
        total = opening(right[first].text, 0) + pair((sort, outside), 0) + past(kinds[end : end + 2], 0)
        total += edges((kinds[first], sort), 0) + over(acted[end - first], 0) + has(held[end - first], 0)
        if around.figure_ahead:
            total += to_figure(min(len(right) - end, 6), 0)
            total += to_past(kinds[end:], 0) + to_sort((sort, outside), 0)
        if end < len(right):
            total += before((right[end].text[-1], right[end].tag), 0)
        totals.append(total)
    return totals


def _so_far(kinds: Iterable[str], wanted: Set[str]) -> list[tuple[str, ...]]:
    """For each place, the last one's end among them, what of `wanted` stands before it, each once."""
    found: tuple[str, ...] = ()
    places = [found]
    for kind in kinds:
        if kind in wanted and kind not in found:
            found = tuple(sorted((*found, kind)))
        places.append(found)
    return places


def _from_there(kinds: Sequence[str], wanted: Set[str]) -> list[tuple[str, ...]]:
    """The same of what stands from each place on."""
    return _so_far(reversed(kinds), wanted)[::-1]


def _open_marks(kinds: Sequence[str]) -> int:
    """How many quotes and brackets are opened or closed only."""
    quotes = kinds.count("“") - kinds.count("”")
    return abs(quotes) + abs(kinds.count("（") - kinds.count("）"))


_MARKS = frozenset("“”（）")
_EDGE = "edge"  # where the words end
# A name, an enumeration or 的 in a phrase.
_HELD = frozenset({"PLACE", "ORG", "PERSON", "TIME", "CUE", "uj", "、"})
