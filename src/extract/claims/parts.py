"""Part of what: 其中 items, brackets and announced breakdowns point to the figure they split."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from extract.claims.breakdowns import bind_breakdowns
from extract.claims.groups import Member
from extract.claims.scene import PROMISES, Bound, Scene
from extract.claims.statuses import LIES_AHEAD
from extract.claims.sums import AHEAD, PER_UNIT, bind_sums, bind_totals, can_hold, is_no_part
from extract.patterns import late

# 参加其中30个项目: 其中 behind a verb splits nothing
_OBJECT = late("(?!这)[\u4e00-\u9fff]其中(?!的)")
_AMONG = ("其中", "包括")
_OUT_OF = late("(?:[^，。；：,;\\d]|\\dA级){0,20}[之当]?中(?:[，,的]|(?=有))")
# 31处阻断点已抢修完成24处
_DONE = late("[^，。；：,;\\d]{1,14}已[^，。；：,;\\d]{0,8}")
# 实施项目11个，竣工1个
_OF_THESE = late(
    "[，,](?:其中)?(?:现已|已经?|[已现]?有)?(?:全部|累计|新)?"
    "(?:开工|竣工|建成|投产|完工|完成|通过|开业|投用|整改|销号|落地|签约|入库|达产)(?:投[产用]|建设|完成)?"
)
# 受理案件9件（含旧存2件）
_HOLDS = late("(?:其中)?(?:包?含|包括)|其中")
_AMONG_REACH = 400  # characters after 其中 in which a part may stand
_LABEL = 9  # an item of a list has no longer a name than this
_BACK = 6  # how many figures back a whole may stand


def bind_parts(scene: Scene, bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Fill `parent` of each claim that is a part."""
    bind_sums(scene, bounds, groups)
    bind_totals(scene, bounds)
    _bind_cells(bounds, groups)
    for bound in bounds:
        member = groups.get(bound.quantity.start)
        if bound.parent is not None or (member and member.cell) or is_no_part(scene, bound):
            continue
        parent = _bracket_whole(scene, bound, bounds) or _among_whole(scene, bound, bounds)
        parent = parent or _of_whole(scene, bound, bounds)
        if parent is not None:
            bound.parent = parent.number
            bound.why.append("part of the figure before 其中 or its bracket")
            if parent.status in PROMISES and (bound.status == "actual" or LIES_AHEAD in bound.why):
                bound.status = parent.status
                bound.why.append("status of the whole")
    bind_breakdowns(scene, bounds)


