"""Part of what: 其中 items, brackets and announced breakdowns point to the figure they split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice, takewhile

from extract.claims.figures import is_count
from extract.claims.groups import Member
from extract.claims.scene import Bound, Scene
from extract.mentions import QuantityMention

# 参加其中30个项目: 其中 behind a verb splits nothing
_OBJECT = re.compile("(?!这)[\u4e00-\u9fff]其中(?!的)")
_AMONG = ("其中", "包括")
_OUT_OF = re.compile("(?:[^，。；：,;\\d]|\\dA级){0,20}[之当]?中(?:[，,的]|(?=有))")
_ALTOGETHER = re.compile("(?:合计|共计|总计|加起来|合起来|合共|总共|相加)[^，。；]{0,6}$")
_AHEAD_OF = ("target", "forecast")
_PEOPLE = ("人", "名", "口", "位")
_FEW = 1000
_BASE = re.compile("(?:[比较](?:上年|去年|上月|前一年|20\\d\\d年)(?:同期)?的|[顺逆]差(?:为|达)?)$")
_NEAR = 12  # characters before a figure that may say so
_TWO = 2  # counts add up by chance
# 31处阻断点已抢修完成24处
_DONE = re.compile("[^，。；：,;\\d]{1,14}已[^，。；：,;\\d]{0,8}")
_PER_UNIT = re.compile("[户人日年月]均|平均|每")
_AMONG_REACH = 400  # characters after 其中 in which a part may stand
_LABEL = 9  # an item of a list has no longer a name than this
_BACK = 6  # how many figures back a whole may stand
_AHEAD = 16  # how many figures ahead its parts may stand
_SKIPPED = 2  # figures in the same unit that may come before the parts
_MOST_PARTS = 9


def bind_parts(scene: Scene, bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Fill `parent` of each claim that is a part."""
    _bind_sums(scene, bounds, groups)
    _bind_totals(scene, bounds)
    _bind_cells(bounds, groups)
    for bound in bounds:
        member = groups.get(bound.quantity.start)
        if bound.parent is not None or (member and member.cell) or _is_no_part(scene, bound):
            continue
        parent = _bracket_whole(scene, bound, bounds) or _among_whole(scene, bound, bounds)
        parent = parent or _of_whole(scene, bound, bounds)
        if parent is not None:
            bound.parent = parent.number
            bound.why.append("part of the figure before 其中 or its bracket")
            if parent.status in _AHEAD_OF and bound.status == "actual":
                bound.status = parent.status
                bound.why.append("status of the whole")


def _bind_totals(scene: Scene, bounds: Sequence[Bound]) -> None:
    """A total said after its parts: 甲站498万、乙站412万，加起来910万人次."""
    for whole in bounds:
        total = whole.quantity.value
        start = scene.structure.clauses[whole.clause].start
        if total is None or whole.quantity.measure != "level":
            continue
        if not _ALTOGETHER.search(scene.view, start, whole.quantity.start):
            continue
        before = [b for b in bounds[max(whole.number - _MOST_PARTS, 0) : whole.number] if _can_hold(whole, b)]
        near = [b for b in reversed(before) if b.sentence == whole.sentence and b.parent is None]
        size = _size_of_sum(total, [b.quantity.value or total for b in near], exact=_is_exact(whole))
        for part in near[:size]:
            part.parent = whole.number
            part.why.append("part of the total said after it")


