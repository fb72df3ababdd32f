"""What is wrong with a gold file, found without any opinion on what should be labelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, get_args

from extract.labelling.files import GoldFile, Row
from extract.labelling.numbers import readable
from extract.patterns import late
from extract.reading import view
from extract.records import Basis, Bound, Document, EntityType, Measure, Status
from extract.score.labels import Value, read_value

_CLAIM_FIELDS = (
    *("n", "start", "end", "text", "value", "unit", "bound", "measure", "indicator", "subject"),
    *("period", "basis", "status", "part_of", "flags"),
)
_ENTITY_FIELDS = ("start", "end", "text", "type")
_SHAPES: Mapping[str, type] = {"start": int, "end": int, "flags": list}  # all others are texts
_FLAGS = ("optional", "damaged")
_CODES: Mapping[str, Sequence[str]] = {
    "bound": get_args(Bound),
    "measure": get_args(Measure),
    "basis": ("", *get_args(Basis)),
    "status": get_args(Status),
}
_MORE = late("[多余来几]")  # 两个多月
_UNWRITTEN = ("%", "位")  # what 三成, 一半, 首位 are labelled with
# Characters in which the head of a table, or a list, may say scale and unit once.
_BEFORE, _AFTER = 1000, 40


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong with a line of a gold file; `code` is the class of the trouble."""

    line: int
    code: str
    text: str
    cause: str


def check(gold: GoldFile, document: Document | None) -> list[Complaint]:
    """Everything that is wrong with `gold`, in the order of its lines; `document` is the text it labels."""
    return sorted(_complaints(gold, document), key=lambda complaint: complaint.line)


def _complaints(gold: GoldFile, document: Document | None) -> Iterator[Complaint]:
    yield from _head(gold, document)
    whole = [(line, row, True) for line, row in gold.claims]
    whole += [(line, row, False) for line, row in gold.entities]
    sound = []
    for line, row, is_claim in whole:
        unusable = _unusable(row, _CLAIM_FIELDS if is_claim else _ENTITY_FIELDS)
        if unusable:
            yield Complaint(line, "field", str(row.get("text") or ""), f"no proper {', '.join(unusable)}")
            continue
        sound.append((line, row, is_claim))
        yield from _claim(line, row) if is_claim else _entity(line, row)
        if document is not None:
            yield from _place(line, row, document.text)
    claims = [(line, row) for line, row, is_claim in sound if is_claim]
    yield from _links(claims)
    for kind in (True, False):
        yield from _overlaps([(line, row) for line, row, is_claim in sound if is_claim is kind])
    if document is not None:
        reading = view(document.text)
        placed = (pair for pair in claims if not any(_place(*pair, document.text)))
        for line, row in placed:
            yield from _readings(line, row, reading, document.text)


def _head(gold: GoldFile, document: Document | None) -> Iterator[Complaint]:
    if gold.head is None:
        yield Complaint(1, "document", "", "no document line: the labels say nothing of their text")
    elif gold.head.get("draft"):
        yield Complaint(1, "draft", "", "is a draft; take `draft` away when every line has been reviewed")
    if document is None:
        yield Complaint(1, "document", "", f"no text {gold.stem} to check it against")
    elif gold.head is not None and gold.head.get("sha256") != document.sha256:
        yield Complaint(1, "document", "", "the SHA-256 of its document line is not that of the text")


def _unusable(row: Row, fields: Sequence[str]) -> list[str]:
    """The fields that are missing, or hold something of another type."""
    return [name for name in fields if not isinstance(row.get(name), _SHAPES.get(name, str))]


def _claim(line: int, row: Row) -> Iterator[Complaint]:
    for name, allowed in _CODES.items():
        if row[name] not in allowed:
            yield Complaint(line, "field", row["text"], f"{name} {row[name]!r} is none of {_listed(allowed)}")
    if not all(flag in _FLAGS for flag in row["flags"]):
        yield Complaint(line, "field", row["text"], f"flags {row['flags']} are not all of {_listed(_FLAGS)}")
    if row["period"] and not _is_period(row["period"]):
        yield Complaint(line, "period", row["text"], f"{row['period']} is no period")


