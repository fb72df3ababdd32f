"""Days of the lunar calendar, solar terms, and the official days off of mainland China.

Sources: `borax` (almanac, 1900-2100), `chinese_calendar` (the State Council's yearly arrangement).
Both are imported where they are first needed.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from extract.mentions import Period

YEARS = range(1901, 2100)


@cache
def solar(year: int, month: int, day: int) -> date:
    """The civil day of a lunar one; a `day` of 0 or below lies before the month begins.

    Examples:
        >>> solar(2024, 1, 1)
        datetime.date(2024, 2, 10)
    """
    from borax.calendars.lunardate import LunarDate

    first: date = LunarDate(year, month, 1).to_solar_date()
    return first + timedelta(day - 1)


def nearest(when: date, month: int, day: int) -> date:
    """The lunar day that lies nearest to a civil one."""
    found = [solar(year, month, day) for year in (when.year - 1, when.year, when.year + 1)]
    return min(found, key=lambda each: abs(each - when))


@cache
def solar_term(name: str, year: int) -> date:
    """The day of a solar term: 清明 of 2024 is 2024-04-04."""
    from borax.calendars.lunardate import TermUtils

    found: date = TermUtils.nth_term_day(year, term_name=name)
    return found


@cache
def days_off(when: date) -> Period | None:
    """The official days off in one stretch that hold `when`; None where no arrangement is known."""
    from chinese_calendar.constants import holidays

    if when not in holidays:
        return None
    start = end = when
    while start - timedelta(1) in holidays:
        start -= timedelta(1)
    while end + timedelta(1) in holidays:
        end += timedelta(1)
    return Period(start, end)


def knows_days_off(year: int) -> bool:
    """Whether the arrangement of that year is known."""
    from chinese_calendar.constants import holidays

    return date(year, 1, 1) in holidays


def is_trading_day(when: date) -> bool:
    """A weekday that is no official day off."""
    from chinese_calendar.constants import holidays

    return when.weekday() < 5 and when not in holidays


def shift_trading_days(when: date, count: int) -> date:
    """The trading day `count` trading days after (before, when negative) a day."""
    step = timedelta(1 if count >= 0 else -1)
    for _ in range(abs(count)):
        when += step
        while not is_trading_day(when):
            when += step
    return when
