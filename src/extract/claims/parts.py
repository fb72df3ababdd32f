"""Part of what: 其中 items, brackets and announced breakdowns point to the figure they split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice, takewhile

from extract.claims.figures import is_count
from extract.claims.groups import Member
from extract.claims.scene import Bound, Scene

# 参加其中30个项目: 其中 behind a verb splits nothing
_OBJECT = re.compile("(?!这)[\u4e00-\u9fff]其中(?!的)")
_AMONG = ("其中", "包括")
_OUT_OF = re.compile("[^，。；：,;\\d]{0,14}[之当]?中(?:[，,的]|(?=有))")
_PER_UNIT = re.compile("[户人日年月]均|平均|每")
_AMONG_REACH = 400  # characters after 其中 in which a part may stand
_LABEL = 9  # an item of a list has no longer a name than this
_BACK = 6  # how many figures back a whole may stand
_AHEAD = 16  # how many figures ahead its parts may stand
_SKIPPED = 2  # figures in the same unit that may come before the parts
_MOST_PARTS = 9


def bind_parts(scene: Scene, bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Fill `parent` of each claim that is a part."""
    _bind_sums(bounds, groups)
    _bind_cells(bounds, groups)
    for bound in bounds:
        member = groups.get(bound.quantity.start)
        if bound.parent is not None or (member and member.cell):
            continue
        parent = _bracket_whole(scene, bound, bounds) or _among_whole(scene, bound, bounds)
        parent = parent or _of_whole(scene, bound, bounds)
        if parent is not None:
            bound.parent = parent.number
            bound.why.append("part of the figure before 其中 or its bracket")


def _bind_cells(bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """A row of a table set in under 其中 is part of the row above it, column by column."""
    at = {bound.quantity.start: bound for bound in bounds}
    for bound in bounds:
        member = groups.get(bound.quantity.start)
        whole = member.cell.whole if member and member.cell else None
        if bound.parent is None and whole and whole[0] in at:
            bound.parent = at[whole[0]].number
            bound.why.append("part of the row above 其中")


def _bind_sums(bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Figures that follow a total in its unit and add up to it are its parts; the nearest total first."""
    levels: dict[tuple[str, int], list[tuple[Bound, Decimal]]] = {}  # by unit and column, the last first
    for whole in reversed(bounds):
        total = whole.quantity.value
        if whole.quantity.measure != "level" or total is None:
            continue
        member = groups.get(whole.quantity.start)
        column = member.cell.column if member and member.cell else 0
        after = levels.setdefault((whole.quantity.unit, column), [])
        run = _adding_up(whole.number, total, after) if total and len(after) > 1 else ()
        after.append((whole, total))
        if all(part.parent is None for part in run):
            for part in run:
                part.parent = whole.number
                part.why.append("part of the figure that it adds up to with its neighbours")


def _adding_up(number: int, total: Decimal, after: Sequence[tuple[Bound, Decimal]]) -> list[Bound]:
    """The run of two or more figures after a figure whose sum it is, to the printed digits.

    `after` holds all figures after it in its unit, the last first.
    """
    near = takewhile(lambda pair: pair[0].number <= number + _AHEAD, reversed(after))
    same = [(bound, value) for bound, value in near if value <= total]
    for first in range(min(len(same) - 1, _SKIPPED + 1)):
        size = _size_of_sum(total, [value or total for _, value in same[first : first + _MOST_PARTS]])
        if size:
            return [bound for bound, _ in same[first : first + size]]
    return []


def _size_of_sum(total: Decimal, numbers: Sequence[Decimal]) -> int:
    """How many of the numbers, two at least, add up to the total; 0 when none do."""
    rest, slack = total, _quantum(total) / 2
    for size, number in enumerate(numbers, 1):
        rest -= number
        slack += _quantum(number) / 2
        if size > 1 and abs(rest) <= slack < total / 100:
            return size
    return 0


def _quantum(number: Decimal) -> Decimal:
    """The value of the last printed digit, as far as the number shows it: 100 for 1200."""
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))


def _among_whole(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> Bound | None:
    """The figure before the nearest 其中 that this figure can be a part of."""
    sentence = scene.structure.sentences[bound.sentence]
    start = max(sentence.start, bound.quantity.start - _AMONG_REACH)
    mark = max(scene.view.rfind(word, start, bound.quantity.start) for word in _AMONG)
    if mark < 0 or _OBJECT.match(scene.view, max(mark - 1, 0)) or _begins_anew(scene, mark, bound):
        return None
    if _PER_UNIT.search(scene.view, scene.structure.clauses[bound.clause].start, bound.quantity.start):
        return None
    earlier = (bounds[number] for number in range(bound.number - 1, -1, -1))
    for other in islice((other for other in earlier if other.quantity.end <= mark), _BACK):
        if _can_hold(other, bound) and other.status in (bound.status, "actual"):
            # 其中 that opens a sentence splits a figure of the sentence before, no older one.
            return other if bound.sentence - other.sentence <= 1 else None
    return None


def _of_whole(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> Bound | None:
    """The figure of whose things some are counted: 32只基金中，仅1只上涨; 97个大类中的40个."""
    unit = bound.quantity.unit_text
    for other in reversed(bounds[max(bound.number - _BACK, 0) : bound.number]):
        if other.sentence != bound.sentence:
            return None
        among = other.quantity.unit_text == unit and _OUT_OF.match(scene.view, other.quantity.end)
        if among and among.end() <= bound.quantity.start and _can_hold(other, bound):
            return other
    return None


def _begins_anew(scene: Scene, mark: int, bound: Bound) -> bool:
    """Whether a semicolon after 其中 opens another matter: a long phrase of its own before the figure."""
    start = bound.quantity.start
    semicolon = max(scene.view.rfind(sign, mark, start) for sign in "；;")
    return semicolon >= 0 and start - scene.structure.clauses[bound.clause].start > _LABEL


def _bracket_whole(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> Bound | None:
    """The figure outside a bracket that lists at least two parts in the same unit."""
    clause = scene.structure.clauses[bound.clause]
    if clause.depth == 0 or bound.quantity.twin is not None:
        return None
    near = bounds[max(bound.number - _AHEAD, 0) : bound.number + _AHEAD]
    inside = [other for other in near if _same_bracket(scene, other, bound)]
    first = inside[0].number
    outer = bounds[first - 1] if first else None
    if len(inside) < 2 or outer is None or outer.sentence != bound.sentence or not _can_hold(outer, bound):
        return None
    return outer


def _same_bracket(scene: Scene, other: Bound, bound: Bound) -> bool:
    clauses = scene.structure.clauses
    depth = clauses[bound.clause].depth
    low, high = sorted((other.clause, bound.clause))
    return all(clauses[k].depth >= depth for k in range(low, high + 1))


def _can_hold(whole: Bound, part: Bound) -> bool:
    """Same unit, both plain levels, and the part no larger than the whole."""
    one, other = whole.quantity, part.quantity
    counts = is_count(one) and is_count(other)
    if one.measure != "level" or other.measure != "level" or not (counts or one.unit == other.unit):
        return False
    return one.value is not None and other.value is not None and other.value <= one.value
