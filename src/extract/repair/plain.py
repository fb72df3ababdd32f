"""Losses that show at once: what stands side by side without a mark, and items of a list without their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.engine import Spans
from extract.mentions import QuantityMention, TimeMention
from extract.repair.losses import Loss
from extract.repair.surroundings import Cues

_DIGIT = frozenset("0123456789")
# 3.1万12.4万人: 3.1万户12.4万人
_SCALED_PAIR = re.compile(r"([0-9.]+[万亿][余多]?)([0-9.]+[万亿]?[余多]?(?:口人|人))")
_BRACKET = re.compile(r"[(（]([^()（）\n]{4,120})[)）]")
_ITEMS = re.compile("[^，,、；;]+")
_WITH_UNIT = re.compile(r"(?P<name>[^0-9]{1,20}?)(?P<n>[0-9]+)(?P<unit>[\u4e00-\u9fff]{1,2})?")


def beside_times(text: str, times: Sequence[TimeMention]) -> Iterator[Loss]:
    """Figures that stand right behind a year that lost its sign: 20167078元, when the times read 2016 from it."""
    for time in times:
        if "damaged" in time.flags and text[time.end - 1] in _DIGIT and text[time.end : time.end + 1] in _DIGIT:
            year = text[time.end - 4 : time.end]
            yield Loss(time.end, "年", f"{year}年", tuple(f"times: {rule}" for rule in time.rules))


def side_by_side(text: str, quantities: Sequence[QuantityMention]) -> Iterator[Loss]:
    """Two quantities in the same unit without anything between them: 7.5%8.1%."""
    for first, second in zip(quantities, quantities[1:], strict=False):
        if first.end != second.start or first.unit_text != second.unit_text or not first.unit_text:
            continue
        if text[first.start] in _DIGIT and text[second.start] in _DIGIT:
            reading = f"{text[first.start : first.end]}、{text[second.start : second.end]}"
            reason = f"two quantities in {first.unit_text} stand side by side"
            yield Loss(second.start, "、", reading, (reason,))
