"""Links between the points of one series: told again, carried on, or contradicted.

Points of one key are put in order of period and release and each is compared with the one before, so that the
work grows with the number of points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from extract.records import Link
from extract.series.points import Point


def links(points: Iterable[Point]) -> Iterator[Link]:
    """The links between points of one key, from the earlier release to the later.

    `same`: one period, equal within the digits printed. `conflict`: one period, both facts, both exact, unequal.
    `updated`: the next period, told by a later release. Releases that contradict themselves are left out.
    """
    ordered = sorted(points, key=attrgetter("order"))
    before: Point | None = None
    for _, group in groupby(ordered, key=attrgetter("period")):
        told = _one_a_release(list(group))
        if not told:
            continue
        if before is not None and _follows(before, told[0]):
            yield Link(a=before.id, b=told[0].id, relation="updated")
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
    return before.doc != after.doc and before.date <= after.date


def _compared(first: Point, second: Point) -> Link | None:
    if first.doc == second.doc:
        return None
    if first.bound == second.bound and agree(first, second):
        return Link(a=first.id, b=second.id, relation="same")
    exact = first.bound == second.bound == "="
    if exact and first.statistic and first.key.status == "actual" and not agree(first, second):
        return Link(a=first.id, b=second.id, relation="conflict")
    return None


def agree(first: Point, second: Point) -> bool:
    """Whether two values are one, as far as the digits printed show: 5.34亿 and 53420万."""
    return abs(first.base - second.base) * 2 <= max(first.last, second.last)
