"""The reading view: the same text with variant characters folded, code point for code point.

Rules read the view, records quote the text. Because every character maps to exactly one character,
offsets are the same in both. Full-width digits and letters become ASCII, traditional characters become
simplified. Punctuation is left alone: a full-width comma separates clauses, an ASCII one may separate
thousands.
"""

from __future__ import annotations

import re
from functools import cache

import opencc

_WIDE = "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
_WIDE += "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ％．／－＋￥＄\u3000\u00a0"
_NARROW = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%./-+¥$  "
_FOLD = str.maketrans(_WIDE, _NARROW)
_FOLDABLE = re.compile(f"[{_WIDE}]")
# Characters of traditional texts that are frequent and are no simplified characters too.
_TRADITIONAL = re.compile("[國個們這來時為說對會學過發開關無與產業經濟億萬長實現問題電點數總額]")


def view(text: str) -> str:
    """The reading view of `text`; the same object when nothing had to be folded.

    Examples:
        >>> view("增長２０．５％")
        '增长20.5%'
    """
    folded = text.translate(_FOLD) if _FOLDABLE.search(text) else text
    return _simplified(folded) if _TRADITIONAL.search(folded) else folded


def _simplified(text: str) -> str:
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    # A phrase changed its length, so characters are converted one by one.
    return "".join(_simplified_character(character) for character in text)


@cache
def _simplified_character(character: str) -> str:
    converted: str = _converter().convert(character)
    return converted if len(converted) == 1 else character


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
