"""Kinds of periods: only figures of one kind follow each other in a series."""

from __future__ import annotations

from datetime import date, timedelta

from extract.mentions import Period

_DAY = timedelta(days=1)
_MONTH = 31
_QUARTER = 92


def kind_of(period: str) -> str:
    """What sort of stretch `start/end` is.

    A year to date and a whole year are one kind: figures of 上半年 are followed by those of 前三季度.

    Examples:
        >>> kind_of("2020-01-01/2020-06-30"), kind_of("../2020-06-30"), kind_of("2020-06-01/2020-06-30")
        ('year to date', 'as of', 'month')
    """
    when = Period.parse(period)
    if when.start is None or when.end is None:
        return "as of" if when.end else "since"
    length = (when.end - when.start + _DAY).days
    if length == 1:
        return "day"
    if length <= _MONTH:
        return "month" if when.start.day == 1 and _ends_month(when.end) else "days"
    if when.start.year == when.end.year and (when.start.month, when.start.day) == (1, 1):
        return "year to date"
    if length <= _QUARTER and when.start.day == 1 and _ends_month(when.end):
        return "quarter"
    return "years" if length > 366 else "stretch"


def _ends_month(day: date) -> bool:
    return (day + _DAY).day == 1
