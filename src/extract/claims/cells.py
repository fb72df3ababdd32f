"""Figures in tables of pipe rows: what the row, the column and the title above say of each cell.

表1  2020年农作物播种面积
| 指标 | 面积(万亩) | 比上年增长(%) |
| 小麦 | 1.87 | -2.9 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from extract.claims.phrases import tokens
from extract.claims.scene import Scene
from extract.mentions import EntityMention, Span, TimeMention
from extract.patterns import late
from extract.pipes import PIPES, table_spans

_TITLE_REACH = 80  # characters above a table in which its title stands
_TITLE = late(r"[^\n]*\Z")
# 其中:小麦, of which the label is 小麦
_LABEL = late(r"[\s　]*(?:其中[:：、]?|#|—+|-+)?[\s　]*")
_AMONG = late("[\\s　]*(?:其中|#)")
_BRACKET = late(r"[(（][^()（）]*[)）]\s*$")
# A column that tells the change of the column before it.
_CHANGE = late("同比|环比|增长|增减|增幅|增速|涨跌|比上年|比上月|比去年|±")
_BASES = (
    ("yoy", re.compile("同比|比上年|较上年|比去年|较去年|上年同期")),
    ("prior", re.compile("环比|比上月|较上月|比上期|比上周|比上季")),
    ("since", re.compile("比年初|较年初|比20\\d\\d年|与20\\d\\d年")),
)
# A row that needs no noun from the title: 汽车产量, 总播种面积.
_WHOLE = late(
    "(?:[量额值数率价]|面积|收入|支出|人口|投资|产值|出口|进口|余额|比重|指数|税收|利润|总计|工资)$"
)
_PLAIN_HEADS = late(
    "指标|项目|类别|名称|地区|单位|合计|序号|品种|年份|排名|位次|数量|数值|绝对数|绝对值|总量$"
)
_NOUNS = ("n", "v", "j", "l", "b", "a", "i", "eng", "ORG")


Row: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table says of one figure; a field is None or empty where it says nothing.

    `whole` is the span of the cell that this one is a part of, `column` the column's number.
    """

    indicator: tuple[Span, ...]
    subject: EntityMention | None
    period: TimeMention | None
    basis: str
    whole: Span | None
    column: int


@dataclass(frozen=True, slots=True)
class _Table:
    """The spans of the cells of each row, the first row being the heads, and of the title above."""

    rows: tuple[Row, ...]
    title: Span


def cells(scene: Scene) -> dict[int, Cell]:
    """For each figure in a table, by its start, what the table says of it."""
    found: dict[int, Cell] = {}
    for table in _tables(scene.view):
        wholes = _wholes(scene.view, table.rows)
        for row, whole in zip(table.rows[1:], wholes, strict=True):
            for column, (start, end) in enumerate(row[1:], 1):
                for quantity in scene.quantities.between(start, end):
                    if column < len(table.rows[0]):
                        found[quantity.start] = _cell(scene, table, row, column, whole)
    return found


def _tables(view: str) -> Iterator[_Table]:
    """The tables of two rows or more whose rows have equally many cells."""
    for start, end in table_spans(view):
        rows, position = [], start
        for line in view[start:end].splitlines(keepends=True):
            rows.append(tuple(_split(line, position)))
            position += len(line)
        if len(rows) > 1 and len({len(row) for row in rows}) == 1:
            yield _Table(tuple(rows), _title(view, start))


def _split(line: str, offset: int) -> Iterator[Span]:
    """The cells of a row, without the bars and blanks around them."""
    inner = line.strip().strip(PIPES)
    position = offset + line.index(inner) if inner else offset
    for cell in re.split(f"[{PIPES}]", inner):
        blank = len(cell) - len(cell.lstrip())
        yield position + blank, position + blank + len(cell.strip())
        position += len(cell) + 1


def _title(view: str, start: int) -> Span:
    """The line above a table."""
    end = len(view[:start].rstrip())
    line = _TITLE.search(view, max(end - _TITLE_REACH, 0), end)
    near = len(view[end:start].splitlines()) <= 1
    return (line.start(), end) if line and near else (end, end)


