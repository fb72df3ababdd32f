"""Figures that add up: a total with the parts that follow it or stand before it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice, takewhile

from extract.claims.figures import is_count
from extract.claims.groups import Member
from extract.claims.heads import shared_words
from extract.claims.outlooks import starts_change
from extract.claims.scene import Bound, Scene
from extract.mentions import QuantityMention
from extract.patterns import late

_SKIPPED = 2  # figures in the same unit that may come before the parts
_MOST_PARTS = 9
_ALTOGETHER = late("(?:合计|共计|总计|加起来|合起来|合共|总共|相加)[^，。；]{0,6}$")
_FEW = 1000
# 每户5万元 is no part of a total
PER_UNIT = late("[户人日年月]均|平均|每|单日|峰值")
_PEOPLE = ("人", "名", "口", "位")
_BASE = late("(?:[比较](?:上年|去年|上月|前一年|20\\d\\d年)(?:同期)?的|[顺逆]差(?:为|达)?)$")
_OF_A_BASE = "period of the base"
_NEAR = 12  # characters before a figure that may say so
_TWO = 2  # counts add up by chance
AHEAD = 16  # how many figures ahead its parts may stand


def bind_sums(scene: Scene, bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Figures that follow a total in its unit and add up to it are its parts; the nearest total first."""
    levels: dict[tuple[str, int], list[tuple[Bound, Decimal]]] = {}  # by unit and column, the last first
    for whole in reversed(bounds):
        total = whole.quantity.value
        if whole.quantity.measure != "level" or total is None or is_no_part(scene, whole):
            continue
        member = groups.get(whole.quantity.start)
        column = member.cell.column if member and member.cell else 0
        after = levels.setdefault((whole.quantity.unit, column), [])
        run = _adding_up(whole.number, total, after) if total and len(after) > 1 else []
        run = run or _counted_out(scene, whole, after)
        after.append((whole, total))
        if all(part.parent is None for part in run):
            for part in run:
                part.parent = whole.number
                part.why.append("part of the figure that it adds up to with its neighbours")


def bind_totals(scene: Scene, bounds: Sequence[Bound]) -> None:
    """A total said after its parts: 甲站498万、乙站412万，加起来910万人次."""
    for whole in bounds:
        total = whole.quantity.value
        start = scene.structure.clauses[whole.clause].start
        if total is None or whole.quantity.measure != "level":
            continue
        if not _ALTOGETHER.search(scene.view, start, whole.quantity.start):
            continue
        before = [b for b in bounds[max(whole.number - _MOST_PARTS, 0) : whole.number] if can_hold(whole, b)]
        near = [b for b in reversed(before) if b.sentence == whole.sentence and b.parent is None]
        size = _size_of_sum(total, [b.quantity.value or total for b in near], exact=_is_exact(whole))
        for part in near[:size]:
            part.parent = whole.number
            part.why.append("part of the total said after it")


def can_hold(whole: Bound, part: Bound) -> bool:
    """Same unit, both plain levels, and the part no larger than the whole."""
    one, other = whole.quantity, part.quantity
    counts = is_count(one) and is_count(other) and not _people_against_things(one, other)
    if one.measure != other.measure or one.measure not in ("level", "change"):
        return False
    if not (counts or one.unit == other.unit) or one.value is None or other.value is None:
        return False
    return abs(other.value) <= abs(one.value) and one.value * other.value >= 0


def _people_against_things(whole: QuantityMention, part: QuantityMention) -> bool:
    """Whether the whole counts people and the part something else: 92个 are no part of 300人."""
    return whole.unit_text in _PEOPLE and part.unit_text not in (*_PEOPLE, "户")


def is_no_part(scene: Scene, bound: Bound) -> bool:
    """Whether the figure is a base that something is compared with, or a balance: 比上年的9部少2部.

    Nor is one from which a change starts: 从2012年的9万人下降到3万人.
    """
    start = bound.quantity.start
    if any(rule.startswith(_OF_A_BASE) for rule in bound.why):
        return True
    return starts_change(scene, bound) or _BASE.search(scene.view, max(start - _NEAR, 0), start) is not None


def _adding_up(number: int, total: Decimal, after: Sequence[tuple[Bound, Decimal]]) -> list[Bound]:
    """The run of two or more figures after a figure whose sum it is, to the printed digits.

    `after` holds all figures after it in its unit, the last first.
    """
    near = takewhile(lambda pair: pair[0].number <= number + AHEAD, reversed(after))
    same = [(bound, value) for bound, value in near if value < total]
    for first in range(min(len(same) - 1, _SKIPPED + 1)):
        size = _size_of_sum(total, [value or total for _, value in same[first : first + _MOST_PARTS]])
        if size:
            return [bound for bound, _ in same[first : first + size]]
    return []


def _counted_out(scene: Scene, whole: Bound, after: Sequence[tuple[Bound, Decimal]]) -> list[Bound]:
    """The counts right behind a count that make it up: 共7个，甲市4个，乙市2个，丙市1个.

    Two do so by chance, unless all count the same: 动车35对，管内动车24对，跨局动车11对.
    """
    if not _is_exact(whole):
        return []
    near = [bound for bound, _ in islice(reversed(after), _MOST_PARTS)]
    same = [bound for step, bound in enumerate(near, whole.number + 1) if bound.number == step]
    same = [bound for bound in same if bound.sentence == whole.sentence]
    values = [bound.quantity.value or Decimal(0) for bound in same]
    size = _size_of_sum(whole.quantity.value or Decimal(0), values, exact=True)
    alike = all(shared_words(scene, whole, part) >= _TWO for part in same[:size])
    return same[:size] if size > _TWO or alike else []


def _size_of_sum(total: Decimal, numbers: Sequence[Decimal], *, exact: bool = False) -> int:
    """How many of the numbers, two at least, add up to the total; 0 when none do.

    `exact` says that all of them are counted, not rounded.
    """
    rest, slack = total, _quantum(total) / 2
    for size, number in enumerate(numbers, 1):
        rest -= number
        slack += _quantum(number) / 2
        if size > 1 and (rest == 0 if exact else abs(rest) <= slack < total / 100):
            return size
    return 0


def _is_exact(bound: Bound) -> bool:
    """Whether a figure is a count of so few things that none was rounded away."""
    quantity = bound.quantity
    return is_count(quantity) and quantity.bound == "=" and (quantity.value or 0) < _FEW


def _quantum(number: Decimal) -> Decimal:
    """The value of the last printed digit, as far as the number shows it: 100 for 1200."""
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
