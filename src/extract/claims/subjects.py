"""Whose: the place or body that opens a clause, carried on, else the place of the release.

A place that opens a sentence keeps its scope to the sentence's end; one that opens a segment after a
semicolon, to the segment's end; one that opens another clause holds for that clause and for clauses that
only go on about the same figure. Names after 为, 到, 比, 占, 居 and the like, bodies that only report a
figure, and names listed as examples (甲、乙等40条) are no subjects.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.claims.groups import Member
from extract.claims.phrases import Token, tokens
from extract.claims.scene import Bound, Scene
from extract.claims.standards import sets_rate
from extract.mentions import EntityMention, QuantityMention
from extract.structure import Clause, Sentence

Names = tuple[EntityMention, ...]

_NAMES = frozenset({"PLACE", "ORG", "PERSON"})
# What may stand before the name that opens a clause: times, conjunctions, adverbs, marks, 其中.
_LEADING_TAGS = frozenset({"TIME", "CUE", "c", "d", "x", "r", "f", "t", "m"})
_JOINTS = frozenset({"、", "和", "及", "与", "以及"})
_RELATES = frozenset(
    {"据", "根据", "按照", "经", "由", "向", "对", "为", "到", "在", "从", "赴", "与", "比", "较", "和"}
)
# A body in a clause with one of these reports a figure, it does not own it.
_REPORTS = re.compile(
    r"介绍|表示|公布|发布|透露|指出|获悉|了解到|认为|显示|数据|统计|通报|消息|预计|预测|测算|[说称：:]"
)
_ADMINISTRATIVE = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:县|区|市|州|旗|镇|乡|村|省)")
_GOVERNMENT = re.compile(
    "(?:政府|[省市县区州旗]委|委员会|局|部|厅|署|办公室|办|海关|人大|政协|法院|检察院|常委会|国务院|总工会|妇联|团委)$"
)
_AMONG = re.compile("其中")
# How a text speaks of the body it is about; 公司 at the end of a firm's own name is not meant.
_ITSELF = re.compile(
    "(?<![限份分子母总市团险券金融技业等家些类])公司(?![法债制])|[本该]行|[本该]基金|[本该]集团"
)
_OWN = frozenset("全我本")  # what the pronouns of the release's own place begin with
_WHERE = frozenset({"在", "从", "就", "放眼", "纵观"})
_WHERE_ENDS = frozenset({"看", "来看", "来说", "而言", "方面", "市场", "地区", "境内", "范围内"})
_POINTS = re.compile("的(?:有|是|为|包括)")
_LOOKS_AT = re.compile("放眼|纵观|从.{2,8}看$")
_WORLD = ("全球", "全世界")
_ABOVE = re.compile("高于|低于|超过|优于|好于|快于|慢于")
_LEVEL_OF = re.compile("的?(?:平均)?(?:水平|增幅|增速|比例|比值)")
_FIGURE_OF = re.compile("(?:平均(?:水平)?|同期)?的?约?")
_JOINED = re.compile("[和及与、]|以及")
_HEAD = 3  # sentences in which a text says what it is about; the first may be the page's navigation
_MAIN_MENTIONS = 3  # a name of the first lines that comes up so often is what the text is about


def bind_subjects(scene: Scene, bounds: Sequence[Bound], members: dict[int, Member]) -> None:
    """Fill `subject` of each claim, in reading order."""
    scopes = _Scopes(scene)
    for bound in bounds:
        member = members.get(bound.quantity.start)
        scope, why = scopes.at(bound, bounds)
        if member and member.entity and scopes.owns(member.entity):
            scope, why = (member.entity,), "its member of the list"
        elif (
            bound.run
            and bound.number >= bound.run[1]
            and bounds[bound.number - bound.run[1]].run == bound.run
        ):
            scope, why = bounds[bound.number - bound.run[1]].subject, "of its member of the list before"
        own_rule = why == "opens the clause" or any(entity.type == "ORG" for entity in scope)
        own_rule = own_rule or sets_rate(scene, bound)
        if bound.status != "criterion" or own_rule:
            bound.subject = scope
            bound.why.append(f"subject {why}")


class _Scopes:
    """The names in force while the figures of a document are read in order."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sets = named_sets(scene)
        self._openings: dict[int, Names] = {}
        self._known_home = scene.home is not None
        self._home: Names = self._main_name()
        self._headlined = self._headlines()
        self._standing: Names = self._home
        self._local: Names = ()
        self._clause = -1
        self._sentence = -1
        self._fresh = True  # whether no clause of the segment has said anything yet

    def at(self, bound: Bound, bounds: Sequence[Bound]) -> tuple[Names, str]:
        """The names that own the figure, and why."""
        self._read_to(bound)
        compared = _compared_place(self._scene, bound.quantity)
        if compared:
            return compared, "that another is compared with"
        own = self._own(bound)
        if own:
            self._local = own
            return own, "opens the clause"
        if self._of_the_world(bound):
            self._local = ()
            return (), "is the world"
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
        words = tokens(self._scene, clause.start, bound.quantity.start)
        first = next((token for token in words if token.tag not in _LEADING_TAGS), None)
        return first is not None and first.text.startswith(_WORLD)

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
                self._standing, self._fresh = self._between_sentences(), True
            elif clause.depth == 0 and among:
                self._fresh = True  # the place after 其中 keeps its scope
            if self._fresh and self._clause != bound.clause:
                self._standing = self._owners(self._opening(self._clause)) or self._standing
                self._fresh = self._leads(clause)

    def _inside_bracket(self, bound: Bound, bounds: Sequence[Bound]) -> bool:
        """Whether the figure stands in a bracket that the clause before it, or its neighbour, opened."""
        before = bounds[bound.number - 1] if bound.number else None
        clauses = self._scene.structure.clauses
        return before is not None and before.sentence == bound.sentence and clauses[bound.clause].depth > 0

    def _between_sentences(self) -> Names:
        """A text without a known place goes on about the place of the sentence before."""
        home = self._looked_at() or self._section_home()
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
        return self._headlined.get(sentence.paragraph) or self._abroad(sentence) or self._home

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
            return self._owners(self._opens(joint.end() if joint else counted.end, bound.quantity.start))
        own = self._owners(self._opens(clause.start, bound.quantity.end)) or self._pointed_at(bound, clause)
        if bound.quantity.start in self._sets:
            # The count that names the set is itself no figure of the set, but what follows is.
            self._standing, self._fresh = own or self._standing, False
            return ()
        if self._fresh:
            self._standing, self._fresh = own or self._standing, False
        return own

    def _pointed_at(self, bound: Bound, clause: Clause) -> Names:
        """The names to which a clause leads: 涨幅较大的有甲基金，涨3%."""
        pointer = _POINTS.search(self._scene.view, clause.start, bound.quantity.start)
        return self._owners(self._opens(pointer.end(), bound.quantity.end)) if pointer else ()

    def owns(self, name: EntityMention) -> bool:
        """In a release about a firm its markets own nothing: 山东市场收入 is the firm's."""
        firm = bool(self._home) and self._home[0].type == "ORG"
        return not firm or name.type != "PLACE" or name.code == "CN"

    def _owners(self, names: Names) -> Names:
        """The names, when all of them can own a figure."""
        return names if all(self.owns(name) for name in names) else ()

    def _leads(self, clause: Clause) -> bool:
        """Whether a clause only leads in: 目前, 其中, 从产业看."""
        words = tokens(self._scene, clause.start, clause.end)
        if words and words[0].text == "从" and words[-1].text.endswith("看"):
            return True
        return all(token.tag in _LEADING_TAGS for token in words)

    def _opening(self, clause: int) -> Names:
        """The names with which the whole clause of that number opens; read when first asked for."""
        if clause not in self._openings:
            span = self._scene.structure.clauses[clause]
            self._openings[clause] = self._opens(span.start, span.end)
        return self._openings[clause]

    def _opens(self, start: int, end: int) -> Names:
        """The names, or the named set, with which [start, end) opens."""
        counted = self._scene.quantities.between(start, end)
        if counted and counted[0].start in self._sets:
            lead = tokens(self._scene, start, counted[0].start)
            if all(token.tag in _LEADING_TAGS or token.tag in _NAMES for token in lead):
                return self._sets[counted[0].start]
        return _names_opening(self._scene, start, end)

    def _main_name(self) -> Names:
        """What the text is about: the body its head names most, else its place.

        In national news the place with which the headline opens goes before the country.
        """
        home = self._scene.home
        if home is None or home.code == "CN":
            return self._main_body() or self._titled() or ((home,) if home else ())
        return self._main_body() or (home,)

    def _headlines(self) -> dict[int, Names]:
        """For each paragraph, the single place with which the headline above it opens."""
        found: dict[int, Names] = {}
        above: Names = ()
        structure = self._scene.structure
        for paragraph in structure.paragraphs:
            if paragraph.heading:
                names = self._opening(structure.clause(paragraph.start).index)
                above = (
                    names if len(names) == 1 and names[0].type == "PLACE" and names[0].code != "CN" else ()
                )
            if above:
                found[paragraph.index] = above
        return found

    def _titled(self) -> Names:
        """In national news, the place with which the headline opens is what the text is about."""
        paragraphs = self._scene.structure.paragraphs
        if not paragraphs or not paragraphs[0].heading:
            return ()
        names = self._opening(0)
        return names if len(names) == 1 and names[0].type == "PLACE" and names[0].code != "CN" else ()

    def _main_body(self) -> Names:
        """A body of the first sentences, the headline among them, that comes up more often than any place.

        公司 and 该行 count as the body; one with which the headline opens need not outnumber the places.
        """
        scene = self._scene
        counts = Counter(entity.name for entity in scene.entities.all if entity.type in _NAMES)
        most = max([counts[e.name] for e in scene.entities.all if e.type == "PLACE"], default=0)
        spoken = len(_ITSELF.findall(scene.view))
        head = scene.structure.sentences[:_HEAD]
        opening = [entity for sentence in head for entity in self._opening(sentence.clauses[0].index)]
        for entity in scene.entities.between(0, head[-1].end if head else 0):
            if entity.type != "ORG" or _GOVERNMENT.search(entity.name):
                continue
            mentions = counts[entity.name] + spoken
            if mentions >= _MAIN_MENTIONS and (mentions > most or entity in opening):
                return (entity,)
        return ()


