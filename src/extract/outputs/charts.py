"""Series as small charts: rows of `series.csv` in, inline SVG out.

A chart needs no script. Its scale starts at zero when no value is negative and the smallest is under half of
the greatest; else it spans the values, and both ends are printed, so that it cannot mislead unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from extract.records import plain

WIDTH, HEIGHT = 320, 96
_LEFT, _TOP = 8, 10


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: a period as in a claim, and the claim's document and first offset."""

    period: str
    value: Decimal
    doc: str
    start: int


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one indicator and subject in one unit, in the order of time."""

    indicator: str
    subject: str
    unit: str
    points: Sequence[Point]


def charts(series: Iterable[Series]) -> str:
    """A figure for each series, with its values as a table for those who cannot see it."""
    return "".join([_figure(one) for one in series])


def _figure(series: Series) -> str:
    name = " · ".join(filter(None, (series.subject, series.indicator, series.unit)))
    return (
        f'<figure class="series"><figcaption lang="zh">{escape(name)}</figcaption>{svg(series)}'
        f"<table><tbody>{''.join(map(_row, series.points))}</tbody></table></figure>\n"
    )


def _row(point: Point) -> str:
    return (
        f'<tr><th scope="row">{escape(point.period)}</th><td class="number">{point.value:,f}</td>'
        f'<td lang="zh"><a {_at(point)}>{escape(point.doc)}</a></td></tr>'
    )


def _at(point: Point) -> str:
    return f'href="#" data-doc="{escape(point.doc)}" data-start="{point.start}"'


def svg(series: Series) -> str:
    """The line through the points, the first and last value written out."""
    places = list(_places([point.value for point in series.points]))
    line = " ".join([f"{x},{y}" for x, y in places])
    dots = "".join(map(_dot, series.points, places))
    first, last = series.points[0], series.points[-1]
    label = f"{len(places)} values, {first.period} {plain(first.value)}, {last.period} {plain(last.value)}"
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">'
        f'<polyline points="{line}"/>{dots}</svg>'
    )


def _dot(point: Point, place: tuple[int, int]) -> str:
    title = escape(f"{point.period}: {plain(point.value)}")
    return (
        f'<a {_at(point)}><circle cx="{place[0]}" cy="{place[1]}" r="4"><title>{title}</title></circle></a>'
    )


def _places(values: Sequence[Decimal]) -> Iterator[tuple[int, int]]:
    """Where the points stand, in pixels from the upper left."""
    low, high = min(values), max(values)
    if 0 <= low * 2 < high:
        low = Decimal(0)
    step = Decimal(WIDTH - 2 * _LEFT) / max(len(values) - 1, 1)
    room = HEIGHT - 2 * _TOP
    for number, value in enumerate(values):
        share = (value - low) / (high - low) if high > low else Decimal("0.5")
        yield _LEFT + round(number * step), HEIGHT - _TOP - round(share * room)
