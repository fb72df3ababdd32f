"""Groups: figures of which one is said to follow from the others, and the arithmetic that says how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from extract.audit.figures import Figure, Interval
from extract.records import Kind

Formula = Callable[[Sequence[Interval]], Interval]


class Evidence(IntEnum):
    """How sure it is that the text itself relates the figures."""

    WEAK = 1  # only their places do: the group is worth a word when it holds
    FAIR = 2  # cues relate them, but a part may be missing or another base meant
    STRONG = 3  # explicit words relate exactly these figures


@dataclass(frozen=True, slots=True)
class Group:
    """A possible identity: `result` is what `formula` makes of `operands`.

    `rule` names the rule that found it; `blocked` says why it cannot be computed, "" when it can.
    """

    kind: Kind
    rule: str
    result: Figure
    operands: tuple[Figure, ...]
    formula: Formula
    evidence: Evidence
    blocked: str = ""


def total(operands: Sequence[Interval]) -> Interval:
    """The sum of all operands."""
    return Interval(sum((o.low for o in operands), Fraction(0)), sum((o.high for o in operands), Fraction(0)))


def quotient(operands: Sequence[Interval]) -> Interval:
    """The first by the second; both are positive."""
    above, below = operands
    if below.low <= 0:
        return Interval(Fraction(0), Fraction(0))
    return Interval(above.low / below.high, above.high / below.low)


def growth(operands: Sequence[Interval]) -> Interval:
    """How much the first exceeds the second, as a fraction of the second."""
    ratio = quotient(operands)
    return Interval(ratio.low - 1, ratio.high - 1)


def growth_by(operands: Sequence[Interval]) -> Interval:
    """Growth from the new level and the amount it grew by."""
    new, change = operands
    low, high = new.low - change.low, new.high - change.high
    if low <= 0 or high <= 0:
        return Interval(Fraction(0), Fraction(0))
    ends = [amount / (level - amount) for level, amount in _corners(new, change) if level > amount]
    return Interval(min(ends), max(ends)) if ends else Interval(Fraction(0), Fraction(0))


def difference(operands: Sequence[Interval]) -> Interval:
    """The first less the second."""
    one, other = operands
    return Interval(one.low - other.high, one.high - other.low)


def same(operands: Sequence[Interval]) -> Interval:
    """The one operand itself."""
    return operands[0]


def product(operands: Sequence[Interval]) -> Interval:
    """The first times the second; both are positive."""
    one, other = operands
    return Interval(one.low * other.low, one.high * other.high)


def _corners(one: Interval, other: Interval) -> list[tuple[Fraction, Fraction]]:
    return [(a, b) for a in one for b in other]


def rounded(group: Group) -> bool:
    """Whether the group holds when every figure was rounded."""
    computed = group.formula([operand.rounded() for operand in group.operands])
    return computed.meets(group.result.rounded())


def squarely(group: Group) -> bool:
    """Whether the result is what the printed operands come to, rounded."""
    value = computed(group)
    return group.result.rounded().meets(Interval(value, value))


def cut(group: Group) -> bool:
    """Whether it holds when the result, or every figure, was cut off."""
    stated = group.result.cut()
    as_rounded = group.formula([operand.rounded() for operand in group.operands])
    as_cut = group.formula([operand.cut() for operand in group.operands])
    return as_rounded.meets(stated) or as_cut.meets(stated)


def computed(group: Group) -> Fraction:
    """The result from the printed operands, in the reference unit."""
    return group.formula([Interval(operand.value, operand.value) for operand in group.operands]).low
