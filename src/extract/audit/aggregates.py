"""Aggregates that statistics define: wholes with a fixed set of parts, and what follows from two of them.

进出口 is 出口 and 进口, 生产总值 the three industries; 顺差 is 出口 less 进口; 城乡收入比 is the income of
the towns by that of the countryside; the parts of 三次产业结构 make a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.figures import Figure, hundred
from extract.audit.formulas import difference, quotient, total
from extract.audit.groups import Evidence, Group
from extract.audit.page import Page
from extract.audit.words import Patterns
from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.patterns import late

_TAIL = "(?:总值|总额|总量|增加值|额|值|量|总产值)?(?:规模)?$"
_STRUCTURE = late(r"(?:结构|产业|构成)[^，。；：]{0,16}$|(?:调整|优化|演变|变)[为成到]$")
_NEAR = 40


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A line of `audit_wholes.tsv`; see there."""

    name: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]


class Aggregates:
    """Finds groups of defined aggregates, paragraph by paragraph."""

    def __init__(self, lexicon: Lexicon, patterns: Patterns) -> None:
        self._rows = [_Row(row) for row in lexicon.rows("audit_wholes", WholeRow)]
        names = [name for row in self._rows for name in (*row.row.whole, *row.row.parts)]
        self._any = late(alternation([*names, "顺差", "逆差", "收入"]))
        self._surplus = patterns("surplus", "(?:顺差|逆差)$")
        self._ratio = patterns("income ratio", "收入(?:之比|比|比值|倍差)(?:值)?$")
        self._town = patterns("town income", "城镇(?:常住)?居民[^，。；]{0,8}收入$")
        self._land = patterns("rural income", "农村(?:常住)?居民[^，。；]{0,8}收入$|农民[^，。；]{0,6}收入$")

    def find(self, page: Page) -> Iterator[Group]:
        """The groups of a document."""
        yield from self._structures(page)
        found = [_Parts(row) for row in self._rows]
        incomes: dict[str, Figure] = {}
        paragraph = -1
        for one in page.figures:
            if page.paragraph(one) != paragraph:
                paragraph = page.paragraph(one)
                found = [_Parts(row) for row in self._rows]
            noun = page.noun(one)
            if not self._any.search(noun):
                continue
            if one.is_level:
                for parts in found:
                    yield from parts.add(one, noun)
                yield from self._balance(one, noun, found)
            yield from self._incomes(one, noun, incomes)

    def _balance(self, one: Figure, noun: str, found: list[_Parts]) -> Iterator[Group]:
        trade = next((parts for parts in found if parts.row.row.name == "trade"), None)
        if trade and self._surplus.search(noun) and len(trade.last) == 2:
            out, into = trade.last.get("出口"), trade.last.get("进口")
            if out and into and _same_frame(out, one):
                larger, smaller = (out, into) if out.value > into.value else (into, out)
                yield Group(
                    "difference", "trade balance", one, (larger, smaller), difference, Evidence.STRONG
                )

    def _incomes(self, one: Figure, noun: str, incomes: dict[str, Figure]) -> Iterator[Group]:
        if one.is_level and self._town.search(noun):
            incomes["town"] = one
        elif one.is_level and self._land.search(noun):
            incomes["land"] = one
        elif one.is_multiple and self._ratio.search(noun) and len(incomes) == 2:
            operands = (incomes["town"], incomes["land"])
            if all(_same_frame(one, other) for other in operands):
                yield Group("ratio", "income ratio", one, operands, quotient, Evidence.FAIR)

    @staticmethod
    def _structures(page: Page) -> Iterator[Group]:
        """三次产业结构为12.5:40.1:47.4: parts in a hundred."""
        for bound in page.shares:
            start = bound.quantity.start
            whole, parts = hundred(bound, page.source)
            near = 30 < sum(bound.quantity.parts) < 200
            if near and _STRUCTURE.search(page.view[max(start - _NEAR, 0) : start]):
                yield Group("sum", "parts in a hundred", whole, tuple(parts), total, Evidence.STRONG)


class _Row:
    """A row with its nouns as patterns."""

    def __init__(self, row: WholeRow) -> None:
        self.row = row
        self.whole = late(alternation(row.whole) + "(?:总值|总额|额|值)?$")
        self.parts = {name: late(f"(?<!进){name}{_TAIL}") for name in row.parts}


class _Parts:
    """The whole read last in a paragraph, and those of its parts read since."""

    def __init__(self, row: _Row) -> None:
        self.row = row
        self.whole: Figure | None = None
        self.parts: dict[str, Figure] = {}
        self.last: dict[str, Figure] = {}

    def add(self, one: Figure, noun: str) -> Iterator[Group]:
        """Read the next figure; the group when it completes the whole."""
        if self.row.whole.search(noun):
            self.whole, self.parts, self.last = one, {}, {}
            return
        name = next((name for name, pattern in self.row.parts.items() if pattern.search(noun)), None)
        if name is None or self.whole is None or not _fits(self.whole, one):
            return
        self.parts.setdefault(name, one)
        if len(self.parts) == len(self.row.parts):
            self.last = self.parts
            operands = tuple(self.parts[part] for part in self.row.row.parts)
            yield Group("sum", "defined whole", self.whole, operands, total, Evidence.STRONG)
            self.parts = {}


def _fits(whole: Figure, part: Figure) -> bool:
    same_unit = part.quantity.unit == whole.quantity.unit
    return same_unit and _same_frame(whole, part) and part.value > 0


def _same_frame(one: Figure, other: Figure) -> bool:
    """Whether both are of one time and both results or both targets."""
    return one.bound.period == other.bound.period and one.bound.status == other.bound.status
