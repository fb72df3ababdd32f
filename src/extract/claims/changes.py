"""Changes told by both their ends: 由2018年的3户增长为9户."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.claims.scene import Bound, Scene
from extract.patterns import late

_BEGINS = late("[从由](?:\\d{4}年的?)?$")
_BECOMES = late("(?:稳步|大幅|逐步)?[\u4e00-\u9fff]{0,4}[到至为](?:\\d{4}年的?)?")


def align_changes(scene: Scene, bounds: Sequence[Bound]) -> None:
    """甲由2018年的3户增长为9户；乙由2户增长为5户: the second change is of the times of the first."""
    earlier: tuple[Bound, Bound] | None = None
    for first, second in itertools.pairwise(bounds):
        if first.clause != second.clause or not ends_of_change(scene, first, second):
            continue
        clause = scene.structure.clauses[first.clause]
        timed = bool(scene.times.between(clause.start, second.quantity.start))
        if earlier and not timed and earlier[0].sentence == first.sentence:
            for bound, model in zip((first, second), earlier, strict=True):
                bound.period = model.period
                bound.why.append("period of the change before")
        earlier = first, second


def ends_of_change(scene: Scene, first: Bound, second: Bound) -> bool:
    """Whether the two are the start and the end of one change: 由2户增长为5户."""
    view, start = scene.view, first.quantity.start
    begins = _BEGINS.search(view, max(start - 10, 0), start)
    return (
        begins is not None and _BECOMES.fullmatch(view, first.quantity.end, second.quantity.start) is not None
    )
