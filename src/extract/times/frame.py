"""What a reader keeps in mind while reading times: the publication date and the times read before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from extract.mentions import Period


@dataclass(frozen=True, slots=True)
class Unknown:
    """A time that cannot be placed on the calendar, and why."""

    reason: str


Resolved: TypeAlias = Period | Unknown

NO_DATE = Unknown("the publication date is unknown")
NO_YEAR = Unknown("no year is printed and the publication date is unknown")
NO_ANTECEDENT = Unknown("no time before it to refer to")
NO_ALMANAC = Unknown("no almanac covers that year")
FISCAL = Unknown("its days differ from body to body")
VAGUE = Unknown("names no definite days")

_FAR = 6  # months
_EARLY = 3  # months in which releases still report the year before


def _no_tense() -> str:
    return ""


@dataclass(slots=True)
class Frame:
    """The reader's memory at one place of the text.

    `reference` is the publication date. `year` is the year named last in this paragraph, `month` (a first
    day) that of the last day or month in it, `day` its last day. `main` is the last period that is no
    baseline of a comparison, `last_day` the last day, in any paragraph. `tense` says whether the clause
    plans (`future`) or reports (`past`), "" when it shows neither.
    """

    reference: date | None
    year: int | None = None
    month: date | None = None
    day: date | None = None
    main: Period | None = None
    last_day: date | None = None
    tense: Callable[[], str] = _no_tense

    def turn_paragraph(self) -> None:
        """Forget what holds within a paragraph; without a publication date it is all there is to go by."""
        if self.reference is not None:
            self.year = self.month = self.day = None

    def base_year(self) -> int | None:
        """The year that 上年, 次年, 全年 start from: one named in the paragraph, else publication's."""
        if self.year is not None:
            return self.year
        if self.main is not None and self.main.end is not None and self._recent(self.main.end.year):
            return self.main.end.year
        return self.reference.year if self.reference else None

    def _recent(self, year: int) -> bool:
        # A text of the first months reports the year before; any other year is history and frames nothing
        # beyond its own paragraph.
        if self.reference is None or year == self.reference.year:
            return True
        return self.reference.month <= _EARLY and year == self.reference.year - 1

    def year_of_month(self, month: int) -> int | None:
        """The year of a month named without one."""
        if self.year is not None:
            return self.year
        if self.reference is None:
            return None
        return self.reference.year + self._year_shift(month - self.reference.month)

    def _year_shift(self, ahead: int) -> int:
        # A month that is not yet over is last year's when the clause reports it, or when, far ahead and
        # without any sign of a plan, it can only be the end of last year (12月 in a text of January).
        if ahead > 0 and (self.tense() == "past" or (ahead >= _FAR and self.tense() == "")):
            return -1
        # A month long gone that is still to come is next year's (1月 in a text of December).
        if ahead <= -_FAR and self.tense() == "future":
            return 1
        return 0

    def year_of_part(self, part: Period) -> int | None:
        """The year of 全年, 四季度 and the like; `part` is that stretch in the year of publication.

        In the first months of a year a part that is not over is last year's when the clause reports it, and
        one that has not begun is so unless the clause plans it.
        """
        year = self.base_year()
        if year is None or self.reference is None or year != self.reference.year:
            return year
        if self.reference.month > _EARLY or part.end is None or part.end <= self.reference:
            return year
        begun = part.start is None or part.start <= self.reference
        tense = self.tense()
        return year - 1 if tense == "past" or (not begun and tense != "future") else year

    def within(self, period: Period) -> Frame:
        """The memory after the lower end of a range, for its upper end."""
        inner = replace(self)
        inner.remember(period, "day")
        when = period.end or period.start
        inner.year = when.year if when else None
        return inner

    def remember(self, period: Period, kind: str) -> None:
        """Keep a main period: what later 同期, 上月, 当月, 当日 refer to."""
        self.main = period
        if period.end is None:
            return
        if kind in _WITHIN_MONTH:
            self.month = period.end.replace(day=1)
        if period.start == period.end or kind == "as_of":
            self.day = self.last_day = period.end


_WITHIN_MONTH = ("month", "day", "relative-day", "span", "as_of", "month-start", "holiday")
