"""Shares: a part, its whole, and the percentage that the one is of the other.

占总数的36%, 投入占比43.24%, 完成计划2200人的78.27%, 完工率为24.7%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.audit.figures import Figure
from extract.audit.groups import Evidence, Group, quotient
from extract.audit.page import Page
from extract.audit.words import Patterns

_BACK = 6  # figures before the part among which its whole may stand


class Shares:
    """Finds groups of shares in a sentence and the one before it."""

    def __init__(self, patterns: Patterns) -> None:
        self._of = patterns("of", r"占(?P<whole>[^，。；：、]{0,30})$")
        self._of_whole = patterns("of whole", r"占[^，。；：、]{0,12}{whole}|占比")
        self._direct = patterns("direct", r"^(?:人口)?(?:的|之)$")
        self._done = patterns("done", r"(?:占|{plan})[^，。；：]{0,16}$")
        self._rate = patterns(
            "rate", r"(?P<stem>[\u4e00-\u9fff]{2})(?:率|比例|比重)(?:为|达|达到|已达|是)?$"
        )

    def find(self, page: Page, run: Sequence[Figure], before: Sequence[Figure]) -> Iterator[Group]:
        """The groups of one sentence; `before` are the figures of the sentence before it."""
        for at, result in enumerate(run):
            if at and result.is_percent and result.quantity.measure in ("share", "change_rate"):
                yield from self._shares(page, run, at, before)

    def _shares(
        self, page: Page, run: Sequence[Figure], at: int, before: Sequence[Figure]
    ) -> Iterator[Group]:
        lead = page.lead(run, at)
        if self._direct.search(lead) and self._done.search(page.lead(run, at - 1)):
            whole = run[at - 1]
            part = _part(page, run, at - 1, run[at])
            if part and part.dimension == whole.dimension and whole.is_level:
                yield _share(run[at], part, whole, "of a printed whole", Evidence.STRONG)
            return
        of, rate = self._of.search(lead), self._rate.search(lead)
        if not of and not rate:
            return
        part = _part(page, run, at, run[at])
        if part is None:
            return
        earlier = [*before, *run[: run.index(part)]]
        wholes = [one for one in reversed(earlier[-_BACK:]) if _can_be(one, part)]
        for whole in wholes:
            evidence = self._evidence(page, run, part, whole, lead, of is not None)
            yield _share(run[at], part, whole, "share" if of else "rate", evidence)

    def _evidence(
        self, page: Page, run: Sequence[Figure], part: Figure, whole: Figure, lead: str, of: bool
    ) -> Evidence:
        if of:
            named = _common(self._of.search(lead)["whole"], _nouns(page, whole)) >= 2
            if named or self._of_whole.search(lead):
                return Evidence.STRONG
            return Evidence.WEAK
        stem = self._rate.search(lead)["stem"]
        return Evidence.FAIR if stem in _nouns(page, part) else Evidence.WEAK


def _share(result: Figure, part: Figure, whole: Figure, rule: str, evidence: Evidence) -> Group:
    return Group("share", rule, result, (part, whole), quotient, evidence)


def _part(page: Page, run: Sequence[Figure], at: int, share: Figure) -> Figure | None:
    """The level before the share that it is about: the nearest one not deeper in brackets."""
    for one in reversed(run[:at]):
        if one.is_level and page.depth(one) <= page.depth(share):
            return one
    return None


def _can_be(whole: Figure, part: Figure) -> bool:
    return whole.is_level and whole.dimension == part.dimension and whole.value > part.value > 0


def _nouns(page: Page, one: Figure) -> str:
    """The words around a figure that may name it: before it back to a mark, and after its unit."""
    start, end = one.span
    before = page.view[max(start - 24, 0) : start]
    after = page.view[end : end + 10]
    for mark in "，。；：、\n":
        before = before.rpartition(mark)[2]
        after = after.partition(mark)[0]
    return before + after


def _common(one: str, other: str) -> int:
    """The length of the longest stretch of characters that two texts share."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best
