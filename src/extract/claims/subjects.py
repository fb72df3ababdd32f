"""Whose: the place or body that opens a clause, carried on, else the place of the release.

A place that opens a sentence keeps its scope to the sentence's end; one that opens a segment after a
semicolon, to the segment's end; one that opens another clause holds for that clause and for clauses that
only go on about the same figure. Names after 为, 到, 比, 占, 居 and the like, bodies that only report a
figure, and names listed as examples (甲、乙等40条) are no subjects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.claims.athletes import is_about_sports, person_of
from extract.claims.compared import compared_place
from extract.claims.groups import Member
from extract.claims.openings import LEADING_TAGS, NAMES, Names, names_opening
from extract.claims.phrases import tokens
from extract.claims.scene import Bound, Scene
from extract.claims.sets import joint_names, named_sets
from extract.claims.standards import sets_rate
from extract.claims.stretches import Stretches, leads_in
from extract.claims.topic import is_market_news, topic
from extract.mentions import EntityMention
from extract.structure import Clause, Sentence

COMPARED = "subject that another is compared with"
_AMONG = re.compile("其中")
_POINTS = re.compile("的(?:有|是|为|包括)")
_LOOKS_AT = re.compile("放眼|纵观|聚焦|(?:从|放到|再看|单看).{2,8}看?$")
_OPENING = ("（", "(")
_NAME_REACH = 30  # characters in which the name before a bracket may start
_CLOSING = ("）", ")")
_ITS_MARKET = re.compile(
    "(?:[、和及与][\u4e00-\u9fff]{2,6}?)*(?:等地?)?(?:市场|地区|区域|大区|片区|板块|业务|收入|营收|销售|[\u4e00-\u9fff]{0,6}?(?:工厂|基地|公司|门店|项目|产能))"
)
_NATIONWIDE = "全国"
_WORLD = ("全球", "全世界", "世界经济", "世界贸易")
_MARKS = ("全", "世")  # one of them is in each of those
_JOINED = re.compile("[和及与、]|以及")


def bind_subjects(scene: Scene, bounds: Sequence[Bound], members: dict[int, Member]) -> None:
    """Fill `subject` of each claim, in reading order."""
    scopes = _Scopes(scene)
    joint = joint_names(scene)
    for bound in bounds:
        member = members.get(bound.quantity.start)
        scope, why = scopes.at(bound, bounds)
        if member and member.entity and scopes.owns(member.entity):
            scope, why = (member.entity,), "its member of the list"
        elif member and len(scope) == member.size > 1 and not member.pieces:
            scope, why = (scope[member.position],), "its place in the run"
        elif (
            bound.run
            and bound.number >= bound.run[1]
            and bounds[bound.number - bound.run[1]].run == bound.run
        ):
            scope, why = bounds[bound.number - bound.run[1]].subject, "of its member of the list before"
        if bound.status != "criterion" or _owns_rule(scene, bound, scope, why):
            bound.subject = tuple([name for one in scope for name in joint.get(one.name, (one,))])
            bound.why.append(f"subject {why}")


def _owns_rule(scene: Scene, bound: Bound, scope: Names, why: str) -> bool:
    """Whether a rule that the figure states is somebody's."""
    if why == "opens the clause" or any(entity.type == "ORG" for entity in scope):
        return True
    return sets_rate(scene, bound) and all(name.code != "CN" for name in scope)