def _bind_cells(bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """A row of a table set in under 其中 is part of the row above it, column by column."""
    at = {bound.quantity.start: bound for bound in bounds}
    for bound in bounds:
        member = groups.get(bound.quantity.start)
        whole = member.cell.whole if member and member.cell else None
        if bound.parent is None and whole and whole[0] in at:
            bound.parent = at[whole[0]].number
            bound.why.append("part of the row above 其中")


def _bind_sums(scene: Scene, bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Figures that follow a total in its unit and add up to it are its parts; the nearest total first."""
    levels: dict[tuple[str, int], list[tuple[Bound, Decimal]]] = {}  # by unit and column, the last first
    for whole in reversed(bounds):
        total = whole.quantity.value
        if whole.quantity.measure != "level" or total is None or _is_no_part(scene, whole):
            continue
        member = groups.get(whole.quantity.start)
        column = member.cell.column if member and member.cell else 0
        after = levels.setdefault((whole.quantity.unit, column), [])
        run = _adding_up(whole.number, total, after) if total and len(after) > 1 else []
        run = run or _counted_out(whole, after)
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


def _counted_out(whole: Bound, after: Sequence[tuple[Bound, Decimal]]) -> list[Bound]:
    """The three or more counts right behind a count that make it up: 共7个，甲市4个，乙市2个，丙市1个."""
    if not _is_exact(whole):
        return []
    near = [bound for bound, _ in islice(reversed(after), _MOST_PARTS)]
    same = [bound for step, bound in enumerate(near, whole.number + 1) if bound.number == step]
    same = [bound for bound in same if bound.sentence == whole.sentence]
    values = [bound.quantity.value or Decimal(0) for bound in same]
    size = _size_of_sum(whole.quantity.value or Decimal(0), values, exact=True)
    return same[:size] if size > _TWO else []


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


def _is_no_part(scene: Scene, bound: Bound) -> bool:
    """Whether the figure is a base that something is compared with, or a balance: 比上年的9部少2部, 顺差3亿元."""
    start = bound.quantity.start
    return _BASE.search(scene.view, max(start - _NEAR, 0), start) is not None


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
    before = islice((other for other in earlier if other.quantity.end <= mark), _BACK)
    for steps, other in enumerate(before):
        if steps and other.quantity.measure == "change":
            continue  # 其中 splits a change only when it stands right behind it
        if _can_hold(other, bound) and _of_one_mind(other, bound, steps):
            # 其中 that opens a sentence splits a figure of the sentence before, no older one.
            return _in_its_unit(other, bound, bounds) if bound.sentence - other.sentence <= 1 else None
    return None


def _of_one_mind(whole: Bound, part: Bound, steps: int) -> bool:
    """Whether both are facts, or the part one of a promise; right behind a promise all parts are of it."""
    return whole.status in (part.status, "actual") or (steps == 0 and whole.status in _AHEAD_OF)


def _in_its_unit(whole: Bound, part: Bound, bounds: Sequence[Bound]) -> Bound:
    """Of a pair such as 5万户12万人, the one in the part's own unit."""
    pair = bounds[whole.number - 1] if whole.number else whole
    own = pair.quantity.unit_text == part.quantity.unit_text != whole.quantity.unit_text
    return pair if own and pair.clause == whole.clause and _can_hold(pair, part) else whole


def _of_whole(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> Bound | None:
    """The figure of whose things some are counted: 32只基金中，仅1只上涨; 97个大类中的40个."""
    unit = bound.quantity.unit_text
    for other in reversed(bounds[max(bound.number - _BACK, 0) : bound.number]):
        if other.sentence != bound.sentence:
            return None
        if other.quantity.unit_text != unit or not _can_hold(other, bound):
            continue
        among = _OUT_OF.match(scene.view, other.quantity.end)
        done = _DONE.fullmatch(scene.view, other.quantity.end, bound.quantity.start)
        if done or (among and among.end() <= bound.quantity.start):
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
    counts = is_count(one) and is_count(other) and not _people_against_things(one, other)
    if one.measure != other.measure or one.measure not in ("level", "change"):
        return False
    if not (counts or one.unit == other.unit) or one.value is None or other.value is None:
        return False
    return abs(other.value) <= abs(one.value) and one.value * other.value >= 0


def _people_against_things(whole: QuantityMention, part: QuantityMention) -> bool:
    """Whether the whole counts people and the part something else: 92个 are no part of 300人."""
    return whole.unit_text in _PEOPLE and part.unit_text not in (*_PEOPLE, "户")
