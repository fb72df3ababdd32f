"""Sums: a total and its parts, in brackets, after 其中, before 共, or of a set that is always complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.audit.figures import Figure
from extract.audit.formulas import total
from extract.audit.groups import Evidence, Group
from extract.audit.page import Page
from extract.audit.words import Patterns
from extract.engine import alternation
from extract.lexicon import Lexicon

_MOST_PARTS = 12
_PAIR = 2
_SET = 12  # characters between the size of a set and what it has in all: 三个县共52个
_BRACKET = 300  # characters in which a bracket that splits a figure ends


@dataclass(frozen=True, slots=True)
class Complement:
    """A line of `audit_complements.tsv`; see there."""

    one: str
    other: tuple[str, ...]


class Sums:
    """Finds groups of sums in a sentence."""

    def __init__(self, lexicon: Lexicon, patterns: Patterns) -> None:
        rows = lexicon.rows("audit_complements", Complement)
        self._complements = [(re.compile(row.one), re.compile(alternation(row.other))) for row in rows]
        self._opens = patterns("bracket", r"[\u4e00-\u9fff“”]{0,10}（")
        self._among = patterns("among", "^[，：]?(?:{among})")
        self._lists = patterns("lists", r"^[^，。；：0-9]{0,16}(?:[，：](?:其中|包括|分别)|：)")
        self._goes_on = patterns("goes on", "(?:^|，)(?:其中|按[^，]{1,6}[分看]|分[^，]{1,6}看)")
        self._divides = patterns("divides", "(?:^|，|。)按[^，]{1,6}[分看]，")
        self._rest = patterns("rest", "{rest}")
        self._partial = patterns("partial", "{partial}")
        self._total = patterns("total", r"[，、](?:{total})[^，。；：、]{0,8}$")
        self._amount_of_change = patterns(
            "amount of change", "(?:多|少)[\u4e00-\u9fff]?了?$|(?:{against}|增加|减少|增长|下降)[^，；]{0,8}$"
        )
        self._adds = patterns("adds", "合计|总计|共计")
        self._rates = patterns("rates", "每|均|率|价|速|龄|单产|亩产|最|单位|第")
        self._joined = patterns(
            "joined", "^(?:、|和|及|与|以及)[^，。；：]{0,8}$|^[^，。；：]{0,8}(?:、|和|及|与|以及)$"
        )

    def find(self, page: Page, run: Sequence[Figure], before: Sequence[Figure]) -> Iterator[Group]:
        """The groups of one sentence; `before` are the figures of the sentence before it."""
        for at, whole in enumerate(run):
            if whole.is_level:
                yield from self._bracket(page, run, at)
                yield from self._listed(page, run, at)
                yield from self._added(page, run, at)
        if before and self._goes_on.search(page.lead(run, 0)):
            yield from self._split_later(page, [*before, *run], len(before))

    def _split_later(self, page: Page, run: Sequence[Figure], first: int) -> Iterator[Group]:
        """500户2100人。其中300户1260人已搬迁，剩下200户840人: each unit has its own total."""
        by_definition = self._divides.search(page.gap(run[first - 1], run[first]))
        for at in range(max(first - _PAIR, 0), first):
            whole = run[at]
            parts = self._following(page, run, first - 1, whole)
            if not whole.is_level or len(parts) < _PAIR or _of_two_kinds(page, parts):
                continue
            full = by_definition or self._is_full(page, run, at, parts)
            evidence = Evidence.STRONG if full else Evidence.FAIR
            if self._goes_further(page, whole, parts):
                evidence = Evidence.WEAK
            yield Group("sum", "split in the next sentence", whole, tuple(parts), total, evidence)

    def _bracket(self, page: Page, run: Sequence[Figure], at: int) -> Iterator[Group]:
        """310家（国有12家，民营289家，其他9家）."""
        whole = run[at]
        opening = self._opens.match(page.view, whole.span[1])
        if not opening:
            return
        end = _closing(page.view, opening.end())
        parts = [one for one in run[at + 1 :] if one.span[1] <= end and comparable(whole, one)]
        words = page.view[opening.end() : end]
        if len(parts) > 1:
            closed = not self._among.search(words) and not self._goes_further(page, whole, parts)
            full = closed or self._is_full(page, run, at, parts)
            yield self._sum(whole, parts, "bracket", full)
        elif parts and _exceeds(parts[0], whole) and "其中" in words[:3]:
            yield _too_large(whole, parts[0])

    def _listed(self, page: Page, run: Sequence[Figure], at: int) -> Iterator[Group]:
        """12.3万亩，其中甲4.6万亩、乙2.8万亩、其他4.9万亩."""
        whole = run[at]
        if at + 1 == len(run):
            return
        gap = page.gap(whole, run[at + 1])
        if not self._lists.search(gap):
            yield from self._complementary(page, run, at)
            return
        parts = self._following(page, run, at, whole)
        if len(parts) > 1:
            told = "其中" not in gap and "：" in gap and not self._goes_further(page, whole, parts)
            yield self._sum(whole, parts, "list", told or self._is_full(page, run, at, parts))
            for size in range(len(parts) - 1, 1, -1):
                sure = size == _PAIR and self._complete(page, parts[:size])
                evidence = Evidence.STRONG if sure else Evidence.WEAK
                yield Group("sum", "list", whole, tuple(parts[:size]), total, evidence)
        elif parts and "其中" in gap and _exceeds(parts[0], whole) and self._is_amount(page, run, at):
            yield _too_large(whole, parts[0])

    def _goes_further(self, page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
        """Whether the text says that the list is not full: 等 after it, 主要 in it."""
        end = parts[-1].span[1]
        return "等" in page.after(parts[-1]) or bool(self._partial.search(page.view, whole.span[1], end))

    def _complementary(self, page: Page, run: Sequence[Figure], at: int) -> Iterator[Group]:
        """84个，已完工51个，正在建设33个: two kinds that leave nothing out, without 其中."""
        parts = run[at + 1 : at + 1 + _PAIR]
        near = all(len(page.lead(run, at + 1 + k)) < _SET for k in range(len(parts)))
        alike = len(parts) == _PAIR and all(comparable(run[at], part) for part in parts)
        if alike and near and self._complete(page, parts):
            yield Group("sum", "complements", run[at], tuple(parts), total, Evidence.STRONG)

    def _complete(self, page: Page, parts: Sequence[Figure]) -> bool:
        words = [page.name(part) for part in parts]
        return any(
            one.search(words[k]) and other.search(words[1 - k])
            for one, other in self._complements
            for k in (0, 1)
        )

    def _is_full(self, page: Page, run: Sequence[Figure], at: int, parts: Sequence[Figure]) -> bool:
        """Whether a list says that nothing is left: 其他 comes last, 男 and 女, three of 三个县."""
        last = run.index(parts[-1])
        lead = page.lead(run, last) or page.lead(run, last - 1)
        if self._rest.search(lead):
            return True
        before = run[at - 1] if at else None
        if before and before.amount == len(parts) and len(page.gap(before, run[at])) < _SET:
            return True
        return len(parts) == _PAIR and self._complete(page, parts)

    def _following(self, page: Page, run: Sequence[Figure], at: int, whole: Figure) -> list[Figure]:
        """The levels after number `at` that can be parts of a total, up to a semicolon or the next list."""
        parts: list[Figure] = []
        for k in range(at + 1, len(run)):
            lead = page.lead(run, k)
            if "；" in lead or (k > at + 1 and "其中" in lead) or len(parts) == _MOST_PARTS:
                break
            if self._amount_of_change.search(lead):
                continue
            if comparable(whole, run[k]) and page.depth(run[k]) == page.depth(run[at + 1]):
                parts.append(run[k])
        return parts

    def _is_amount(self, page: Page, run: Sequence[Figure], at: int) -> bool:
        """Whether a figure is a total that holds its parts: no mean or rate, and not the last of several."""
        listed = at and self._joined.search(page.gap(run[at - 1], run[at]))
        return not listed and not self._rates.search(page.lead(run, at))

    def _added(self, page: Page, run: Sequence[Figure], at: int) -> Iterator[Group]:
        """甲120个、乙30个，共150个."""
        whole = run[at]
        if not self._total.search(page.lead(run, at)):
            return
        before = _preceding(page, run, at)
        sure = Evidence.STRONG if self._adds.search(page.lead(run, at)) else Evidence.FAIR
        for size in range(len(before), 1, -1):
            evidence = sure if size == len(before) else Evidence.WEAK
            yield Group("sum", "total after", whole, tuple(before[-size:]), total, evidence)

    @staticmethod
    def _sum(whole: Figure, parts: Sequence[Figure], rule: str, closed: bool) -> Group:
        evidence = Evidence.STRONG if closed else Evidence.FAIR
        return Group("sum", rule, whole, tuple(parts), total, evidence)


def comparable(whole: Figure, part: Figure) -> bool:
    """Whether a figure can be a part of another by its sort: a level in the same dimension."""
    return part.is_level and part.dimension == whole.dimension and part.value > 0


def _of_two_kinds(page: Page, parts: Sequence[Figure]) -> bool:
    """Whether the first two figures count two things: 20个县350个项目."""
    nouns = [page.after(part) for part in parts[:2]]
    return all(nouns) and nouns[0] != nouns[1]


def _exceeds(part: Figure, whole: Figure) -> bool:
    return part.exact and whole.exact and part.rounded.low > whole.rounded.high


def _too_large(whole: Figure, part: Figure) -> Group:
    return Group("sum", "part larger than whole", whole, (part,), total, Evidence.STRONG)


def _closing(view: str, start: int) -> int:
    """Where the bracket that opened before `start` closes, or how far one is looked for."""
    depth = 1
    for at in range(start, min(start + _BRACKET, len(view))):
        depth += (view[at] == "（") - (view[at] == "）")
        if depth == 0:
            return at
    return start


def _preceding(page: Page, run: Sequence[Figure], at: int) -> list[Figure]:
    """The levels before a total that can be its parts, back to a semicolon."""
    parts: list[Figure] = []
    for k in range(at - 1, -1, -1):
        if "；" in page.gap(run[k], run[k + 1]) or len(parts) == _MOST_PARTS:
            break
        if comparable(run[at], run[k]):
            parts.append(run[k])
    return parts[::-1]
