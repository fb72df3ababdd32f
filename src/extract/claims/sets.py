"""Words that stand for several places: 3个县 after 甲、乙和丙3个县, 川渝 where the text says 川渝两地."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from extract.claims.openings import JOINTS, Names
from extract.claims.scene import Scene
from extract.lexicon import Lexicon
from extract.mentions import EntityMention, QuantityMention
from extract.patterns import late

# 川渝两地, 苏浙皖三省: the text speaks of each of them
_EACH = late("[两三四]地(?!区)|[两三四]省市?")
_ADMINISTRATIVE = late(r"[\u4e00-\u9fff]{0,6}?(?:县|区|市|州|旗|镇|乡|村|省)")


@dataclass(frozen=True, slots=True)
class AbbreviationRow:
    """A row of `place_abbreviations.tsv`."""

    character: str
    full: str
    code: str


@cache
def _abbreviations() -> dict[str, AbbreviationRow]:
    return {row.character: row for row in Lexicon().rows("place_abbreviations", AbbreviationRow)}


def joint_names(scene: Scene) -> dict[str, Names]:
    """The provinces that a name of their abbreviations stands for: 川渝, where 川渝两地 is said."""
    found: dict[str, Names] = {}
    for entity in scene.entities.all:
        if entity.type == "PLACE" and entity.code is None and _EACH.match(scene.view, entity.end):
            rows = [_abbreviations().get(character) for character in entity.name]
            found[entity.name] = tuple(replace(entity, name=r.full, code=r.code) for r in rows if r)
            if not all(rows):
                del found[entity.name]
    return found


def named_sets(scene: Scene) -> dict[int, Names]:
    """For each such count, by its start, the places it stands for."""
    known: dict[int, Names] = {}
    sets: dict[int, Names] = {}
    counts = [q for q in scene.quantities.all if q.value and _ADMINISTRATIVE.match(scene.view, q.end)]
    for quantity in counts:
        size = int(quantity.value or 0)
        listed = _listed_before(scene, quantity.start) or _listed_in_bracket(scene, quantity)
        if len(listed) == size and size > 1:
            known.setdefault(size, listed)
    for quantity in counts:
        size = int(quantity.value or 0)
        if size in known and not _listed_before(scene, quantity.start):
            sets[quantity.start] = known[size]
    return sets


def _listed_in_bracket(scene: Scene, quantity: QuantityMention) -> Names:
    """The places in the brackets of the count's sentence: 三个县…(其中甲县6.7%、乙县6.7%、丙县6.6%)."""
    sentence = scene.structure.sentence(quantity.start)
    inside = [c for c in sentence.clauses if c.depth > 0 and c.start > quantity.end]
    names = [e for c in inside for e in scene.entities.between(c.start, c.end) if e.type == "PLACE"]
    return tuple({entity.name: entity for entity in names}.values())


def _listed_before(scene: Scene, end: int) -> Names:
    """The joined places that end right before `end`."""
    listed: list[EntityMention] = []
    for entity in reversed(scene.entities.between(max(end - 200, 0), end)):
        joint = scene.view[entity.end : listed[-1].start if listed else end]
        if entity.type != "PLACE" or not (joint in JOINTS or (not listed and joint in ("", "等"))):
            break
        listed.append(entity)
    return tuple(reversed(listed))
