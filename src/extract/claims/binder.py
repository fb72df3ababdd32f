"""The stages of binding, in order, from a scene to claims in the making."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.bases import bind_bases
from extract.claims.groups import Member, members
from extract.claims.indicators import Choice, bind_indicators
from extract.claims.parts import bind_parts
from extract.claims.periods import bind_periods, date_parts
from extract.claims.ranker import Weights
from extract.claims.scene import Bound, Scene
from extract.claims.statuses import bind_future, bind_statuses
from extract.claims.subjects import bind_subjects


def bind(scene: Scene, weights: Weights) -> tuple[list[Bound], dict[int, Choice]]:
    """Bind every quantity of the scene; returns the claims in text order and the ranked choices."""
    groups = members(scene)
    bounds = framed(scene, groups)
    choices = bind_indicators(scene, bounds, groups, weights)
    bind_bases(scene, bounds, groups)
    return bounds, choices


def framed(scene: Scene, groups: dict[int, Member]) -> list[Bound]:
    """The quantities of the scene in text order, with everything bound that frames and cues decide.

    `groups` are the scene's `members`.
    """
    structure = scene.structure
    bounds = [
        Bound(
            quantity, number, structure.sentence(quantity.start).index, structure.clause(quantity.start).index
        )
        for number, quantity in enumerate(scene.quantities.all)
    ]
    _bind_runs(bounds, groups)
    bind_statuses(scene, bounds)
    bind_subjects(scene, bounds, groups)
    bind_periods(scene, bounds, groups)
    bind_future(scene, bounds)
    bind_parts(scene, bounds, groups)
    date_parts(scene, bounds)
    return bounds


def _bind_runs(bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Mark the places in runs whose members have names, and in runs of the same size right after them."""
    for bound in bounds:
        member = groups.get(bound.quantity.start)
        if member is None or member.cell:
            continue
        place = (member.position, member.size)
        if member.respectively and member.position == 0 and not member.pieces:
            _name_by_claims(bounds[max(bound.number - member.size, 0) : bound.number], bound, member.size)
        before = bounds[bound.number - member.size] if bound.number >= member.size else None
        if member.pieces or member.entity or (before and before.run == place):
            bound.run = place


def _name_by_claims(before: Sequence[Bound], bound: Bound, size: int) -> None:
    """甲3吨、乙5吨、丙2吨，分别增长1%、2%、3%: the claims before are the names of the run."""
    alike = {(other.sentence, other.quantity.unit_text) for other in before}
    if len(before) == size and len(alike) == 1 and before[0].sentence == bound.sentence:
        for position, other in enumerate(before):
            other.run = (position, size)
