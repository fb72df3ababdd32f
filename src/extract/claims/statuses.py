"""Fact, target, forecast or rule: set by cues, by the future, and by class bounds (60岁以上老人)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extract.claims.cues import CueHit
from extract.claims.figures import is_money
from extract.claims.outlooks import aimed_at, goes_on_about, starts_change, will_be
from extract.claims.promises import promised
from extract.claims.scene import Bound, Scene, figure_before
from extract.claims.standards import rule_of
from extract.mentions import Period
from extract.patterns import late
from extract.times import calendar

LIES_AHEAD = "status: its time lies ahead"
_STRENGTHS = ("strong", "weak", "last")
_WEAK = "weak"  # such a cue does not reach over a semicolon
_EACH = "每"  # 每人300元 is a rate; 每人6件 counts what there is
_LAST = "last"  # and such a cue says only how much at least or at most
_WILL = "将"
_OPEN = (_WILL, "可达")  # whether it is meant or expected
# 将病毒传给5人, 将12个小区纳入改造: 将 before an object, or before a figure, is no future
_DISPOSES = late(
    "[^，。；,;]{2,16}?(?:纳入|列入|列为|作为|视为|称为|分为|改为|转为|变为|[传送交转赠]给|送到|送往|运往|转移到|用于|投资于)"
)
_TOUCH = 6  # characters that may stand between a cue and the figure it touches
_SEMICOLON = late("[；;]")
_COLON = late("[：:]")
_PLAN = late("(?:任务|目标|计划|预算)[为数]?$")
_RAISED = late("，?(?:再|又|分别)?(?:提高|提升|增加|上调|调整|调高|降低|下调|降|升|涨|缩短?|减)[到至为]")
_BEGINNING = 2  # months in which the year as a whole can only be planned
# 2024年首批资金已下达9亿元
_HAPPENED = late("[已曾]|截至|目前|近日|日前|昨[日天]|今[日天]|正式")
_TOLD_AGAIN = late(r"[（(](?:约|约合|折合|合|折|相当于|约折合)?(?:人民币)?")


def bind_statuses(scene: Scene, bounds: Sequence[Bound]) -> None:
    """Fill `status` of each claim."""
    planned = promised(scene, bounds)
    for bound in bounds:
        status, why = _status(scene, bound, bounds, planned)
        if why:
            bound.status = status
            bound.why.append(why)


def bind_future(scene: Scene, bounds: Sequence[Bound]) -> None:
    """What is said of days after the release is no fact yet: 到2030年，建成10个; needs `period`."""
    if scene.reference is None:
        return
    for bound in bounds:
        if bound.status != "actual" or not bound.period:
            continue
        period = Period.parse(bound.period)
        if _lies_ahead(period, scene.reference) or _is_planned_year(scene, bound, period, scene.reference):
            bound.status = "target"
            bound.why.append(LIES_AHEAD)


def _lies_ahead(period: Period, today: date) -> bool:
    """Whether the period starts, or as of its end holds, in a year after today's."""
    first = period.start or period.end
    return first is not None and first.year > today.year


def _is_planned_year(scene: Scene, bound: Bound, period: Period, today: date) -> bool:
    """Whether the period is the year just begun, and the sentence tells nothing that has happened in it."""
    sentence = scene.structure.sentences[bound.sentence]
    begun = period == calendar.year(today.year) and today.month <= _BEGINNING
    return begun and _HAPPENED.search(scene.view, sentence.start, sentence.end) is None


def _status(scene: Scene, bound: Bound, bounds: Sequence[Bound], planned: set[int]) -> tuple[str, str]:
    """The status and the rule that says so; no rule, a fact."""
    cue = reaching_cue(scene, bound, "status")
    ahead = _once_done(scene, bound, cue) if cue is None or cue.row.cue in _OPEN else None
    if ahead is not None:
        return ahead
    if cue is not None and cue.row.strength == _LAST and (bound.number in planned or aimed_at(scene, bound)):
        return "target", "status: the least that a plan sets"
    if cue is not None:
        return cue.row.value, f"status cue: {cue.row.cue}"
    rule = rule_of(scene, bound, bounds) or _raised_from(scene, bound, bounds)
    if rule is not None:
        return "criterion", f"status: {rule}"
    return _framed(scene, bound, bounds, planned)


def _once_done(scene: Scene, bound: Bound, cue: CueHit | None) -> tuple[str, str] | None:
    """What a work will do, and what a change that lies ahead starts from."""
    ahead = will_be(scene, bound)
    if (ahead or cue is not None) and starts_change(scene, bound):
        return "actual", "status: what a change ahead starts from"
    return ("forecast", "status: what a work will do once it is done") if ahead else None


