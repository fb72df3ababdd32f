"""One document's labels against another's: who corresponds to whom, and what is right about each pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from extract.score.labels import Item, Value

# Fields of a right quantity that must be right for `full`, in the order they are shown.
FIELDS = ("sign", "bound", "measure", "indicator", "subject", "period", "basis", "status")
# The value that a field has when nothing special is said.
USUAL: dict[str, object] = {
    "bound": "=",
    "measure": "level",
    "indicator": "",
    "subject": frozenset(),
    "period": "",
    "basis": "",
    "status": "actual",
}
INDICATOR_LINE = Fraction(7, 10)
# A fraction of words, such as a third, is labelled with four decimals.
_SHARE_TOLERANCE = Decimal("0.00005")


def align(gold: Sequence[Item], pred: Sequence[Item]) -> list[tuple[int, int]]:
    """Index pairs, one to one: the greatest overlap in proportion to the longer span first."""
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(pred):
            overlap = min(one.end, other.end) - max(one.start, other.start)
            if overlap > 0:
                longer = max(one.end - one.start, other.end - other.start)
                pairs.append((-Fraction(overlap, longer), i, j))
    chosen: list[tuple[int, int]] = []
    left, right = set(range(len(gold))), set(range(len(pred)))
    for _, i, j in sorted(pairs):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            chosen.append((i, j))
    return chosen


def same_value(gold: Item, pred: Item) -> bool:
    """Whether the numbers agree, the sign left aside."""
    if gold.value == pred.value:
        return True
    if not gold.value[0] == pred.value[0] == "plain":
        return False
    difference = abs(abs(gold.value[1][0]) - abs(pred.value[1][0]))
    return difference <= (_SHARE_TOLERANCE if gold.unit == "%" else 0)


def judge(gold: Item, pred: Item) -> dict[str, bool]:
    """Which of FIELDS are right; the indicator is when its character F1 reaches 0.7."""
    right = {name: getattr(gold, name) == getattr(pred, name) for name in FIELDS if name != "sign"}
    right["sign"] = _same_sign(gold.value, pred.value)
    right["indicator"] = overlap(gold.indicator, pred.indicator) >= INDICATOR_LINE
    return right


def overlap(one: str, other: str) -> Fraction:
    """F1 of the characters of two texts, spaces left aside; 1 when both are empty.

    Examples:
        >>> overlap("播种 面积", "面积")
        Fraction(2, 3)
    """
    one, other = "".join(one.split()), "".join(other.split())
    if not one and not other:
        return Fraction(1)
    common = Counter(one) & Counter(other)
    return Fraction(2 * common.total(), len(one) + len(other))


def _same_sign(gold: Value, pred: Value) -> bool:
    if gold == pred:
        return True
    return gold[0] == pred[0] == "plain" and (gold[1][0] < 0) == (pred[1][0] < 0)
