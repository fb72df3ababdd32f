"""Periods as SDMX writes time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = {12: "A", 6: "S", 3: "Q", 1: "M"}
_OTHER = "_O"


class Time(NamedTuple):
    """A time as SDMX writes it, and its frequency code."""

    text: str
    frequency: str


def sdmx_time(period: str) -> Time | None:
    """A period `start/end` or `../day` as SDMX time; None when its end is not known.

    Years, halves, quarters, months and days have a name of their own; any other span is `start/duration`,
    in months when it covers whole ones, else in days. An as-of period is its day, with
    the frequency of other spans.

    Examples:
        >>> sdmx_time("2023-01-01/2023-06-30"), sdmx_time("2020-01-01/2020-08-31")
        (Time(text='2023-S1', frequency='S'), Time(text='2020-01-01/P8M', frequency='_O'))
    """
    first, _, last = period.partition("/")
    if last == "..":
        return None
    if first == "..":
        return Time(last, _OTHER)
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if start == end:
        return Time(first, "D")
    months = _whole_months(start, end)
    if months and months in _MONTHS and (start.month - 1) % months == 0:
        return Time(_named(start, months), _MONTHS[months])
    if end < start:
        return None
    return Time(f"{first}/P{months}M" if months else f"{first}/P{(end - start).days + 1}D", _OTHER)


def _whole_months(start: date, end: date) -> int:
    """How many calendar months the span covers; 0 when it begins or ends inside one."""
    if start.day != 1 or end == date.max or (after := end + timedelta(days=1)).day != 1:
        return 0
    return max(0, (after.year - start.year) * 12 + after.month - start.month)


def _named(start: date, months: int) -> str:
    number = (start.month - 1) // months + 1
    year = f"{start.year:04}"
    return {12: year, 6: f"{year}-S{number}", 3: f"{year}-Q{number}", 1: f"{year}-{start.month:02}"}[months]
