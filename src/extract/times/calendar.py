"""Arithmetic on calendar periods; it knows no text.

Every function returns whole days, both ends included. `ValueError` (from `datetime`) means that there is no
such day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from extract.mentions import Period

MONTHS_OF_QUARTER = 3
DAYS_OF_WEEK = 7


def day(when: date) -> Period:
    """The single day `when`."""
    return Period(when, when)


def year(number: int) -> Period:
    """The calendar year.

    Examples:
        >>> str(year(2019))
        '2019-01-01/2019-12-31'
    """
    return Period(date(number, 1, 1), date(number, 12, 31))


def months(number: int, first: int, last: int) -> Period:
    """Months `first` to `last` of a year; a `last` before `first` lies in the year after.

    Examples:
        >>> str(months(2020, 1, 2))
        '2020-01-01/2020-02-29'
    """
    end_year = number if first <= last else number + 1
    return Period(date(number, first, 1), last_day(end_year, last))


def quarters(number: int, first: int, last: int) -> Period:
    """Quarters `first` to `last` of a year."""
    return months(number, MONTHS_OF_QUARTER * (first - 1) + 1, MONTHS_OF_QUARTER * last)


def week(when: date) -> Period:
    """The week, Monday to Sunday, that holds `when`."""
    monday = when - timedelta(when.weekday())
    return Period(monday, monday + timedelta(DAYS_OF_WEEK - 1))


def last_day(number: int, month: int) -> date:
    """The last day of a month."""
    return date(number, month, monthrange(number, month)[1])


def shift_months(when: date, count: int) -> date:
    """The first day of the month `count` months after the month of `when`."""
    index = when.year * 12 + when.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def shift_years(period: Period, count: int) -> Period:
    """The same days `count` years later; the end of a month stays the end of that month."""
    return Period(_shift(period.start, count), _shift(period.end, count))


def _shift(when: date | None, count: int) -> date | None:
    if when is None:
        return None
    end = last_day(when.year + count, when.month)
    if when == last_day(when.year, when.month) or when.day > end.day:
        return end
    return when.replace(year=when.year + count)
