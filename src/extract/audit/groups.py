"""Groups: figures of which one is said to follow from the others, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from extract.audit.figures import Figure
from extract.audit.formulas import Formula, Interval
from extract.records import Kind

_VAGUE = Fraction(1, 5)  # of the result


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


def rounded(group: Group) -> bool:
    """Whether the group holds when every figure was rounded."""
    computed = group.formula.compute([operand.rounded for operand in group.operands])
    return computed.meets(group.result.rounded)


def loosely(group: Group) -> bool:
    """Whether the group holds when round numbers were rounded to their last digit that is no zero."""
    computed = group.formula.compute([operand.loose() for operand in group.operands])
    return computed.meets(group.result.loose())


def vague(group: Group) -> bool:
    """Whether the operands are printed so coarsely that much else would hold as well: 2亿 and 0.6亿."""
    low, high = group.formula.compute([operand.rounded for operand in group.operands])
    return high - low > _VAGUE * max(abs(group.result.value), abs(low), abs(high))


def squarely(group: Group) -> bool:
    """Whether the result is what the printed operands come to, rounded."""
    value = computed(group)
    return group.result.rounded.meets(Interval(value, value))


def cut(group: Group) -> bool:
    """Whether it holds when the result, or every figure, was cut off."""
    stated = group.result.cut()
    as_rounded = group.formula.compute([operand.rounded for operand in group.operands])
    as_cut = group.formula.compute([operand.cut() for operand in group.operands])
    return as_rounded.meets(stated) or as_cut.meets(stated)


def computed(group: Group) -> Fraction:
    """The result from the printed operands, in the reference unit."""
    return group.formula.compute([Interval(operand.value, operand.value) for operand in group.operands]).low
