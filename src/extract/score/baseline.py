"""The baseline: what was right when it was last accepted, claim by claim, kept beside the labels.

`gold/baseline.json` holds for each document its counts, for each labelled claim and mention what was wrong
about it, and what was found without being labelled. Claims are known by document and place in the text, so
that neither numbering nor order matters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import InputError
from extract.score.tally import Tally

BASELINE = "baseline.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one document stood.

    `verdicts` says by place what was wrong about a labelled claim or mention, nothing when all was right;
    `spurious` holds the texts of what was found and is not labelled.
    """

    counts: Mapping[str, int]
    verdicts: Mapping[str, tuple[str, ...]]
    spurious: Mapping[str, str]


def standing(tally: Tally) -> Standing:
    """How the document of a tally stands."""
    counts = {key: number for key, number in sorted(tally.counts.items()) if number and _is_total(key)}
    return Standing(counts, tally.verdicts(), tally.spurious())


def standings(tallies: Iterable[Tally]) -> dict[str, Standing]:
    """What a score says, by document."""
    return {tally.doc: standing(tally) for tally in tallies}


def _is_total(key: str) -> bool:
    """Whether no figure needs the count apart: those by labelled value are a matter of a single score."""
    return ":usual:" not in key and ":special:" not in key


def load(path: Path) -> dict[str, Standing]:
    """Read a baseline.

    Raises:
        InputError: the file is missing or is no baseline.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {doc: _standing(row) for doc, row in rows.items()}
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(str(path), "is no baseline; `score --accept` writes one") from None


def _standing(row: Mapping[str, Any]) -> Standing:
    right = dict.fromkeys(row["right"], ())
    wrong = {place: tuple(kinds) for place, kinds in row["wrong"].items()}
    counts = {key: int(number) for key, number in row["counts"].items()}
    return Standing(counts, right | wrong, dict(row["spurious"]))


def dump(found: Mapping[str, Standing]) -> str:
    """The text of a baseline file, documents in order, a line for everything that is wrong."""
    documents = [f"{_json(doc)}: {_document(found[doc])}" for doc in sorted(found)]
    return "{\n" + ",\n".join(documents) + "\n}\n"


def _document(standing: Standing) -> str:
    right = [place for place, kinds in standing.verdicts.items() if not kinds]
    wrong = {place: kinds for place, kinds in standing.verdicts.items() if kinds}
    parts = {
        "counts": _json(standing.counts),
        "right": _json(right),
        "wrong": _lines(wrong),
        "spurious": _lines(standing.spurious),
    }
    return "{\n" + ",\n".join(f' "{name}": {text}' for name, text in parts.items()) + "\n}"


def _lines(rows: Mapping[str, object]) -> str:
    lines = [f"  {_json(place)}: {_json(value)}" for place, value in rows.items()]
    return "{\n" + ",\n".join(lines) + "\n }" if lines else "{}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
