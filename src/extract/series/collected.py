"""Series as a chart or a table wants them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from extract.series.points import Key, Point


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one key in order of period, then of release."""

    key: Key
    points: tuple[Point, ...]


def collect(points: Iterable[Point], least: int = 2) -> list[Series]:
    """The series with at least `least` points, in the order in which their first points come."""
    found: dict[Key, list[Point]] = {}
    for point in points:
        found.setdefault(point.key, []).append(point)
    return [
        Series(key, tuple(sorted(told, key=attrgetter("order"))))
        for key, told in found.items()
        if len(told) >= least
    ]
