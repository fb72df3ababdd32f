"""Changes told by both their ends: 由2018年的3户增长为9户."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.claims.scene import Bound, Scene
from extract.mentions import Period
from extract.patterns import late
from extract.times import calendar

_BEGINS = late("[从由](?:\\d{4}年的?)?$")
_BECOMES = late("(?:稳步|大幅|逐步)?[\u4e00-\u9fff]{0,4}[到至为](?:\\d{4}年的?)?")
_YEARS = late("(\\d{4})年?[-—–－~～至到](\\d{4})年")


def align_changes(scene: Scene, bounds: Sequence[Bound]) -> None:
    """甲由2018年的3户增长为9户；乙由2户增长为5户: the second change is of the times of the first."""
    earlier: tuple[Bound, Bound] | None = None
    for first, second in itertools.pairwise(bounds):
        if first.clause != second.clause or not ends_of_change(scene, first, second):
            continue
        _split_years(scene, first, second)
        clause = scene.structure.clauses[first.clause]
        timed = bool(scene.times.between(clause.start, second.quantity.start))
        if earlier and not timed and earlier[0].sentence == first.sentence:
            for bound, model in zip((first, second), earlier, strict=True):
                bound.period = model.period
                bound.why.append("period of the change before")
        earlier = first, second


def _split_years(scene: Scene, first: Bound, second: Bound) -> None:
    """2010—2014年，由11%升到13%: the first is of the first year, the second of the last."""
    if first.period is None or first.period != second.period or first.status == "criterion":
        return
    sentence = scene.structure.sentences[first.sentence]
    years = _YEARS.search(scene.view, sentence.start, first.quantity.start)
    whole = Period.parse(first.period)
    if years is None or whole.start is None or whole.end is None:
        return
    if (str(whole.start.year), str(whole.end.year)) != years.groups():
        return
    for bound, year in ((first, whole.start.year), (second, whole.end.year)):
        bound.period = str(calendar.year(year))
        bound.why.append("period: an end of the years")


def ends_of_change(scene: Scene, first: Bound, second: Bound) -> bool:
    """Whether the two are the start and the end of one change: 由2户增长为5户."""
    view, start = scene.view, first.quantity.start
    begins = _BEGINS.search(view, max(start - 10, 0), start)
    return (
        begins is not None and _BECOMES.fullmatch(view, first.quantity.end, second.quantity.start) is not None
    )
