"""When: each figure takes the nearest time before it in its sentence, else the time carried from before.

Times that compare (比去年同期) or that tell when something was announced (今天公布) date nothing. What a
sentence says last about time is carried into the sentences after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from extract.claims.changes import align_changes
from extract.claims.dating import COMPARES_BEFORE, is_start_of
from extract.claims.figures import is_change, is_physical
from extract.claims.frames import Frames
from extract.claims.groups import Member
from extract.claims.listed_times import listed_periods
from extract.claims.scene import PROMISES, Bound, Scene
from extract.claims.topic import describes_a_thing
from extract.mentions import Period, TimeMention
from extract.patterns import late
from extract.times import calendar

# 2018年建成投产以来
_SINCE = late("[^，。；：！？,;:\\d]{1,20}?以来")
_TIME_BEFORE_MARK = 12  # characters: 到2018年底，其中8户
_BASE_REACH = 12  # characters: 比上年同期的9吨
_MODIFIES = late("(?:[^，。；、：\\d]{0,5}的(?:[月年日周]均|平均)?)?")  # 较三月经修订的9%, 低于去年的月均9吨
# Between which multiples of a headline's figure the exact one lies, by the bound: 超, 近, 不足.
_ROUNDED = {
    ">": (Decimal(1), Decimal("1.1")),
    ">=": (Decimal(1), Decimal("1.1")),
    "~": (Decimal("0.95"), Decimal("1.05")),
    "<": (Decimal("0.9"), Decimal(1)),
}
_WHOLE_YEAR = "全年"
_FIRST_MONTHS = 3  # in which figures of the year before are still estimates
_TERMS = ("到", "至")
_BRACKETS = ("（", "(")
_PART_MARKS = ("其中", "（", "(")


def bind_periods(scene: Scene, bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Fill `period` of each claim, in reading order."""
    frames = Frames(scene)
    things = _Things(scene)
    for bound in bounds:
        frames.read_to(bound.sentence)
        if bound.status == "criterion":
            continue
        member = groups.get(bound.quantity.start)
        near = _beside(scene, bound, member, frames)
        carried = None if near or things.measured_by(bound) else frames.carried
        time = near or carried
        if time is None or (carried and not _reaches(scene, bound, carried)):
            continue
        listed = listed_periods(scene, bound, member) if near else None
        if listed is None:
            _date(scene, bound, time, "in its sentence" if near else "carried")
        else:
            bound.period = str(listed)
            bound.why.append(f"period {listed}: its member of the list of times")
    align_changes(scene, bounds)
    _date_headings(scene, bounds)


def _beside(scene: Scene, bound: Bound, member: Member | None, frames: Frames) -> TimeMention | None:
    """The time that the figure's table or sentence gives it; the plan's for 全年 of a plan."""
    told = member.cell.period if member and member.cell else None
    near = told or _nearest(scene, bound, frames.dating)
    for plan in (frames.carried, frames.outer):
        if near and plan and _is_plans_year(scene, bound, near, plan, of_text=plan is frames.outer):
            near = plan
    return near


def _reaches(scene: Scene, bound: Bound, carried: TimeMention) -> bool:
    """Whether a time from before is the figure's: no fact has a promise's, no promise one that is over."""
    if bound.status in PROMISES:
        return not _is_past(scene, bound, carried)
    return not _is_ahead(scene, carried)


def _date(scene: Scene, bound: Bound, time: TimeMention, source: str) -> None:
    """Give the figure the days of the time, or of the base that it is."""
    base = _base_of(scene, bound)
    bound.period = _base_period(base, time) if base else _period(scene, bound, time)
    named = base or time
    source = "of the base" if base else source
    bound.why.append(f"period {source}: {scene.view[named.start : named.end]}")


