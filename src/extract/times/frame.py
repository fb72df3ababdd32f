"""What a reader keeps in mind while reading times: the publication date and the times read before."""

from __future__ import annotations

from dataclasses import dataclass
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
VAGUE = Unknown("names no definite days")
NO_OUTER = Unknown("stands inside a time that is not resolved")


@dataclass(slots=True)
class Frame:
    """The reader's memory at one place of the text.

    `reference` is the publication date. `year` is the year named last in this passage, `month` (a first day)
    and `day` the last ones mentioned, `main` the last period that is no baseline of a comparison. `tense` is
    what the clause around the mention says: `past`, `future` or "".
    """

    reference: date | None
    year: int | None = None
    month: date | None = None
    day: date | None = None
    main: Period | None = None
    tense: str = ""

    def base_year(self) -> int | None:
        """The year that 上年, 次年, 全年 start from: that of the last main period, else of publication."""
        if self.year is not None:
            return self.year
        if self.main is not None and self.main.end is not None:
            return self.main.end.year
        return self.reference.year if self.reference else None

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
        if ahead > 0 and (self.tense == "past" or (self.tense == "" and ahead >= 6)):
            return -1
        # A month long gone that is still to come is next year's (1月 in a text of December).
        if ahead <= -6 and self.tense == "future":
            return 1
        return 0

    def remember(self, period: Period, kind: str) -> None:
        """Keep a main period: what later 同期, 上年, 当月, 当日 refer to."""
        self.main = period
        end = period.end
        if end is None:
            return
        if period.start == end or kind in ("day", "as_of"):
            self.day = end
        self.month = end.replace(day=1)
