"""How each kind of atom finds its days: small functions that rules bind with `partial`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from extract.mentions import Period
from extract.times import almanac, calendar
from extract.times.frame import NO_ALMANAC, NO_ANTECEDENT, NO_DATE, NO_YEAR, VAGUE, Frame, Resolved, Unknown

Shift: TypeAlias = Callable[[date, int], Period]
MonthDay: TypeAlias = tuple[int, int]


def fixed(period: Period, _frame: Frame, _outer: Period | None) -> Resolved:
    """A period that is printed in full."""
    return period


def unknown(reason: Unknown, _frame: Frame, _outer: Period | None) -> Resolved:
    """A time that names no days: 近日."""
    return reason


def around(_frame: Frame, outer: Period | None) -> Resolved:
    """A stretch without fixed days: those of the coarser time around it, if any."""
    return outer or VAGUE


def inherit(frame: Frame, outer: Period | None) -> Resolved:
    """A part of a day: the day around it, else the last day named, else that of publication."""
    day = frame.day or frame.reference
    return outer or (calendar.day(day) if day else NO_DATE)


def months(first: int, last: int, frame: Frame, outer: Period | None) -> Resolved:
    """Months of the year around them, else of the year the reader supplies."""
    year = outer_year(outer) or frame.year_of_months(first, last)
    return calendar.months(year, first, last) if year else NO_YEAR


def of_year(first: int, last: int, frame: Frame, outer: Period | None) -> Resolved:
    """Months of a part of the year that is counted from its start: 一季度, 前8个月."""
    year = outer_year(outer) or _year_of_part((first, 1), (last, 28), frame)
    return calendar.months(year, first, last) if year else NO_YEAR


def _year_of_part(first: MonthDay, last: MonthDay, frame: Frame) -> int | None:
    if frame.reference is None:
        return frame.base_year()
    return frame.year_of_part(_stretch(frame.reference.year, first, last))


def month_day(first: MonthDay, last: MonthDay, frame: Frame, outer: Period | None) -> Resolved:
    """From (month, day) to (month, day) of the year around them, else of the year the reader supplies."""
    year = outer_year(outer) or frame.year_of_months(first[0], last[0])
    return Period(date(year, *first), date(year, *last)) if year else NO_YEAR


def days(first: int, last: int, frame: Frame, outer: Period | None) -> Resolved:
    """Days of the month around them, else of the month the reader supplies."""
    month = _outer_month(outer) or _month_of_days(frame, last)
    if month is None:
        return NO_YEAR
    return Period(month.replace(day=first), month.replace(day=last))


def lunar_day(month: int, day: int, frame: Frame, outer: Period | None) -> Resolved:
    """A day of the lunar year around it, else of the one in which it lies nearest to publication."""
    year = outer_year(outer)
    if year is not None:
        return calendar.day(almanac.solar(year, month, day)) if year in almanac.YEARS else NO_ALMANAC
    if frame.reference is None:
        return NO_DATE
    return calendar.day(almanac.nearest(frame.reference, month, day))


def _outer_month(outer: Period | None) -> date | None:
    return outer.start.replace(day=1) if outer is not None and outer.start is not None else None


def _month_of_days(frame: Frame, last: int) -> date | None:
    if frame.month is not None:
        return frame.month
    if frame.reference is None:
        return None
    ahead = last > frame.reference.day and frame.tense() != "future"
    return calendar.shift_months(frame.reference, -1 if ahead else 0)


def ten_days(first: int, last: int | None, frame: Frame, outer: Period | None) -> Resolved:
    """上旬, 中旬, 下旬 of a month; `last` None is the month's last day."""
    month = _outer_month(outer) or _month_of_days(frame, first)
    if month is None:
        return NO_YEAR
    end = month.replace(day=last) if last else calendar.last_day(month.year, month.month)
    return Period(month.replace(day=first), end)


def outer_year(outer: Period | None) -> int | None:
    """The year of the coarser atoms, if there are any."""
    if outer is None:
        return None
    when = outer.end or outer.start
    return when.year if when else None


def relative(shift: Shift, offset: int, length: int, frame: Frame, _outer: Period | None) -> Resolved:
    """A time counted from publication: 今年, 上周, 昨日; `length` units long: 今明两天."""
    if frame.reference is None:
        return NO_DATE
    first, last = shift(frame.reference, offset), shift(frame.reference, offset + length - 1)
    return Period(first.start, last.end)


def by_year(when: date, offset: int) -> Period:
    """The calendar year `offset` years on."""
    return calendar.year(when.year + offset)


def by_quarter(when: date, offset: int) -> Period:
    """The quarter `offset` quarters on."""
    start = calendar.shift_months(when, calendar.MONTHS_OF_QUARTER * offset)
    quarter = (start.month - 1) // calendar.MONTHS_OF_QUARTER + 1
    return calendar.quarters(start.year, quarter, quarter)


def by_month(when: date, offset: int) -> Period:
    """The month `offset` months on."""
    start = calendar.shift_months(when, offset)
    return calendar.months(start.year, start.month, start.month)


