"""Festivals, their days off, and trading days, as times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extract.lexicon import Lexicon
from extract.mentions import Period
from extract.times import almanac, calendar
from extract.times.frame import NO_ALMANAC, NO_DATE, Frame, Resolved, Unknown

_NO_ARRANGEMENT = Unknown("the days off of that year are not known")
_SOON = timedelta(120)
_LONG_AGO = timedelta(90)


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A row of times_holidays.tsv."""

    word: str
    calendar: str
    month: int
    day: int
    alone: bool
    length: int = 1


def load_holidays(lexicon: Lexicon) -> dict[str, HolidayRow]:
    """The holidays by name."""
    return {row.word: row for row in lexicon.rows("times_holidays", HolidayRow)}


def festival(row: HolidayRow, year: int) -> date:
    """The day itself: 端午 of 2024 is 2024-06-10."""
    if row.calendar == "lunar":
        return almanac.solar(year, row.month, row.day)
    if row.calendar == "term":
        return almanac.solar_term(row.word.removesuffix("节"), year)
    return date(year, row.month, row.day)


def holiday(row: HolidayRow, off: bool, frame: Frame, outer: Period | None) -> Resolved:
    """A festival of the year around it, else the one nearest to publication; `off` asks for its days off."""
    year = outer.end.year if outer is not None and outer.end is not None else _year(row, frame)
    if year is None:
        return NO_DATE
    return _period(row, off, year) if year in almanac.YEARS else NO_ALMANAC


def holiday_pair(rows: tuple[HolidayRow, HolidayRow], frame: Frame, outer: Period | None) -> Resolved:
    """Two festivals in a row, from the first day off to the last: 中秋国庆假期."""
    first, second = (holiday(row, True, frame, outer) for row in rows)
    if isinstance(first, Unknown) or isinstance(second, Unknown):
        return first if isinstance(first, Unknown) else second
    starts = [period.start for period in (first, second) if period.start]
    ends = [period.end for period in (first, second) if period.end]
    return Period(min(starts), max(ends))


def _period(row: HolidayRow, off: bool, year: int) -> Resolved:
    when = festival(row, year)
    if row.length > 1:
        return Period(when, when + timedelta(row.length - 1))
    if not off:
        return calendar.day(when)
    if not almanac.knows_days_off(year):
        return _NO_ARRANGEMENT
    return almanac.days_off(when) or calendar.day(when)


def _year(row: HolidayRow, frame: Frame) -> int | None:
    # The festival that is over or at hand; one far ahead in the year was last year's, unless it is planned.
    today = frame.reference
    if today is None or today.year not in almanac.YEARS:
        return today.year if today else None
    when = festival(row, today.year)
    if when <= today + timedelta(calendar.DAYS_OF_WEEK):
        ahead = frame.tense() == "future" and when < today - _LONG_AGO
        return today.year + 1 if ahead else today.year
    soon = frame.tense() != "past" and when - today < _SOON
    return today.year if soon else today.year - 1


def trading_day(offset: int, frame: Frame, _outer: Period | None) -> Resolved:
    """The trading day before, on or after the day named last, else publication."""
    when = frame.day or frame.reference
    return calendar.day(almanac.shift_trading_days(when, offset)) if when else NO_DATE
