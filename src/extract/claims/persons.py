"""Figures that are a person's: an age, and what an athlete ran, threw or lifted."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.figures import YEARS_OF_AGE
from extract.claims.openings import Names
from extract.claims.scene import Bound, Scene
from extract.mentions import EntityMention
from extract.patterns import late

# 岁的老将张三: what may stand between an age and the name it belongs to
_AGED = late("的?[\\u4e00-\\u9fff“”]{0,10}$")
_ATHLETE = late("(?:选手|运动员|[名小老]将|球员|队员|新秀|棋手|骑手|队的)$")


def person_of(scene: Scene, bound: Bound) -> Names:
    """The person whose age or result the figure is."""
    aged = bound.quantity.unit_text in YEARS_OF_AGE
    person = _aged(scene, bound) if aged else _athlete(scene, bound)
    return (person,) if person else ()


def _aged(scene: Scene, bound: Bound) -> EntityMention | None:
    """护林员张三今年60岁, 32岁的老将张三, 姑娘张三，还不满16岁."""
    clauses = scene.structure.clauses
    clause, end = clauses[bound.clause], bound.quantity.end
    after = _persons(scene, end, clause.end)
    if after and _AGED.match(scene.view, end, after[0].start):
        return after[0]
    before = _persons(scene, clause.start, bound.quantity.start)
    if not before and bound.clause and clause.before in ("，", ","):
        last = clauses[bound.clause - 1]
        before = [e for e in _persons(scene, last.start, last.end) if e.end == last.end]
    return before[-1] if before else None


def _athlete(scene: Scene, bound: Bound) -> EntityMention | None:
    """The athlete whom the clause names before the figure: 四川选手李雪投出19米."""
    clause = scene.structure.clauses[bound.clause]
    named = _persons(scene, clause.start, bound.quantity.start)
    athlete = named and _ATHLETE.search(scene.view, clause.start, named[-1].start)
    return named[-1] if athlete else None


def _persons(scene: Scene, start: int, end: int) -> Sequence[EntityMention]:
    return [e for e in scene.entities.between(start, end) if e.type == "PERSON"]
