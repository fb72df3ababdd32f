"""What a place in the text means: full name and code, decided by the document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from extract.entities.divisions import LEVELS, Division, DivisionTable, in_force
from extract.entities.gazetteer import Entry
from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene

_CHINA = ("中国", "CN")
_NEAR = 2  # places before and after an undecided one that speak for its city


@dataclass(slots=True)
class Reading:
    """What a place resolves to; `code` is None when it is unknown or undecided."""

    name: str
    code: str | None
    ambiguous: bool = False


@dataclass(slots=True)
class Resolver:
    """Resolves the places of one document."""

    table: DivisionTable
    scene: Scene
    _named: list[Division] = field(default_factory=list)

    def read_all(self, spans: Sequence[PlaceSpan]) -> list[Reading]:
        """The full name and code of every place, in reading order; later ones may depend on earlier ones.

        A place that nothing before decides, and a name that is a word too, is read again in the light of the
        places near it.
        """
        readings = [self._read(span) for span in spans]
        for index, span in enumerate(spans):
            last = span.entries[-1]
            if last.kind == "division" and (last.weak or readings[index].ambiguous):
                near = readings[max(0, index - _NEAR) : index] + readings[index + 1 : index + _NEAR + 1]
                readings[index] = self._read(span, {reading.code[:4] for reading in near if reading.code})
        return readings

    def _read(self, span: PlaceSpan, near: Collection[str] = ()) -> Reading:
        last = span.entries[-1]
        text = self.scene.view[span.start : span.end]
        if last.kind == "pronoun":
            return self._pronoun(last)
        if last.kind != "division":
            state = last.kind == "country" and span.rules[-1] == "place.extent"
            whole = state or span.end == span.known_end
            plain = len(span.entries) == 1 and whole
            name = text[_outer_length(span) :] if last.kind == "abroad" else text
            return Reading(last.full if plain else name, last.code or self._container(span))
        division = self._decide(within(span.entries, self.scene.year), near)
        if division is None:
            return Reading(text, span.code, ambiguous=span.code is None)
        self._named.append(division)
        if span.code or span.end > span.known_end:
            return Reading(text, span.code or division.code)
        return Reading(division.name, division.code)

    def _container(self, span: PlaceSpan) -> str | None:
        """The code of the division that a site is named with: 北京怀柔科学城."""
        outer = [entry for entry in span.entries if entry.kind == "division"]
        division = self._decide(within(outer, self.scene.year), ()) if outer else None
        return division.code if division else None

    def _pronoun(self, entry: Entry) -> Reading:
        noun = entry.name[-1]
        if noun == "国":
            return Reading(*_CHINA)
        home, named = iter(self.scene.home_chain), self._recent()
        order = chain(named, home) if entry.weak else chain(home, named)
        meant = next((division for division in order if division.name.endswith(noun)), None)
        if meant is None:
            return Reading(entry.name, None, ambiguous=True)
        return Reading(meant.name, meant.code)

    def _recent(self) -> Iterator[Division]:
        """The divisions named so far with those that hold them, the latest first."""
        for division in reversed(self._named):
            yield division
            yield from self.table.parents(division, self.scene.year)

    def _decide(self, candidates: Sequence[Division], near: Collection[str]) -> Division | None:
        """The one candidate the document speaks for; None when it does not decide."""
        if len(candidates) == 1:
            return candidates[0]
        beside = _in_stems(near)
        for prefer in (self._in_home(4), self._in_home(2), beside, _highest(candidates), self._in_named):
            if len(candidates) > 1:
                candidates = [division for division in candidates if prefer(division)] or candidates
        return candidates[0] if len(candidates) == 1 else None

    def _in_home(self, digits: int) -> Callable[[Division], bool]:
        return _in_stems({division.code[:digits] for division in self.scene.home_chain})

    def _in_named(self, division: Division) -> bool:
        return any(named.holds(division) for named in self._named)


def _outer_length(span: PlaceSpan) -> int:
    """The length of a chain before its last name; a city abroad goes without it, as one at home does."""
    return sum(len(entry.name) for entry in span.entries[:-1])


def _in_stems(stems: Collection[str]) -> Callable[[Division], bool]:
    return lambda division: any(division.code.startswith(stem) for stem in stems)


def _highest(candidates: Sequence[Division]) -> Callable[[Division], bool]:
    top = min((LEVELS.index(division.level) for division in candidates), default=0)
    return lambda division: LEVELS.index(division.level) == top


def within(entries: Sequence[Entry], year: int) -> list[Division]:
    """The divisions the last name can mean, given the names before it in the chain."""
    candidates = in_force(entries[-1].divisions, year)
    for entry in reversed(entries[:-1]):
        inside = [d for d in candidates if any(outer.holds(d) for outer in entry.divisions)]
        candidates = inside or candidates
    return candidates