def by_week(when: date, offset: int) -> Period:
    """The week, from Monday, `offset` weeks on."""
    return calendar.week(when + timedelta(calendar.DAYS_OF_WEEK * offset))


def by_day(when: date, offset: int) -> Period:
    """The day `offset` days on."""
    return calendar.day(when + timedelta(offset))


SHIFTS: dict[str, Shift] = {
    "year": by_year,
    "quarter": by_quarter,
    "month": by_month,
    "week": by_week,
    "day": by_day,
}


def anaphoric(unit: str, offset: int, frame: Frame, outer: Period | None) -> Resolved:
    """A time counted from the one named before: 上年, 当月, 次日; without one, from publication.

    2022年同月 is that month in the year around it.
    """
    when = _antecedent(unit, offset, frame)
    year = outer_year(outer)
    if when and year and unit != "day":
        when = when.replace(year=year, day=1)
    return SHIFTS[unit](when, offset) if when else NO_ANTECEDENT


def _antecedent(unit: str, offset: int, frame: Frame) -> date | None:
    if unit == "year":
        year = frame.base_year()
        return date(year, 1, 1) if year else None
    if unit == "day":
        return frame.day or frame.last_day or frame.reference
    if offset < 0 and not frame.compared:
        return (
            frame.reference
        )  # 上月 alone is the month before publication, 比上月 the one before that reported
    return frame.last_month or frame.month or frame.reference


def part_of_year(first: MonthDay, last: MonthDay, frame: Frame, outer: Period | None) -> Resolved:
    """A stretch from (month, day) to (month, day) of the year around it: 上半年, 全年, 冬季."""
    year = outer_year(outer) or _year_of_part(first, last, frame)
    return _stretch(year, first, last) if year else NO_YEAR


def part_of_publication_year(
    offset: int, first: MonthDay, last: MonthDay, frame: Frame, _outer: Period | None
) -> Resolved:
    """The same in a year counted from publication: 今夏, 去冬; in January 今冬 is the winter that runs."""
    if frame.reference is None:
        return NO_DATE
    year = frame.reference.year + offset
    if offset == 0 and first > last and (frame.reference.month, frame.reference.day) <= last:
        year -= 1
    return _stretch(year, first, last)


def _stretch(year: int, first: MonthDay, last: MonthDay) -> Period:
    end_year = year if first <= last else year + 1
    end = calendar.last_day(end_year, last[0]) if last == (2, 28) else date(end_year, *last)
    return Period(date(year, *first), end)


def end_of_year(frame: Frame, outer: Period | None) -> Resolved:
    """年底: as of the last day of the year around it."""
    year = outer_year(outer) or _year_of_part((12, 31), (12, 31), frame)
    return Period(None, date(year, 12, 31)) if year else NO_YEAR


def start_of_year(frame: Frame, outer: Period | None) -> Resolved:
    """年初: the first day of the year around it."""
    year = outer_year(outer) or _year_of_part((1, 1), (1, 1), frame)
    return calendar.day(date(year, 1, 1)) if year else NO_YEAR


def end_of_month(frame: Frame, outer: Period | None) -> Resolved:
    """月底: as of the last day of the month around it."""
    month = _outer_month(outer) or frame.month or frame.reference
    return Period(None, calendar.last_day(month.year, month.month)) if month else NO_DATE


def start_of_month(frame: Frame, outer: Period | None) -> Resolved:
    """月初: the first day of the month around it."""
    month = _outer_month(outer) or frame.month or frame.reference
    return calendar.day(month.replace(day=1)) if month else NO_DATE


def now(frame: Frame, _outer: Period | None) -> Resolved:
    """目前: as of publication."""
    return Period(None, frame.reference) if frame.reference else NO_DATE


def weekday(week: int | None, number: int, frame: Frame, _outer: Period | None) -> Resolved:
    """A weekday of a week counted from publication; without a week the last one, or the next when planned."""
    if frame.reference is None:
        return NO_DATE
    monday = frame.reference - timedelta(frame.reference.weekday())
    if week is not None:
        return calendar.day(monday + timedelta(calendar.DAYS_OF_WEEK * week + number))
    when = monday + timedelta(number)
    if when > frame.reference and frame.tense() != "future":
        when -= timedelta(calendar.DAYS_OF_WEEK)
    elif when < frame.reference and frame.tense() == "future":
        when += timedelta(calendar.DAYS_OF_WEEK)
    return calendar.day(when)


def weekend(week: int, frame: Frame, _outer: Period | None) -> Resolved:
    """Saturday and Sunday of a week counted from publication."""
    if frame.reference is None:
        return NO_DATE
    sunday = calendar.week(frame.reference + timedelta(calendar.DAYS_OF_WEEK * week)).end
    assert sunday is not None
    return Period(sunday - timedelta(1), sunday)


def since(start: date, frame: Frame, _outer: Period | None) -> Resolved:
    """改革开放以来: from a known day to publication."""
    return Period(start, frame.reference)
