"""Features of where a phrase beside a figure may start and end, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from extract.claims.features import Features, Get
from extract.claims.sorts import VERB_SORTS
from extract.claims.surroundings import Surroundings

_MARKS = frozenset("“”（）")
_EDGE = "edge"  # where the words end
# A name, an enumeration or 的 in a phrase.
_HELD = frozenset({"PLACE", "ORG", "PERSON", "TIME", "CUE", "uj", "、"})
_LONG = ("long",)  # instead of the tags of a long stretch
STARTS = Features(
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
ENDS = Features(
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
RIGHT = Features(
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
    return STARTS.asked(lambda tables: start_totals(tables, around, [start], end))


def end_features(around: Surroundings, end: int, kind: str) -> list[str]:
    """Features of ending a left phrase after `end` tokens."""
    return ENDS.asked(lambda tables: end_totals(tables, around, [end], kind))


def right_features(around: Surroundings, first: int, end: int, kind: str) -> list[str]:
    """Features of a right phrase from token `first` that ends after `end` tokens."""
    return RIGHT.asked(lambda tables: right_totals(tables, around, first, [end], kind))


def start_totals(tables: Sequence[Get], around: Surroundings, starts: Sequence[int], end: int) -> list[int]:
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


def end_totals(tables: Sequence[Get], around: Surroundings, ends: Sequence[int], kind: str) -> list[int]:
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


def right_totals(
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
