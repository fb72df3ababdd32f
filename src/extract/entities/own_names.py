"""The user's own names, from a file: spaCy's EntityRuler JSONL, or two columns of a TSV.

JSONL, one pattern a line, `id` (optional) the name that it resolves to:

    {"label": "ORG", "pattern": "青禾", "id": "青禾农业有限公司"}
    {"label": "GPE", "pattern": [{"TEXT": "柳湾"}, {"ORTH": "新区"}]}

TSV: `name<TAB>type`; a header line with these two words, lines that start with # and empty lines are
skipped. Types are PLACE, ORG, PERSON and TITLE, or the labels of spaCy's models that mean one of them (GPE,
LOC, FAC, PER, WORK_OF_ART, LAW).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import NamesError
from extract.lexicon import data_lines
from extract.reading import view

_TYPES = {
    **{label: label for label in ("PLACE", "ORG", "PERSON", "TITLE")},
    **dict.fromkeys(("GPE", "LOC", "FAC"), "PLACE"),
    **dict.fromkeys(("WORK_OF_ART", "LAW"), "TITLE"),
    "PER": "PERSON",
}
_SHORTEST = 2  # characters; one character would be found in every sentence
_COLUMNS = 2
_HEADER = ["name", "type"]
# The attributes of a token pattern that give the token's own characters.
_LITERAL = ("TEXT", "ORTH", "LOWER")


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name as the reading view has it, its type (PLACE, ORG, PERSON, TITLE), and what it resolves to."""

    name: str
    type: str
    full: str


def read_names(path: Path) -> tuple[OwnName, ...]:
    """The names of a file, in order; `.jsonl` and `.json` are read as patterns, all else as columns.

    Raises:
        NamesError: the file cannot be read, or a line is malformed, has an unknown type, or gives a name a
            second type; the message names file, line and cause.
    """
    parse = _pattern if path.suffix.lower() in (".jsonl", ".json") else _columns
    names: dict[str, OwnName] = {}
    for number, line in _lines(path):
        try:
            own = parse(line)
            if names.setdefault(own.name, own) != own:
                raise ValueError(f"{own.name} is listed twice, as different things")
        except ValueError as error:
            raise NamesError(str(path), f"line {number}: {error}") from None
    return tuple(names.values())


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in data_lines(path, NamesError):
        if line.strip() and line.split() != _HEADER:
            yield number, line.rstrip("\r")


def _columns(line: str) -> OwnName:
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns where name and type are needed")
    return _own(cells[0], cells[1], None)


def _pattern(line: str) -> OwnName:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON ({error.msg})") from None
    if not isinstance(row, dict) or not {"label", "pattern"} <= row.keys():
        raise ValueError('is no object with "label" and "pattern"')
    pattern = row["pattern"]
    name = "".join(map(_token, pattern)) if isinstance(pattern, list) else pattern
    return _own(name, row["label"], row.get("id"))


def _token(token: Any) -> str:
    """The characters of one token of a pattern."""
    values = list(token.values()) if isinstance(token, dict) else []
    if len(values) != 1 or next(iter(token)).upper() not in _LITERAL or not isinstance(values[0], str):
        raise ValueError(f"only TEXT, ORTH and LOWER with a word can be read in a token pattern, not {token}")
    return values[0]


def _own(name: Any, label: Any, full: Any) -> OwnName:
    if not isinstance(name, str) or len(name.strip()) < _SHORTEST:
        raise ValueError(f"{name!r} is no name of {_SHORTEST} or more characters")
    kind = _TYPES.get(label.strip()) if isinstance(label, str) else None
    if kind is None:
        raise ValueError(f"type {label!r} is none of {', '.join(_TYPES)}")
    if full is not None and (not isinstance(full, str) or not full.strip()):
        raise ValueError(f"id {full!r} is no name")
    return OwnName(view(name.strip()), kind, full.strip() if full else name.strip())
