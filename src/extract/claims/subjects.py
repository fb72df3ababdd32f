"""Whose: the place or body that opens a clause, carried on, else the place of the release.

A place that opens a sentence keeps its scope to the sentence's end; one that opens a segment after a
semicolon, to the segment's end; one that opens another clause holds for that clause and for clauses that
only go on about the same figure. Names after 为, 到, 比, 占, 居 and the like, bodies that only report a
figure, and names listed as examples (甲、乙等40条) are no subjects.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.compared import COMPARED, compared_place
from extract.claims.groups import Member
from extract.claims.openings import LEADING_TAGS, Names
from extract.claims.owners import Owners, is_foreign
from extract.claims.persons import person_of
from extract.claims.phrases import tokens
from extract.claims.scene import Bound, Scene, figure_before
from extract.claims.sets import joint_names
from extract.claims.standards import sets_rate
from extract.claims.stretches import Stretches, leads_in
from extract.claims.topic import is_market_news, topic
from extract.mentions import EntityMention
from extract.patterns import late
from extract.structure import Clause, Sentence

_AMONG = late("其中")
_PRONOUN = "place.pronoun"
_WORLD = ("全球", "全世界", "世界经济", "世界贸易")
_MARKS = ("全", "世")  # one of them is in each of those


def bind_subjects(scene: Scene, bounds: Sequence[Bound], members: dict[int, Member]) -> None:
    """Fill `subject` of each claim, in reading order."""
    scopes = _Scopes(scene)
    joint = joint_names(scene)
    for bound in bounds:
        member = members.get(bound.quantity.start)
        scope, why = scopes.at(bound, bounds)
        if member and member.entity and scopes.owners.owns(member.entity):
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
            names = {name.name: name for one in scope for name in joint.get(one.name, (one,))}
            bound.subject = tuple(filter(_is_known, names.values()))
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
        self._known_home = scene.home is not None
        self._market = is_market_news(scene)
        self._home: Names = topic(scene)
        self.owners = Owners(scene, self._home)
        self._stretches = Stretches(scene, self._home)
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
        named, why = self._named(bound)
        if named:
            self._local, self._worldwide = named, False
            return named, why
        if self._of_the_world(bound) or (self._worldwide and _goes_on(bound, bounds)):
            self._local, self._worldwide = (), True
            return (), "is the world"
        self._worldwide = False
        self._local, why = self._inherited(bound, bounds)
        return self._local or self._standing, why

    def _named(self, bound: Bound) -> tuple[Names, str]:
        """The names that the figure's own clause gives it, and why."""
        person = person_of(self._scene, bound)
        if person:
            self._standing, self._fresh = person, False
            return person, "whose age or result it is"
        return self._own(bound) or self.owners.beside_bracket(bound), "opens the clause"

    def _inherited(self, bound: Bound, bounds: Sequence[Bound]) -> tuple[Names, str]:
        """The names that the figure has from the one before it; none when it goes back to those in force."""
        whole = self._whole(bound, bounds)
        if whole:
            return whole, "of the figure before 其中"
        if self._local and (
            _goes_on(bound, bounds) or self._inside_bracket(bound, bounds) or self._alone(bound, bounds)
        ):
            return self._since(bound, bounds[bound.number - 1]) or self._local, "of the clause before"
        return (), "carried"

    def _alone(self, bound: Bound, bounds: Sequence[Bound]) -> bool:
        """Whether the clause says nothing before the figure: 乙不足百枚，91枚."""
        before = figure_before(bounds, bound)
        start = self._scene.structure.clauses[bound.clause].start
        return before is not None and before.sentence == bound.sentence and start == bound.quantity.start

    def _since(self, bound: Bound, before: Bound) -> Names:
        """The names with which a clause without figures opens between two figures: 甲涨1%，乙垫底，跌2%."""
        between = range(bound.clause - 1, before.clause, -1)
        return next((own for own in (self.owners.of_clause(k) for k in between) if own), ())

    def _whole(self, bound: Bound, bounds: Sequence[Bound]) -> Names:
        """Whose the figure before 其中 is, when the clause behind it names nobody."""
        before = figure_before(bounds, bound)
        if before is None or before.clause == bound.clause:
            return ()
        clauses = self._scene.structure.clauses
        opening = clauses[bound.clause] if before.sentence == bound.sentence else self._opening_among(bound)
        if opening is None or opening.depth or not _AMONG.match(self._scene.view, opening.start):
            return ()
        return before.subject if bound.sentence - before.sentence <= 1 else ()

    def _opening_among(self, bound: Bound) -> Clause | None:
        """The first clause of the figure's sentence, where it stands in the paragraph of the one before."""
        sentences = self._scene.structure.sentences
        sentence = sentences[bound.sentence]
        if not bound.sentence or sentences[bound.sentence - 1].paragraph != sentence.paragraph:
            return None
        return sentence.clauses[0]

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
            if self._fresh and self._clause != bound.clause and clause.depth == 0:
                self._standing = self.owners.of_clause(self._clause) or self._standing
                self._fresh = leads_in(self._scene, clause)

    def _inside_bracket(self, bound: Bound, bounds: Sequence[Bound]) -> bool:
        """Whether the figure stands in a bracket that the clause before it, or its neighbour, opened."""
        before = figure_before(bounds, bound)
        clauses = self._scene.structure.clauses
        return before is not None and before.sentence == bound.sentence and clauses[bound.clause].depth > 0

    def _between_segments(self) -> Names:
        return self._stretches.opened(self._sentence, self.owners.of_clause) or self._between_sentences()

    def _between_sentences(self) -> Names:
        """A text without a known place goes on about the place of the sentence before."""
        home = self._stretches.spoken_of(self._sentence, self.owners.of_clause) or self._section_home()
        if self._known_home or len(self._standing) != 1 or self._standing[0].type != "PLACE":
            return home
        return self._standing

    def _section_home(self) -> Names:
        """In national news with several stories, what the headline of the story opens with."""
        if self._scene.home is None or self._scene.home.code != "CN":
            return self._home
        sentence = self._scene.structure.sentences[self._sentence]
        abroad = () if self._market else self._abroad(sentence)
        return self.owners.headline(sentence.paragraph) or abroad or self._home

    def _abroad(self, sentence: Sentence) -> Names:
        """In news from abroad, which names no place at home, the foreign place named last."""
        paragraph = self._scene.structure.paragraphs[sentence.paragraph]
        places = [
            e for e in self._scene.entities.between(paragraph.start, paragraph.end) if e.type == "PLACE"
        ]
        if not places or not all(is_foreign(place) for place in places):
            return ()
        before = [place for place in places if place.start < sentence.end]
        return (before[-1],) if before else (places[0],)

    def _own(self, bound: Bound) -> Names:
        clause = self._scene.structure.clauses[bound.clause]
        start, sets = bound.quantity.start, self.owners.sets
        before = self._scene.quantities.between(clause.start, start)
        counted = before[-1] if before else None
        if counted and counted.start not in sets:
            own = self.owners.within(counted.end, start)
            return () if _is_among(bound, own) else own
        own = self.owners.within(clause.start, bound.quantity.end) or self.owners.pointed_at(bound, clause)
        if start in sets:
            # The count that names the set is itself no figure of the set, but what follows is.
            self._standing, self._fresh = own or self._standing, False
            return ()
        if _is_among(bound, own):
            return ()
        if self._fresh:
            self._standing, self._fresh = own or self._standing, False
        return own


def _is_known(name: EntityMention) -> bool:
    """Whether it is said who is meant: 全乡 of a text that names no township is nobody."""
    return name.code is not None or not any(rule == _PRONOUN for rule in name.rules)


def _is_among(bound: Bound, own: Names) -> bool:
    """Whether the names say among whom the figure is a rank, not whose: 全国第一."""
    return bound.quantity.measure == "rank" and bool(own) and own[-1].end >= bound.quantity.start


def _goes_on(bound: Bound, bounds: Sequence[Bound]) -> bool:
    """Whether the figure only continues the claim before it: 增长3%, 占8%, 报5元."""
    before = figure_before(bounds, bound)
    if before is None or before.sentence != bound.sentence:
        return False
    return before.clause == bound.clause or bound.quantity.measure not in ("level", "rank")
