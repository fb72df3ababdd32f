"""Series as small charts: rows of `series.csv` in, inline SVG out.

A chart needs no script. Its scale starts at zero when no value is negative and the smallest is under half of
the greatest; else it spans the values. A line is drawn at zero where zero is in view, so that its absence can
be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from extract.records import plain

WIDTH, HEIGHT = 320, 96
_EDGE = 8  # room around the line


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
        f"<details><summary>{len(series.points)}</summary>"
        f"<table><tbody>{''.join(map(_row, series.points))}</tbody></table></details></figure>\n"
    )


def _row(point: Point) -> str:
    return (
        f'<tr><th scope="row">{escape(point.period)}</th><td class="number">{point.value:,f}</td>'
        f'<td lang="zh"><a {_at(point)}>{escape(point.doc)}</a></td></tr>'
    )


def _at(point: Point) -> str:
    return f'href="#" data-doc="{escape(point.doc)}" data-start="{point.start}"'


def svg(series: Series) -> str:
    """The line through the points; each leads to its claim and names its period and value."""
    low, high = _scale([point.value for point in series.points])
    step = Decimal(WIDTH - 2 * _EDGE) / max(len(series.points) - 1, 1)
    places = [
        (_EDGE + round(number * step), _height(point.value, low, high))
        for number, point in enumerate(series.points)
    ]
    line = " ".join([f"{x},{y}" for x, y in places])
    zero = _height(Decimal(0), low, high) if low <= 0 <= high else None
    base = "" if zero is None else f'<path class="zero" d="M0 {zero}H{WIDTH}"/>'
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(_label(series))}">'
        f'{base}<polyline points="{line}"/>{"".join(map(_dot, series.points, places))}</svg>'
    )


def _label(series: Series) -> str:
    first, last = series.points[0], series.points[-1]
    count = len(series.points)
    return f"{count} values, {first.period} {plain(first.value)}, {last.period} {plain(last.value)}"


def _dot(point: Point, place: tuple[int, int]) -> str:
    title = escape(f"{point.period}: {plain(point.value)}")
    return (
        f'<a {_at(point)}><circle cx="{place[0]}" cy="{place[1]}" r="4"><title>{title}</title></circle></a>'
    )


def _scale(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    low, high = min(values), max(values)
    return (Decimal(0) if 0 <= low * 2 < high else low), high


def _height(value: Decimal, low: Decimal, high: Decimal) -> int:
    """Where a value stands, in pixels from the top."""
    share = (value - low) / (high - low) if high > low else Decimal("0.5")
    return HEIGHT - _EDGE - round(share * (HEIGHT - 2 * _EDGE))
