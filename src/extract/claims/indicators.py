"""Which indicator: the best of a few candidates, chosen by weights that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.claims.candidates import Candidate, candidates
from extract.claims.choice import scores, situation
from extract.claims.groups import Member
from extract.claims.pieces import surroundings
from extract.claims.ranker import Weights
from extract.claims.scene import Bound, Scene


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a figure: all candidates with scores, the best first, and the facts weighed."""

    ranked: tuple[tuple[int, Candidate], ...]
    facts: Sequence[str] = ()


def bind_indicators(
    scene: Scene, bounds: Sequence[Bound], members: dict[int, Member], weights: Weights
) -> dict[int, Choice]:
    """Fill `indicator` of each claim, in reading order; returns the choices by claim number."""
    choices = {}
    for bound in bounds:
        choice = choose(scene, bound, bounds[: bound.number], members.get(bound.quantity.start), weights)
        if choice.ranked:
            best = choice.ranked[0][1]
            bound.indicator, bound.chosen = best.spans, best.name
            bound.why.append(f"indicator: {best.name}")
        choices[bound.number] = choice
    return choices


def choose(
    scene: Scene, bound: Bound, before: Sequence[Bound], member: Member | None, weights: Weights
) -> Choice:
    """Rank the candidates for one figure; ties keep the order in which candidates were made."""
    around = surroundings(scene, bound.quantity)
    facts = situation(scene, bound, around, before, member)
    found = candidates(scene, bound, around, before, member, weights)
    scored = zip(scores(scene, found, facts, weights), found, strict=True)
    return Choice(tuple(sorted(scored, key=lambda pair: -pair[0])), facts)
