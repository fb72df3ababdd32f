"""How far the words beside two figures name the same thing: 快递业务收入 and 行业业务收入."""

from __future__ import annotations

from extract.claims.scene import Bound, Scene
from extract.patterns import late

_CHINESE = late("[\\u4e00-\\u9fff]+")
_WORDS_BEFORE = 24  # characters of the clause before a figure that may name it


def shared_words(scene: Scene, one: Bound, other: Bound) -> int:
    """The length of the longest run of characters that stands beside both figures."""
    first, second = _beside(scene, one), _beside(scene, other)
    return max((_common(a, b) for a in first for b in second), default=0)


def _beside(scene: Scene, bound: Bound) -> list[str]:
    """The words of the clause before a figure, and those right behind it."""
    clause = scene.structure.clauses[bound.clause]
    start = max(clause.start, bound.quantity.start - _WORDS_BEFORE)
    near = scene.quantities.between(start, bound.quantity.start)
    left = scene.view[near[-1].end if near else start : bound.quantity.start]
    after = _CHINESE.match(scene.view, bound.quantity.end, clause.end)
    text = left + "|" + (after[0] if after else "")
    return _CHINESE.findall(text)


def _common(one: str, other: str) -> int:
    """The length of the longest common substring."""
    best = 0
    for start in range(len(one)):
        while one[start : start + best + 1] in other and start + best < len(one):
            best += 1
    return best
