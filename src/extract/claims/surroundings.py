"""The words on both sides of a figure."""

from __future__ import annotations

from dataclasses import dataclass

from extract.claims.phrases import Token, tokens
from extract.claims.scene import Scene
from extract.claims.sorts import sorts
from extract.mentions import QuantityMention
from extract.structure import Clause

_MOST_LEFT = 14  # tokens looked at to the left; longer heads are rare
_MOST_RIGHT = 9
_CLOSED = frozenset({"）", ")", "]", "】"})


@dataclass(slots=True)
class Surroundings:
    """The tokens on both sides of a figure, in its clause, up to its neighbour figures, and their sorts."""

    left: list[Token]
    right: list[Token]
    left_sorts: list[str]
    right_sorts: list[str]
    view: str
    figure_ahead: bool


def surroundings(scene: Scene, quantity: QuantityMention) -> Surroundings:
    """The tokens left and right of `quantity` in its clause."""
    clause = scene.structure.clause(quantity.start)
    reach = before_brackets(scene, clause)
    before = scene.quantities.between(reach, quantity.start)
    left_start = before[-1].end if before else reach
    after = scene.quantities.between(quantity.end, clause.end)
    right_end = after[0].start if after else clause.end
    left = tokens(scene, left_start, quantity.start)[-_MOST_LEFT:]
    right = tokens(scene, quantity.end, right_end)[:_MOST_RIGHT]
    kinds = sorts(left, scene.verbs), sorts(right, scene.verbs)
    return Surroundings(left, right, *kinds, scene.view, bool(after))


def before_brackets(scene: Scene, clause: Clause) -> int:
    """Where the clause starts when a bracket just before the figure is read over: 投资（不含农户）378亿元."""
    clauses = scene.structure.clauses
    opening = scene.structure.sentence(clause.start).start
    index = clause.index
    while index and clauses[index].before in _CLOSED and clauses[index].start > opening:
        depth = clauses[index].depth
        index -= 1
        while index > 0 and clauses[index].depth > depth:
            index -= 1
    return max(clauses[index].start, opening)
