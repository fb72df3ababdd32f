"""Means and products: a total, a count, and what comes on each.

发放补贴1200万元，惠及4000户，户均3000元; 每人1000元，共200人，合计20万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from extract.audit.figures import Figure
from extract.audit.formulas import product, quotient
from extract.audit.groups import Evidence, Group
from extract.audit.page import Page, common
from extract.audit.words import Patterns

_BACK = 6
_COUNTED = {
    "户": "户",
    "人": "人名位",
    "村": "村个",
    "家": "家户",
    "场": "场",
    "亩": "亩",
    "个": "个",
    "校": "所",
    "件": "件",
    "天": "天日",
}


class Means:
    """Finds groups of means and products in a sentence."""

    def __init__(self, patterns: Patterns) -> None:
        self._mean = patterns(
            "mean",
            r"(?:(?P<one>[户人村亩家场校件天])均|平均每?(?:一)?(?P<each>[户人村亩家场个校件天名]))(?P<what>[^，。；：]{0,10})$",
        )
        self._other_base = patterns("other base", "生产总值|GDP|收入|支出|预期|寿命|消费|年龄")
        self._each = patterns("each", r"{each}[^，。；、：]{0,12}$")
        self._total = patterns("all", r"^[，（]?(?:{total}|计)[^，。；、：]{0,10}$")

    def find(self, page: Page, run: Sequence[Figure]) -> Iterator[Group]:
        """The groups of one sentence."""
        for at, one in enumerate(run):
            if at > 1 and one.dimension:
                yield from self._means(page, run, at)
                yield from self._products(page, run, at)

    def _means(self, page: Page, run: Sequence[Figure], at: int) -> Iterator[Group]:
        found = self._mean.search(page.lead(run, at))
        if not found or self._other_base.search(found[0]):
            return
        units = _COUNTED[(found["one"] or found["each"]).replace("名", "人")]
        before = run[max(at - _BACK, 0) : at]
        counts = [one for one in before if one.is_level and one.quantity.unit_text in units]
        totals = [one for one in before if _in_all(one, run[at])]
        sure = len(counts) == len(totals) == 1
        for total in totals:
            for count in counts:
                evidence = Evidence.FAIR if sure else Evidence.WEAK
                if sure and common(found["what"], page.name(total)) >= 2:
                    evidence = Evidence.STRONG
                yield Group("mean", "mean", run[at], (total, _counted(count)), quotient, evidence)

    def _products(self, page: Page, run: Sequence[Figure], at: int) -> Iterator[Group]:
        """A rate and a count right before a total."""
        if not self._total.search(page.lead(run, at)):
            return
        for each, count in ((at - 2, at - 1), (at - 1, at - 2)):
            rate = run[each]
            named = self._each.search(page.lead(run, each)) and _in_all(run[at], rate)
            if named and _counts(run[count]) and run[count].dimension != rate.dimension:
                operands = (rate, _counted(run[count]))
                yield Group("product", "product", run[at], operands, product, Evidence.FAIR)


def _in_all(total: Figure, each: Figure) -> bool:
    """Whether one can be the sum of many of the other."""
    return total.dimension == each.dimension and total.is_level and total.value > each.value > 0


def _counts(one: Figure) -> bool:
    """Whether it counts things, in units of one."""
    return one.is_level and one.unit == 1


def _counted(count: Figure) -> Figure:
    """The count as a plain number, also of what is measured in a unit (亩): so many of that unit."""
    return replace(count, unit=Fraction(1))
