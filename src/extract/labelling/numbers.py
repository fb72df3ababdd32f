"""Which numbers can be read from the characters of a span, by arithmetic alone.

This is a check of labels, not the extractor: it knows the numerals and the few words that change their value
(成, 半, 分之, 番), and it allows a scale that a list or a table says once (9.3、8.2万元; 单位：万元).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from extract import numerals
from extract.numerals import CHINESE, DIGITS, SCALES, Numeral
from extract.patterns import late

# 成 and 半 behind a numeral change its value: 三成, 一半.
_RUN = late(f"[0-9{CHINESE}几数多余来点][0-9{CHINESE}几数多余来点., ]*+(?![成半])")
_GROUPED = late(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")  # 20 400
_SCALE = late("[十百千万亿]+")
_PARTS = late(f"([0-9{CHINESE}.,]+)分之([0-9{CHINESE}点.,]+)")
_QUOTIENT = late("([0-9]+)/([0-9]+)")
_TENTHS = late(f"([0-9.{CHINESE}几数]+)成([{CHINESE}半]?)")
_DIGITS_LONG = late("([一二两三四五六七八九])位数")  # 两位数 is ten and more
_CLOCK = late("(?:([0-9]+)小时)?(?:([0-9]+)分钟?)?(?:([0-9]+)秒)?")
_DOUBLED = ("翻番", "翻倍", "倍增")
_PRECISION = Decimal("0.0001")  # shares from fractions are labelled with four decimals


def readable(span: str, unit: str, around: str) -> set[Decimal]:
    """The magnitudes that a span can mean.

    Args:
        span: its characters in the reading view.
        unit: its unit as written, which may begin with a numeral of its own (千瓦时).
        around: the text beside it in the reading view, for a scale said once.

    Examples:
        >>> sorted(readable("3-6万元", "元", ""))
        [Decimal('3'), Decimal('6'), Decimal('30000'), Decimal('60000')]
    """
    span = _GROUPED.sub("", span)
    number = _decimal(span, unit) or span.removesuffix(unit)
    # What states its unit states its scale, too; the ends of a range share theirs.
    said = number if number != span else span + around
    scales = {SCALES[scale] for scale in _SCALE.findall(said) if scale in SCALES}
    found = set(_worded(span))
    for run in _runs(number):
        shared = () if _SCALE.search(run) else scales
        found |= {value.scaleb(scale) for value in _ends(run) for scale in (0, *shared)}
    return {Decimal(f"{value.normalize():f}") for value in found}


def _decimal(span: str, unit: str) -> str:
    """9秒58 as 9.58: a unit that stands for the decimal point."""
    whole, mark, part = span.partition(unit) if unit else ("", "", "")
    return f"{whole}.{part}" if mark and whole.isdecimal() and part.isdecimal() else ""


def _runs(span: str) -> list[str]:
    """The numerals of a span that mean what they say, as far as their characters tell."""
    if "分之" in span:
        return []
    return [run.strip(" ,.") for run in _RUN.findall(span)]


def _ends(text: str) -> Iterator[Decimal]:
    """The value of a numeral, or both ends when it is a range; nothing when it is none."""
    numeral = numerals.read(text) if text else None
    if numeral is not None:
        yield from (numeral.low, numeral.high)


def _worded(span: str) -> Iterator[Decimal]:
    """Numbers that words make: tenths, halves, fractions, doublings, first places."""
    values = [value for run in _runs(span) for value in _ends(run)]
    for whole, part in _PARTS.findall(span):
        yield from _share(numerals.read(part), numerals.read(whole))
    for part, whole in _QUOTIENT.findall(span):
        yield from _share(numerals.read(part), numerals.read(whole))
    for tens, ones in _TENTHS.findall(span):
        extra = Decimal(5) if ones == "半" else next(_ends(ones), Decimal(0))
        yield from (10 * value + extra for value in _ends(tens))
    if "半" in span:
        yield from (Decimal(50), Decimal("0.5"))
        yield from (value + Decimal("0.5") for value in values)
    if "番" in span:
        yield from (Decimal(100 * (2 ** int(value) - 1)) for value in values if 0 < value < 10)
    if any(word in span for word in _DOUBLED):
        yield Decimal(100)
    if "首" in span or "头" in span:
        yield Decimal(1)  # 首位, 榜首, 头名
    yield from (Decimal(10) ** (DIGITS[digit] - 1) for digit in _DIGITS_LONG.findall(span))
    yield from _clock(span)


def _clock(span: str) -> Iterator[Decimal]:
    """A duration in hours, minutes and seconds, in each of the three."""
    match = _CLOCK.fullmatch(span)
    if match is None or match.groups().count(None) > 1:
        return  # 30分 may be points
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = Fraction(3600 * hours + 60 * minutes + seconds)
    for size in (1, 60, 3600):
        yield (Decimal(total.numerator) / size).quantize(_PRECISION)


def _share(part: Numeral | None, whole: Numeral | None) -> Iterator[Decimal]:
    if part is None or whole is None or not whole.low:
        return
    if whole.low in (100, 1000, 10000):
        yield part.low
    share = 100 * Fraction(part.low) / Fraction(whole.low)
    yield (Decimal(share.numerator) / Decimal(share.denominator)).quantize(_PRECISION)
