"""Figures as the audit sees them: exact values in one unit a dimension, and how much their digits leave open.

A printed 38.62万亩 stands for any area that rounds to it: [38.615, 38.625]万亩; or, cut off, [38.62, 38.63).
A count without 万 or 亿 (310家) is exact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from extract.audit.formulas import Interval
from extract.claims.figures import is_count
from extract.claims.scene import Bound
from extract.errors import UnitError
from extract.mentions import QuantityMention, Span
from extract.patterns import late
from extract.units import Units

FRACTION = "fraction"
# Percentage points and multiples are compared with percentages: all are fractions of one.
_FRACTIONS = {"pp": Fraction(1, 100), "times": Fraction(1)}
_ROUND = 2  # so many zeros at the end look like rounding
_PERCENTS = ("%", "[ppth]")
_DIGITS = late(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True, eq=False)
class Figure:
    """A claim's quantity for arithmetic.

    `amount` is in the unit written, of which one is worth `unit` in the reference unit of `dimension`.
    `printed` is its one Arabic numeral, "" when it has none or several. An `entire` figure counts things one
    by one, so that nothing was rounded; a `constant` is not printed: the hundred of parts in a hundred.
    Arithmetic is done when it is first asked for: most figures stand in no group.
    """

    bound: Bound
    amount: Decimal | Fraction
    dimension: str
    printed: str
    unit: Fraction
    entire: bool = False
    constant: bool = False

    @cached_property
    def value(self) -> Fraction:
        """The figure in the reference unit of its dimension."""
        return Fraction(self.amount) * self.unit

    @cached_property
    def scale(self) -> Fraction:
        """What the printed numeral is multiplied with to give the value; signed."""
        return self.value / _number(self.printed) if self.printed else self.unit

    @cached_property
    def quantum(self) -> Fraction:
        """The worth of the last printed digit in the reference unit; 0 when nothing was rounded."""
        return Fraction(0) if self.entire or self.constant else abs(self.scale) * _last_digit(self.printed)

    @property
    def quantity(self) -> QuantityMention:
        """The quantity itself."""
        return self.bound.quantity

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.bound.quantity.start, self.bound.quantity.end

    @property
    def exact(self) -> bool:
        """Whether the text gives it without 约, 近, 超."""
        return self.constant or (self.bound.quantity.bound == "=" and self.printed != "")

    @property
    def is_level(self) -> bool:
        """Whether it states how much there is."""
        return self.bound.quantity.measure == "level" and self.dimension != FRACTION

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage or a per mille."""
        return self.bound.quantity.unit in _PERCENTS

    @property
    def is_points(self) -> bool:
        """Whether it is in percentage points."""
        return self.bound.quantity.unit == "pp"

    @property
    def is_multiple(self) -> bool:
        """Whether it is in 倍, or a ratio to one."""
        return self.dimension == FRACTION and self.bound.quantity.unit in ("times", "")

    @property
    def digits(self) -> int:
        """How many significant digits are printed."""
        return len(self.printed.replace(",", "").replace(".", "").lstrip("0"))

    @cached_property
    def rounded(self) -> Interval:
        """What it can stand for when it was rounded."""
        return Interval(self.value - self.quantum / 2, self.value + self.quantum / 2)

    def loose(self) -> Interval:
        """What it can stand for when the zeros at the end of 6300万 only fill up."""
        digits = self.printed.replace(",", "")
        zeros = 0 if "." in digits or abs(self.scale) == self.unit else len(digits) - len(digits.rstrip("0"))
        slack = self.quantum * 10 ** (zeros if zeros >= _ROUND else 0) / 2
        return Interval(self.value - slack, self.value + slack)

    def cut(self) -> Interval:
        """What it can stand for when its further digits were cut off."""
        if self.value < 0:
            return Interval(self.value - self.quantum, self.value)
        return Interval(self.value, self.value + self.quantum)

    def reprinted(self, printed: str, factor: Fraction = Fraction(1)) -> Figure:
        """The same figure with other digits, or another 万 or 亿."""
        amount = _number(printed) * self.scale * factor / self.unit
        return replace(self, amount=amount, printed=printed, entire=self.entire and factor == 1)


def figure(bound: Bound, view: str, units: Units) -> Figure | None:
    """The figure of a claim; None for ranges, ratios but a:1, ranks and what has no listed unit."""
    quantity = bound.quantity
    if not quantity.value or quantity.measure == "rank":
        return None
    if quantity.parts:
        return _to_one(bound, view)
    dimension, unit = _unit(quantity, units)
    if not dimension:
        return None
    numerals = _DIGITS.findall(view, quantity.start, quantity.end)
    printed = numerals[0] if len(numerals) == 1 and numerals[0].strip("0.,") else ""
    entire = is_count(quantity) and str(quantity.value.copy_abs()) == printed.replace(",", "")
    return Figure(bound, quantity.value, dimension, printed, unit, entire and "." not in printed)


def hundred(bound: Bound, view: str) -> tuple[Figure, list[Figure]]:
    """The constant 100 and the parts of a ratio of several, as percentages of it."""
    percent = Fraction(1, 100)
    numerals = _DIGITS.findall(view, bound.quantity.start, bound.quantity.end)
    whole = Figure(bound, Decimal(100), FRACTION, "", percent, constant=True)
    return whole, [Figure(bound, Decimal(one), FRACTION, one, percent) for one in numerals]


def _to_one(bound: Bound, view: str) -> Figure | None:
    """2.5:1 as a multiple."""
    numerals = _DIGITS.findall(view, bound.quantity.start, bound.quantity.end)
    if len(bound.quantity.parts) != 2 or bound.quantity.parts[1] != 1 or len(numerals) != 2:
        return None
    return Figure(bound, bound.quantity.parts[0], FRACTION, numerals[0], Fraction(1))


def _unit(quantity: QuantityMention, units: Units) -> tuple[str, Fraction]:
    if quantity.unit in _FRACTIONS:
        return FRACTION, _FRACTIONS[quantity.unit]
    if not quantity.unit:
        return "", Fraction(1)
    try:
        unit = units.by_code(quantity.unit)
    except UnitError:
        return "", Fraction(1)
    return unit.dimension, unit.factor


def _number(printed: str) -> Fraction:
    return Fraction(printed.replace(",", ""))


def _last_digit(printed: str) -> Fraction:
    """What one more in the last place adds to the numeral: 1/100 for 38.62."""
    return Fraction(1, 10 ** len(printed.partition(".")[2]))
