"""Units that a page lost: an item of a list that stands without the unit of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extract.mentions import QuantityMention
from extract.patterns import late
from extract.repair.losses import Loss
from extract.repair.surroundings import Cues

_BRACKET = late(r"[(（]([^()（）\n]{4,120})[)）]")
_ITEM = late(
    r"(?P<name>[^0-9，,、；;。]{0,20}[\u4e00-\u9fff])(?P<n>[0-9]{1,6})(?P<unit>[\u4e00-\u9fff]?)(?P<rest>[^0-9，,、；;。]*)"
)
_MARKS = late("[，,、；;]")
_TOTAL = late("共[^0-9]{0,3}$")
_NUMERAL = late("[0-9]+(?:[.][0-9]+)?")
_JOINT = late("、|和|与|及|以及")
# 46.6亿元、40.7亿元和33.6 at the end of a line or clause
_LAST = late(r"(?:、|和|与|及|以及)([0-9]+(?:\.[0-9]+)?)(?= *(?:[\n。；;，]|\Z))")
_ALIKE = 10  # times that members of a list differ at most


def without_unit(text: str, quantities: Sequence[QuantityMention], cues: Cues) -> Iterator[Loss]:
    """An item of a bracketed list without the unit that the others have: (企业102个,合作社137,其他40个)."""
    units = {quantity.start: quantity.unit_text for quantity in quantities}
    for bracket in _BRACKET.finditer(text):
        yield from _in_bracket(text, bracket, units, cues)


def _in_bracket(text: str, bracket: re.Match[str], units: dict[int, str], cues: Cues) -> Iterator[Loss]:
    items = list(_items(text, *bracket.span(1)))
    bare = [item for item in items if item is not None and not item["unit"] and not item["rest"]]
    counted = [item for item in items if item is not None and item["unit"]]
    if len(bare) != 1 or not counted or len(bare) + len(counted) < len(items):
        return
    item, spellings = bare[0], {units.get(other.start("n")) for other in counted}
    announced = len(counted) > 1 or _TOTAL.search(counted[0]["name"]) is not None
    if len(spellings) != 1 or not announced or cues.ends("label", text, item.start("n")):
        return
    unit = spellings.pop()
    if unit and int(item["n"]) <= max(int(other["n"]) for other in counted) * len(counted):
        reason = f"every other item of its bracket is counted in {unit}"
        yield Loss(item.end("n"), unit, item["n"] + unit, (reason,))


def _items(text: str, start: int, end: int) -> Iterator[re.Match[str] | None]:
    """The items of a list as name, number, unit; None for one of another form."""
    position = start
    for mark in [*_MARKS.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        yield _ITEM.fullmatch(text, position, stop)
        position = stop + 1


def last_without_unit(text: str, quantities: Sequence[QuantityMention]) -> Iterator[Loss]:
    """The last member of a list whose others have a unit: 46.6亿元、40.7亿元和33.6."""
    for first, second in pairwise(quantities):
        if first.unit_text != second.unit_text or not _JOINT.fullmatch(text, first.end, second.start):
            continue
        last, numeral = _LAST.match(text, second.end), _NUMERAL.match(text, second.start)
        if last is None or numeral is None:
            continue
        unit = text[numeral.end() : second.end]
        if unit and text.endswith(unit, 0, first.end) and _are_alike(numeral[0], last[1]):
            reason = f"the other members of its list are in {unit}"
            yield Loss(last.end(1), unit, last[1] + unit, (reason,))


def _are_alike(first: str, second: str) -> bool:
    low, high = sorted((Decimal(first), Decimal(second)))
    return low > 0 and high <= low * _ALIKE
