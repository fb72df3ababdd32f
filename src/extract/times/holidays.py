"""Holidays and trading days of mainland China."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extract.lexicon import Lexicon
from extract.mentions import Period
from extract.times import calendar
from extract.times.frame import NO_DATE, Frame, Resolved, Unknown

ALMANAC_YEARS = range(1901, 2100)
NO_ALMANAC = Unknown("no almanac covers that year")
NO_ARRANGEMENT = Unknown("the days off of that year are not known")


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
    if row.calendar == "solar":
        return date(year, row.month, row.day)
    if row.calendar == "term":
        return _solar_term(row.word, year)
    from borax.calendars.lunardate import LunarDate

    found: date = LunarDate(year, row.month, 1).to_solar_date()
    return found + timedelta(row.day - 1)


def _solar_term(name: str, year: int) -> date:
    from borax.calendars.lunardate import TermUtils

    found: date = TermUtils.nth_term_day(year, term_name=name.removesuffix("节"))
    return found


def days_off(when: date) -> Period | None:
    """The official days off in one stretch that hold `when`, None where no arrangement is known."""
    from chinese_calendar.constants import holidays

    if when not in holidays:
        return None
    start = end = when
    while start - timedelta(1) in holidays:
        start -= timedelta(1)
    while end + timedelta(1) in holidays:
        end += timedelta(1)
    return Period(start, end)


def holiday(row: HolidayRow, off: bool, frame: Frame, outer: Period | None) -> Resolved:
    """A festival of the year around it, else the one nearest to publication; `off` asks for its days off."""
    if outer is not None and outer.end is not None:
        return _period(row, off, outer.end.year)
    if frame.reference is None:
        return NO_DATE
    if frame.reference.year not in ALMANAC_YEARS:
        return NO_ALMANAC
    return _nearest(row, off, frame)


def _period(row: HolidayRow, off: bool, year: int) -> Resolved:
    if year not in ALMANAC_YEARS:
        return NO_ALMANAC
    when = festival(row, year)
    if row.length > 1:
        return Period(when, when + timedelta(row.length - 1))
    return (days_off(when) or NO_ARRANGEMENT) if off else calendar.day(when)


def _nearest(row: HolidayRow, off: bool, frame: Frame) -> Resolved:
    today = frame.reference
    assert today is not None
    if festival(row, today.year) <= today + timedelta(calendar.DAYS_OF_WEEK):
        ahead = frame.tense == "future" and festival(row, today.year) < today - timedelta(90)
        return _period(row, off, today.year + 1 if ahead else today.year)
    soon = frame.tense != "past" and festival(row, today.year) - today < timedelta(120)
    return _period(row, off, today.year if soon else today.year - 1)


def trading_day(offset: int, frame: Frame, _outer: Period | None) -> Resolved:
    """The trading day before, on or after the day named last, else publication."""
    when = frame.day or frame.reference
    if when is None:
        return NO_DATE
    step = timedelta(1 if offset >= 0 else -1)
    for _ in range(abs(offset)):
        when += step
        while not is_trading_day(when):
            when += step
    return calendar.day(when)


def is_trading_day(when: date) -> bool:
    """A weekday that is no official day off."""
    from chinese_calendar.constants import holidays

    return when.weekday() < 5 and when not in holidays
