"""Tasks for Label Studio: each release with its claims and names as predictions, and the labelling interface.

A claim is a region QUANTITY with its fields beside it, linked to its INDICATOR pieces and to the claim that
it is part of. Offsets are code points, as everywhere here and in Label Studio; granularity is
the character.
`corrections.py` reads what annotators made of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from extract import __version__
from extract.exports.inputs import Outputs, Release
from extract.exports.templates import render
from extract.mentions import Span
from extract.records import Basis, Bound, Claim, EntityType, Measure, Status

TASKS, CONFIG = "tasks.json", "config.xml"
QUANTITY, INDICATOR, PART_OF = "QUANTITY", "INDICATOR", "part_of"
ENTITY_TYPES = get_args(EntityType)
# What is entered beside a quantity: free text, and choices of a closed list.
TEXTS = ("value", "unit", "subject", "period")
CHOICES = {
    "bound": get_args(Bound),
    "measure": get_args(Measure),
    "basis": get_args(Basis),
    "status": get_args(Status),
    "flags": ("optional", "damaged"),
}
# What a task carries along, so that corrected labels can be written without the outputs.
FACTS = ("doc", "sha256", "title", "date", "source", "place")


def write(outputs: Outputs, folder: Path) -> list[str]:
    """Write the tasks and the labelling interface into `folder`."""
    with (folder / TASKS).open("w", encoding="utf-8") as file:
        for number, release in enumerate(outputs.releases()):
            file.write(",\n" if number else "[\n")
            file.write(json.dumps(task(release), ensure_ascii=False))
        file.write("\n]\n")
    (folder / CONFIG).write_text(config(), encoding="utf-8")
    return []


def config() -> str:
    """The labelling interface."""
    labels = (QUANTITY, INDICATOR, *ENTITY_TYPES)
    return render(
        "labelstudio.xml.j2",
        labels=labels,
        texts=TEXTS,
        choices=CHOICES,
        several=("flags",),
        part_of=PART_OF,
    )


def task(release: Release) -> dict[str, Any]:
    """One release as a task with its prediction."""
    document = release.document
    facts = {name: getattr(document, name) for name in FACTS if getattr(document, name)}
    prediction = {"model_version": f"extract-zh {__version__}", "result": list(_regions(release))}
    return {"data": {"text": document.text, **facts}, "predictions": [prediction]}


def _regions(release: Release) -> Iterator[dict[str, Any]]:
    text = release.document.text
    for claim in release.claims:
        yield _region(claim.id, (claim.start, claim.end), QUANTITY, text)
        yield from _fields(claim)
    for claim in release.claims:
        for number, span in enumerate(claim.indicator_spans):
            piece = f"{claim.id}-{number}"
            yield _region(piece, span, INDICATOR, text)
            yield _relation(claim.id, piece, "indicator")
        if claim.part_of:
            yield _relation(claim.id, claim.part_of, PART_OF)
    for entity in release.entities:
        span = (entity.start, entity.end)
        yield _region(f"{entity.type}-{entity.start}-{entity.end}", span, entity.type, text)


def _region(name: str, span: Span, label: str, text: str) -> dict[str, Any]:
    start, end = span
    value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _fields(claim: Claim) -> Iterator[dict[str, Any]]:
    """The fields of a claim as Label Studio keeps what is entered beside a region: entries of the same id."""
    texts = {
        "value": claim.written(),
        "unit": claim.unit_text,
        "subject": "、".join(subject.name for subject in claim.subject),
        "period": claim.period or "",
    }
    chosen = {name: [getattr(claim, name)] for name in ("bound", "measure", "basis", "status")}
    chosen["flags"] = [flag for flag in claim.flags if flag in CHOICES["flags"]]
    for name, text in texts.items():
        if text:
            yield _entry(claim, name, "textarea", {"text": [text]})
    for name, words in chosen.items():
        if words and words[0]:
            yield _entry(claim, name, "choices", {"choices": words})


def _entry(claim: Claim, name: str, kind: str, value: dict[str, list[str]]) -> dict[str, Any]:
    span = {"start": claim.start, "end": claim.end}
    return {"id": claim.id, "from_name": name, "to_name": "text", "type": kind, "value": span | value}


def _relation(start: str, end: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": [label]}
