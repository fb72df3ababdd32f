"""Numerals that no label covers: claims that were passed over, or names, dates and list numbers."""

from __future__ import annotations

from collections.abc import Iterator

from extract.engine import Spans
from extract.labelling.files import GoldFile
from extract.mentions import Span
from extract.patterns import late
from extract.pipeline import Extractor
from extract.reading import lines
from extract.records import Document

_DIGITS = late(r"[0-9][0-9,.]*(?<![,.])")
_NAMED = late(r"(?:[A-Za-z第][-–]?|\+)\Z")  # PM2.5, 第3场, 6+2
_NAMES = late(r"[A-Z](?![A-Za-z])|\+[0-9]")  # 5G, 4A, 6+2
_LIST_NUMBER = late(r"[\s(（]*[0-9]{1,3}[)）.、．:：](?![0-9])")
_NEAR = 12


def uncovered(gold: GoldFile, document: Document, extractor: Extractor) -> list[tuple[int, str]]:
    """Where such numerals start, and a few characters around each."""
    return [
        (start, _shown(document.text, start, end))
        for start, end in uncovered_spans(gold, document, extractor)
    ]


def uncovered_spans(gold: GoldFile, document: Document, extractor: Extractor) -> list[Span]:
    """The numerals that no label covers.

    Digits are looked for in the text itself; numerals in Chinese characters only where the extractor reads a
    quantity, because most of them count nothing. Times, page furniture and titles cover what is in them.
    """
    scene = extractor.scene(document)
    labelled = [(row["start"], row["end"]) for _, row in (*gold.claims, *gold.entities)]
    known = [(time.start, time.end) for time in scene.times.all]
    known += [(entity.start, entity.end) for entity in scene.entities.all if entity.type == "TITLE"]
    covered = Spans([*labelled, *known, *document.furniture, *_list_numbers(scene.view)])
    quantities = [(quantity.start, quantity.end) for quantity in scene.quantities.all]
    read = Spans(quantities)
    digits = [span for span in _digits(scene.view) if not read.covers(span[0])]
    return sorted(span for span in (*quantities, *digits) if not any(map(covered.covers, range(*span))))


def _digits(view: str) -> Iterator[Span]:
    for match in _DIGITS.finditer(view):
        named = _NAMED.search(view, max(0, match.start() - 2), match.start())
        if not named and not _NAMES.match(view, match.end()):
            yield match.span()


def _list_numbers(view: str) -> Iterator[Span]:
    for start, end in lines(view):
        match = _LIST_NUMBER.match(view, start, end)
        if match:
            yield match.span()


def _shown(text: str, start: int, end: int) -> str:
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return " ".join(f"{before}[{text[start:end]}]{behind}".split())
