"""Measures the repair of lost characters: takes one out of an intact text, and reads the text again.

    python scripts/plant_losses.py FOLDER... [--most N] [--examples N] [--kinds KIND...]

A character is taken out where the loss joins two numbers: a dash between digits, 年 behind a year and
before a digit, 户 between two numbers, 、 between two figures, 月 between digits. A place counts as

- restored: the quantities and times of its paragraph are those of the intact text, spans moved by one;
- wrong: not restored, and something at the place is flagged as damaged;
- left: not restored, nothing flagged.

A character that belongs to no figure and no time (a telephone number, a title) is no place. Nothing is
written; every N-th place is taken when there are more than N of a kind.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract import Extractor
from extract.documents import discover
from extract.records import Document

PLANTS = {
    "dash": re.compile(r"(?<=[0-9])[-—–－~～](?=[0-9])"),
    "年": re.compile(r"(?<=(?:19|20)[0-9]{2})年(?=[0-9])"),
    "户": re.compile(r"(?<=[0-9万])户(?=[0-9])"),
    "、": re.compile(r"(?<=[0-9%‰])、(?=[0-9])"),
    "月": re.compile(r"(?<=[0-9])月(?=[0-9])"),
}
_CONTEXT = 24


@dataclass(frozen=True, slots=True)
class Place:
    """A character of an intact document that will be lost."""

    document: Document
    kind: str
    at: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read near a place: figures and times by span, and what of it is flagged as damaged."""

    figures: frozenset[tuple[Any, ...]]
    damaged: int


def places(documents: Sequence[Document], kind: str, most: int) -> list[Place]:
    """Where a character of that kind can be lost, but in page furniture: at most `most`, evenly spread."""
    found = [
        Place(document, kind, match.start())
        for document in documents
        for match in PLANTS[kind].finditer(document.text)
        if not any(start <= match.start() < end for start, end in document.furniture)
    ]
    step = max(1, -(-len(found) // most))
    return found[::step]


def read(extractor: Extractor, document: Document, start: int, end: int, lost: int | None = None) -> Reading:
    """What is read in [start, end); offsets behind `lost` count the lost character."""
    found = extractor.extract(document)
    figures, damaged = set(), 0
    for claim in found.claims:
        if start <= claim.start < end:
            span = _moved(claim.start, claim.end, lost)
            figures.add((*span, claim.value, claim.low, claim.high, claim.parts, claim.unit, claim.measure))
            damaged += "damaged" in claim.flags
    for entity in found.entities:
        if entity.type == "TIME" and start <= entity.start < end:
            figures.add((*_moved(entity.start, entity.end, lost), entity.period))
            damaged += "damaged" in entity.flags
    return Reading(frozenset(figures), damaged)


def _moved(start: int, end: int, lost: int | None) -> tuple[int, int]:
    """A span of the intact text without the lost character, as one of the damaged text."""
    if lost is None:
        return start, end
    return start - (start > lost), end - (end > lost)


def without(document: Document, at: int) -> Document:
    """The document after its page lost the character at `at`."""
    text = document.text[:at] + document.text[at + 1 :]
    furniture = tuple((start - (start > at), end - (end > at)) for start, end in document.furniture)
    return document.model_copy(update={"text": text, "furniture": furniture})


def judge(extractor: Extractor, place: Place) -> str | None:
    """`restored`, `wrong` or `left`; None when no figure and no time is read at the place."""
    document, at = place.document, place.at
    text = document.text
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at) if "\n" in text[at:] else len(text)
    intact = read(extractor, document, start, end, lost=at)
    if not any(first <= at <= last for first, last, *_ in intact.figures):
        return None
    found = read(extractor, without(document, at), start, end - 1)
    if found.figures == intact.figures and found.damaged > intact.damaged:
        return "restored"
    return "wrong" if found.damaged > intact.damaged else "left"


def _documents(extractor: Extractor, folders: Sequence[Path]) -> list[Document]:
    return [extractor.read(source) for source in discover(list(folders))]


def _context(place: Place) -> str:
    text, at = place.document.text, place.at
    shown = f"{text[max(0, at - _CONTEXT) : at]}[{text[at]}]{text[at + 1 : at + _CONTEXT]}"
    return shown.replace("\n", "|")


def _rows(counts: dict[str, Counter[str]]) -> Iterator[str]:
    yield f"{'lost':<8}{'places':>8}{'restored':>10}{'wrong':>8}{'left':>8}"
    total: Counter[str] = Counter()
    for kind, found in [*counts.items(), ("all", total)]:
        size = found.total()
        shares = [f"{found[name] / max(size, 1):.3f}" for name in ("restored", "wrong", "left")]
        yield f"{kind:<8}{size:>8}{shares[0]:>10}{shares[1]:>8}{shares[2]:>8}"
        total += found


def main() -> None:
    """Print the shares of places restored, wrongly restored and left, by kind of lost character."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=100, help="places of each kind")
    parser.add_argument("--examples", type=int, default=0, help="print so many places that were not restored")
    parser.add_argument("--kinds", nargs="*", choices=list(PLANTS), default=list(PLANTS))
    options = parser.parse_args()
    extractor = Extractor()
    documents = _documents(extractor, options.folders)
    counts: dict[str, Counter[str]] = {}
    for kind in options.kinds:
        counts[kind] = Counter()
        shown: Counter[str] = Counter()
        for place in places(documents, kind, options.most):
            verdict = judge(extractor, place)
            if verdict is None:
                continue
            counts[kind][verdict] += 1
            shown[verdict] += 1
            if verdict != "restored" and shown[verdict] <= options.examples:
                print(f"{verdict:<8}{place.document.doc}:{place.at}  {_context(place)}")
    print("\n".join(_rows(counts)))


if __name__ == "__main__":
    main()
