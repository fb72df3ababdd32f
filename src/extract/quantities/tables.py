"""Tables of pipe rows: the unit and the meaning of a column stand in its head.

| 品种 | 面积(万亩) | 比上年增长(%) |
| 小麦 | 1.87 | -2.9 |
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.errors import UnitError
from extract.numerals import SCALES
from extract.patterns import late
from extract.pipes import PIPES, table_spans
from extract.quantities.drafts import Draft, Form
from extract.units import Units

_UNIT = late(r"[(（](?:单位[:：])?([十百千万亿]*)([^()（）]+)[)）]\s*\Z")
_CAPTION = late(r"单位[:：] ?([^\s()（）,，。；;]+)")
_ONE_UNIT = late("([十百千万亿]*)(.+)")
# The heads of columns in percent, where a caption names several units: 单位：万辆、%
_PERCENT = late("同比|环比|增长|增减|增幅|增速|涨跌|占比|比重|率|±")
_CAPTION_LINES = 80


@dataclass(frozen=True, slots=True)
class Table:
    """The lines text[start:end] of a table, the cells of its first row, the units and the title above it."""

    start: int
    end: int
    heads: tuple[str, ...]
    captions: tuple[tuple[str, str], ...]
    title: str


class Tables:
    """Finds tables and gives their cells the units of their columns."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def read(self, text: str, drafts: list[Draft]) -> None:
        """Give every plain number in a cell its head and, where that names one, its unit."""
        tables = [_table(text, *span) for span in table_spans(text)]
        if not tables:
            return
        position = 0
        for draft in drafts:
            while position < len(tables) and tables[position].end <= draft.start:
                position += 1
            if position < len(tables) and tables[position].start <= draft.start:
                self._read_cell(text, draft, tables[position])

    def _read_cell(self, text: str, draft: Draft, table: Table) -> None:
        line = text.rfind("\n", 0, draft.start) + 1
        column = _column(text, line, draft.start)
        if line == table.start or column >= len(table.heads) or draft.form is not Form.PENDING:
            return
        draft.head = table.heads[column].strip()
        named = _UNIT.search(draft.head)
        scale, spelling = named.groups() if named else _said_above(table, draft.head)
        if not _PERCENT.search(draft.head):
            draft.head = f"{table.title} {draft.head}"  # 比上年涨跌幅 stands above a column headed by a place
        try:
            draft.unit = self._units.resolve(spelling)
        except UnitError:
            return
        exponent = SCALES.get(scale, 0)
        draft.low, draft.high = draft.low.scaleb(exponent), draft.high.scaleb(exponent)
        draft.unit_text, draft.form = spelling, Form.COUNTED
        draft.rules += ("unit of the column",)


def _column(text: str, line: int, position: int) -> int:
    pipes = sum(text.count(pipe, line, position) for pipe in PIPES)
    return pipes - text[line:position].lstrip().startswith(tuple(PIPES))


def _table(text: str, start: int, end: int) -> Table:
    first = text[start:end].partition("\n")[0].strip().strip(PIPES)
    above = text[max(0, start - _CAPTION_LINES) : start].rstrip()
    caption = _CAPTION.search(above)
    units = (
        [match for part in caption[1].split("、") if (match := _ONE_UNIT.fullmatch(part))] if caption else []
    )
    heads = tuple(re.split(f"[{PIPES}]", first))
    return Table(start, end, heads, tuple((unit[1], unit[2]) for unit in units), above.rpartition("\n")[2])


def _said_above(table: Table, head: str) -> tuple[str, str]:
    """The unit of a column of that head, of those said above the table; empty when none is."""
    percent = _PERCENT.search(head) is not None
    fitting = [unit for unit in table.captions if len(table.captions) == 1 or (unit[1] == "%") == percent]
    return fitting[0] if fitting else ("", "")