def _wholes(view: str, rows: Sequence[Row]) -> Iterator[Row | None]:
    """For each row under the heads, the row above that it is a part of.

    A row of 其中 splits the nearest one above that is set in no further; rows set in further than the 其中
    are its fellows.
    """
    above: list[tuple[int, bool, Row | None, Row]] = []  # where each begins, if with 其中, its whole, the row
    for row in rows[1:]:
        begins = _indent(view, row)
        among = _AMONG.match(view, *row[0]) is not None
        nearest = next((entry for entry in reversed(above) if entry[0] <= begins - (not among)), None)
        whole: Row | None = None
        if nearest is not None:
            _, splits, fellow_of, upper = nearest
            whole = upper if among else fellow_of if splits else None
        above.append((begins, among, whole, row))
        yield whole


def _indent(view: str, row: Row) -> int:
    start = row[0][0]
    return start - view.rfind("\n", 0, start) - 1


def _cell(scene: Scene, table: _Table, row: Row, column: int, whole: Row | None) -> Cell:
    heads = table.rows[0]
    head = heads[column]
    label = _label(scene.view, row[0])
    owner = _entity(scene, head) or _entity(scene, label)
    noun = _noun(scene, table, column)
    named = owner is not None and (owner.start, owner.end) == label
    return Cell(
        _indicator(scene, label, noun, named=named),
        owner,
        _period(scene, table, column),
        _basis(scene.view, head) or _basis(scene.view, table.title),
        whole[column] if whole and not _CHANGE.search(scene.view, *head) else None,
        column,
    )


def _indicator(scene: Scene, label: Span, noun: Span | None, *, named: bool) -> tuple[Span, ...]:
    """The row's own name, behind the noun of the title or column where it needs one."""
    if named:
        return (noun,) if noun else ()
    if noun is None or _WHOLE.search(scene.view[slice(*label)]):
        return (label,)
    return (noun, label) if noun[0] < label[0] else (label, noun)


def _label(view: str, cell: Span) -> Span:
    start, end = cell
    prefix = _LABEL.match(view, start, end)
    bracket = _BRACKET.search(view, start, end)
    return (prefix.end() if prefix else start), (bracket.start() if bracket else end)


def _entity(scene: Scene, span: Span) -> EntityMention | None:
    """The place or body that the span is, whole."""
    return next((e for e in scene.entities.between(*span) if (e.start, e.end) == span), None)


def _noun(scene: Scene, table: _Table, column: int) -> Span | None:
    """What is measured: the noun of the title, of the column's head, or of the column it is a change of."""
    head = _label(scene.view, table.rows[0][column])
    text = scene.view[slice(*head)]
    while column > 1 and _CHANGE.search(text):
        column -= 1
        head = _label(scene.view, table.rows[0][column])
        text = scene.view[slice(*head)]
    title = _title_noun(scene, table.title)
    plain = not text or _CHANGE.search(text) or _PLAIN_HEADS.search(text) or _entity(scene, head)
    if plain or scene.times.between(*head) or (title and scene.view[slice(*title)].endswith(text)):
        return title
    return head


def _title_noun(scene: Scene, title: Span) -> Span | None:
    """The first stretch of nouns in a title: 2016年居民消费价格比上年涨跌幅 gives 居民消费价格."""
    words = tokens(scene, *title)
    nouns = []
    for word in words:
        if word.tag.startswith(_NOUNS) and not word.text.startswith("表"):
            nouns.append(word)
        elif nouns:
            break
    return (nouns[0].start, nouns[-1].end) if nouns else None


def _period(scene: Scene, table: _Table, column: int) -> TimeMention | None:
    """The time of the nearest head at or left of the column, else the title's."""
    for head in reversed(table.rows[0][1 : column + 1]):
        times = scene.times.between(*head)
        if times and not _CHANGE.search(scene.view, *head):
            return times[0]
    titled = scene.times.between(*table.title)
    return next((time for time in titled if time.kind != "comparison"), None)


def _basis(view: str, span: Span) -> str:
    return next((basis for basis, pattern in _BASES if pattern.search(view, *span)), "")
