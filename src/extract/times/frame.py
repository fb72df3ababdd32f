"""What a reader keeps in mind while reading times: the publication date and the times read before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from extract.mentions import Period
from extract.times import calendar


@dataclass(frozen=True, slots=True)
class Unknown:
    """A time that cannot be placed on the calendar, and why."""

    reason: str


Resolved: TypeAlias = Period | Unknown

NO_DATE = Unknown("the publication date is unknown")
NO_YEAR = Unknown("no year is printed and the publication date is unknown")
NO_ANTECEDENT = Unknown("no time before it to refer to")
NO_ALMANAC = Unknown("no almanac covers that year")
NO_SUCH_DAY = Unknown("the calendar has no such day")
FISCAL = Unknown("its days differ from body to body")
BACKWARDS = Unknown("it ends before it begins")
VAGUE = Unknown("names no definite days")

_FAR = 6  # months
_RECENT = timedelta(31)  # how far back 当天 reaches beyond its paragraph
_EARLY = 3  # months in which releases still report the year before
_BULLETINS = 6  # months in which bulletins on the whole year before appear


def _no_tense() -> str:
    return ""


@dataclass(slots=True)
class Frame:
    """The reader's memory at one place of the text.

    `reference` is the publication date. Within a sentence hold `year`, the year named last, and `month` (a
    first day), that of the last day or month. Within a paragraph hold `named`, the last year reported on, all
    `years` named, and `day`. `main`, the last period that is no baseline of a comparison, `last_day` and
    `last_month`, the last whole month reported, and `reviews`, whether the year before publication was named,
    hold in the whole text. `compared` says whether the mention is a baseline, `tense` whether its clause
    plans (`future`) or reports (`past`), "" when it shows neither.
    """

    reference: date | None
    year: int | None = None
    month: date | None = None
    named: int | None = None
    years: tuple[int, ...] = ()
    day: date | None = None
    main: Period | None = None
    last_day: date | None = None
    last_month: date | None = None
    reviews: bool = False
    compared: bool = False
    tense: Callable[[], str] = _no_tense

    def turn_sentence(self) -> None:
        """Forget what holds within a sentence; without a publication date it is all there is to go by."""
        if self.reference is not None:
            self.year = self.month = None

    def turn_paragraph(self) -> None:
        """Forget what holds within a paragraph."""
        self.turn_sentence()
        if self.reference is not None:
            self.named = self.day = None
            self.years = ()

    def base_year(self) -> int | None:
        """The year that 上年, 次年, 年底 start from."""
        known = self.year or self.named or self._reported_year()
        return self.reference.year if known is None and self.reference else known

    def _reported_year(self) -> int | None:
        # A text of the first months reports the year before; any other year is history and frames nothing
        # beyond its own paragraph.
        if self.main is None or self.main.end is None or self.reference is None:
            return None
        year = self.main.end.year
        return year if self.reference.month <= _EARLY and year == self.reference.year - 1 else None

    def year_of_months(self, first: int, last: int) -> int | None:
        """The year of the months `first` to `last` named without one."""
        today = self.reference
        if today is None:
            return self.year
        ahead = last - today.month
        if self.year is not None and not self._returns_to_present(self.year - today.year, ahead):
            return self.year
        return today.year + self._year_shift(ahead, running=1 < first < last and first >= today.month)

    def _returns_to_present(self, years_ahead: int, months_ahead: int) -> bool:
        # The sentence named another year, but 拟于2月 and a month still to come before next year are
        # those of the present one.
        if years_ahead < 0:
            return self.tense() == "future"
        return years_ahead == 1 and months_ahead >= 0

    def _year_shift(self, ahead: int, running: bool) -> int:
        # A month far ahead that is not planned can only be that of last year (12月 in a text of January), and
        # in the first months of a year any month ahead that the clause reports. A stretch that begins now
        # (3月至10月 in a text of March) is this year's.
        tense = self.tense() if ahead > 0 or ahead <= -_FAR else ""
        early = self.reference is not None and self.reference.month <= _EARLY
        far = ahead >= _FAR and tense != "future" and not running
        if far or (ahead > 0 and early and tense == "past"):
            return -1
        # A month long gone that is still to come is next year's (1月 in a text of December).
        return 1 if ahead <= -_FAR and tense == "future" else 0

    def year_of_part(self, part: Period) -> int | None:
        """The year of 全年, 四季度 and the like; `part` is that stretch in the year of publication.

        A part that is not over is that of the year reported on when the clause reports it, and so is one that
        lies far ahead and is not planned (第四季度 in a text of April). In the first
        months of a year 全年 is then that of the year before, as is a part not begun and not planned.
        """
        if self.year is not None or self.reference is None:
            return self.year
        if part.end is None or part.end <= self.reference:
            return self.reference.year
        tense = self.tense()
        if tense == "past" and self.named is not None:
            return self.named
        ahead = part.start is not None and part.start > self.reference and tense != "future"
        to_the_end = tense == "past" and (part.end.month, part.end.day) == (12, 31)
        begun = tense == "past" and self.reviews and self._has_just_begun(part)
        early = self.reference.month <= _EARLY and (to_the_end or ahead or begun)
        reviewed = self._reviews(part) and tense != "future"
        if ahead and self._lies_far(part):
            return self.named or self.reference.year - 1
        return self.reference.year - 1 if early or reviewed else self.reference.year

    def _has_just_begun(self, part: Period) -> bool:
        """Whether less than a third of a part is over: a text of 15 January that reports on 一季度."""
        if part.start is None or part.end is None or self.reference is None:
            return False
        return (self.reference - part.start) * 3 < part.end - part.start

    def _lies_far(self, part: Period) -> bool:
        """Whether a part not planned begins so late in the year that it can only be one of a year before."""
        return (
            part.start is not None
            and self.reference is not None
            and part.start.month - self.reference.month >= _FAR
        )

    def _reviews(self, part: Period) -> bool:
        """Whether 全年 or 年末 in a text of the first half year, when yearly bulletins appear, looks back."""
        if self.reference is None or part.start is None or part.end is None:
            return False
        to_year_end = part.end.month == 12 and (part.start.month == 1 or part.start == part.end)
        return to_year_end and self.reference.month <= _BULLETINS

    def within(self, period: Period) -> Frame:
        """The memory after the lower end of a range, for its upper end."""
        inner = replace(self)
        inner.remember(period, "day")
        when = period.end or period.start
        inner.year = when.year if when else None
        return inner

    def name_year(self, year: int) -> None:
        """Keep a year that was named."""
        self.year = year
        self.years += (year,)
        if self.reference is None or year <= self.reference.year:
            self.named = year
        if self.reference is not None and year == self.reference.year - 1:
            self.reviews = True

    def remember(self, period: Period, kind: str) -> None:
        """Keep a main period: what later 同期, 上月, 当月, 当日 refer to."""
        self.main = period
        if period.end is None:
            return
        if kind in _WITHIN_MONTH:
            self.month = period.end.replace(day=1)
        if kind in _OF_MONTHS and period.end == calendar.last_day(period.end.year, period.end.month):
            self.last_month = period.end.replace(day=1)
        if period.start == period.end:
            self.day = period.end
            if self.reference is None or abs(self.reference - period.end) <= _RECENT:
                self.last_day = period.end


_OF_MONTHS = ("month", "span", "as_of", "quarter", "half")
_WITHIN_MONTH = ("month", "day", "relative-day", "span", "as_of", "month-start", "holiday")
