"""Times counted from publication: 近三年, 三年前, 未来三天."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TypeAlias

from extract.mentions import Period
from extract.times import almanac, calendar
from extract.times.atoms import Resolve
from extract.times.frame import NO_DATE, VAGUE, Frame, Resolved
from extract.times.resolvers import by_day, by_month, by_week, by_year

Counted: TypeAlias = Callable[[str, int, date], Period]

_SHIFTS = {"年": by_year, "月": by_month, "周": by_week, "天": by_day}


def counted(count_from: Counted, unit: str, count: int | None) -> Resolve:
    """How `count` units from publication are resolved; 几 and 两三 are no count and give no days."""
    return partial(_resolve, count_from, unit, count)


def _resolve(
    count_from: Counted, unit: str, count: int | None, frame: Frame, _outer: Period | None
) -> Resolved:
    if not count:
        return VAGUE
    return count_from(unit, count, frame.reference) if frame.reference else NO_DATE


def between(count: int | None) -> Resolve:
    """How 九年间 is resolved: between two years that the paragraph named, else the last full years."""
    return partial(_between, count)


def _between(count: int | None, frame: Frame, outer: Period | None) -> Resolved:
    last_full = frame.reference.year - 1 if frame.reference else None
    for first in reversed(frame.years):
        last = first + (count or 0)
        if count and (last in frame.years or last == last_full):
            return Period(date(first, 1, 1), date(last, 12, 31))
    return _resolve(back, "年", count, frame, outer)


def back(unit: str, count: int, today: date) -> Period:
    """近三年, 五年来: whole years or months that end with the last full one; days end on publication."""
    if unit == "年":
        return Period(date(today.year - count, 1, 1), date(today.year - 1, 12, 31))
    if unit == "月":
        start = calendar.shift_months(today, -count)
        return Period(start, calendar.shift_months(today, 0) - timedelta(1))
    if unit == "交易日":
        last = today if almanac.is_trading_day(today) else almanac.shift_trading_days(today, -1)
        return Period(almanac.shift_trading_days(last, 1 - count), last)
    return Period(today - timedelta(_days(unit, count) - 1), today)


def ago(unit: str, count: int, today: date) -> Period:
    """三年前: the calendar year, month or day that many before publication."""
    if unit == "交易日":
        return calendar.day(almanac.shift_trading_days(today, -count))
    return _SHIFTS[unit](today, -count)


def ahead(unit: str, count: int, today: date) -> Period:
    """未来三天, 今后五年: days from the one after publication; years from the running one."""
    if unit == "年":
        return Period(today, date(today.year + count, 12, 31))
    if unit == "月":
        return Period(today, calendar.shift_months(today, count + 1) - timedelta(1))
    if unit == "交易日":
        return Period(today + timedelta(1), almanac.shift_trading_days(today, count))
    return Period(today + timedelta(1), today + timedelta(_days(unit, count)))


def _days(unit: str, count: int) -> int:
    return count * (calendar.DAYS_OF_WEEK if unit == "周" else 1)
