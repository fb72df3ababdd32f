"""Links between the points of one series: told again, carried on, or contradicted.

Points of one key are put in order of period and release and each is compared with the one before, so that the
work grows with the number of points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from extract.records import Link, Relation
from extract.series.points import Point

# Holidays and other stretches are told from part to part, days from event to event.
_REGULAR = ("year to date", "quarter", "month", "as of", "years")


def links(points: Iterable[Point]) -> Iterator[Link]:
    """The links between points of one key, from the earlier release to the later.

    `same`: one period, equal within the digits printed. `conflict`: one period that was over, both facts,
    both exact, unequal, both with their own subject and period near them. `updated`: the next period, or the
    same period further on, told by a later release. Releases that contradict themselves are left out.
    """
    ordered = sorted(points, key=attrgetter("order"))
    before: Point | None = None
    for _, group in groupby(ordered, key=attrgetter("period")):
        told = _one_a_release(list(group))
        if not told:
            continue
        if before is not None and _follows(before, told[0]):
            yield _link(before, told[0], "updated")
        for first, second in pairwise(told):
            link = _compared(first, second)
            if link is not None:
                yield link
        before = told[-1]


def _one_a_release(points: Sequence[Point]) -> list[Point]:
    """The most exact point of each release, for one period; none of a release that tells several values."""
    chosen = []
    for _, group in groupby(points, key=attrgetter("doc")):
        told = sorted(group, key=lambda point: (point.bound != "=", point.last, point.start))
        if all(agree(told[0], other) or other.bound != "=" for other in told[1:]):
            chosen.append(told[0])
    return chosen


def _follows(before: Point, after: Point) -> bool:
    if before.doc == after.doc or before.date > after.date:
        return False
    kind = before.key.period_kind
    return kind in _REGULAR or (kind == "day" and before.statistic)


def _compared(first: Point, second: Point) -> Link | None:
    if first.doc == second.doc or first.bound != second.bound:
        return None
    if first.base == second.base or (first.bound == "=" and agree(first, second)):
        return _link(first, second, "same")
    if first.bound != "=" or not first.statistic:
        return None
    if second.running:
        return _link(first, second, "updated") if first.date < second.date else None
    return _link(first, second, "conflict") if _contradict(first, second) else None


def _link(first: Point, second: Point, relation: Relation) -> Link:
    return Link(a=first.id, b=second.id, relation=relation)


def _contradict(first: Point, second: Point) -> bool:
    """Whether both tell the whole of one regular period as a fact, subject and period near the figure."""
    whole = not first.running and first.key.period_kind in _REGULAR
    return whole and first.key.status == "actual" and first.printed and second.printed


def agree(first: Point, second: Point) -> bool:
    """Whether two values are one, as far as the digits printed show: 5.34亿 and 53420万."""
    return abs(first.base - second.base) * 2 <= max(first.last, second.last)
