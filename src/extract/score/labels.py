"""Labelled claims and entities in one comparable form, read from gold files and from our outputs alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeAlias

from extract.errors import InputError
from extract.outputs import jsonl
from extract.patterns import late
from extract.score.names import Names

Value: TypeAlias = tuple[str, tuple[Decimal, ...]]
Mention: TypeAlias = tuple[int, int, str]
_RANGE = late(r"\.\.(?=[\d-])")
_SUBJECT = late("[、,，;；]")


@dataclass(frozen=True, slots=True)
class Item:
    """A claim as the score sees it: synonyms folded, empty fields empty strings.

    `key` is what `part_of` of another item of the same document refers to; `rules` are those of an output.
    """

    key: str
    start: int
    end: int
    text: str
    value: Value
    unit: str
    bound: str
    measure: str
    indicator: str
    subject: frozenset[str]
    period: str
    basis: str
    status: str
    part_of: str
    optional: bool
    rules: tuple[str, ...] = ()

    @property
    def span(self) -> str:
        """Its place in the text, as the baseline names it."""
        return f"{self.start}-{self.end}"


@dataclass(slots=True)
class Labels:
    """What one file or run says of one document: claims, mentions with their texts.

    `head` is a gold file's document line.
    """

    claims: list[Item] = field(default_factory=list)
    entities: dict[Mention, str] = field(default_factory=dict)
    head: Mapping[str, Any] | None = None

    @property
    def draft(self) -> bool:
        """Whether the extractor wrote them and nobody has reviewed them yet."""
        return bool(self.head and self.head.get("draft"))


def read(path: Path, names: Names) -> dict[str, Labels]:
    """Labels by document stem, from a file or a folder of `.jsonl` files in gold or output form.

    Raises:
        InputError: a file is missing, no JSON lines, or a line lacks something; it names file and line.
    """
    found: dict[str, Labels] = defaultdict(Labels)
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for number, row in jsonl.objects(file):
            try:
                _add(found, file.stem, row, names)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                raise InputError(str(file), f"line {number}: {_cause(error)}") from None
    return dict(found)


def _add(found: dict[str, Labels], stem: str, row: dict[str, Any], names: Names) -> None:
    if "document" in row:
        found[stem].head = dict(row["document"])
    elif "claim" in row:
        found[stem].claims.append(_item(row["claim"], names))
    elif "entity" in row:
        found[stem].entities[_mention(row["entity"])] = str(row["entity"].get("text") or "")
    elif "type" in row:
        found[_stem(row["doc"])].entities[_mention(row)] = str(row.get("text") or "")
    else:
        found[_stem(row["doc"])].claims.append(_item(row, names))


def _cause(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else str(error)


def _stem(doc: str) -> str:
    return Path(doc).stem


def _mention(row: Mapping[str, Any]) -> Mention:
    return int(row["start"]), int(row["end"]), str(row["type"])


def _item(row: Mapping[str, Any], names: Names) -> Item:
    unit = row.get("unit_text")
    return Item(
        key=str(row.get("n") or row.get("id") or ""),
        start=int(row["start"]),
        end=int(row["end"]),
        text=str(row["text"]),
        value=read_value(row),
        unit=names.unit(str((row.get("unit") if unit is None else unit) or "")),
        bound=str(row.get("bound") or ""),
        measure=str(row.get("measure") or ""),
        indicator=str(row.get("indicator") or ""),
        subject=frozenset(names.place(name) for name in _subjects(row.get("subject"))),
        period=str(row.get("period") or ""),
        basis=str(row.get("basis") or ""),
        status=str(row.get("status") or "actual"),
        part_of=str(row.get("part_of") or ""),
        optional="optional" in (row.get("flags") or ()),
        rules=tuple(map(str, row.get("rules") or ())),
    )


def read_value(row: Mapping[str, Any]) -> Value:
    """The value of a row: `value` alone (1, 1..2, 1:2), or `parts`, or `low` and `high`.

    The kind is `plain`, `range`, `ratio` or, when there is no number, `none`.
    """
    text = row.get("value")
    try:
        if row.get("parts"):
            return _value("ratio", row["parts"])
        if text in (None, "") and row.get("low") is not None:
            return _value("range", (row["low"], row["high"]))
        if ":" in str(text):
            return _value("ratio", str(text).split(":"))
        if ".." in str(text):
            return _value("range", _RANGE.split(str(text), maxsplit=1))
        return _value("plain", (text,))
    except InvalidOperation:
        return "none", ()


def _value(kind: str, numbers: Any) -> Value:
    return kind, tuple(Decimal(str(number)) for number in numbers)


def _subjects(subject: Any) -> Iterator[str]:
    """Names from `甲市、乙市` as from a list of subject records."""
    names = _SUBJECT.split(subject) if isinstance(subject, str) else subject or ()
    for name in names:
        text = str(name["name"] if isinstance(name, Mapping) else name).strip()
        if text:
            yield text
