"""Which names can own a figure: those that open a clause or stand before a bracket.

In a release about a firm its markets own nothing.
"""

from __future__ import annotations

from extract.claims.openings import GOVERNMENT, LEADING_TAGS, NAMES, Names, comes_from, names_opening
from extract.claims.phrases import tokens
from extract.claims.scene import Bound, Scene
from extract.claims.sets import named_sets
from extract.mentions import EntityMention
from extract.patterns import late
from extract.structure import Clause

_POINTS = late("的(?:有|是|为|包括)")
_SPOKEN_OF = late("\\s*该(局|公司|集团|行|厂|院|校|馆|站|所|社|中心|矿|协会|基金|机构|平台)")
_SPOKEN_REACH = 2000  # characters in which it was named
_OPENING = ("（", "(")
_NAME_REACH = 30  # characters in which the name before a bracket may start
_CLOSING = ("）", ")")
_NATIONWIDE = "全国"
_ITS_MARKET = late(
    "(?:[、和及与][\u4e00-\u9fff]{2,6}?)*(?:等地?)?(?:市场|地区|区域|大区|片区|板块|业务|收入|营收|销售|[\u4e00-\u9fff]{0,6}?(?:工厂|基地|公司|门店|项目|产能))"
)


class Owners:
    """The names of a document that can own figures; `home` is what it is about, `sets` its named sets."""

    def __init__(self, scene: Scene, home: Names) -> None:
        self._scene = scene
        self._home = home
        self.sets = named_sets(scene)
        self._openings: dict[int, Names] = {}
        self._headings = _headings(scene)

    def beside_bracket(self, bound: Bound) -> Names:
        """The names before a bracket, when the figure is the first in it or behind it."""
        clause = self._scene.structure.clauses[bound.clause]
        if self._scene.quantities.between(clause.start, bound.quantity.start):
            return ()
        if clause.before in _CLOSING:
            return self._interrupted(clause)
        return self._bracketed(clause) if clause.before in _OPENING else ()

    def _interrupted(self, clause: Clause) -> Names:
        """The names that open the clause which a bracket interrupts: 全省62个县（市）财政收入."""
        clauses = self._scene.structure.clauses
        number = clause.index - 1
        while number >= 0 and clauses[number].depth > clause.depth:
            number -= 1
        return self.of_clause(number) if number >= 0 else ()

    def _bracketed(self, clause: Clause) -> Names:
        """The name right before the bracket: 甲博物馆（1150万人次）."""
        named = self._scene.entities.between(max(clause.start - _NAME_REACH, 0), clause.start)
        beside = [e for e in named if self._scene.view[e.end : clause.start] in _OPENING]
        if beside and comes_from(self._scene, clause.start):
            return ()
        return self._of(tuple(e for e in beside if e.type in NAMES))

    def pointed_at(self, bound: Bound, clause: Clause) -> Names:
        """The names to which a clause leads: 涨幅较大的有甲基金，涨3%."""
        pointer = _POINTS.search(self._scene.view, clause.start, bound.quantity.start)
        return self.within(pointer.end(), bound.quantity.end) if pointer else ()

    def within(self, start: int, end: int) -> Names:
        """The names with which [start, end) opens, when they can own a figure."""
        return self._of(self._opens(start, end))

    def owns(self, name: EntityMention) -> bool:
        """In a release about a firm its markets own nothing: 山东市场收入 is the firm's."""
        firm = bool(self._home) and self._home[0].type == "ORG"
        if not firm or name.type != "PLACE" or name.code == "CN":
            return True
        return name.code is not None and _ITS_MARKET.match(self._scene.view, name.end) is None

    def _of(self, names: Names) -> Names:
        """The names, when all of them can own a figure."""
        return tuple(self._meant(name) for name in names) if all(self.owns(name) for name in names) else ()

    def _meant(self, name: EntityMention) -> EntityMention:
        """全国 in a paragraph that opens with a foreign country is that country's whole."""
        if name.code != "CN" or not self._scene.view.startswith(_NATIONWIDE, name.start):
            return name
        structure = self._scene.structure
        paragraph = structure.paragraphs[structure.sentence(name.start).paragraph]
        clause = structure.clause(paragraph.start)
        opening = names_opening(self._scene, clause.start, clause.end)
        return opening[0] if len(opening) == 1 and is_foreign(opening[0]) else name

    def _opening(self, clause: int) -> Names:
        """The names with which the whole clause of that number opens; read when first asked for."""
        if clause not in self._openings:
            span = self._scene.structure.clauses[clause]
            self._openings[clause] = self._opens(span.start, span.end)
        return self._openings[clause]

    def of_clause(self, clause: int) -> Names:
        """The names with which a clause opens, when they can own a figure."""
        return self._of(self._opening(clause))

    def _opens(self, start: int, end: int) -> Names:
        """The names, the named set, or the body spoken of before, with which [start, end) opens."""
        counted = self._scene.quantities.between(start, end)
        if counted and counted[0].start in self.sets:
            lead = tokens(self._scene, start, counted[0].start)
            if all(token.tag in LEADING_TAGS or token.tag in NAMES for token in lead):
                return self.sets[counted[0].start]
        return names_opening(self._scene, start, end) or self._spoken_of(start, end)

    def _spoken_of(self, start: int, end: int) -> Names:
        """The body that 该局 or 该厂 at the opening speaks of: the last one before of that kind."""
        spoken = _SPOKEN_OF.match(self._scene.view, start, end)
        if spoken is None:
            return ()
        before = self._scene.entities.between(max(start - _SPOKEN_REACH, 0), start)
        bodies = [e for e in before if e.type == "ORG" and e.name.endswith(spoken[1])]
        return tuple(bodies[-1:]) if bodies and not GOVERNMENT.search(bodies[-1].name) else ()

    def headline(self, paragraph: int) -> Names:
        """The single place with which the headline at or above the paragraph opens."""
        heading = self._headings[paragraph]
        names = () if heading is None else self._opening(heading)
        return names if len(names) == 1 and names[0].type == "PLACE" and names[0].code != "CN" else ()


def _headings(scene: Scene) -> list[int | None]:
    """For each paragraph, the first clause of the headline at or above it."""
    found: list[int | None] = []
    above = None
    for paragraph in scene.structure.paragraphs:
        if paragraph.heading:
            above = scene.structure.clause(paragraph.start).index
        found.append(above)
    return found


def is_foreign(place: EntityMention) -> bool:
    """Whether a place is abroad."""
    return place.code is not None and place.code.isalpha() and place.code != "CN"
