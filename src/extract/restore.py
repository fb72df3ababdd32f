"""Records read from a joined text, in the offsets of the text as it is stored."""

from __future__ import annotations

from extract.records import Claim, Entity, Finding
from extract.wraps import Joined


def claim(record: Claim, joined: Joined, text: str) -> Claim:
    """A claim whose spans point into the stored `text`; its indicator stays free of line breaks."""
    start, end = joined.stored((record.start, record.end))
    update = {
        "start": start,
        "end": end,
        "text": text[start:end],
        "sentence": joined.stored(record.sentence),
        "indicator_spans": tuple(map(joined.stored, record.indicator_spans)),
    }
    return record.model_copy(update=update)


def entity(record: Entity, joined: Joined, text: str) -> Entity:
    """An entity whose span points into the stored `text`; a name broken by a line end is given whole."""
    start, end = joined.stored((record.start, record.end))
    broken = record.type != "TIME" and text[start:end] != record.text
    name = record.name or (record.text if broken else None)
    return record.model_copy(update={"start": start, "end": end, "text": text[start:end], "name": name})


def finding(record: Finding, joined: Joined) -> Finding:
    """A finding whose spans point into the stored text."""
    update = {
        "result": joined.stored(record.result),
        "operands": tuple(map(joined.stored, record.operands)),
        "suspects": tuple(map(joined.stored, record.suspects)),
    }
    return record.model_copy(update=update)
