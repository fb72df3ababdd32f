"""Which indicator: the best of a few candidates, chosen by weights that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from extract.claims.candidates import Candidate, Candidates, candidates
from extract.claims.choice import Situation, scores, situation
from extract.claims.groups import Member
from extract.claims.ranker import Weights, best
from extract.claims.scene import Bound, Scene
from extract.claims.surroundings import surroundings


@dataclass(slots=True)
class Choice:
    """What was chosen from for a figure: candidates as they were made, their scores, the situation."""

    candidates: Candidates
    scores: Sequence[int]
    about: Situation

    @property
    def ranked(self) -> tuple[tuple[int, Candidate], ...]:
        """All candidates with scores, the best first; ties keep the order in which they were made."""
        scored = list(zip(self.scores, self.candidates.items(), strict=True))
        scored.sort(key=itemgetter(0), reverse=True)
        return tuple([(score, Candidate(name, spans)) for score, (spans, name) in scored])


def bind_indicators(
    scene: Scene, bounds: Sequence[Bound], members: dict[int, Member], weights: Weights
) -> dict[int, Choice]:
    """Fill `indicator` of each claim, in reading order; returns the choices by claim number."""
    choices = {}
    before: list[Bound] = []
    for bound in bounds:
        choice = choose(scene, bound, before, members.get(bound.quantity.start), weights)
        if choice.candidates:
            bound.indicator = best(list(choice.candidates), choice.scores)
            bound.chosen = choice.candidates[bound.indicator]
            bound.why.append(f"indicator: {bound.chosen}")
        choices[bound.number] = choice
        before.append(bound)
    return choices


def choose(
    scene: Scene, bound: Bound, before: Sequence[Bound], member: Member | None, weights: Weights
) -> Choice:
    """Weigh the candidates for one figure."""
    around = surroundings(scene, bound.quantity)
    about = situation(scene, bound, around, before, member)
    found = candidates(scene, bound, around, before, member, weights)
    return Choice(found, scores(scene, found, about, weights), about)
