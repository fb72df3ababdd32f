"""The rows of a gold file under review: what is open, what a decision changes, when the file is done.

A row is a line of the file, `{"claim": {…}}` or `{"entity": {…}}`, whose content has a `review` of `open`,
`accepted` or `rejected`. In a draft a row without one is open; in a finished file it is accepted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.labelling.check import Complaint, check
from extract.labelling.files import GoldFile
from extract.records import Document

Row = dict[str, dict[str, Any]]
OPEN, ACCEPTED, REJECTED = STATES = ("open", "accepted", "rejected")
KINDS = ("claim", "entity")
# Complaints that make a row unusable; the others may be right, and are shown to the reviewer.
_REFUSED = {"field", "offset", "period", "number", "part_of"}

_FIRST_LINE = 2


class RefusedError(ValueError):
    """A change that cannot be made; its message is for the reviewer."""


def content(row: Row) -> dict[str, Any]:
    """What stands under `claim` or `entity`."""
    return next(iter(row.values()))


def loaded(head: Mapping[str, Any], lines: Sequence[Row]) -> list[Row]:
    """The rows of a file, each with its review state."""
    usual = OPEN if head.get("draft") else ACCEPTED
    return [
        {kind: {**fields, "review": fields.get("review", usual)}}
        for row in lines
        for kind, fields in row.items()
    ]


def changed(rows: Sequence[Row], old: Row | None, new: Row | None) -> list[Row]:
    """`rows` with `new` in the place of `old`; no `old` adds a row, no `new` takes one away.

    Rows are the same when all but their review is. A row that was rejected and cleared away when the file was
    done is added again, so that its rejection can be undone.

    Raises:
        RefusedError: `old` is not there, or `new` is no row.
    """
    kept = list(rows)
    if old is not None:
        bare = [_bare(row) for row in kept]
        if _bare(old) in bare:
            del kept[bare.index(_bare(old))]
        elif content(old).get("review") != REJECTED:
            raise RefusedError("this label is no longer in the file")
    if new is not None:
        _require_form(new)
        kept.append(new)
    return sorted(kept, key=_order)


def _require_form(row: Row) -> None:
    if len(row) != 1 or next(iter(row)) not in KINDS or not isinstance(content(row), dict):
        raise RefusedError("a row holds one claim or one entity")
    if content(row).get("review") not in STATES:
        raise RefusedError(f"review is none of {', '.join(STATES)}")
    if not all(isinstance(content(row).get(name), int) for name in ("start", "end")):
        raise RefusedError("a row has offsets")


def _bare(row: Row) -> Row:
    return {
        kind: {name: value for name, value in fields.items() if name != "review"}
        for kind, fields in row.items()
    }


def _order(row: Row) -> tuple[bool, int, int]:
    fields = content(row)
    return "entity" in row, fields["start"], fields["end"]


def complaints(rows: Sequence[Row], row: Row, document: Document) -> list[str]:
    """What may be wrong with `row` among `rows`; rejected rows are never wrong.

    Raises:
        RefusedError: the row cannot stand: a field is missing or no such word, the span is not its text, its
            number is taken, its whole is missing.
    """
    if content(row)["review"] == REJECTED:
        return []
    line = _FIRST_LINE + [one for one in rows if content(one)["review"] != REJECTED].index(row)
    found = [one for one in check(gold_file(_valid(rows)), document) if one.line == line]
    refused = [one.cause for one in found if one.code in _REFUSED]
    if refused:
        raise RefusedError("; ".join(refused))
    return [_told(one) for one in found]


def _told(complaint: Complaint) -> str:
    return f"{complaint.code}: {complaint.cause}"


def gold_file(rows: Sequence[Row]) -> GoldFile:
    """The rows as the checks of gold files take them; the first line is the document's."""
    numbered = list(enumerate(rows, _FIRST_LINE))
    return GoldFile(
        Path(),
        claims=[(line, row["claim"]) for line, row in numbered if "claim" in row],
        entities=[(line, row["entity"]) for line, row in numbered if "entity" in row],
    )


def stored(head: Mapping[str, Any], rows: Sequence[Row]) -> tuple[dict[str, Any], list[Row]]:
    """Head and rows as they are written: while a row is open a draft, then gold without any trace of review.

    In gold there are no rejected rows, and nothing is part of one.
    """
    about = {name: fact for name, fact in head.items() if name != "draft"}
    if any(content(row)["review"] == OPEN for row in rows):
        return about | {"draft": True}, list(rows)
    return about, [_bare(row) for row in _valid(rows)]


def _valid(rows: Sequence[Row]) -> list[Row]:
    """The rows that were not rejected; what was part of a rejected claim is part of none."""
    lost = {row["claim"]["n"] for row in rows if "claim" in row and row["claim"]["review"] == REJECTED}
    valid = [row for row in rows if content(row)["review"] != REJECTED]
    return [
        {"claim": row["claim"] | {"part_of": ""}}
        if "claim" in row and row["claim"].get("part_of") in lost
        else row
        for row in valid
    ]
