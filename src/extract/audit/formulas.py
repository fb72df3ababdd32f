"""Exact interval arithmetic, and the formulas of the audit: computed forwards, and solved for any operand.

`solve` gives an interval that surely holds every value of one operand with which the formula meets the
result; it may be wider than need be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

_NOWHERE = Fraction(0)


class Interval(NamedTuple):
    """All values between two ends, both included.

    Examples:
        >>> Interval(Fraction(1), Fraction(2)).times(Interval(Fraction(-3), Fraction(4)))
        Interval(low=Fraction(-6, 1), high=Fraction(8, 1))
    """

    low: Fraction
    high: Fraction

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Interval) -> Interval:
        """All sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """All differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, other: Interval) -> Interval:
        """All products."""
        ends = [one * two for one in self for two in other]
        return Interval(min(ends), max(ends))

    def over(self, other: Interval) -> Interval:
        """All quotients; only 0 when the divisor can be 0, so that nothing is concluded from it."""
        if other.low <= 0 <= other.high:
            return Interval(_NOWHERE, _NOWHERE)
        return self.times(Interval(1 / other.high, 1 / other.low))


Operands = Sequence[Interval]
_ONE = Interval(Fraction(1), Fraction(1))


@dataclass(frozen=True, slots=True)
class Formula:
    """`compute` makes the result of the operands; `solve` an operand, by number, of result and operands."""

    compute: Callable[[Operands], Interval]
    solve: Callable[[Interval, Operands, int], Interval]


def _sum(operands: Operands) -> Interval:
    zero = Fraction(0)
    return Interval(sum((o.low for o in operands), zero), sum((o.high for o in operands), zero))


def _summand(result: Interval, operands: Operands, number: int) -> Interval:
    return result.minus(_sum([*operands[:number], *operands[number + 1 :]]))


def _term(result: Interval, operands: Operands, number: int) -> Interval:
    return operands[0].minus(result) if number else result.plus(operands[1])


def _ratio_term(result: Interval, operands: Operands, number: int) -> Interval:
    return operands[0].over(result) if number else result.times(operands[1])


def _growth(operands: Operands) -> Interval:
    return operands[0].over(operands[1]).minus(_ONE)


def _growth_term(result: Interval, operands: Operands, number: int) -> Interval:
    return _ratio_term(result.plus(_ONE), operands, number)


def _growth_by(operands: Operands) -> Interval:
    # c / (n - c) is 1 / (n / c - 1), in which each operand stands once.
    return _ONE.over(operands[0].over(operands[1]).minus(_ONE))


def _growth_by_term(result: Interval, operands: Operands, number: int) -> Interval:
    share = _ONE.over(_ONE.over(result).plus(_ONE))  # c / n
    return _ratio_term(share, (operands[1], operands[0]), 1 - number)


def _factor(result: Interval, operands: Operands, number: int) -> Interval:
    return result.over(operands[1 - number])


total = Formula(_sum, _summand)
"""The sum of all operands."""
difference = Formula(lambda operands: operands[0].minus(operands[1]), _term)
"""The first less the second."""
quotient = Formula(lambda operands: operands[0].over(operands[1]), _ratio_term)
"""The first by the second."""
growth = Formula(_growth, _growth_term)
"""How much the first exceeds the second, as a fraction of the second."""
growth_by = Formula(_growth_by, _growth_by_term)
"""The same from the new level and the amount it grew by."""
product = Formula(lambda operands: operands[0].times(operands[1]), _factor)
"""The first times the second."""
same = Formula(lambda operands: operands[0], lambda result, _operands, _number: result)
"""The one operand itself."""