def _listed(words: Any) -> str:
    return ", ".join(sorted(word or "nothing" for word in words))


def _entity(line: int, row: Row) -> Iterator[Complaint]:
    if row["type"] not in get_args(EntityType):
        yield Complaint(
            line, "field", row["text"], f"type {row['type']!r} is none of {_listed(get_args(EntityType))}"
        )
    if row.get("period") and not _is_period(row["period"]):
        yield Complaint(line, "period", row["text"], f"{row['period']} is no period")


def _is_period(text: str) -> bool:
    """Whether it is start/end, ../end or start/.., of days of the calendar, in order."""
    start, slash, end = text.partition("/")
    try:
        days = [date.fromisoformat(day) for day in (start, end) if day != ".."]
    except ValueError:
        return False
    return bool(slash) and bool(days) and days == sorted(days)


def _place(line: int, row: Row, text: str) -> Iterator[Complaint]:
    start, end = row["start"], row["end"]
    if not 0 <= start < end <= len(text):
        yield Complaint(line, "offset", row["text"], f"{start} to {end} is no span of a text of {len(text)}")
    elif text[start:end] != row["text"]:
        yield Complaint(line, "offset", row["text"], f"{text[start:end]!r} stands at {start} to {end}")


def _overlaps(rows: Sequence[tuple[int, Row]]) -> Iterator[Complaint]:
    """Claims, or mentions, that share characters."""
    ordered = sorted(rows, key=lambda pair: (pair[1]["start"], pair[1]["end"]))
    for (_, before), (line, row) in pairwise(ordered):
        if row["start"] < before["end"]:
            yield Complaint(line, "overlap", row["text"], f"shares characters with {before['text']}")


def _links(claims: Sequence[tuple[int, Row]]) -> Iterator[Complaint]:
    numbers = Counter(str(row["n"]) for _, row in claims)
    parents = {str(row["n"]): str(row["part_of"]) for _, row in claims if row["part_of"]}
    for line, row in claims:
        number, whole = str(row["n"]), str(row["part_of"])
        if numbers[number] > 1:
            yield Complaint(line, "number", row["text"], f"n {number} is used {numbers[number]} times")
        if whole and whole not in numbers:
            yield Complaint(line, "part_of", row["text"], f"there is no claim {whole}")
        elif whole and _turns_back(number, parents):
            yield Complaint(line, "part_of", row["text"], f"is part of itself, by way of {whole}")


def _turns_back(number: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    at = parents.get(number)
    while at and at not in seen:
        if at == number:
            return True
        seen.add(at)
        at = parents.get(at)
    return False


def _readings(line: int, row: Row, reading: str, text: str) -> Iterator[Complaint]:
    """Values that the span does not spell, and indicators that the text does not hold."""
    missing = [piece for piece in str(row["indicator"]).split(" ") if piece not in text]
    if missing:
        yield Complaint(line, "indicator", row["text"], f"{' '.join(missing)} is not in the text")
    value = _value(row)
    if value is None:
        yield Complaint(line, "value", row["text"], f"{row['value']} is no number")
    elif "damaged" not in row["flags"]:
        start, end = row["start"], row["end"]
        around = reading[max(0, start - _BEFORE) : start] + reading[end : end + _AFTER]
        span, unit = reading[start:end], view(str(row["unit"]))
        found = readable(span, unit, around)
        if not all(abs(number) in found for number in value[1]):
            yield Complaint(line, "value", row["text"], f"{row['value']} cannot be read from the span")
        if unit not in (*_UNWRITTEN, "") and unit not in _MORE.sub("", span) + around:
            yield Complaint(
                line, "unit", row["text"], f"{row['unit']} is written neither there nor beside it"
            )


def _value(row: Row) -> Value | None:
    kind, numbers = read_value(row)
    return (kind, numbers) if numbers and all(number.is_finite() for number in numbers) else None
