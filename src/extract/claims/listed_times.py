"""Runs of figures that a list of times dates one by one: 2019年、2020年分别为3吨和5吨."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.dating import dates
from extract.claims.groups import RESPECTIVELY, Member
from extract.claims.openings import JOINTS
from extract.claims.scene import Bound, Scene
from extract.mentions import Period, QuantityMention, TimeMention
from extract.times import calendar


def listed_periods(scene: Scene, bound: Bound, member: Member | None) -> Period | None:
    """The time in a list that belongs to the figure, when its run has as many figures as the list has times.

    A span of whole years is such a list too: 2021年至2023年分别为3吨、4吨、5吨.
    """
    if member is None or member.size < 2:
        return None
    periods = _listed(scene, bound.quantity)
    named = bool(member.pieces or member.entity)
    if len(periods) == 1 and not named:
        periods = _years(periods[0], member.size)
    return periods[member.position] if len(periods) == member.size else None


def _listed(scene: Scene, quantity: QuantityMention) -> list[Period]:
    clause = scene.structure.clause(quantity.start)
    sentence = scene.structure.sentence(quantity.start)
    if RESPECTIVELY.search(scene.view, clause.start, quantity.start) is None:
        return []
    times = scene.times.between(sentence.start, quantity.start)
    return [time.period for time in _last_list(scene, times) if time.period]


def _last_list(scene: Scene, times: Sequence[TimeMention]) -> list[TimeMention]:
    """The last time that dates anything, and those joined to it before it."""
    found: list[TimeMention] = []
    for time in reversed([time for time in times if dates(scene, time)]):
        if found and scene.view[time.end : found[0].start] not in JOINTS:
            break
        found.insert(0, time)
    return found


def _years(period: Period, size: int) -> list[Period]:
    """The years of a span of exactly so many whole years."""
    start, end = period.start, period.end
    if start is None or end is None or end.year - start.year + 1 != size:
        return []
    years = [calendar.year(number) for number in range(start.year, end.year + 1)]
    return years if period == Period(years[0].start, years[-1].end) else []
