"""Runs: numbers of plain digits as they are printed, and the ways to read one as two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from extract.numerals import SCALES
from extract.patterns import late

DASH, COMMA, YEAR = "—", "、", "年"
SEPARATORS = (DASH, COMMA)
_NUMBER = late(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Run:
    """Digits at [start, end) of the text, with the unit that stands behind them.

    `scale` is the 万 or 亿 between them, `after` where the whole quantity ends.
    """

    start: int
    end: int
    digits: str
    scale: str
    unit_text: str
    after: int

    @property
    def value(self) -> Decimal | None:
        """The number as printed, without its scale; None when it is none (15.222.3)."""
        return Decimal(self.digits) if _NUMBER.fullmatch(self.digits) else None

    @property
    def factor(self) -> Decimal:
        """What its scale multiplies by: 10000 for 万."""
        return Decimal(1).scaleb(SCALES.get(self.scale, 0))

    @property
    def number(self) -> Decimal | None:
        """The number as printed, with its scale."""
        return None if self.value is None else self.value * self.factor

    def cuts(self) -> Iterator[Cut]:
        """Every way to read the run as two numbers."""
        for length in range(1, len(self.digits)):
            left, right = self.digits[:length], self.digits[length:]
            if _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right):
                yield Cut(self.start + length, left, right)


@dataclass(frozen=True, slots=True)
class Cut:
    """A run read as two numbers, the second of which begins at `place`."""

    place: int
    left: str
    right: str

    @property
    def first(self) -> Decimal:
        """The first number."""
        return Decimal(self.left)

    @property
    def second(self) -> Decimal:
        """The second number."""
        return Decimal(self.right)

    @property
    def ratio(self) -> Decimal:
        """The second number as a multiple of the first; 0 when the first is 0."""
        return self.second / self.first if self.first else Decimal(0)


@dataclass(slots=True)
class Reading:
    """One way to read a run: the character put back at the cut, and what speaks for it in points."""

    cut: Cut
    lost: str
    text: str
    points: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: int, reason: str) -> None:
        """Note what speaks for the reading."""
        self.points += points
        self.reasons.append(reason)

    def parts_in_unit(self) -> tuple[Decimal, ...]:
        """The numbers that are in the unit of the run."""
        return (self.cut.first, self.cut.second) if self.lost in SEPARATORS else (self.cut.second,)


def reading(run: Run, cut: Cut, lost: str) -> Reading:
    """The run with `lost` put back at the cut."""
    return Reading(cut, lost, f"{cut.left}{lost}{cut.right}{run.scale}{run.unit_text}")


def zeros(digits: str) -> int:
    """How many zeros a whole number ends with."""
    return len(digits) - len(digits.rstrip("0"))
