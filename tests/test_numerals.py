"""Numerals: a case table, every form read back, and cn2an as an oracle where it is right."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from extract.numerals import SCALES, arabic, read

ROWS = tables.rows("numerals")
DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def describe(text):
    numeral = read(text)
    if numeral is None:
        return "none"
    value = f"{numeral.low:f}" if numeral.exact else f"{numeral.low:f}..{numeral.high:f}"
    return value + ("+" if numeral.more else "")


@pytest.mark.parametrize(("text", "expected", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_case(text, expected, why):
    assert describe(text) == expected, why


def section(number):
    """A number below ten thousand in Chinese, as it is taught at school."""
    written, zero = "", False
    for place, unit in zip((1000, 100, 10, 1), "千百十 ", strict=True):
        digit = number // place % 10
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + unit.strip()
            zero = False
        else:
            zero = True
    return written


def chinese(number):
    """A number below 10**12 in Chinese."""
    if number == 0:
        return "零"
    written = ""
    for scale, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, scale)
        if part:
            gap = written and part < 1000
            written += ("零" if gap else "") + section(part) + unit
    return written


NUMBERS = st.integers(0, 10**12 - 1) | st.integers(0, 20000)


@given(NUMBERS)
def test_chinese_is_read_back(number):
    assert read(chinese(number)).value == number


@given(NUMBERS)
def test_formal_chinese_is_read_back(number):
    assert read(chinese(number).translate(FORMAL)).value == number


@given(st.integers(0, 10**15))
def test_separators_are_read_back(number):
    assert read(f"{number:,}").value == read(str(number)).value == number


@given(st.decimals(0, 10**6, places=3), st.sampled_from(sorted(SCALES)))
def test_scaled_decimals_are_read_back(number, scale):
    written = f"{number:f}"
    assert read(written + scale).value == Decimal(written).scaleb(SCALES[scale])


@given(st.integers(1, 9999), st.sampled_from("多余来"), st.sampled_from(["", "万", "亿"]))
def test_a_remainder_makes_a_lower_end(number, more, scale):
    numeral = read(f"{number}{more}{scale}")
    assert numeral.more
    assert numeral.value == number * 10 ** SCALES[scale]


@given(st.integers(1, 8), st.sampled_from(["", "十", "百", "千", "万", "十万", "百万"]))
def test_neighbouring_digits_make_a_range(digit, scale):
    numeral = read(DIGITS[digit] + DIGITS[digit + 1] + scale)
    factor = 10 ** SCALES[scale]
    assert (numeral.low, numeral.high, numeral.more) == (digit * factor, (digit + 1) * factor, False)


@given(st.integers(0, 10**8 - 1))
def test_cn2an_agrees_on_plain_numbers(number):
    written = cn2an.an2cn(number)
    assert read(written).value == cn2an.cn2an(written, "normal") == number


@given(st.integers(0, 9999), st.integers(0, 999))
def test_cn2an_agrees_on_spoken_decimals(whole, fraction):
    number = Decimal(f"{whole}.{fraction:03d}").normalize()
    if number == number.to_integral_value():
        return
    assert read(cn2an.an2cn(f"{number:f}")).value == number


@given(st.text("零一二三四五六七八九十百千万亿两几数多余来点0123456789., ", max_size=12))
def test_any_characters_give_a_numeral_or_none(text):
    numeral = read(text)
    assert numeral is None or numeral.low <= numeral.high


def test_arabic_refuses_other_characters():
    assert arabic("1,234 .5") == Decimal("1234.5")
    with pytest.raises(ArithmeticError):
        arabic("一")