def named_sets(scene: Scene) -> dict[int, Names]:
    """Counts that stand for places named elsewhere: 甲、乙和丙3个县 … 3个县; by the count's start."""
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
        if entity.type != "PLACE" or not (joint in _JOINTS or (not listed and joint in ("", "等"))):
            break
        listed.append(entity)
    return tuple(reversed(listed))


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


def _names_opening(scene: Scene, start: int, end: int) -> Names:
    """The names with which [start, end) opens, joined ones together; () when something else opens it."""
    names = [e for e in scene.entities.between(start, end) if e.type in _NAMES and e.end <= end]
    if not names:
        return ()
    words = tokens(scene, start, end)
    opening, after = _located(words) or _opening_run(words)
    if not opening or (after and after.text.startswith("等")):
        return ()
    if opening[-1].tag == "ORG" and _reports(scene, opening[-1].end):
        return ()
    found = [e for e in names if opening[0].start <= e.start and e.end <= opening[-1].end]
    return tuple(_owner(scene, entity) for entity in found)


def _reports(scene: Scene, position: int) -> bool:
    """Whether the stretch up to the next comma says that the body before it reports something."""
    comma = scene.view.find("，", position)
    return _REPORTS.search(scene.view, position, comma if comma >= 0 else position + 20) is not None


