"""Shares: a part, its whole, and the percentage that the one is of the other.

占总数的30%, 投入占比41.43%, 完成计划1200人的66.7%, 开工率为35.5%, 分别占总量的30%和70%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.audit.figures import Figure
from extract.audit.formulas import quotient
from extract.audit.groups import Evidence, Group
from extract.audit.page import Page, common
from extract.audit.words import Patterns

_BACK = 6  # figures before the part among which its whole may stand
_NEAR = 40
_NAME = 8  # characters of a whole's name that are compared
_SHORT = 4  # a name of so many characters is told apart from others
_SAME_NAME = 3  # wholes of one name that are looked at


class Shares:
    """Finds groups of shares: first `learn` the sentences in order, `find` in each."""

    def __init__(self, patterns: Patterns) -> None:
        self._of = patterns("of", r"占(?P<whole>[^，。；：、]{0,30})$")
        self._of_total = patterns("of total", r"^(?:到|了|其|全部)?(?:{whole}|总|比)")
        self._scope = patterns(
            "scope",
            r"^(?:了|到|其|全球|全国|全省|全市|全县|全区|全旗|全州|我国|我省|我市|同期|世界|当年|全部|所有)+",
        )
        self._tail = patterns("tail", "(?:的|比重|比例|比率|份额|百分比|{carries})+$")
        self._direct = patterns("direct", r"^(?:人口)?(?:的|之)$")
        self._done = patterns("done", r"(?:占|{plan})[^，。；：]{0,16}$")
        self._rate = patterns(
            "rate",
            r"(?P<stem>[\u4e00-\u9fff]{2})化?(?<![利税汇费概效])(?:率|比例|比重)(?:为|达|达到|已达|是)?$",
        )

    def find(self, page: Page, run: Sequence[Figure], before: Sequence[Figure]) -> Iterator[Group]:
        """The groups of one sentence; `before` are the figures of the sentence before it."""
        for at, result in enumerate(run):
            if at and result.is_percent and result.quantity.measure in ("share", "change_rate"):
                yield from self._shares(page, run, at, before)

    def named(self, page: Page) -> Iterator[Group]:
        """Shares of a whole that the text names elsewhere: 占全省进出口总值的6.5%."""
        names: dict[str, list[Figure]] = {}
        parts: list[Figure] = []
        core = ""
        for one in page.figures:
            if one.is_level:
                _remember(names, page.noun(one), one)
                parts.append(one)
            elif one.is_percent and parts and parts[-1].bound.sentence == one.bound.sentence:
                of = self._of.search(page.view[max(one.span[0] - 32, parts[-1].span[1]) : one.span[0]])
                if not of or "分别" in page.view[parts[-1].span[1] : one.span[0]]:
                    continue
                core = self._core(of["whole"]) or core
                for whole in names.get(core[-_NAME:], [])[-_SAME_NAME:]:
                    if whole is not parts[-1] and whole.dimension == parts[-1].dimension:
                        yield _share(one, parts[-1], whole, "share of a named whole", Evidence.FAIR)

    def _core(self, phrase: str) -> str:
        """The name of the whole without its scope: 全省进出口总值的 is 进出口总值."""
        return self._scope.sub("", self._tail.sub("", phrase))

    def _shares(
        self, page: Page, run: Sequence[Figure], at: int, before: Sequence[Figure]
    ) -> Iterator[Group]:
        lead = page.lead(run, at)
        if self._direct.search(lead) and self._done.search(page.lead(run, at - 1)):
            whole = run[at - 1]
            part = _part(page, run, at - 1)
            if part and part.dimension == whole.dimension and whole.is_level:
                yield _share(run[at], part, whole, "of a printed whole", Evidence.STRONG)
            return
        if "分别占" in lead:
            yield from self._paired(page, run, at, before)
            return
        of, rate = self._of.search(lead), self._rate.search(lead)
        part = _part(page, run, at) if of or rate else None
        if part is None:
            return
        earlier = [*before, *run[: run.index(part)]]
        wholes = [
            one for one in reversed(earlier[-_BACK:]) if _can_be(one, part) or self._is_among(page, one, part)
        ]
        later = [one for one in run[at + 1 :] if _can_be(one, part)] if of else []
        for number, whole in enumerate([*wholes, *later]):
            evidence = Evidence.WEAK
            if of and whole in wholes:
                evidence = self._of_evidence(page, of["whole"], whole, part, number == 0)
            elif rate and number == 0 and set(rate["stem"]) & set(page.noun(part) + page.after(part)):
                evidence = Evidence.FAIR
            yield _share(run[at], part, whole, "share" if of else "rate", evidence)

    def _is_among(self, page: Page, whole: Figure, part: Figure) -> bool:
        """Whether the text counts the part among the whole, even if it is printed larger: 120只中，180只."""
        gap = page.gap(whole, part)
        same = whole.is_level and whole.dimension == part.dimension
        return same and len(gap) < _NEAR and ("中，" in gap or "其中" in gap)

    def _of_evidence(self, page: Page, phrase: str, whole: Figure, part: Figure, nearest: bool) -> Evidence:
        """How surely the phrase after 占 names this whole."""
        shared = common(phrase, page.noun(whole) + page.after(whole))
        if shared >= _SHORT:
            return Evidence.STRONG
        if nearest and (self._of_total.search(phrase) or (not phrase and self._is_among(page, whole, part))):
            return Evidence.STRONG
        return Evidence.FAIR if shared >= 2 else Evidence.WEAK

    def _paired(
        self, page: Page, run: Sequence[Figure], at: int, before: Sequence[Figure]
    ) -> Iterator[Group]:
        """甲3户9人 … 分别占总户数和总人口的1%、2%: the n-th share is of the n-th part."""
        results = [run[at]]
        for one in run[at + 1 :]:
            if not one.is_percent or len(page.gap(results[-1], one)) > 1:
                break
            results.append(one)
        levels = [one for one in run[:at] if one.is_level]
        parts = levels[-len(results) :]
        if len(parts) < len(results) or len(results) < 2:
            return
        earlier = [*before, *levels[: -len(results)]]
        for result, part in zip(results, parts, strict=True):
            wholes = [one for one in reversed(earlier[-_BACK:]) if _can_be(one, part)]
            for number, whole in enumerate(wholes):
                fair = number == 0 and self._is_among(page, whole, part)
                evidence = Evidence.FAIR if fair else Evidence.WEAK
                yield _share(result, part, whole, "paired shares", evidence)


def _remember(names: dict[str, list[Figure]], noun: str, one: Figure) -> None:
    for size in range(3, min(len(noun), _NAME) + 1):
        names.setdefault(noun[-size:], []).append(one)


def _share(result: Figure, part: Figure, whole: Figure, rule: str, evidence: Evidence) -> Group:
    return Group("share", rule, result, (part, whole), quotient, evidence)


def _part(page: Page, run: Sequence[Figure], at: int) -> Figure | None:
    """The level before number `at` that it is about: the nearest one not deeper in brackets."""
    for one in reversed(run[:at]):
        if one.is_level and page.depth(one) <= page.depth(run[at]):
            return one
    return None


def _can_be(whole: Figure, part: Figure) -> bool:
    return whole.is_level and whole.dimension == part.dimension and whole.value > part.value > 0
