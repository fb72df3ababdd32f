"""Growth and differences: two levels and what is said to lie between them.

| text | identity |
|---|---|
| 由A增加到B，增加C | B - A = C |
| 由A增加到B，增长r | B / A - 1 = r |
| B，比上年A增长r, or 增加C | the same |
| B，增加C，增长r | C / (B - C) = r |
| 由A增加到B，是…的n倍 | B / A = n |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.audit.figures import Figure
from extract.audit.formulas import Formula, difference, growth, growth_by, quotient
from extract.audit.groups import Evidence, Group
from extract.audit.page import Page
from extract.audit.words import Patterns
from extract.records import Kind

_NOTHING = ("", "）", "的平均水平", "的水平")
_AFTER = 3  # figures after a pair of levels in which their difference may stand


class Changes:
    """Finds groups of growth and difference in a sentence."""

    def __init__(self, patterns: Patterns) -> None:
        self._from = patterns("from", r"{from}[^，。；：、]{0,24}$")
        self._to = patterns("to", r"^[^，。；：、]{0,8}?(?:{rise}|{fall})(?:了)?{to}[^，。；：、]{0,20}$")
        self._ends = patterns("ends", r"{to}$")
        self._compared = patterns("compared", r"{against}[^，。；、]{0,24}$")
        self._moves = patterns("moves", r"^[^，。；、：0-9]{0,14}?(?:{rise}|{fall})(?:了|约)?$")
        self._set_against = patterns(
            "set against",
            r"^[^，。；：0-9]{0,4}相比，?[^，。；：0-9]{0,6}(?:{rise}|{fall})[^，。；：0-9]{0,4}$",
        )
        self._beyond = patterns("beyond", r"{beyond}[^，。；、]{0,24}$")
        self._change = patterns(
            "change",
            "^[，、（]?(?:同比|累计|净|共|年均|平均每年|实际|名义|分别|即|也|已|又)*+"
            "(?:{against}[^，。；、]{2,12}?|[^，。；、：]{0,4}{not_nominal}[^，。；、：]{0,6}?)?"
            "(?:{rise}|{fall})(?:幅度?|率|速|额|量|长|了|{carries})*+$",
        )
        self._not_nominal = patterns("not nominal", "{not_nominal}")
        # Their growth is told at constant prices without a word.
        self._told_real = patterns("real growth", "增加值|生产总值|GDP|总产值")
        self._multiple = patterns("multiple", r"(?:是|为|相当于)[^，。；]{0,20}的$")
        self._foreign = patterns("foreign base", r"同比|上年|去年|上月|全国|全省|全市|平均|占")

    def find(self, page: Page, run: Sequence[Figure]) -> Iterator[Group]:
        """The groups of one sentence."""
        for at in range(len(run) - 1):
            yield from self._from_to(page, run, at)
            yield from self._against(page, run, at)
            yield from self._by(page, run, at)

    def _from_to(self, page: Page, run: Sequence[Figure], at: int) -> Iterator[Group]:
        old, new = run[at], run[at + 1]
        if not alike(old, new) or not self._from.search(page.lead(run, at)):
            return
        if not self._to.search(page.gap(old, new)):
            return
        for k in range(at + 2, min(at + 2 + _AFTER, len(run))):
            lead = page.lead(run, k)
            if alike(run[k], new) and self._from.search(lead):
                return
            if self._foreign.search(lead) or self._ends.search(lead):
                return
            multiple = run[k].is_multiple and self._multiple.search(lead)
            if multiple:
                yield Group("ratio", "from to, times", run[k], (new, old), quotient, Evidence.STRONG)
            elif self._change.search(lead):
                yield from self._between(run[k], new, old, lead, "from to")
            else:
                return

    def _against(self, page: Page, run: Sequence[Figure], at: int) -> Iterator[Group]:
        """B，比上年A增长r: the base stands between."""
        old, result = run[at], run[at + 1]
        if not self._compared.search(page.lead(run, at)):
            return
        gap = page.gap(old, result)
        beyond = self._beyond.search(page.lead(run, at)) and gap in _NOTHING
        if not self._moves.search(gap) and not self._set_against.search(gap) and not beyond:
            return
        new = next((one for one in reversed(run[max(at - 4, 0) : at]) if alike(one, old)), None)
        if new is None or page.depth(new) > page.depth(old):
            return
        lead = page.lead(run, at)
        yield from self._between(result, new, old, lead + gap, "against")

    def _by(self, page: Page, run: Sequence[Figure], at: int) -> Iterator[Group]:
        """B，增加C，增长r."""
        if at + 2 >= len(run):
            return
        new, change, rate = run[at : at + 3]
        first, second = page.gap(new, change), page.gap(change, rate)
        if not new.is_level or new.dimension != change.dimension or change.quantity.measure != "change":
            return
        if rate.quantity.measure != "change_rate" or not rate.is_percent or len(second) > 12:
            return
        if self._change.search(first) and self._change.search(second) and "；" not in first + second:
            blocked = self._blocked(first + second)
            real = self._told_real.search(page.lead(run, at))
            evidence = Evidence.FAIR if real else Evidence.STRONG
            yield Group("growth", "level and change", rate, (new, change), growth_by, evidence, blocked)

    def _between(self, result: Figure, new: Figure, old: Figure, words: str, rule: str) -> Iterator[Group]:
        formula = _formula(result, new)
        if formula is None:
            return
        kind: Kind = "difference" if formula is difference else "growth"
        yield Group(kind, rule, result, (new, old), formula, Evidence.STRONG, self._blocked(words))

    def _blocked(self, words: str) -> str:
        found = self._not_nominal.search(words)
        return f"{found[0]}: not to be computed from the two levels" if found else ""


def alike(one: Figure, other: Figure) -> bool:
    """Whether both are levels of one dimension, or both percentages."""
    if one.is_percent and other.is_percent:
        return True
    return one.is_level and other.is_level and one.dimension == other.dimension


def _formula(result: Figure, new: Figure) -> Formula | None:
    """What relates two figures to the change between them."""
    if new.is_percent:
        return difference if result.is_points else None
    if result.is_percent or (result.is_multiple and result.quantity.measure == "change_rate"):
        return growth
    if result.dimension == new.dimension:
        return difference
    return None
