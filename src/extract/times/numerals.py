"""The small numerals of dates: 三, 十二, 二十五, 廿八, 二〇二五, 几."""

from __future__ import annotations

_DIGITS = {character: number for number, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "○": 0, "O": 0, "两": 2, "元": 1, "首": 1}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def small(text: str) -> int | None:
    """The value of an Arabic numeral or of a Chinese one below a hundred; None for any other text.

    Examples:
        >>> small("07"), small("二十五"), small("十"), small("廿八"), small("几")
        (7, 25, 10, 28, None)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text]
    for sign, value in _TENS.items():
        left, found, right = text.partition(sign)
        if found:
            return _tens(left, value, right)
    return None


def _tens(left: str, value: int, right: str) -> int | None:
    if (left and left not in _DIGITS) or (right and right not in _DIGITS):
        return None
    return _DIGITS.get(left, 1) * value + _DIGITS.get(right, 0)


def year_digits(text: str) -> int | None:
    """The value of digits read one by one: 二〇二五 is 2025; None when a character is no digit.

    Examples:
        >>> year_digits("二〇二五"), year_digits("1998"), year_digits("二十")
        (2025, 1998, None)
    """
    total = 0
    for character in text:
        digit = int(character) if character.isdecimal() and character.isascii() else _DIGITS.get(character)
        if digit is None:
            return None
        total = total * 10 + digit
    return total
