"""The entity finder: known names, rules, one reading for each stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.engine import Spans, alternation
from extract.entities.divisions import PRESENT, Division, DivisionTable, TownshipTable
from extract.entities.gazetteer import PLACE_KINDS, Found, Gazetteer
from extract.entities.organisations import OfficeReader
from extract.entities.persons import PersonReader
from extract.entities.places import PlaceReader, PlaceSpan
from extract.entities.resolve import Resolver, within
from extract.entities.scene import Home, Scene
from extract.entities.tails import TailReader, WordRow
from extract.lexicon import Lexicon
from extract.mentions import EntityMention
from extract.tokens import Words, tokenizer

_ORDER = {"decoy": 0, "PERSON": 1, "ORG": 2, "PLACE": 3}
_EVENT_GAP = 10


@dataclass(slots=True)
class Candidate:
    """A possible mention; the longest of those that overlap is kept."""

    start: int
    end: int
    type: str
    rules: tuple[str, ...]
    place: PlaceSpan | None = None


class EntityFinder:
    """Finds places, organisations and persons.

    Args:
        lexicon: the word lists, with the user's own laid over them.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._divisions = DivisionTable(lexicon)
        self._gazetteer = Gazetteer(lexicon, self._divisions)
        self._places = PlaceReader(TownshipTable())
        self._tails = TailReader(lexicon)
        self._offices = OfficeReader(lexicon)
        self._persons = PersonReader(lexicon)
        events = alternation(row.word for row in lexicon.rows("event_words", WordRow))
        self._event = re.compile(f"[\u4e00-\u9fff0-9（()）·—-]{{0,{_EVENT_GAP}}}?{events}")

    def find(self, view: str, words: Words, home: Home, blocked: Spans) -> list[EntityMention]:
        """Places, organisations and persons of `view`, in order, none overlapping.

        Args:
            view: the reading view of a whole document.
            words: its words, asked for only where a name may stand.
            home: the document's own place and date.
            blocked: spans that must not be read.
        """
        scene = Scene(view, words, home, blocked, self._home_chain(home))
        found = list(self._gazetteer.find(view))
        places = self._places.read(scene, [f for f in found if f.entry.kind in PLACE_KINDS])
        candidates = [*self._literal(scene, found), *self._from_places(scene, places)]
        candidates += self._from_text(scene)
        return self._mentions(scene, _longest(candidates))

    def resolve(self, name: str, home: Home) -> tuple[str, str | None] | None:
        """Full name and code of the place that `name` is, or None when it is none.

        The code is None when the place is known but has none, or when `home` does not decide between several.
        """
        words = Words(name, tokenizer(), [(0, len(name))])
        for mention in self.find(name, words, home, Spans([])):
            if mention.type == "PLACE" and (mention.start, mention.end) == (0, len(name)):
                return mention.name, mention.code
        return None

    def _home_chain(self, home: Home) -> tuple[Division, ...]:
        """The division of the document's own place and those that hold it, the smallest first."""
        found = [f.entry for f in self._gazetteer.find(home.place or "") if f.entry.kind == "division"]
        if not found:
            return ()
        year = home.date.year if home.date else PRESENT
        inmost = [d for d in within(found, year) if d.name == found[-1].name] or within(found, year)
        return (inmost[0], *self._divisions.parents(inmost[0], year))

    def _literal(self, scene: Scene, found: Sequence[Found]) -> Iterator[Candidate]:
        """Known organisations and persons, and the phrases that are neither."""
        types = {"org": "ORG", "person": "PERSON", "decoy": "decoy"}
        for name in found:
            kind = types.get(name.entry.kind)
            if kind and scene.free(name.start, name.end) and scene.starts_word(name.start):
                yield Candidate(name.start, name.end, kind, (f"{kind.lower()}.known",))

    def _from_places(self, scene: Scene, places: Sequence[PlaceSpan]) -> Iterator[Candidate]:
        """Places, and what is named after them: offices, firms, villages; no place in an event's name."""
        for place in places:
            office = self._offices.after(scene, place.end)
            if office is not None:
                yield Candidate(place.start, office, "ORG", ("org.office",))
            tail = self._tails.after(scene, place.end) if place.entries[-1].kind != "pronoun" else None
            if tail is not None and tail.row.kind == "ORG":
                yield Candidate(place.start, tail.end, "ORG", (f"org.tail:{tail.row.suffix}",))
            elif tail is not None:
                place.end = tail.end
                place.rules.append(f"place.tail:{tail.row.suffix}")
            event = self._event.match(scene.view, place.end)
            if event is None:
                yield Candidate(place.start, place.end, "PLACE", tuple(place.rules), place)
            else:
                yield Candidate(place.start, event.end(), "decoy", ("decoy.event",))

    def _from_text(self, scene: Scene) -> Iterator[Candidate]:
        """Names that no known place opens."""
        for tail in self._tails.alone(scene):
            rule = f"{tail.row.kind.lower()}.tail:{tail.row.suffix}"
            yield Candidate(tail.start, tail.end, tail.row.kind, (rule,))
        for (start, end), rule in self._offices.without_place(scene):
            if scene.free(start, end):
                yield Candidate(start, end, "ORG", (rule,))
        for (start, end), rule in self._persons.find(scene):
            yield Candidate(start, end, "PERSON", (rule,))

    def _mentions(self, scene: Scene, kept: Sequence[Candidate]) -> list[EntityMention]:
        resolver = Resolver(self._divisions, scene)
        mentions = []
        for item in kept:
            text = scene.view[item.start : item.end]
            if item.type == "decoy":
                continue
            mention = EntityMention(item.start, item.end, item.type, text, rules=item.rules)
            if item.place is not None:
                reading = resolver.read(item.place)
                mention.name, mention.code = reading.name, reading.code
                mention.flags = ("ambiguous",) if reading.ambiguous else ()
            mentions.append(mention)
        return mentions


def _longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest of overlapping candidates, in reading order."""
    taken: list[Candidate] = []
    for item in sorted(candidates, key=lambda c: (c.start - c.end, _ORDER[c.type], c.start)):
        if all(item.end <= other.start or item.start >= other.end for other in taken):
            taken.append(item)
    return sorted(taken, key=lambda c: c.start)
