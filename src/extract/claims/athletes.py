"""Figures that are a person's: an age, and what an athlete ran, threw or lifted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from extract.claims.openings import Names
from extract.claims.scene import Bound, Scene
from extract.mentions import EntityMention
from extract.patterns import late

_AGE = ("岁", "周岁")
_ATHLETE = late("(?:选手|运动员|[名小老]将|球员|队员|队友|新秀|棋手|骑手|队的)$")
# 岁的老将张三: what may stand between an age and the name it belongs to
_AGED = late("的?[\\u4e00-\\u9fff“”]{0,10}$")
_SPORT = late("决赛|金牌|银牌|冠军|夺冠|选手|世锦赛|奥运|全运|锦标赛|预赛|半决赛")
_SPORT_WORDS = 3  # so many make a text one about sports
_RESULTS = ("秒", "分", "米", "厘米", "公斤", "千克", "环", "分钟")
# Between a name and the result: no team that the named make up.
_BEFORE_RESULT = late("(?![^，。；]*(?:组成|队))[^，。；]{0,8}")


def is_about_sports(scene: Scene) -> bool:
    """Whether the text is about sports, told by its words."""
    return sum(1 for _ in islice(_SPORT.finditer(scene.view), _SPORT_WORDS)) == _SPORT_WORDS


def person_of(scene: Scene, bound: Bound, sports: bool) -> Names:
    """The person whose age or result the figure is."""
    if bound.quantity.unit_text in _AGE:
        person = _aged(scene, bound)
    else:
        person = _athlete(scene, bound) or (_result(scene, bound) if sports else None)
    return (person,) if person else ()


def _persons(scene: Scene, start: int, end: int) -> Sequence[EntityMention]:
    return [e for e in scene.entities.between(start, end) if e.type == "PERSON"]


def _last_person(scene: Scene, bound: Bound) -> EntityMention | None:
    """The last person whom the clause names before the figure."""
    named = _persons(scene, scene.structure.clauses[bound.clause].start, bound.quantity.start)
    return named[-1] if named else None


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
    person = _last_person(scene, bound)
    if person is None or not _ATHLETE.search(scene.view, clause.start, person.start):
        return None
    return person


def _result(scene: Scene, bound: Bound) -> EntityMention | None:
    """In a text about sports the person right before a time, a distance, a weight: 李雪10秒10."""
    quantity = bound.quantity
    if quantity.unit_text not in _RESULTS:
        return None
    person = _last_person(scene, bound)
    if person is None or not _BEFORE_RESULT.fullmatch(scene.view, person.end, quantity.start):
        return None
    return person
