"""SDMX-CSV 2.0 with a structure file (SDMX-ML 3.0), for statistical tools; pysdmx reads both.

The data lines are the table `observations`. The structure names every column in both languages and lists the
codes: areas and bodies of this run, and the closed lists, whose meaning is in the dictionary of columns.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extract.exports.cells import text_of
from extract.exports.columns import columns_of
from extract.exports.inputs import Outputs
from extract.exports.observations import DIMENSIONS, NONE, area_code, observations
from extract.exports.templates import render

AGENCY, FLOW, VERSION = "EXTRACT_ZH", "CLAIMS", "1.0.0"
DATA, STRUCTURE = "data.csv", "structure.xml"
_HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
_FLOW = ("dataflow", f"{AGENCY}:{FLOW}({VERSION})", "I")
_TYPES = {"text": "String", "number": "Decimal", "integer": "Integer", "day": "String"}


class Code(NamedTuple):
    """A code with its names; `zh` alone for names that are Chinese anyway."""

    id: str
    en: str | None
    zh: str


class Component(NamedTuple):
    """A column as the structure describes it; `codes` names its code list."""

    id: str
    role: str
    type: str
    codes: str | None
    en: str
    zh: str


_LISTS = {
    "MEASURE": (
        Code("level", "a count, amount or measure", "水平"),
        Code("share", "share or rate", "占比或率"),
        Code("change", "change in units or percentage points", "增减量"),
        Code("change_rate", "growth rate", "增减幅度"),
        Code("ratio", "ratio or multiple", "比或倍数"),
        Code("rank", "rank", "位次"),
    ),
    "TRANSFORMATION": (
        Code("N", "not transformed", "原值"),
        Code("GY", "growth rate over one year", "同比增幅"),
        Code("G1", "growth rate, period on period", "环比增幅"),
        Code("DY", "difference over one year", "同比增量"),
        Code("D1", "difference, period on period", "环比增量"),
        Code("_O", "other change", "其他增减"),
    ),
    "CLAIM_STATUS": (
        Code("actual", "fact", "实际"),
        Code("target", "target or plan", "目标"),
        Code("forecast", "forecast", "预计"),
        Code("criterion", "rule, rate or threshold", "标准或门槛"),
    ),
    "FREQ": (
        Code("A", "annual", "年"),
        Code("S", "half-yearly", "半年"),
        Code("Q", "quarterly", "季"),
        Code("M", "monthly", "月"),
        Code("D", "daily", "日"),
        Code("_O", "other", "其他"),
    ),
    "OBS_STATUS": (Code("A", "normal value", "实际值"), Code("F", "forecast value", "预计值")),
}


def write(outputs: Outputs, folder: Path) -> list[str]:
    """Write data and structure into `folder`; a remark tells how many claims are no observation."""
    written = _write_data(outputs, folder / DATA)
    (folder / STRUCTURE).write_text(_structure(outputs), encoding="utf-8")
    left = sum(len(release.claims) for release in outputs.releases()) - written
    return [f"{written:,} observations; {left:,} claims without period or value left out"] if left else []


def _write_data(outputs: Outputs, path: Path) -> int:
    names = [column.name for column in columns_of("observations")]
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow([*_HEAD, *names])
        for row in observations(outputs):
            lines.writerow([*_FLOW, *(text_of(row[name], name) for name in names)])
            written += 1
    return written


def _structure(outputs: Outputs) -> str:
    return render(
        "structure.xml.j2",
        agency=AGENCY,
        flow=FLOW,
        version=VERSION,
        prepared=_newest(outputs),
        components=list(_components()),
        lists={"REF_AREA": _areas(outputs), **_LISTS},
    )


def _newest(outputs: Outputs) -> str:
    """The newest publication date: the structure depends on the releases alone, never on the clock."""
    dates = (release.document.date for release in outputs.releases())
    return max((date for date in dates if date), default="1970-01-01")


def _components() -> Iterator[Component]:
    for column in columns_of("observations"):
        name = column.name
        role = "dimension" if name in DIMENSIONS else "measure" if name == "OBS_VALUE" else "attribute"
        codes = name if name == "REF_AREA" or name in _LISTS else None
        yield Component(name, role, _TYPES[column.kind], codes, column.en, column.zh)


def _areas(outputs: Outputs) -> list[Code]:
    """Every place and body of the run, by code."""
    found = {NONE: Code(NONE, "not applicable", "无")}
    for release in outputs.releases():
        for claim in release.claims:
            if claim.subject:
                code = area_code(claim.subject)
                names = "、".join(subject.name for subject in claim.subject)
                found.setdefault(code, Code(code, None, names))
    return [found[code] for code in sorted(found)]
