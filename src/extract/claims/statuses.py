"""Fact, target, forecast or rule: set by cues, by the future, and by class bounds (60岁以上老人)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.claims.cues import CueHit
from extract.claims.figures import is_count, is_money
from extract.claims.scene import Bound, Scene
from extract.mentions import QuantityMention

_STRENGTHS = ("strong", "weak", "last")
_TOUCH = 6  # characters that may stand between a cue and the figure it touches
_COLON = re.compile("[：:]")
# What follows a figure that only names a class: 以上 and a noun, 级 and a noun, a kind of body.
_TOLD_AGAIN = re.compile(r"[（(](?:约|约合|折合|合|折|相当于|约折合)?(?:人民币)?")
_OFFER = re.compile("[减送返用抵赠]|立减|直降|加送")
_BODY = re.compile("的?(?:城市|企业|园区|项目|县|镇|村|产业|集群)")
_CLASS_AFTER = re.compile(
    r"及?(?:以上|以下|以内)的?(?!的|，|。|、|；)[\u4e00-\u9fff]|级的?(?:城市|企业|产业|园区|集群|县|项目|市场)"
)


def bind_statuses(scene: Scene, bounds: Sequence[Bound]) -> None:
    """Fill `status` of each claim."""
    for bound in bounds:
        cue = reaching_cue(scene, bound, "status")
        if cue is not None:
            bound.status = cue.row.value
            bound.why.append(f"status cue: {cue.row.cue}")
        elif _bounds_a_class(scene, bound.quantity):
            bound.status = "criterion"
            bound.why.append("status: bounds a class")
        elif _told_again(scene, bound, bounds):
            bound.status = bounds[bound.number - 1].status
            bound.why.append("status of the figure that its bracket tells again")
        elif _of_an_offer(scene, bound, bounds):
            bound.status = "criterion"
            bound.why.append("status: the other half of an offer")


def _told_again(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """Whether the figure opens a bracket that follows a figure of its sentence: 10亿美元(约78亿港元)."""
    if bound.number == 0 or bounds[bound.number - 1].sentence != bound.sentence:
        return False
    end = bounds[bound.number - 1].quantity.end
    return _TOLD_AGAIN.fullmatch(scene.view, end, bound.quantity.start) is not None


def _of_an_offer(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """满300元减30元: what an offer gives is as much a rule as what it asks for."""
    if bound.number == 0:
        return False
    before = bounds[bound.number - 1]
    return (
        before.clause == bound.clause
        and before.status == "criterion"
        and _OFFER.fullmatch(scene.view, before.quantity.end, bound.quantity.start) is not None
    )


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
    return True


def _announced(scene: Scene, between: tuple[int, int]) -> bool:
    """Whether a colon after the cue announces a list that goes on to the figure."""
    return _COLON.search(scene.view, *between) is not None


def _stopped(scene: Scene, cue: CueHit, between: tuple[int, int]) -> bool:
    """Whether one of the cue's stop words lies at the cue, or in the figure's clause between the two."""
    low, high = min(cue.start, between[0]), max(cue.end, between[1])
    clause = scene.structure.clause(between[1] - 1 if between[1] else 0)
    near = scene.view[max(low - 2, 0) : cue.end + 2] + "|" + scene.view[max(low, clause.start) : high]
    return any(stop in near for stop in cue.row.stops)


def _bounds_a_class(scene: Scene, quantity: QuantityMention) -> bool:
    """60岁以上老人, 亿元以上项目, 万亿级城市: a bound that belongs to a noun; counts and shares have none."""
    if quantity.measure != "level" or is_count(quantity) or quantity.unit == "%":
        return False
    if _CLASS_AFTER.match(scene.view, quantity.end):
        return True
    # 超百亿元企业, 过三千亿元城市: an amount of money that stands before the noun it classifies
    return is_money(quantity) and quantity.bound != "=" and _BODY.match(scene.view, quantity.end) is not None
