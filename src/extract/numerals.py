"""Numerals to exact decimals: Arabic, Chinese and mixed, with the approximate words inside them.

`read` takes the characters of one numeral in the reading view (see `extract.reading`) and nothing else: no
unit, no bound word outside it. It never guesses: what is not a well-formed numeral is None.

A numeral is cut at 亿, then at 万; what is left is a section below ten thousand, which one pattern describes.

Source: 朱德熙, 语法讲义 (系位构造); GB/T 15835-2011 (numerals in publications).

Examples:
    >>> read("3.2万亿").value, read("一千零五十").value
    (Decimal('3.2E+12'), Decimal('1050'))
    >>> read("十五六万")
    Numeral(low=Decimal('1.5E+5'), high=Decimal('1.6E+5'), more=False)
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import late

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
DIGITS |= {digit: value for value, digit in enumerate("〇壹贰叁肆伍陆柒捌玖")} | {"两": 2}
SCALES = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
SCALES |= {"十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12, "十万亿": 13, "百万亿": 14, "亿亿": 16}
_FORMAL = str.maketrans("拾佰仟", "十百千")
_TENS = {"廿": "二十", "卅": "三十"}

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,20})(?: ?\.[0-9]{1,12})?"
CHINESE = "".join(DIGITS) + "拾佰仟廿卅十百千万亿"
_SCALED = late(r"([0-9]+(?:\.[0-9]+)?)([十百千万亿]*)")
_D = "[一二三四五六七八九两壹贰叁肆伍陆柒捌玖几数]"
_SECTION = late(f"(?:({_D}{{0,2}})千)?(零)?(?:({_D}{{0,2}})百)?(零)?(?:({_D}{{0,2}})十)?(零)?({_D}{{0,2}})")
_MIXED_SECTION = late(rf"({ARABIC})(几?)([十百千]?)")
_TWO_NUMBERS = late("[0-9] +[0-9]")
_POSITIONAL = late("[零〇一二三四五六七八九]{3,}|[一二三四五六七八九][零〇]|[零〇]")
_SPOKEN_DECIMAL = late("(.+)点([零〇一二三四五六七八九]+)([万亿]{0,2})")
# 多 余 来 stand at the end or before 万 and 亿: 30多, 300多万, 3万多.
_MORE = late("(.+)[多余来](?=万?亿?$)")
_PAIRS = frozenset({(3, 5)} | {(digit, digit + 1) for digit in range(1, 9)})


class Numeral(NamedTuple):
    """An exact value, or a range when `low` and `high` differ; `more` when it is a lower end (200余)."""

    low: Decimal
    high: Decimal
    more: bool = False

    @property
    def value(self) -> Decimal:
        """The value, or the lower end of a range."""
        return self.low

    @property
    def exact(self) -> bool:
        """Whether this is one value, not a range."""
        return self.low == self.high


@lru_cache(maxsize=4096)
def read(text: str) -> Numeral | None:
    """The numeral that `text` spells, or None when it spells none.

    Examples:
        >>> read("1亿2000万").value, read("303,000,604").value, read("2902 .1").value
        (Decimal('1.2E+8'), Decimal('303000604'), Decimal('2902.1'))
        >>> read("200余")
        Numeral(low=Decimal('200'), high=Decimal('200'), more=True)
        >>> read("二三十")
        Numeral(low=Decimal('20'), high=Decimal('30'), more=False)
        >>> read("一村") is None
        True
    """
    scaled = _SCALED.fullmatch(text)
    if scaled is not None and scaled[2] in SCALES:
        number, scale = scaled.groups()
        return _single(Decimal(f"{number}E{SCALES[scale]}" if scale else number))
    if _TWO_NUMBERS.search(text):
        return None
    text = _plain_spelling(text)
    if _POSITIONAL.fullmatch(text):
        return _single(Decimal("".join(str(DIGITS[digit]) for digit in text)))
    decimal = _SPOKEN_DECIMAL.fullmatch(text)
    return _spoken_decimal(*decimal.groups()) if decimal else _approximate(text)


def arabic(text: str) -> Decimal:
    """The value of an Arabic numeral with separators or inner spaces; ArithmeticError if it is none."""
    return Decimal(text.replace(",", "").replace(" ", ""))


def _single(value: Decimal, more: bool = False) -> Numeral:
    return Numeral(value, value, more)


def _plain_spelling(text: str) -> str:
    text = text.replace(" ", "").translate(_FORMAL)
    for short, long in _TENS.items():
        text = text.replace(short, long)
    return text


def _spoken_decimal(whole: str, digits: str, scale: str) -> Numeral | None:
    # 三点五亿: the whole part may be any numeral, the digits after 点 are read one by one.
    integer = read(whole)
    if integer is None or not integer.exact or integer.more or scale not in SCALES:
        return None
    fraction = "".join(str(DIGITS[digit]) for digit in digits)
    return _single(Decimal(f"{integer.low:f}.{fraction}E{SCALES[scale]}"))


def _approximate(text: str) -> Numeral | None:
    more = _MORE.match(text)
    numeral = _whole(more[1] + text[more.end() :] if more else text)
    if numeral is None or (numeral.more and (more or numeral.high < 10)):  # 几 alone is no numeral
        return None
    return Numeral(numeral.low, numeral.high, True) if more else numeral


def _whole(text: str) -> Numeral | None:
    above, yi, below = text.rpartition("亿")
    if not yi:
        return _below_yi(text)
    return _sum(_below_yi(above) if above else _single(Decimal(1)), 8, below, _below_yi)


def _below_yi(text: str) -> Numeral | None:
    above, wan, below = text.rpartition("万")
    if not wan:
        return _section(text)
    return _sum(_section(above) if above else _single(Decimal(1)), 4, below, _section)


def _sum(
    above: Numeral | None, exponent: int, below: str, read_below: Callable[[str], Numeral | None]
) -> Numeral | None:
    """`above` times ten to the `exponent`, plus what `below` spells."""
    if above is None:
        return None
    high_part = Numeral(above.low.scaleb(exponent), above.high.scaleb(exponent), above.more)
    if not below:
        return high_part
    if below[0] in "十百千万":
        return None  # 亿万
    if len(below) == 1 and below in DIGITS:
        # 两万五 is 25,000: a lone digit counts tenths of the unit before it.
        rest: Numeral | None = _single(Decimal(DIGITS[below]).scaleb(exponent - 1))
    elif below[-1].isdecimal() and below.isascii() and len(below) != exponent:
        return None  # 3万4, 3万1.5
    else:
        rest = read_below(below.removeprefix("零"))
    if rest is None or not above.exact or rest.high >= Decimal(1).scaleb(exponent):
        return None
    return Numeral(high_part.low + rest.low, high_part.high + rest.high, above.more or rest.more)


def _section(text: str) -> Numeral | None:
    mixed = _MIXED_SECTION.fullmatch(text)
    if mixed is not None:
        return _single(arabic(mixed[1]).scaleb(SCALES[mixed[3]]), more=bool(mixed[2]))
    match = _SECTION.fullmatch(text)
    if match is None or not text:
        return None
    thousands, zero_1, hundreds, zero_2, tens, zero_3, ones = match.groups()
    short = len(ones) == 1 and ones not in "几数" and not (zero_1 or zero_2 or zero_3) and tens is None
    if short and hundreds is not None:  # 一百五 is 150; 一百零五 is 105
        tens, ones = ones, ""
    elif short and thousands is not None:  # 三千二 is 3,200
        hundreds, ones = ones, ""
    return _places((thousands, hundreds, tens, ones or None))


def _places(places: tuple[str | None, ...]) -> Numeral | None:
    """Add up thousands, hundreds, tens and ones; two digits in a place (二三十) make a range."""
    low = high = Decimal(0)
    more = False
    for index, digits in enumerate(places):
        if digits is None:
            continue
        if digits == "" and low > 0 and index != 2:
            return None  # 千百; but 一百十 is 110
        pair = _digits(digits, started=low > 0, ones=index == 3)
        if pair is None or low != high or (more and index < 3):
            return None
        more = more or digits in ("几", "数")
        low, high = (
            part + Decimal(digit).scaleb(3 - index) for part, digit in zip((low, high), pair, strict=True)
        )
    return Numeral(low, high, more) if low > 0 else None


def _digits(digits: str, started: bool, ones: bool) -> tuple[int, int] | None:
    if digits == "":
        return (1, 1)  # 百, 千, 十
    if digits in ("几", "数"):
        return (0, 0) if started and ones else (1, 1)  # 十几 is ten and more, 几十 ten and more
    if len(digits) == 1:
        return DIGITS[digits], DIGITS[digits]
    pair = DIGITS.get(digits[0], 0), DIGITS.get(digits[1], 0)
    return pair if pair in _PAIRS else None
