"""The entity finder: known names and rules propose, the longest reading of a stretch is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from extract.engine import Spans
from extract.entities.bodies import BodyReader
from extract.entities.candidates import OWN, Candidate, Context, longest
from extract.entities.divisions import PRESENT, Division, DivisionTable, TownshipTable
from extract.entities.echoes import echoes, name_short
from extract.entities.facilities import FacilityReader
from extract.entities.funds import FundReader
from extract.entities.gazetteer import PLACE_KINDS, Found, Gazetteer
from extract.entities.hamlets import HamletReader
from extract.entities.home import own_place
from extract.entities.joined import PartReader
from extract.entities.lists import listed, seated
from extract.entities.organisations import OfficeReader
from extract.entities.own_names import OwnName
from extract.entities.pairs import PairReader
from extract.entities.persons import PersonReader
from extract.entities.places import LIST_RULE, PlaceReader, PlaceSpan
from extract.entities.resolve import Resolver, within
from extract.entities.scene import Home, Scene
from extract.entities.sections import sections
from extract.entities.shapes import ShapeReader
from extract.entities.siblings import SiblingReader
from extract.entities.streets import StreetReader
from extract.entities.tail_rows import Tail, WordRow
from extract.entities.tails import TailReader
from extract.entities.townships import TownshipReader
from extract.lexicon import Lexicon
from extract.mentions import EntityMention
from extract.patterns import late
from extract.tokens import Words, tokenizer

_DASH = late("[—–－-]{1,2}$")
_HAN = late("[\u4e00-\u9fff]")
_PARTY = "中共"  # before a committee: 中共昆明市委
_CHINA = "中国"  # before a medium: 中国宁波网
_LONG_NAME = 4
_LONGEST_HIDDEN = 6  # characters that a hidden name can go beyond the one that hides it
_COMPASS = "东西南北中"
_NATURE = "海江河湖山岛湾峡峰"
_TAIL_RULE = {
    "PLACE": "place.tail",
    "ESTATE": "place.tail",
    "ORG": "org.tail",
    "FIRM": "firm.tail",
    "EVENT": "event.tail",
}
_KNOWN = {"org": "ORG", "person": "PERSON", "title": "TITLE", "decoy": "NONE"}


class EntityFinder:
    """Finds places, organisations and persons.

    Args:
        lexicon: the word lists, with the user's own laid over them.
        names: the user's own names.
    """

    def __init__(self, lexicon: Lexicon, names: Iterable[OwnName] = ()) -> None:
        self._divisions = DivisionTable(lexicon)
        self._gazetteer = Gazetteer(lexicon, self._divisions, names)
        self._places = PlaceReader(self._divisions, TownshipTable(lexicon))
        self._townships = TownshipReader(self._divisions)
        self._tails = TailReader(lexicon)
        self._offices = OfficeReader(lexicon)
        self._facilities = FacilityReader(lexicon)
        self._funds = FundReader(lexicon)
        self._persons = PersonReader(lexicon)
        self._shapes = ShapeReader(lexicon)
        self._pairs = PairReader(lexicon)
        self._city_words = {row.word for row in lexicon.rows("city_words", WordRow)}
        self._bodies = BodyReader(lexicon)
        self._hamlets = HamletReader(lexicon)
        self._streets = StreetReader(lexicon)
        self._parts = PartReader(lexicon)
        self._siblings = SiblingReader(lexicon)
        self._context = Context(lexicon)
        # Releases come from the same few places; of a date only the year counts.
        self._resolved = lru_cache(maxsize=1 << 8)(self._resolve)

    def find(self, view: str, words: Words, home: Home, blocked: Spans) -> list[EntityMention]:
        """Places, organisations and persons of `view`, in order, none overlapping.

        Args:
            view: the reading view of a whole document.
            words: its words, asked for only where a name may stand.
            home: the document's own place and date.
            blocked: spans that must not be read.
        """
        scene = Scene(view, words, home, blocked, self._home_chain(home))
        found = list(self._unshadowed(scene, self._gazetteer.find(view)))
        scene.know((name.start, name.end) for name in found if _stands(scene, name))
        places = self._places.read(scene, [f for f in found if f.entry.kind in PLACE_KINDS])
        towns = list(self._townships.find(scene, places))
        proposed = [*towns, *self._known(scene, found)]
        proposed += self._from_towns(scene, towns)
        proposed += [*self._from_places(scene, places), *self._from_text(scene, places)]
        proposed = [*self._siblings.villages(scene, proposed)]
        kept = longest(self._with_part(scene, item) for item in proposed)
        kept = self._context.mentions(scene, kept)
        kept = _with(kept, self._siblings.members(scene, kept))
        kept = _with(kept, [*listed(scene, kept), *seated(scene, kept)])
        kept = _with(kept, self._listed(scene, kept))
        kept = _with(kept, (self._with_part(scene, item) for item in echoes(scene, kept, self._tails)))
        kept = _with(kept, self._parts.join(scene, kept))
        kept = _with(kept, sections(scene, kept))
        name_short(scene, kept)
        return self._mentions(scene, [item for item in kept if item.type != "NONE"])

    def _unshadowed(self, scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
        """The names, with those that an accident of two words hid: 北京 in 开通北京, behind 通北."""
        border = -1  # of the name before: what follows a name directly starts where a word can start
        starts = {name.start for name in found}
        for index, known in enumerate(found):
            clips = known.entry.name[-1] in "市区县" and known.end not in starts
            name = self._clipped(scene, known) if clips else known
            if name.start == border or _aligned(scene, name):
                yield name
                border = name.end
                continue
            end = found[index + 1].start if index + 1 < len(found) else len(scene.view)
            start = name.start + 1
            hidden = self._gazetteer.inside(scene.view, start, min(end, name.end + _LONGEST_HIDDEN))
            yield from (other for other in hidden if other.start < name.end and _aligned(scene, other))

    def _clipped(self, scene: Scene, name: Found) -> Found:
        """A division without the first character of the word that follows: 太原 + 市民, 泰山 + 区域."""
        short = self._gazetteer.entries.get(name.entry.name[:-1])
        word = scene.word(name.end - 1) if short else None
        clips = word is not None and word.start == name.end - 1 and word.text in self._city_words
        return Found(name.start, name.end - 1, short) if short and clips else name

    def resolve(self, name: str, home: Home) -> tuple[str, str | None] | None:
        """Full name and code of the place that `name` is, or None when it is none.

        The code is None when the place is known but has none, or when `home` does not decide between several.
        """
        return self._resolved(name, Home(home.place, home.date and date(home.date.year, 1, 1)))

    def _resolve(self, name: str, home: Home) -> tuple[str, str | None] | None:
        words = Words(name, tokenizer(), [(0, len(name))])
        for mention in self.find(name, words, home, Spans([])):
            if mention.type == "PLACE" and (mention.start, mention.end) == (0, len(name)):
                return mention.name, mention.code
        return None

    def own_place(self, view: str, date: date | None) -> str | None:
        """The full name of the place that 全市 or 我县 mean in `view`; None when the text leaves it open."""
        return own_place(self._gazetteer.find(view), date.year if date else PRESENT)

    def _home_chain(self, home: Home) -> tuple[Division, ...]:
        """The division of the document's own place and those that hold it, the smallest first."""
        place = home.place or ""
        named = [f for f in self._gazetteer.find(place) if f.entry.kind == "division"]
        if not named or named[-1].end != len(place):  # 平川市 is unknown, though a 平川 exists
            return ()
        found = [f.entry for f in named]
        year = home.date.year if home.date else PRESENT
        candidates = within(found, year)
        inmost = next((d for d in candidates if d.name == found[-1].name), candidates[0])
        return (inmost, *self._divisions.parents(inmost, year))

    def _known(self, scene: Scene, found: Sequence[Found]) -> Iterator[Candidate]:
        """Known organisations and persons, and the phrases that are neither."""
        for name in found:
            kind = _KNOWN.get(name.entry.kind)
            if kind is None or not scene.free(name.start, name.end):
                continue
            if kind == "NONE" or _bounded(scene, name):
                rule = OWN if name.entry.own else f"{name.entry.kind}.known"
                yield Candidate(name.start, name.end, kind, (rule,), name=name.entry.full)

    def _from_places(self, scene: Scene, places: Sequence[PlaceSpan]) -> Iterator[Candidate]:
        """Places, and what is named after them: offices, firms, villages; no place in an event's name."""
        places = [self._with_compass(scene, place) for place in places]
        for index, place in enumerate(places):
            following = places[index + 1] if index + 1 < len(places) else None
            heads_list = following is not None and following.rules == [LIST_RULE]
            if heads_list or not _HAN.match(scene.view, place.end):
                yield Candidate(place.start, place.end, "PLACE", tuple(place.rules), place)
            else:
                yield from self._continued(scene, place, places[index - 1] if index else None)

    def _from_towns(self, scene: Scene, towns: Iterable[Candidate]) -> Iterator[Candidate]:
        """What is named after a township that stands without its county: 沿河镇 + 中心小学."""
        for town in towns:
            if town.place is not None and _HAN.match(scene.view, town.end):
                yield from self._continued(scene, town.place, None)

    def _with_compass(self, scene: Scene, place: PlaceSpan) -> PlaceSpan:
        """A lake, mountain or ocean with the point of the compass in its name: 西洞庭湖, 南大西洋."""
        start, first = place.start - 1, place.entries[0]
        natural = first.kind == "site" or (first.kind == "continent" and first.name[-1] == "洋")
        if not natural or start < 0 or scene.view[start] not in _COMPASS:
            return place
        word = scene.word(start)
        if word is None or len(word.text) > 1:
            return place
        name = scene.view[start : place.known_end]
        entry = replace(place.entries[0], name=name, full=name)
        return replace(place, start=start, entries=[entry, *place.entries[1:]])

    def _continued(self, scene: Scene, place: PlaceSpan, before: PlaceSpan | None) -> Iterator[Candidate]:
        """A place that other characters follow."""
        office = self._offices.after(scene, place)
        if office is not None:
            party = len(_PARTY) if scene.view.endswith(_PARTY, 0, place.start) else 0
            yield Candidate(place.start - party, office, "ORG", ("org.office",))
        yield from self._inside_word(scene, place)
        yield Candidate(place.start, place.end, "PLACE", tuple(place.rules), place)
        tail = self._tails.after(scene, place)
        if tail is not None and tail.row.suffix == "网" and scene.view.endswith(_CHINA, 0, place.start):
            yield Candidate(place.start - len(_CHINA), tail.end, "ORG", ("org.tail:网",))
        elif tail is not None:
            joined = before is not None and _DASH.match(scene.view, before.end, place.start)
            yield _tailed(place, tail, before.start if before and joined else place.start)

    def _inside_word(self, scene: Scene, place: PlaceSpan) -> Iterator[Candidate]:
        """A dictionary word for an organisation or a sea that a place begins: 韩国队, 日本海."""
        if scene.between_words(place.end):
            return
        word = scene.word(place.start)
        longer = word is not None and word.start == place.start and word.end > place.end
        if word and longer and word.tag == "nt" and self._tails.names_organisation(word.text):
            yield Candidate(word.start, word.end, "ORG", ("org.word",))
        if word and longer and word.tag == "ns" and word.text[-1] in _NATURE:
            whole = replace(place, end=word.end) if place.entries[-1].kind == "division" else None
            yield Candidate(word.start, word.end, "PLACE", ("place.word",), whole)

    def _from_text(self, scene: Scene, places: Sequence[PlaceSpan]) -> Iterator[Candidate]:
        """Names that no known place opens."""
        for tail in self._tails.alone(scene):
            kind = "ORG" if tail.row.kind == "ORG" else "PLACE"
            yield Candidate(tail.start, tail.end, kind, (f"{kind.lower()}.tail:{tail.row.suffix}",))
        for (start, end), suffix in self._facilities.find(scene, places):
            kind = self._facilities.kinds[suffix]
            yield Candidate(start, end, kind, (f"{kind.lower()}.facility:{suffix}",))
        for (start, end), rule in (*self._offices.without_place(scene), *self._funds.find(scene)):
            if scene.free(start, end):
                yield Candidate(start, end, "ORG", (rule,))
        for start, end in self._persons.places(scene):
            yield Candidate(start, end, "PLACE", ("place.foreign",))
        yield from self._shapes.find(scene)
        yield from self._pairs.find(scene)
        yield from self._bodies.find(scene)
        yield from self._hamlets.find(scene)
        yield from self._streets.find(scene, places)
        for (start, end), rule in self._persons.find(scene):
            yield Candidate(start, end, "PERSON", (rule,))

    def _listed(self, scene: Scene, kept: Sequence[Candidate]) -> Iterator[Candidate]:
        """Persons in a list that a known person opens."""
        ends = [item.end for item in kept if item.type == "PERSON"]
        bodies = [item.end for item in kept if item.type == "ORG"]
        for (start, end), rule in (
            *self._persons.listed(scene, ends),
            *self._persons.after_bodies(scene, bodies),
        ):
            yield Candidate(start, end, "PERSON", (rule,))

    def _with_part(self, scene: Scene, item: Candidate) -> Candidate:
        """An organisation together with the part of it that is named after it: 公安部 + 交通管理局."""
        part = self._tails.part(scene, item.end) if item.type == "ORG" else None
        if part is None or not scene.free(part.start, part.end):
            return item
        return Candidate(item.start, part.end, "ORG", (*item.rules, f"org.part:{part.row.suffix}"))

    def _mentions(self, scene: Scene, kept: Sequence[Candidate]) -> list[EntityMention]:
        places = [item.place for item in kept if item.place is not None]
        readings = iter(Resolver(self._divisions, scene).read_all(places))
        mentions = []
        for item in kept:
            text = scene.view[item.start : item.end]
            mention = EntityMention(item.start, item.end, item.type, item.name or text, rules=item.rules)
            if item.place is not None:
                reading = next(readings)
                mention.name, mention.code = reading.name, reading.code
                mention.flags = ("ambiguous",) if reading.ambiguous else ()
            mentions.append(mention)
        return mentions