def _framed(scene: Scene, bound: Bound, bounds: Sequence[Bound], planned: set[int]) -> tuple[str, str]:
    """The status that no word beside the figure sets, but what stands around it."""
    if _planned_whole(scene, bound, bounds):
        return "target", "status: the plan that a share completes"
    if _told_again(scene, bound, bounds):
        return bounds[bound.number - 1].status, "status of the figure that its bracket tells again"
    told = goes_on_about(scene, bound, bounds)
    if told is not None:
        return told.status, "status of the figure whose change it tells"
    if aimed_at(scene, bound):
        return "target", "status: set as an aim"
    return ("target", "status: in a plan") if bound.number in planned else ("actual", "")


def _planned_whole(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """完成目标任务2200人的78%: the plan stands between its name and the share of it that is done."""
    start, end = bound.quantity.start, bound.quantity.end
    after = bounds[bound.number + 1] if bound.number + 1 < len(bounds) else None
    share = after is not None and after.quantity.start == end + 1 and after.quantity.measure == "share"
    return share and _PLAN.search(scene.view, max(start - 4, 0), start) is not None


def _told_again(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """Whether the figure opens a bracket that follows a figure of its sentence: 10亿美元(约78亿港元)."""
    before = figure_before(bounds, bound)
    if before is None or before.sentence != bound.sentence:
        return False
    return _TOLD_AGAIN.fullmatch(scene.view, before.quantity.end, bound.quantity.start) is not None


def _raised_from(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> str | None:
    """Whether a standard was set anew at the figure: 标准为每人240元，提高到280元."""
    before = figure_before(bounds, bound)
    if before is None or before.sentence != bound.sentence or before.status != "criterion":
        return None
    if before.quantity.unit_text != bound.quantity.unit_text:
        return None
    raised = _RAISED.fullmatch(scene.view, before.quantity.end, bound.quantity.start)
    return "standard set anew" if raised else None


def reaching_cue(scene: Scene, bound: Bound, field: str) -> CueHit | None:
    """The strongest cue for `field` whose reach covers the figure; among equals the nearest before it."""
    sentence = scene.structure.sentences[bound.sentence]
    start = scene.structure.paragraphs[sentence.paragraph].start
    reaching = [
        cue
        for cue in scene.cues.between(start, sentence.end)
        if cue.row.field == field and cue.row.value != "none" and _reaches(scene, cue, bound)
    ]
    ranked = sorted(reaching, key=lambda cue: (_STRENGTHS.index(cue.row.strength), -cue.start))
    return ranked[0] if ranked else None


def _reaches(scene: Scene, cue: CueHit, bound: Bound) -> bool:
    start, end = bound.quantity.start, bound.quantity.end
    if cue.end <= start and cue.row.side in ("after", "both"):
        between = (cue.end, start)
    elif cue.start >= end and cue.row.side in ("before", "both"):
        between = (end, cue.start)
    else:
        return False
    if cue.row.cue.startswith(_EACH) and not is_money(bound.quantity):
        return False
    if cue.row.cue == _WILL and (cue.end == start or _DISPOSES.match(scene.view, cue.end)):
        return False
    return _within(scene, cue, bound, between) and not _stopped(scene, cue, between)


def _within(scene: Scene, cue: CueHit, bound: Bound, between: tuple[int, int]) -> bool:
    reach = cue.row.reach
    if reach == "paragraph":
        return True
    if scene.structure.sentence(cue.start).index != bound.sentence:
        return False
    if reach == "touch":
        return between[1] - between[0] <= _TOUCH
    if reach == "clause":
        return scene.structure.clause(cue.start).index == bound.clause or _announced(scene, between)
    return cue.row.strength != _WEAK or _SEMICOLON.search(scene.view, *between) is None


def _announced(scene: Scene, between: tuple[int, int]) -> bool:
    """Whether a colon after the cue announces a list that goes on to the figure."""
    return _COLON.search(scene.view, *between) is not None


def _stopped(scene: Scene, cue: CueHit, between: tuple[int, int]) -> bool:
    """Whether one of the cue's stop words lies at the cue, or in the figure's clause between the two."""
    low, high = min(cue.start, between[0]), max(cue.end, between[1])
    clause = scene.structure.clause(between[1] - 1 if between[1] else 0)
    near = scene.view[max(low - 2, 0) : cue.end + 2] + "|" + scene.view[max(low, clause.start) : high]
    return any(stop in near for stop in cue.row.stops)
