"""Rules for dates that lost a character on their page; each reads a place only when it can mean one thing.

39日 was 3月9日, 20202022年 was 2020—2022年, 20167078元 was 2016年7078元.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from extract.engine import Rule
from extract.mentions import Period
from extract.patterns import late
from extract.times import calendar, resolvers
from extract.times.atoms import Atom, Level, fixed
from extract.times.tables import Tables

_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _splits(digits: str, fits: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    parts = [(digits[:cut], digits[cut:]) for cut in range(1, len(digits))]
    return [
        (int(left), int(right))
        for left, right in parts
        if not right.startswith("0") and len(left) <= 2 and len(right) <= 2 and fits(int(left), int(right))
    ]


def _is_date(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _MONTH_LENGTHS[month - 1]


def _damaged(atom: Atom) -> Atom:
    return replace(atom, damaged=True)


def _lost_month(match: re.Match[str], _tables: Tables) -> Atom | None:
    found = _splits(match[1], _is_date)
    if len(found) != 1 or int(match[1]) <= 31:
        return None
    return _damaged(Atom("day", Level.MONTH, partial(resolvers.month_day, found[0], found[0])))


def _lost_month_anywhere(match: re.Match[str], _tables: Tables) -> Atom | None:
    found = _splits(match[1], _is_date)
    if len(found) != 1:
        return None
    return _damaged(Atom("day", Level.MONTH, partial(resolvers.month_day, found[0], found[0])))


def _lost_dash_between_days(match: re.Match[str], _tables: Tables) -> Atom | None:
    first, last = int(match[1]), int(match[2])
    if not first < last:
        return None
    return _damaged(Atom("span", Level.DAY, partial(resolvers.days, first, last)))


def _lost_dash_of_years(match: re.Match[str], _tables: Tables) -> Atom | None:
    first, last = int(match[1]), int(match[2])
    if not first < last:
        return None
    return _damaged(fixed("span", Level.YEAR, Period(date(first, 1, 1), date(last, 12, 31))))


def _lost_dash_between_months(match: re.Match[str], _tables: Tables) -> Atom | None:
    first, last = int(match[1]), int(match[2])
    if not first < last:
        return None
    return _damaged(Atom("span", Level.PART, partial(resolvers.months, first, last)))


def _lost_sign_before_month(match: re.Match[str], _tables: Tables) -> Atom:
    month = int(match[2])
    return _damaged(fixed("month", Level.MONTH, calendar.months(int(match[1]), month, month)))


def _lost_sign_before_months(match: re.Match[str], _tables: Tables) -> Atom | None:
    first, last = int(match[2]), int(match[3])
    if not first < last:
        return None
    return _damaged(fixed("span", Level.PART, calendar.months(int(match[1]), first, last)))


def _lost_day_sign(match: re.Match[str], _tables: Tables) -> Atom:
    number = int(match[1])
    return _damaged(Atom("day", Level.DAY, partial(resolvers.days, number, number)))


def _lost_dash_of_months(match: re.Match[str], _tables: Tables) -> Atom | None:
    found = _splits(match[1], lambda first, last: 1 <= first < last <= 12)
    if len(found) != 1 or int(match[1]) <= 12:
        return None
    return _damaged(Atom("span", Level.PART, partial(resolvers.months, *found[0])))


def _lost_dash_of_days(match: re.Match[str], _tables: Tables) -> Atom | None:
    found = _splits(match[1], lambda first, last: 1 <= first < last <= 31)
    if len(found) != 1 or int(match[1]) <= 31:
        return None
    return _damaged(Atom("span", Level.DAY, partial(resolvers.days, *found[0])))


# A year may have lost its sign only between 从 and 到, where another year stands at the other end.
_CLAUSE = 40
_START_YEAR = late(r"[从由自]((?:19[89]|20[0-4])\d)[^，。；,;\n]*$")
_END_YEAR = late(r"[^，。；,;\n]*?[到至为]((?:19[89]|20[0-4])\d)")


def _lost_first_year(match: re.Match[str], _tables: Tables) -> Atom | None:
    other = _END_YEAR.match(match.string, match.end(), match.end() + _CLAUSE)
    return _year(match[1]) if other and match[1] < other[1] else None


def _lost_last_year(match: re.Match[str], _tables: Tables) -> Atom | None:
    other = _START_YEAR.search(match.string, max(0, match.start() - _CLAUSE), match.start())
    return _year(match[1]) if other and other[1] < match[1] else None


def _year(digits: str) -> Atom:
    return _damaged(fixed("year", Level.YEAR, calendar.year(int(digits))))


_CLAUSE_OPENS = r"(?<![^，。；：、,;:（(“\s年于自从在至日])"
_AMOUNT = r"(?=[1-9]\d*(?:\.\d+)?[万亿]?[^\d年月日.%％‰:：\-/、，。；,\s)）])"

DAMAGE_RULES: tuple[Rule[Tables, Atom], ...] = (
    # 39日 for 3月9日, 731日 for 7月31日
    Rule("lost-month", _CLAUSE_OPENS + r"([1-9]\d{1,3})日(?![龄游内间后均]|[左以]|之内)", _lost_month, "日"),
    # 当地时间727日 for 当地时间7月27日: no term is told in so many days of this word
    Rule(
        "lost-month-in-clause",
        r"(?<=[\u4e00-\u9fff])(?<![月共近约超满达第每期历续用长过余])([1-9]\d{2,3})日(?![龄游内间后均元圆]|[左以]|之内)",
        _lost_month_anywhere,
        "日",
    ),
    # 预计1418日 for 14—18日: no month has the number 14
    Rule(
        "lost-dash-between-days",
        r"(?<![\d.月共近约超满达第每期历续用长过余])(1[3-9]|2\d|30)(1[4-9]|2\d|3[01])日(?![龄游内间后均元圆]|[左以]|之内)",
        _lost_dash_between_days,
        "日",
    ),
    # 20202022年 for 2020—2022年
    Rule("lost-dash-of-years", r"(?<!\d)((?:19|20)\d\d)((?:19|20)\d\d)年", _lost_dash_of_years, "年"),
    # 2016年2019年 for 2016年—2019年
    Rule(
        "lost-dash-between-years",
        r"(?<![\d.])((?:19|20)\d\d)年((?:19|20)\d\d)年(?!\d)",
        _lost_dash_of_years,
        "年",
    ),
    # 5月8月 for 5月—8月
    Rule(
        "lost-dash-between-months",
        r"(?<!\d)(1[0-2]|[1-9])月份?(1[0-2]|[1-9])月份?(?![\d个龄底初末])",
        _lost_dash_between_months,
        "月",
    ),
    # 20206月 for 2020年6月
    Rule(
        "lost-year-sign-before-month",
        r"(?<![\d.])((?:19|20)\d\d)(1[0-2]|0?[1-9])月份?(?![个龄])",
        _lost_sign_before_month,
        "月",
    ),
    # 20201—6月 for 2020年1—6月
    Rule(
        "lost-year-sign-before-months",
        r"(?<![\d.])((?:19|20)\d\d)(1[0-2]|[1-9])(?:[-—–－~～]{1,2}|至|到)(1[0-2]|[2-9])月份?(?![个龄\d])",
        _lost_sign_before_months,
        "-—–－~～至到",
    ),
    # 5月9 for 5月9日, before a pause
    Rule(
        "lost-day-sign", r"(?<=\d月)(3[01]|[12]\d|[1-9])(?=[，。；、）),;])", _lost_day_sign, "，。；、）),;"
    ),
    # 17月份 for 1—7月份
    Rule(
        "lost-dash-of-months",
        _CLAUSE_OPENS + r"([1-9]\d{1,2})月份?(?![龄个\d])",
        _lost_dash_of_months,
        "月",
    ),
    # 8月1012日 for 8月10—12日
    Rule("lost-dash-of-days", r"(?<=月)([1-9]\d{1,3})日", _lost_dash_of_days, "日"),
    # 从20167078元增加到20199414元 for 从2016年7078元增加到2019年9414元
    Rule("lost-year-sign", r"(?<=[从由自])((?:19[89]|20[0-4])\d)" + _AMOUNT, _lost_first_year),
    Rule("lost-year-sign-at-end", r"(?<=[到至为])((?:19[89]|20[0-4])\d)" + _AMOUNT, _lost_last_year),
)
