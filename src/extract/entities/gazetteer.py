"""Names known beforehand: places, organisations, persons, and look-alikes that are none of them.

What a name means is an `Entry`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from extract.entities.divisions import Division, DivisionTable, NameRow
from extract.entities.literals import LiteralFinder
from extract.entities.own_names import OwnName
from extract.lexicon import Lexicon

PLACE_KINDS = frozenset(
    {"division", "country", "abroad", "zone", "side", "continent", "site", "pronoun", "own"}
)


# Plain lists of names and what they hold; a later one outranks an earlier one.
_LISTS = (
    ("listed_firms", "org"),
    ("orgs", "org"),
    ("public_persons", "person"),
    ("place_decoys", "decoy"),
)
# 鄂 + 西南; with one side alone the name is often a word or another place (京东, 甘南), so those are listed.
_SIDES = ("东北", "西北", "东南", "西南", "中北", "中南", "中西", "中东")
_SPECIAL = "800000"  # codes from here on are those of 港 and 澳


@dataclass(slots=True)
class Entry:
    """What a known name stands for.

    `kind` is one of PLACE_KINDS (`own`: a place of the user's list), `org`, `person`, `title` or `decoy` (a
    phrase that holds a name but is none: 北京时间). `own` says that the user's list has it as what it is.
    `full` is the name it resolves to. `weak` names are ordinary words too (和平, 互助); of the
    pronouns, those that point back (该县).
    """

    name: str
    kind: str
    full: str
    code: str | None = None
    weak: bool = False
    divisions: tuple[Division, ...] = ()
    own: bool = False


class Found(NamedTuple):
    """A known name at view[start:end]."""

    start: int
    end: int
    entry: Entry


# Without the detour over keyword arguments: a text has hundreds.
_FOUND: Callable[[tuple[int, int, Entry]], Found] = partial(tuple.__new__, Found)


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A row of `countries.tsv`."""

    name: str
    code: str
    full: str


@dataclass(frozen=True, slots=True)
class AbroadRow:
    """A row of `foreign_places.tsv` or `foreign_cities.tsv`."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A row of `regions.tsv`."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class AbbreviationRow:
    """A row of `place_abbreviations.tsv`."""

    character: str
    full: str
    code: str


@dataclass(frozen=True, slots=True)
class PronounRow:
    """A row of `place_pronouns.tsv`."""

    name: str
    last: bool


class Gazetteer:
    """All known names in one automaton: those of the lexicon, and the user's own, which outrank them."""

    def __init__(self, lexicon: Lexicon, divisions: DivisionTable, names: Iterable[OwnName] = ()) -> None:
        self.entries = _entries(lexicon, divisions)
        for own in names:
            self.entries[own.name] = _own_entry(own, self.entries.get(own.name))
        self._finder = LiteralFinder(self.entries)
        self._meant = [self.entries[name] for name in self._finder.words]
        self._last: tuple[str, list[Found]] = ("", [])

    def inside(self, view: str, start: int, end: int) -> list[Found]:
        """Known names in view[start:end]."""
        matches = self._finder.find(view[start:end])
        return [Found(start + first, start + last, self._meant[index]) for index, first, last in matches]

    def find(self, view: str) -> list[Found]:
        """Known names in `view`, leftmost-longest, none overlapping another."""
        # The document's own place and its names are looked for in the same text, one after the other.
        last, found = self._last
        if last is not view:
            meant = self._meant
            found = [_FOUND((start, end, meant[index])) for index, start, end in self._finder.find(view)]
            self._last = view, found
        return found


def _entries(lexicon: Lexicon, divisions: DivisionTable) -> dict[str, Entry]:
    """Entries by name; a later list outranks an earlier one."""
    entries = {entry.name: entry for entry in _division_entries(lexicon, divisions)}
    for region in lexicon.rows("regions", RegionRow):
        known = entries.get(region.name)
        if known is None or all(division.name != region.name for division in known.divisions):
            entries[region.name] = Entry(region.name, region.kind, region.name)
    for name in _sides(lexicon):
        entries.setdefault(name, Entry(name, "zone", name))
    for table in ("foreign_places", "foreign_cities"):
        for city in lexicon.rows(table, AbroadRow):
            entries.setdefault(city.name, Entry(city.name, "abroad", city.name, city.code))
    for country in lexicon.rows("countries", CountryRow):
        entries[country.name] = Entry(country.name, "country", country.full, country.code)
    for pronoun in lexicon.rows("place_pronouns", PronounRow):
        entries[pronoun.name] = Entry(pronoun.name, "pronoun", pronoun.name, weak=pronoun.last)
    for name, kind in _LISTS:
        for row in lexicon.rows(name, NameRow):
            entries[row.name] = Entry(row.name, kind, row.name)
    return entries


def _sides(lexicon: Lexicon) -> Iterator[str]:
    """Sides of the provinces by their one-character names: 鄂西南; 陕西 + 北部 is none, nor 澳 + 东北."""
    for row in lexicon.rows("place_abbreviations", AbbreviationRow):
        if row.code.endswith("0000") and row.code < _SPECIAL:
            yield from (row.character + side for side in _SIDES if row.character + side[0] != "陕西")


def _own_entry(own: OwnName, known: Entry | None) -> Entry:
    """What a name of the user's stands for; a place that is known keeps its code."""
    if own.type == "PLACE" and known and known.kind in PLACE_KINDS and own.full == own.name:
        return replace(known, weak=False, own=True)
    return Entry(own.name, "own" if own.type == "PLACE" else own.type.lower(), own.full, own=True)


def _division_entries(lexicon: Lexicon, divisions: DivisionTable) -> Iterator[Entry]:
    weak = {row.name for row in lexicon.rows("weak_places", NameRow)}
    by_name: dict[str, list[Division]] = defaultdict(list)
    for division in divisions.all:
        for name in division.names():
            by_name[name].append(division)
    for name, group in by_name.items():
        yield Entry(name, "division", name, weak=name in weak, divisions=tuple(group))