def _opening_run(words: list[Token]) -> tuple[list[Token], Token | None]:
    """The joined names at the start, and the token after them."""
    at = 0
    while at < len(words) and words[at].tag in _LEADING_TAGS and words[at].text not in _RELATES:
        at += 1
    names: list[Token] = []
    joined = True
    while at < len(words) and (words[at].text in _JOINTS if not joined else words[at].tag in _NAMES):
        if joined:
            names.append(words[at])
        joined = not joined
        at += 1
    return names, words[at] if at < len(words) else None


def _located(words: list[Token]) -> tuple[list[Token], None] | None:
    """The names of a clause that only says where: 在大秦铁路, 从全国看; or of a list: 在甲、乙、丙三县共…."""
    if not words or words[0].text not in _WHERE:
        return None
    names, after = _opening_run(words[1:])
    only = names and (after is None or (after.text in _WHERE_ENDS and words[-1].text in _WHERE_ENDS))
    return (names, None) if only or (len(names) > 1 and all(name.tag == "PLACE" for name in names)) else None


def _compared_place(scene: Scene, quantity: QuantityMention) -> Names:
    """The place whose own figure another is compared with: 高于全省41.5%的平均水平."""
    if quantity.measure.startswith("change") and not _LEVEL_OF.match(scene.view, quantity.end):
        return ()
    places = [
        e for e in scene.entities.between(max(quantity.start - 12, 0), quantity.start) if e.type == "PLACE"
    ]
    if not places or not _FIGURE_OF.fullmatch(scene.view, places[-1].end, quantity.start):
        return ()
    start = places[-1].start
    return (places[-1],) if _ABOVE.search(scene.view, max(start - 2, 0), start) else ()


def _owner(scene: Scene, entity: EntityMention) -> EntityMention:
    """A government body speaks for the release's own place; so does 全市 where the place has no entry."""
    if "ambiguous" in entity.flags and scene.home and scene.home.name.endswith(entity.name[-1]):
        return scene.home if entity.name[0] in _OWN else entity
    if entity.type != "ORG":
        return entity
    if scene.home is not None and _GOVERNMENT.search(entity.name):
        return scene.home
    return _in_full(scene, entity)


def _in_full(scene: Scene, entity: EntityMention) -> EntityMention:
    """The body by the name that the text gave it first: 星河 and 星河纸业公司 are one."""
    for other in scene.entities.between(0, entity.start):
        one = other.name.startswith(entity.name) or entity.name.startswith(other.name)
        if other.type == "ORG" and one:
            return other
    return entity