def _bind_cells(bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """A row of a table set in under 其中 is part of the row above it, column by column."""
    at = {bound.quantity.start: bound for bound in bounds}
    for bound in bounds:
        member = groups.get(bound.quantity.start)
        whole = member.cell.whole if member and member.cell else None
        if bound.parent is None and whole and whole[0] in at:
            bound.parent = at[whole[0]].number
            bound.why.append("part of the row above 其中")


def _among_whole(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> Bound | None:
    """The figure before the nearest 其中 that this figure can be a part of."""
    sentence = scene.structure.sentences[bound.sentence]
    start = max(sentence.start, bound.quantity.start - _AMONG_REACH)
    mark = max(scene.view.rfind(word, start, bound.quantity.start) for word in _AMONG)
    if mark < 0 or _OBJECT.match(scene.view, max(mark - 1, 0)) or _begins_anew(scene, mark, bound):
        return None
    if PER_UNIT.search(scene.view, scene.structure.clauses[bound.clause].start, bound.quantity.start):
        return None
    earlier = (bounds[number] for number in range(bound.number - 1, -1, -1))
    before = islice((other for other in earlier if other.quantity.end <= mark), _BACK)
    for steps, other in enumerate(before):
        if steps and other.quantity.measure == "change":
            continue  # 其中 splits a change only when it stands right behind it
        if is_no_part(scene, other):
            continue
        if can_hold(other, bound) and _of_one_mind(other, bound, steps):
            # 其中 that opens a sentence splits a figure of the sentence before, no older one.
            return _in_its_unit(other, bound, bounds) if bound.sentence - other.sentence <= 1 else None
    return None


def _of_one_mind(whole: Bound, part: Bound, steps: int) -> bool:
    """Whether both are facts, or the part one of a promise; right behind a promise all parts are of it."""
    return whole.status in (part.status, "actual") or (steps == 0 and whole.status in PROMISES)


def _in_its_unit(whole: Bound, part: Bound, bounds: Sequence[Bound]) -> Bound:
    """Of a pair such as 5万户12万人, the one in the part's own unit."""
    pair = bounds[whole.number - 1] if whole.number else whole
    own = pair.quantity.unit_text == part.quantity.unit_text != whole.quantity.unit_text
    return pair if own and pair.clause == whole.clause and can_hold(pair, part) else whole


def _of_whole(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> Bound | None:
    """The figure of whose things some are counted: 32只基金中，仅1只上涨; 97个大类中的40个."""
    unit = bound.quantity.unit_text
    for other in reversed(bounds[max(bound.number - _BACK, 0) : bound.number]):
        if other.sentence != bound.sentence:
            return None
        if other.quantity.unit_text != unit or not can_hold(other, bound):
            continue
        among = _OUT_OF.match(scene.view, other.quantity.end)
        between = (scene.view, other.quantity.end, bound.quantity.start)
        done = _DONE.fullmatch(*between) or _of_these(scene, other, bound)
        if done or (among and among.end() <= bound.quantity.start):
            return other
    return None


def _of_these(scene: Scene, whole: Bound, bound: Bound) -> bool:
    """Whether the clause right behind the whole says no more than what became of some: 11个，竣工1个."""
    clause = scene.structure.clauses[bound.clause]
    if bound.clause != whole.clause + 1 or bound.quantity.unit_text != whole.quantity.unit_text:
        return False
    return _OF_THESE.fullmatch(scene.view, clause.start - 1, bound.quantity.start) is not None


def _begins_anew(scene: Scene, mark: int, bound: Bound) -> bool:
    """Whether a semicolon after 其中 opens another matter: a long phrase of its own before the figure."""
    start = bound.quantity.start
    semicolon = max(scene.view.rfind(sign, mark, start) for sign in "；;")
    return semicolon >= 0 and start - scene.structure.clauses[bound.clause].start > _LABEL


def _bracket_whole(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> Bound | None:
    """The figure outside a bracket that lists all its parts, or that says that it holds some."""
    clause = scene.structure.clauses[bound.clause]
    if clause.depth == 0 or bound.quantity.twin is not None:
        return None
    near = bounds[max(bound.number - AHEAD, 0) : bound.number + AHEAD]
    inside = [other for other in near if _same_bracket(scene, other, bound)]
    first = inside[0].number
    outer = bounds[first - 1] if first else None
    if outer is not None and outer.quantity.unit == bound.quantity.unit and _says_what_is_held(scene, bound):
        return outer if can_hold(outer, bound) else None
    if outer is None or outer.sentence != bound.sentence or not all(can_hold(outer, b) for b in inside):
        return None
    return outer if len(inside) > 1 and _make_up(outer, inside) else None


def _make_up(whole: Bound, parts: Sequence[Bound]) -> bool:
    """Whether the parts are about as much as the whole, so that nothing else can be meant."""
    value = whole.quantity.value or Decimal(0)
    rest = value - sum((part.quantity.value or Decimal(0) for part in parts), Decimal(0))
    return abs(rest) <= abs(value) / 100


def _says_what_is_held(scene: Scene, bound: Bound) -> bool:
    """Whether the figure's bracket opens with 含 or 其中: its figures are parts, be it one."""
    opening = scene.structure.bracket_opening(scene.structure.clauses[bound.clause])
    return _HOLDS.match(scene.view, opening.start) is not None


def _same_bracket(scene: Scene, other: Bound, bound: Bound) -> bool:
    clauses = scene.structure.clauses
    depth = clauses[bound.clause].depth
    low, high = sorted((other.clause, bound.clause))
    return all(clauses[k].depth >= depth for k in range(low, high + 1))
