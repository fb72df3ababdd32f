"""What annotators made of the tasks in Label Studio (its JSON export), as gold files.

Each corrected task becomes `<file stem>.jsonl` in the form that `extract score` reads. Every region must
quote the text it stands for, so that shifted offsets are refused rather than believed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from re import compile as pattern
from typing import Any

from extract.errors import InputError
from extract.exports.labelstudio import CHOICES, ENTITY_TYPES, FACTS, INDICATOR, QUANTITY, TEXTS
from extract.outputs.staging import staged
from extract.records import PERIOD_PATTERN

_PERIOD = pattern(PERIOD_PATTERN)
_SEPARATOR = pattern(r"\.\.(?=[\d-])|:")
_DEFAULTS = {"bound": "=", "measure": "level", "status": "actual"}
Row = dict[str, Any]


class Wrong(ValueError):
    """Something in a task that cannot become a label."""


def write(path: Path, gold: Path) -> list[Path]:
    """Write the corrected tasks in `path`, a JSON export, into the folder `gold`; all of them or none.

    Tasks that nobody has corrected are passed over.

    Returns:
        The files written.

    Raises:
        InputError: the file is no such export, a task cannot become labels (the message names task and
            place), or there are labels of that release already: they are never overwritten.
        OSError: a file cannot be written.
    """
    files = dict(_files(path))
    for name in files:
        if (gold / name).exists():
            raise InputError(str(gold / name), "is there already; labels are not overwritten")
    with staged(gold) as folder:
        for name, lines in files.items():
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            (folder / name).write_text(text, encoding="utf-8")
    return [gold / name for name in files]


def _files(path: Path) -> Iterator[tuple[str, list[Row]]]:
    for number, task in enumerate(_tasks(path), 1):
        try:
            annotation = _annotation(task)
            if annotation is not None:
                yield f"{Path(str(task['data']['doc'])).stem}.jsonl", labels(task["data"], annotation)
        except (KeyError, TypeError, AttributeError, IndexError):
            raise InputError(str(path), f"task {number} is no task of this project") from None
        except Wrong as error:
            raise InputError(str(path), f"task {number}, {task['data']['doc']}: {error}") from None


def _tasks(path: Path) -> list[Any]:
    try:
        tasks = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    except ValueError:
        raise InputError(str(path), "is no JSON") from None
    if not isinstance(tasks, list):
        raise InputError(str(path), "is no list of tasks; export as JSON, not JSON-MIN")
    return tasks


def _annotation(task: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The last annotation that was not cancelled."""
    made = [annotation for annotation in task["annotations"] if not annotation.get("was_cancelled")]
    return made[-1] if made else None


def labels(data: Mapping[str, Any], annotation: Mapping[str, Any]) -> list[Row]:
    """The lines of a gold file: the document, its claims in reading order, its entities.

    Raises:
        Wrong: a region does not quote its text, a quantity lacks its value, a field has no such value.
    """
    result = _Result(str(data["text"]), annotation["result"])
    facts = {name: data[name] for name in FACTS if data.get(name)}
    return [{"document": facts}, *({"claim": row} for row in result.claims()), *result.entities()]


class _Result:
    """The regions of an annotation, what was entered beside them, and their relations."""

    def __init__(self, text: str, result: list[Mapping[str, Any]]) -> None:
        self._text = text
        self._regions: dict[str, Mapping[str, Any]] = {}
        self._fields: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._relations: list[tuple[str, str]] = []
        for entry in result:
            if entry["type"] == "relation":
                self._relations.append((entry["from_id"], entry["to_id"]))
            elif entry["type"] == "labels":
                self._regions[entry["id"]] = self._checked(entry["value"])
            else:
                value = entry["value"]
                self._fields[entry["id"]][entry["from_name"]] = (
                    value.get("text") or value.get("choices") or []
                )

    def _checked(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        start, end = value["start"], value["end"]
        if not start < end or self._text[start:end] != value["text"]:
            raise Wrong(f"the region at {start} does not quote the text")
        return value

    def _of(self, *kinds: str) -> list[tuple[str, Mapping[str, Any]]]:
        found = [(name, value) for name, value in self._regions.items() if value["labels"][0] in kinds]
        return sorted(found, key=lambda region: (region[1]["start"], region[1]["end"]))

    def claims(self) -> Iterator[Row]:
        """The quantities as rows of a gold file."""
        quantities = self._of(QUANTITY)
        numbers = {name: str(number) for number, (name, _) in enumerate(quantities, 1)}
        for name, region in quantities:
            yield {
                "n": numbers[name],
                "start": region["start"],
                "end": region["end"],
                "text": region["text"],
                **self._entered(name, region["start"]),
                "indicator": self._indicator(name),
                "part_of": next((numbers[whole] for whole in self._linked(name) if whole in numbers), ""),
            }

    def entities(self) -> Iterator[Row]:
        """The mentions as lines of a gold file."""
        for _, region in self._of(*ENTITY_TYPES):
            place = {"start": region["start"], "end": region["end"], "text": region["text"]}
            yield {"entity": {"type": region["labels"][0], **place}}

    def _linked(self, name: str) -> list[str]:
        return [end for start, end in self._relations if start == name]

    def _indicator(self, name: str) -> str:
        """The linked pieces in reading order."""
        linked = set(self._linked(name)) | {start for start, end in self._relations if end == name}
        return " ".join(str(region["text"]) for piece, region in self._of(INDICATOR) if piece in linked)

    def _entered(self, name: str, start: int) -> Row:
        fields = self._fields[name]
        texts = {field: "".join(fields.get(field, ())).strip() for field in TEXTS}
        chosen = {field: (fields.get(field) or [_DEFAULTS.get(field, "")])[0] for field in CHOICES}
        for field, word in chosen.items():
            if word and word not in CHOICES[field]:
                raise Wrong(f"{field} of the quantity at {start} is {word}")
        if not _is_value(texts["value"]):
            raise Wrong(f"the quantity at {start} has no value such as 5, 3..6 or 2.45:1")
        if texts["period"] and not _PERIOD.match(texts["period"]):
            raise Wrong(f"the period of the quantity at {start} is not start/end or ../day")
        return {**texts, **chosen, "flags": list(fields.get("flags", ()))}


def _is_value(text: str) -> bool:
    try:
        return all(Decimal(part).is_finite() for part in _SEPARATOR.split(text))
    except InvalidOperation:
        return False
