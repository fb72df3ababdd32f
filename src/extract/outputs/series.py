"""`links.jsonl` and `series.csv`: what several releases, or several periods of one, say of one indicator."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from extract.outputs import charts, jsonl, tables
from extract.outputs.spool import Spool
from extract.series import Point, Series, collect, links

COLUMNS = (
    "indicator",
    "subject",
    "subject_codes",
    "measure",
    "basis",
    "status",
    "unit",
    "period",
    "value",
    "bound",
    "text",
    "release",
    "date",
    "start",
    "end",
    "printed_indicator",
    "link",
    "id",
)
_LEAST = 2
_LEAST_DRAWN = 3  # periods of a chart
_MOST_DRAWN = 60  # charts of a report


def write(folder: Path, spool: Spool) -> tuple[dict[str, str], list[charts.Series]]:
    """Write both files into `folder`; returns their SHA-256 by file name, and what the report draws."""
    hashes = {name: hashlib.sha256() for name in ("links.jsonl", "series.csv")}
    with (folder / "links.jsonl").open("wb") as told, (folder / "series.csv").open("wb") as table:
        head = tables.BYTE_ORDER_MARK + tables.csv_lines([COLUMNS])
        table.write(head)
        hashes["series.csv"].update(head)
        drawn: list[charts.Series] = []
        for series in _all(spool):
            drawn += [] if len(drawn) >= _MOST_DRAWN else _chart(series)
            linked, lines = jsonl.dump(links(series.points)), tables.csv_lines(map(_row, series.points))
            told.write(linked)
            table.write(lines)
            hashes["links.jsonl"].update(linked)
            hashes["series.csv"].update(lines)
    return {name: digest.hexdigest() for name, digest in hashes.items()}, drawn


def _chart(series: Series) -> list[charts.Series]:
    """The series as a chart when it has enough periods: of each period the value told last."""
    last = {point.period: point for point in series.points if point.value}
    if len(last) < _LEAST_DRAWN or len({point.unit_text for point in last.values()}) > 1:
        return []
    points = [charts.Point(p.period, Decimal(p.value), p.doc, p.start) for _, p in sorted(last.items())]
    first = series.points[0]
    return [charts.Series(series.key.name, "、".join(first.subject), first.unit_text, points)]


def _all(spool: Spool) -> Iterator[Series]:
    for group in spool.groups(_LEAST):
        yield from collect(group, _LEAST)


def _row(point: Point) -> tuple[str | int, ...]:
    key = point.key
    return (
        tables.safe(key.name),
        tables.safe("、".join(point.subject)),
        tables.safe("、".join(key.subject)),
        key.measure,
        key.basis,
        key.status,
        tables.safe(point.unit_text),
        point.period,
        point.value,
        point.bound,
        tables.safe(point.text),
        tables.safe(point.doc),
        point.date,
        point.start,
        point.end,
        tables.safe(point.indicator),
        f"report.html#t-{point.id}",
        point.id,
    )