def _aligned(scene: Scene, name: Found) -> bool:
    """Whether words begin and end where a short name does; the first word alone decides for a place."""
    if name.end - name.start >= _LONG_NAME or name.entry.kind == "decoy" or scene.starts_word(name.start):
        return name.entry.kind not in _KNOWN or name.entry.kind == "decoy" or _bounded(scene, name)
    return name.entry.kind == "pronoun"


def _stands(scene: Scene, name: Found) -> bool:
    """Whether a known name may be one here: no ordinary word, and no piece of a longer word."""
    if name.entry.weak or name.entry.kind == "decoy":
        return False
    return name.end - name.start >= _LONG_NAME or scene.starts_word(name.start)


def _with(kept: list[Candidate], found: Iterable[Candidate]) -> list[Candidate]:
    """What is kept when more is found."""
    more = list(found)
    return longest([*kept, *more]) if more else kept


def _bounded(scene: Scene, name: Found) -> bool:
    """Whether a known name stands on its own and is not cut out of words: 民政部门 holds no 民政部."""
    if scene.view[name.end - 1] == "部" and scene.view.startswith("门", name.end):
        return False
    if name.end - name.start >= _LONG_NAME:
        return True
    return scene.starts_word(name.start) and scene.ends_word(name.end)


def _tailed(place: PlaceSpan, tail: Tail, start: int) -> Candidate:
    """A place with what follows it; a place before a dash belongs to it too: 西宁—海东都市圈."""
    rule = f"{_TAIL_RULE[tail.row.kind]}:{tail.row.suffix}"
    if tail.row.kind == "EVENT":
        return Candidate(start, tail.end, "NONE", (rule,))
    if tail.row.kind in ("ORG", "FIRM"):
        return Candidate(start, tail.end, "ORG", (rule,))
    if start < place.start:
        return Candidate(start, tail.end, "PLACE", (rule,))
    rules = (*place.rules, rule)
    return Candidate(start, tail.end, "PLACE", rules, replace(place, end=tail.end))
