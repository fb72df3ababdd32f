"""A first draft of labels, written by the extractor: it must be reviewed line by line before it counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extract.errors import GoldError
from extract.pipeline import Extraction
from extract.records import Claim, Document, Entity

_HEAD = ("doc", "sha256", "title", "date", "source", "place")


def write(extraction: Extraction, folder: Path) -> Path:
    """Write `folder/<stem>.jsonl`, marked as a draft, and return its path.

    Raises:
        GoldError: there is such a file already; labels made by hand are never overwritten.
        OSError: it cannot be written.
    """
    path = folder / f"{Path(extraction.document.doc).stem}.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text(extraction))
    except FileExistsError:
        raise GoldError(str(path), "is there already; labels are not overwritten") from None
    return path


def text(extraction: Extraction) -> str:
    """The lines of the draft."""
    numbers = {claim.id: str(number) for number, claim in enumerate(extraction.claims, 1)}
    rows: list[Mapping[str, Any]] = [{"document": _head(extraction.document)}]
    rows += [{"claim": _claim(claim, numbers)} for claim in extraction.claims]
    rows += [{"entity": _entity(entity)} for entity in extraction.entities]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _head(document: Document) -> dict[str, Any]:
    facts = {name: getattr(document, name) for name in _HEAD}
    return {name: fact for name, fact in facts.items() if fact} | {"draft": True}


def _claim(claim: Claim, numbers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "n": numbers[claim.id],
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "value": claim.written(),
        "unit": claim.unit_text,
        "bound": claim.bound,
        "measure": claim.measure,
        "indicator": claim.indicator,
        "subject": "、".join(subject.name for subject in claim.subject),
        "period": claim.period or "",
        "basis": claim.basis or "",
        "status": claim.status,
        "part_of": numbers.get(claim.part_of or "", ""),
        "flags": [flag for flag in claim.flags if flag in ("optional", "damaged")],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    row = {"type": entity.type, "start": entity.start, "end": entity.end, "text": entity.text}
    known = {"code": entity.code, "period": entity.period}
    return row | {name: value for name, value in known.items() if value}
