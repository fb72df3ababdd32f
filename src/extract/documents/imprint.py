"""What a text says of itself: headline, publication date, publisher.

All three are looked for on short lines at the head and foot, where a page prints them, in the reading view;
headline and publisher are quoted from the text. A date within a headline or a sentence is no publication
date: a byline's date stands behind a label, or alone on its line but for a clock time or a publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from extract.furniture import FurnitureFinder
from extract.mentions import Span
from extract.numerals import DIGITS
from extract.patterns import late
from extract.reading import lines

_NEAR = 12  # lines at the head, and as many at the foot
_LONGEST = 120  # characters of a line that prints them
_IMPRINTED = (None, "label", "date", "number")  # what such a line is, if furniture
_TITLE_LENGTH = 60
_TITLE_HAN = 4
_HAN = late("[\u4e00-\u9fff]")
# 一、总体情况 opens a section, 各位来宾： a speech; the rest ends like a sentence or a clause.
_NO_TITLE = late(r"[（(]?[一二三四五六七八九十]+[、)）]|.*[。，；：、,;:]$")

# 2020-08-07, 2020/8/7, 2020年8月7日, 2020 年 8 月 7 日
_YEAR, _MONTH, _DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
_ARABIC = late(rf"(?<!\d){_YEAR}(?: ?年 ?|[-/.]){_MONTH}(?: ?月 ?|[-/.]){_DAY}(?: ?日|(?!\d))")
# 二〇二〇年八月七日
_CHINESE = late(
    "(?P<y>[一二][〇○零一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
# A date that has its line to itself: a publisher of one or two words may stand before it, or behind it.
_CLOCK = r"(?:[ \t]*T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_WEEKDAY = "(?:[ \t]*(?:星期|周)[一二三四五六日天])?"
_PUBLISHER = r"[^\d\s，,、；;：:]{2,20}(?<![至止于自从到在前后])"
_BEFORE = late(rf"^[（(\[【]?(?:{_PUBLISHER}[ \t]+){{0,2}}$")
_BEHIND = late(rf"{_CLOCK}{_WEEKDAY}{_CLOCK}[）)\]】]?(?:[ \t]+{_PUBLISHER}){{0,2}}$")
# On a byline with labels, marks keep the date apart from them.
_APART = late(r"(?:^|[ \t|｜/（(\[【:：])$")
_APART_BEHIND = late(rf"{_CLOCK}{_WEEKDAY}{_CLOCK}(?:$|[ \t|｜/）)\]】])")
_NAME = late(r"[^\s|｜,，。;；:：/()（）【】\[\]\d][^\s|｜,，。;；:：()（）【】\[\]]{1,39}")


def imprint(text: str, view: str, marked: Mapping[Span, str], furniture: FurnitureFinder) -> dict[str, str]:
    """`title`, `date` and `source` of a text, as far as it prints them.

    Args:
        text: the text as it is stored.
        view: its reading view.
        marked: its furniture lines, and what each one is.
        furniture: knows the labels of bylines.
    """
    spans = list(lines(view))
    near = [span for span in _near(spans) if marked.get(span) in _IMPRINTED and span[1] - span[0] <= _LONGEST]
    found = {
        "title": _title(text, spans, marked),
        "date": _labelled_date(view, near, furniture) or _bare_date(view, near, marked),
        "source": _source(text, view, near, furniture),
    }
    return {name: value for name, value in found.items() if value}


def _near(spans: Sequence[Span]) -> list[Span]:
    """The lines at the head in order, then those at the foot, the last first."""
    return [*spans[:_NEAR], *reversed(spans[_NEAR:][-_NEAR:])]


def _title(text: str, spans: Sequence[Span], marked: Mapping[Span, str]) -> str | None:
    """The first line of the body, when it is short enough to be a headline and ends like one."""
    for start, end in spans:
        line = text[start:end]
        if (start, end) not in marked and len(_HAN.findall(line)) >= _TITLE_HAN:
            return line if len(line) <= _TITLE_LENGTH and not _NO_TITLE.match(line) else None
    return None


def _labelled_date(view: str, near: Sequence[Span], furniture: FurnitureFinder) -> str | None:
    """The date behind a label such as 发布时间."""
    for start, end in near:
        line = view[start:end]
        value = furniture.label("date", line)
        match = _ARABIC.match(line, value) if value is not None else None
        if match and (day := _iso(match)):
            return day
    return None


def _bare_date(view: str, near: Sequence[Span], marked: Mapping[Span, str]) -> str | None:
    """The date of a line that holds little else, or of a byline, where marks keep it apart."""
    for start, end in near:
        line = view[start:end]
        before, behind = (_APART, _APART_BEHIND) if (start, end) in marked else (_BEFORE, _BEHIND)
        for match in _dates(line):
            alone = before.search(line[: match.start()]) and behind.match(line[match.end() :])
            if alone and (day := _iso(match)):
                return day
    return None


def _source(text: str, view: str, near: Sequence[Span], furniture: FurnitureFinder) -> str | None:
    """What stands behind a label such as 来源, up to a blank or mark."""
    for start, end in near:
        value = furniture.label("source", view[start:end])
        match = _NAME.match(view, start + value, end) if value is not None else None
        if match:
            return text[match.start() : match.end()]
    return None


def _dates(line: str) -> Iterator[re.Match[str]]:
    yield from _ARABIC.finditer(line)
    yield from _CHINESE.finditer(line)


def _iso(match: re.Match[str]) -> str | None:
    """The day in ISO form; None when the calendar has no such day."""
    try:
        return date(_digits(match["y"]), _small(match["m"]), _small(match["d"])).isoformat()
    except ValueError:
        return None


def _digits(text: str) -> int:
    return int("".join(str(DIGITS.get(character, character)) for character in text))


def _small(text: str) -> int:
    """A number below a hundred in either script: 31, 三十一."""
    tens, ten, units = text.rpartition("十")
    return 10 * _digits(tens or "1") + _digits(units or "0") if ten else _digits(text)
