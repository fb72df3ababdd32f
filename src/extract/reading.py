"""The reading view: the same text with variant characters folded, code point for code point.

Rules read the view, records quote the text. Because every character maps to exactly one character,
offsets are the same in both. Folded are full-width digits, letters and signs, radicals that stand for
characters in text copied from PDF files, every kind of blank and of line break, and traditional characters.
Half-width marks of Chinese text become full-width ones; those within numbers (1,234 and 3:2) stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

import opencc

from extract.mentions import Span
from extract.patterns import late

_WIDE_SIGNS, _NARROW_SIGNS = "％．／－＋￥＄", "%./-+¥$"
# Letters and digits; Kangxi radicals; compatibility ideographs: one character each in normal form.
_NORMALISED = chain(
    range(0xFF10, 0xFF1A),
    range(0xFF21, 0xFF3B),
    range(0xFF41, 0xFF5B),
    range(0x2F00, 0x2FD6),
    range(0xF900, 0xFA6E),
    range(0xFA70, 0xFADA),
)
# Radicals that Unicode equates with a character without normalising them.
_RADICALS, _CHARACTERS = (
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
# Blanks of every width and the marks without width that web pages leave in numbers.
_BLANKS = "\u00a0\u00ad\u1680\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
_BREAKS = "\r\v\f\x85\u2028\u2029"

_FOLD = {character: unicodedata.normalize("NFKC", character) for character in map(chr, _NORMALISED)}
_FOLD |= zip(_WIDE_SIGNS + _RADICALS, _NARROW_SIGNS + _CHARACTERS, strict=True)
_FOLD |= dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_BREAKS, "\n")
_FOLDABLE = late(f"[{''.join(map(re.escape, _FOLD))}]")
# Half-width marks of Chinese text; not the comma of 1,234, the colon of 3:2 or 12:30, nor marks of English.
_WIDE_MARKS = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_MARKS = late(r"[()]|[,;:?!](?!(?<=[A-Za-z0-9].)[A-Za-z0-9 /])")
_LINE = late(r"[^ \t\n](?:[^\n]*[^ \t\n])?")


@lru_cache(maxsize=1)  # a text is described, then read
def view(text: str) -> str:
    """The reading view of `text`; the same object when nothing had to be folded.

    Examples:
        >>> view("增長２０．５％")
        '增长20.5%'
    """
    folded = _MARKS.sub(_widened, _FOLDABLE.sub(_folded, text.replace("\r\n", " \n")))
    return _simplified(folded) if _traditional().search(folded) else folded


def _folded(match: re.Match[str]) -> str:
    return _FOLD[match[0]]


def _widened(match: re.Match[str]) -> str:
    return _WIDE_MARKS[match[0]]


def lines(view: str) -> Iterator[Span]:
    """Spans of the lines of a reading view that are not blank, without the blanks around them."""
    return (match.span() for match in _LINE.finditer(view))


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
def _traditional() -> re.Pattern[str]:
    """Any character that is traditional and never used in simplified text, as 乾 is in 乾坤."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified: str = _converter().convert("\n".join(characters))
    changed = [one for one, other in zip(characters, simplified.split("\n"), strict=True) if one != other]
    return re.compile(f"[{''.join(one for one in changed if not _in_gb2312(one))}]")


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
