"""Where the words of a label stand in the text: labels quote indicators and name subjects only."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labelling.files import Row
from extract.mentions import Span
from extract.score.names import Names

_SENTENCE_ENDS = "。！？!?\n"


def indicator(text: str, claim: Row) -> list[Span]:
    """The pieces of a claim's indicator, each at its place nearest to the figure, in reading order.

    A piece is looked for in the sentence, before the figure first, then anywhere before, then behind; one
    that the text does not hold is left out.
    """
    pieces = str(claim["indicator"]).split()
    found = (_nearest(text, piece, claim["start"], claim["end"]) for piece in pieces)
    return sorted({span for span in found if span is not None})


def _nearest(text: str, piece: str, start: int, end: int) -> Span | None:
    first = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    last = min((place for mark in _SENTENCE_ENDS if (place := text.find(mark, end)) >= 0), default=len(text))
    places = (
        text.rfind(piece, first, start),
        text.find(piece, end, last),
        text.rfind(piece, 0, start),
        text.find(piece, end),
    )
    return next(((place, place + len(piece)) for place in places if place >= 0), None)


def subject(text: str, claim: Row, entities: Sequence[Row], names: Names) -> Span | None:
    """The nearest mention, in the line and before the figure, of one of a claim's subjects."""
    wanted = {names.place(name) for name in str(claim["subject"]).split("、") if name}
    line = text.rfind("\n", 0, claim["start"]) + 1
    found = [
        (entity["start"], entity["end"])
        for entity in entities
        if line <= entity["start"] and entity["end"] <= claim["start"]
        if entity["type"] != "TIME" and names.place(entity["text"]) in wanted
    ]
    return max(found, default=None)


def time(text: str, claim: Row, entities: Sequence[Row]) -> Span | None:
    """The nearest time, in the line and before the figure, that is labelled with the claim's period."""
    line = text.rfind("\n", 0, claim["start"]) + 1
    found = [
        (entity["start"], entity["end"])
        for entity in entities
        if line <= entity["start"] and entity["end"] <= claim["start"]
        if entity["type"] == "TIME" and claim["period"] and entity.get("period") == claim["period"]
    ]
    return max(found, default=None)
