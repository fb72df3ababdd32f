"""Losses that show at once: figures side by side, years before figures, small ranges of like items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract import numerals
from extract.engine import Spans
from extract.mentions import QuantityMention, TimeMention
from extract.patterns import late
from extract.repair.expectations import Pairs
from extract.repair.losses import Loss
from extract.repair.runs import COMMA, DASH, YEAR
from extract.repair.surroundings import Cues

_NEAR = 16  # characters in which 区间 stands before its ends
_DIGIT = late("[0-9]")
_DIGITS = late("[0-9]{2}")
# 20206月, 20202022年
_YEARS = late("((?:19|20)[0-9]{2})(?:((?:1[0-2]|0?[1-9])(?:月|[-—–－~～至到]))|((?:19|20)[0-9]{2}年))")
_SCALED = late(
    "([0-9](?<![0-9.][0-9])[0-9]*(?:\\.[0-9]+)?[万亿][余多]?)([0-9]+(?:\\.[0-9]+)?[万亿]?[余多]?)(人|口人|名)"
)
_SMALL = late(
    "每[^。；;0-9\\n]{1,20}(?P<low>[12])(?P<unit>[个家项种所处条])[^。；;\\n]{0,60}(?P<head>[\u4e00-\u9fff]{2})"
    "[；;，,](?P=low)(?P<high>[23])(?P=unit)[^。；;\\n]{0,60}(?P=head)[；;。]"
)


def from_times(text: str, times: Sequence[TimeMention]) -> Iterator[Loss]:
    """What damaged times lost beside another number: 20167078元, of which the times read 2016; 20206月."""
    for time in times:
        if "damaged" not in time.flags:
            continue
        reasons = tuple(f"times: {rule}" for rule in time.rules)
        lost = _YEARS.search(text, time.start, time.end)
        if lost is not None:
            mark = YEAR if lost[2] else DASH
            yield Loss(lost.end(1), mark, lost[1] + mark + (lost[2] or lost[3]), reasons)
        elif _DIGITS.match(text, time.end - 1):
            year = text[time.end - 4 : time.end]
            yield Loss(time.end, YEAR, year + YEAR, reasons)


def side_by_side(text: str, quantities: Sequence[QuantityMention], cues: Cues) -> Iterator[Loss]:
    """Two quantities in the same unit without anything between them: 7.5%8.1%."""
    for first, second in pairwise(quantities):
        if first.end != second.start or first.unit_text != second.unit_text or not first.unit_text:
            continue
        if _DIGIT.match(text, first.start) and _DIGIT.match(text, second.start):
            lost = DASH if _is_range(text, first, second, cues) else COMMA
            reading = f"{text[first.start : first.end]}{lost}{text[second.start : second.end]}"
            reason = f"two quantities in {first.unit_text} stand side by side"
            yield Loss(second.start, lost, reading, (reason,))


def _is_range(text: str, first: QuantityMention, second: QuantityMention, cues: Cues) -> bool:
    if cues.follows("two_ends", text, second.end):
        return True
    return cues.within("range_noun", text, max(0, first.start - _NEAR), first.start)


def scaled_pairs(text: str, pairs: Pairs, blocked: Spans) -> Iterator[Loss]:
    """A scaled number right before one in persons: 3.1万12.4万人, which was 3.1万户12.4万人."""
    for match in _SCALED.finditer(text):
        first, second, pair = numerals.read(match[1]), numerals.read(match[2]), pairs.of(match[3])
        if pair is None or first is None or second is None or blocked.covers(match.start()):
            continue
        # 1亿2000万人 is one number: what follows 亿 is smaller.
        ratio = second.value / first.value
        if pair.least <= ratio <= pair.most:
            reason = f"two numbers stand side by side, {ratio:.1f} {pair.unit} to one {pair.lost}"
            yield Loss(match.start(2), pair.lost, f"{match[1]}{pair.lost}{match[2]}{match[3]}", (reason,))


def small_ranges(text: str) -> Iterator[Loss]:
    """A small range behind an item of the same kind: 每镇1个主导产业；12个辅助产业, which was 1—2个."""
    for match in _SMALL.finditer(text):
        low, high, unit, head = match["low"], match["high"], match["unit"], match["head"]
        reasons = (
            f"each has {low}{unit} {head} of one kind, and the next item is {head} too",
            f"{low} and {high} are a usual small range",
        )
        reading = f"{low}{DASH}{high}{unit}"
        yield Loss(match.start("high"), DASH, reading, reasons, (f"{low}{high}{unit} as printed",))
