"""Outputs as a run writes them, with what tables and labelling tools find hard, for the tests of exports."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import samples
from extract.exports import tables as exported
from extract.exports.inputs import Outputs
from extract.outputs import jsonl, series

HOSTILE = '=HYPERLINK("http://a","b")3个'
TEXT = f"{samples.TEXT}{HOSTILE}\n甲乙比为1:3。\n"


def written(folder: Path, extraction: samples.Extraction) -> Path:
    folder.mkdir(exist_ok=True)
    files = {
        "documents": [extraction.document],
        "claims": extraction.claims,
        "entities": extraction.entities,
        "audit": extraction.findings,
    }
    for name, records in files.items():
        (folder / f"{name}.jsonl").write_bytes(jsonl.dump(records))
    return folder


def sample() -> samples.Extraction:
    extraction = samples.extraction()
    extraction.document = extraction.document.model_copy(update={"text": TEXT})
    extraction.claims += [
        samples.claim(HOSTILE, text=TEXT, indicator=HOSTILE, unit_text=HOSTILE, period="../2024-06-30"),
        samples.claim("1:3", text=TEXT, value=str(Decimal(1) / 3), parts=("1", "3"), measure="ratio"),
    ]
    return extraction


def rows_of(table: str, out: Path) -> list[dict]:
    (found,) = [one for one in exported.TABLES if one.name == table]
    names = [column.name for column in found.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows(Outputs(out))]


def whole_run(folder: Path) -> Path:
    """Outputs as a run writes them, series and links too."""
    folder = written(folder, sample())
    first, second = (claim.id for claim in sample().claims[:2])
    link = {"a": first, "b": second, "relation": "same"}
    (folder / "links.jsonl").write_text(json.dumps(link) + "\n")
    names = series.COLUMNS
    row = {"indicator": "'=产值", "period": "2023-01-01/2023-12-31", "value": "45.80", "date": "2024-07-20"}
    with (folder / "series.csv").open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.DictWriter(file, names)
        lines.writeheader()
        lines.writerows([row, row | {"value": "3..6"}])
    (folder / "report.html").write_text("<html></html>")
    return folder