class _Scopes:
    """The names in force while the figures of a document are read in order."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sets = named_sets(scene)
        self._openings: dict[int, Names] = {}
        self._known_home = scene.home is not None
        self._market = is_market_news(scene)
        self._sports = is_about_sports(scene)
        self._home: Names = topic(scene)
        self._stretches = Stretches(scene, self._home)
        self._headings = _headings(scene)
        self._standing: Names = self._home
        self._local: Names = ()
        self._clause = -1
        self._sentence = -1
        self._worldwide = False  # whether the figure before was the world's
        self._fresh = True  # whether no clause of the segment has said anything yet

    def at(self, bound: Bound, bounds: Sequence[Bound]) -> tuple[Names, str]:
        """The names that own the figure, and why."""
        self._read_to(bound)
        compared = compared_place(self._scene, bound.quantity)
        if compared:
            return compared, COMPARED.removeprefix("subject ")
        person = person_of(self._scene, bound, self._sports)
        if person:
            self._standing, self._fresh, self._worldwide, self._local = person, False, False, person
            return person, "whose age or result it is"
        own = self._own(bound) or self._before_bracket(bound) or self._bracketed(bound)
        if own:
            self._worldwide = False
            self._local = own
            return own, "opens the clause"
        if self._of_the_world(bound) or (self._worldwide and _goes_on(bound, bounds)):
            self._local, self._worldwide = (), True
            return (), "is the world"
        self._worldwide = False
        if self._local and (_goes_on(bound, bounds) or self._inside_bracket(bound, bounds)):
            self._local = self._since(bound, bounds[bound.number - 1]) or self._local
            return self._local, "of the clause before"
        self._local = ()
        return self._standing, "carried"

    def _since(self, bound: Bound, before: Bound) -> Names:
        """The names with which a clause without figures opens between two figures: 甲涨1%，乙垫底，跌2%."""
        between = range(bound.clause - 1, before.clause, -1)
        return next((own for own in (self._owners(self._opening(k)) for k in between) if own), ())

    def _of_the_world(self, bound: Bound) -> bool:
        """Whether the clause speaks of the world at large: 全球动力电池装车量."""
        clause = self._scene.structure.clauses[bound.clause]
        start = clause.start
        if all(self._scene.view.find(mark, start, bound.quantity.start) < 0 for mark in _MARKS):
            return False
        words = tokens(self._scene, clause.start, bound.quantity.start)
        first = next((token for token in words if token.tag not in LEADING_TAGS), None)
        return first is not None and self._scene.view.startswith(_WORLD, first.start)

    def _read_to(self, bound: Bound) -> None:
        """Pass the clauses up to the figure's own, noting names that open sentences and segments."""
        if bound.sentence != self._sentence:
            self._sentence = bound.sentence
            self._clause = self._scene.structure.sentences[bound.sentence].clauses[0].index - 1
            self._standing, self._local, self._fresh = self._between_sentences(), (), True
        while self._clause < bound.clause:
            self._clause += 1
            clause = self._scene.structure.clauses[self._clause]
            among = _AMONG.match(self._scene.view, clause.start)
            if clause.before in ("；", ";") and not among:
                self._standing, self._local, self._fresh = self._between_segments(), (), True
            elif clause.depth == 0 and among:
                self._fresh = True  # the place after 其中 keeps its scope
            if self._fresh and self._clause != bound.clause:
                self._standing = self._owners(self._opening(self._clause)) or self._standing
                self._fresh = leads_in(self._scene, clause)

    def _inside_bracket(self, bound: Bound, bounds: Sequence[Bound]) -> bool:
        """Whether the figure stands in a bracket that the clause before it, or its neighbour, opened."""
        before = bounds[bound.number - 1] if bound.number else None
        clauses = self._scene.structure.clauses
        return before is not None and before.sentence == bound.sentence and clauses[bound.clause].depth > 0

    def _between_segments(self) -> Names:
        return self._stretches.opened(self._sentence, self._owning) or self._between_sentences()

    def _between_sentences(self) -> Names:
        """A text without a known place goes on about the place of the sentence before."""
        home = (
            self._looked_at()
            or self._stretches.spoken_of(self._sentence, self._owning)
            or self._section_home()
        )
        if self._known_home or len(self._standing) != 1 or self._standing[0].type != "PLACE":
            return home
        return self._standing

    def _looked_at(self) -> Names:
        """The place that the paragraph says it looks at: 从全国看, 放眼全省."""
        structure = self._scene.structure
        paragraph = structure.paragraphs[structure.sentences[self._sentence].paragraph]
        first = structure.clause(paragraph.start)
        looks = _LOOKS_AT.match(self._scene.view, first.start, first.end)
        return self._owners(self._opening(first.index)) if looks else ()

    def _section_home(self) -> Names:
        """In national news with several stories, what the headline of the story opens with."""
        if self._scene.home is None or self._scene.home.code != "CN":
            return self._home
        sentence = self._scene.structure.sentences[self._sentence]
        abroad = () if self._market else self._abroad(sentence)
        return self._headline(sentence.paragraph) or abroad or self._home

    def _abroad(self, sentence: Sentence) -> Names:
        """In news from abroad, which names no place at home, the foreign place named last."""
        paragraph = self._scene.structure.paragraphs[sentence.paragraph]
        places = [
            e for e in self._scene.entities.between(paragraph.start, paragraph.end) if e.type == "PLACE"
        ]
        if not places or not all(_is_foreign(place) for place in places):
            return ()
        before = [place for place in places if place.start < sentence.end]
        return (before[-1],) if before else (places[0],)

    def _own(self, bound: Bound) -> Names:
        clause = self._scene.structure.clauses[bound.clause]
        before = self._scene.quantities.between(clause.start, bound.quantity.start)
        counted = before[-1] if before else None
        if counted and counted.start not in self._sets:
            joint = _JOINED.match(self._scene.view, counted.end, bound.quantity.start)
            own = self._owners(self._opens(joint.end() if joint else counted.end, bound.quantity.start))
            return () if _is_among(bound, own) else own
        own = self._owners(self._opens(clause.start, bound.quantity.end)) or self._pointed_at(bound, clause)
        if bound.quantity.start in self._sets:
            # The count that names the set is itself no figure of the set, but what follows is.
            self._standing, self._fresh = own or self._standing, False
            return ()
        if _is_among(bound, own):
            return ()
        if self._fresh:
            self._standing, self._fresh = own or self._standing, False
        return own

    def _before_bracket(self, bound: Bound) -> Names:
        """The names that open the clause which a bracket interrupts: 全省62个县（市）财政收入."""
        clauses = self._scene.structure.clauses
        clause = clauses[bound.clause]
        if clause.before not in _CLOSING or self._scene.quantities.between(
            clause.start, bound.quantity.start
        ):
            return ()
        number = bound.clause - 1
        while number >= 0 and clauses[number].depth > clause.depth:
            number -= 1
        return self._owners(self._opening(number)) if number >= 0 else ()

    def _bracketed(self, bound: Bound) -> Names:
        """The name right before the bracket that the figure opens: 甲博物馆（1150万人次）."""
        clause = self._scene.structure.clauses[bound.clause]
        if clause.before not in _OPENING or self._scene.quantities.between(
            clause.start, bound.quantity.start
        ):
            return ()
        named = self._scene.entities.between(max(clause.start - _NAME_REACH, 0), clause.start)
        beside = [e for e in named if self._scene.view[e.end : clause.start] in _OPENING]
        return self._owners(tuple(e for e in beside if e.type in NAMES))

    def _pointed_at(self, bound: Bound, clause: Clause) -> Names:
        """The names to which a clause leads: 涨幅较大的有甲基金，涨3%."""
        pointer = _POINTS.search(self._scene.view, clause.start, bound.quantity.start)
        return self._owners(self._opens(pointer.end(), bound.quantity.end)) if pointer else ()

    def owns(self, name: EntityMention) -> bool:
        """In a release about a firm its markets own nothing: 山东市场收入 is the firm's."""
        firm = bool(self._home) and self._home[0].type == "ORG"
        if not firm or name.type != "PLACE" or name.code == "CN":
            return True
        return name.code is not None and _ITS_MARKET.match(self._scene.view, name.end) is None

    def _owners(self, names: Names) -> Names:
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
        return opening[0] if len(opening) == 1 and _is_foreign(opening[0]) else name

    def _opening(self, clause: int) -> Names:
        """The names with which the whole clause of that number opens; read when first asked for."""
        if clause not in self._openings:
            span = self._scene.structure.clauses[clause]
            self._openings[clause] = self._opens(span.start, span.end)
        return self._openings[clause]

    def _owning(self, clause: int) -> Names:
        """The names with which a clause opens, when they can own a figure."""
        return self._owners(self._opening(clause))

    def _opens(self, start: int, end: int) -> Names:
        """The names, or the named set, with which [start, end) opens."""
        counted = self._scene.quantities.between(start, end)
        if counted and counted[0].start in self._sets:
            lead = tokens(self._scene, start, counted[0].start)
            if all(token.tag in LEADING_TAGS or token.tag in NAMES for token in lead):
                return self._sets[counted[0].start]
        return names_opening(self._scene, start, end)

    def _headline(self, paragraph: int) -> Names:
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


def _is_among(bound: Bound, own: Names) -> bool:
    """Whether the names say among whom the figure is a rank, not whose: 全国第一."""
    return bound.quantity.measure == "rank" and bool(own) and own[-1].end >= bound.quantity.start


def _is_foreign(place: EntityMention) -> bool:
    return place.code is not None and place.code.isalpha() and place.code != "CN"


def _goes_on(bound: Bound, bounds: Sequence[Bound]) -> bool:
    """Whether the figure only continues the claim before it: 增长3%, 占8%, 报5元."""
    if bound.number == 0:
        return False
    before = bounds[bound.number - 1]
    if before.sentence != bound.sentence:
        return False
    return before.clause == bound.clause or bound.quantity.measure not in ("level", "rank")
