"""`links.jsonl` and `series.csv`: what several releases, or several periods of one, say of one indicator."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from extract.outputs import jsonl, tables
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


def write(folder: Path, spool: Spool) -> dict[str, str]:
    """Write both files into `folder`; returns their SHA-256 by file name."""
    hashes = {name: hashlib.sha256() for name in ("links.jsonl", "series.csv")}
    with (folder / "links.jsonl").open("wb") as told, (folder / "series.csv").open("wb") as table:
        head = tables.BYTE_ORDER_MARK + tables.csv_lines([COLUMNS])
        table.write(head)
        hashes["series.csv"].update(head)
        for series in _all(spool):
            linked, lines = jsonl.dump(links(series.points)), tables.csv_lines(map(_row, series.points))
            told.write(linked)
            table.write(lines)
            hashes["links.jsonl"].update(linked)
            hashes["series.csv"].update(lines)
    return {name: digest.hexdigest() for name, digest in hashes.items()}


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