class _Things:
    """The texts and paragraphs that describe a thing, whose length and weight are of no time."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._whole = describes_a_thing(scene.quantities.all)
        self._paragraphs: dict[int, bool] = {}

    def measured_by(self, bound: Bound) -> bool:
        """Whether the figure measures such a thing."""
        if not is_physical(bound.quantity):
            return False
        structure = self._scene.structure
        paragraph = structure.paragraph_of(bound.sentence)
        if paragraph.index not in self._paragraphs:
            figures = self._scene.quantities.between(paragraph.start, paragraph.end)
            self._paragraphs[paragraph.index] = describes_a_thing(figures)
        return self._whole or self._paragraphs[paragraph.index]


def date_parts(scene: Scene, bounds: Sequence[Bound]) -> None:
    """A part is of the time of its whole, when nothing after the 其中 or the bracket says otherwise."""
    for bound in bounds:
        whole = bounds[bound.parent] if bound.parent is not None else None
        if whole is None or whole.period == bound.period or bound.status == "criterion":
            continue
        end = whole.quantity.end
        opening = max(scene.view.rfind(mark, end, bound.quantity.start) for mark in _PART_MARKS)
        reach = max(opening - _TIME_BEFORE_MARK, 0)
        if opening >= 0 and not scene.times.between(reach, bound.quantity.start):
            bound.period = whole.period
            bound.why.append("period of the whole")


def _is_ahead(scene: Scene, time: TimeMention) -> bool:
    """Whether the time is one of a promise: its end lies after the release, and a plan names it."""
    end = time.period.end if time.period else None
    if end is None or scene.reference is None or end <= scene.reference:
        return False
    clause = scene.structure.clause(time.start)
    cues = scene.cues.between(clause.start, clause.end)
    promised = any(cue.row.field == "status" and cue.row.value in PROMISES for cue in cues)
    return promised or time.kind == "as_of"


def _is_plans_year(
    scene: Scene, bound: Bound, near: TimeMention, plan: TimeMention, *, of_text: bool
) -> bool:
    """Whether 全年 of a promise, read as last year, is the plan's year: 2025年工作安排 … 全年接待3万人.

    The year `of_text`, of the headline, is meant even where nothing beside the figure promises.
    """
    meant = bound.status in PROMISES or (of_text and _has_just_begun(scene, plan))
    whole = meant and scene.view[near.start : near.end] == _WHOLE_YEAR
    return whole and _is_over(scene, near) and not _is_over(scene, plan)


def _has_just_begun(scene: Scene, plan: TimeMention) -> bool:
    """Whether the time is the year in whose first months the text was written."""
    today = scene.reference
    return today is not None and today.month <= _FIRST_MONTHS and plan.period == calendar.year(today.year)


def _is_past(scene: Scene, bound: Bound, time: TimeMention) -> bool:
    """Whether the time is over for a promise; in the first months a forecast is still of the year before."""
    if scene.reference is not None and bound.status == "forecast" and scene.reference.month <= _FIRST_MONTHS:
        return _ends_before(time, date(scene.reference.year - 1, 12, 31))
    return _is_over(scene, time)


def _ends_before(time: TimeMention, day: date) -> bool:
    return bool(time.period and time.period.end and time.period.end < day)


def _is_over(scene: Scene, time: TimeMention) -> bool:
    """Whether the time lies before the release."""
    return scene.reference is not None and _ends_before(time, scene.reference)


def _base_of(scene: Scene, bound: Bound) -> TimeMention | None:
    """The time of the figure that another is compared with: 比去年同期的9吨增加2吨, 较上年末5%提高."""
    quantity = bound.quantity
    beside = _of_bracket(scene, bound)
    if beside is not None or is_change(quantity):
        return beside
    before = scene.times.between(max(quantity.start - _BASE_REACH, 0), quantity.start)
    time = before[-1] if before else None
    if time is None or not _MODIFIES.fullmatch(scene.view, time.end, quantity.start):
        return None
    return time if COMPARES_BEFORE.search(scene.view, max(time.start - 3, 0), time.start) else None


def _of_bracket(scene: Scene, bound: Bound) -> TimeMention | None:
    """The time whose own figures stand in a bracket: 比2月（报告9例、死亡2人）上升."""
    clause = scene.structure.bracket_opening(scene.structure.clauses[bound.clause])
    if clause.before not in _BRACKETS:
        return None
    before = scene.times.between(max(clause.start - _BASE_REACH, 0), clause.start)
    time = before[-1] if before else None
    return time if time and scene.view[time.end : clause.start] in _BRACKETS else None


def _base_period(base: TimeMention, frame: TimeMention) -> str | None:
    """The days of a base; 去年同期 is a year before the time of what is compared."""
    if base.period is not None:
        return str(base.period)
    return None if frame.period is None else str(calendar.shift_years(frame.period, -1))


def _period(scene: Scene, bound: Bound, time: TimeMention) -> str | None:
    """The days of a time; 2018年投产以来 goes on from its start to the day of the release."""
    if time.period is None:
        return None
    if bound.status in PROMISES and scene.view.endswith(_TERMS, 0, time.start):
        return str(Period(None, time.period.end))
    if time.period.start and _SINCE.match(scene.view, time.end):
        return str(Period(time.period.start, scene.reference))
    return str(time.period)


def _nearest(scene: Scene, bound: Bound, dating: Sequence[TimeMention]) -> TimeMention | None:
    """The last dating time before the figure; one inside a bracket that has closed does not count."""
    clause = scene.structure.clauses[bound.clause]
    for time in reversed(dating):
        if time.end > bound.quantity.start:
            continue
        if is_start_of(scene, time, bound.quantity.start):
            continue
        other = scene.structure.clause(time.start)
        if other.depth <= clause.depth or other.index == clause.index:
            return time
    return None


def _date_headings(scene: Scene, bounds: Sequence[Bound]) -> None:
    """A heading that states no time takes the time that the text under it gives to the same figure."""
    for bound in bounds:
        paragraph = scene.structure.paragraph_of(bound.sentence)
        if not paragraph.heading or bound.period or bound.status == "criterion":
            continue
        same = (other for other in bounds[bound.number + 1 :] if _same_figure(bound, other))
        twin = next((other for other in same if other.period), None)
        if twin is not None:
            bound.period = twin.period
            bound.why.append("period of the same figure in the text")


def _same_figure(one: Bound, other: Bound) -> bool:
    """Whether a headline's figure is the other, perhaps rounded: 超5500万人次 for 5508.7万人次."""
    first, second = one.quantity, other.quantity
    if first.value is None or second.value is None or first.measure != second.measure:
        return False
    if first.unit != second.unit and first.unit_text:
        return False
    if first.value == second.value:
        return True
    low, high = _ROUNDED.get(first.bound, (Decimal(1), Decimal(1)))
    return low * first.value <= second.value <= high * first.value
