"""Places: known names accepted in their context, joined to chains, and extended by what follows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.entities.divisions import Division, TownshipTable, in_force
from extract.entities.gazetteer import Entry, Found
from extract.entities.scene import Scene

# A list of places: 寻甸、禄劝和东川
_LIST_LINK = re.compile("[、，,和与及]")
_DISTRICT = re.compile("(?:区)$")
_MIN_PLAIN = 3  # names of this length are long enough not to arise by chance


@dataclass(slots=True)
class PlaceSpan:
    """A place as it stands in the text: the known names it is made of, and how it was found.

    The known names end at `known_end`; after them may stand a township or an ending like 村.
    """

    start: int
    end: int
    known_end: int
    entries: list[Entry]
    rules: list[str] = field(default_factory=list)
    code: str | None = None


class PlaceReader:
    """Turns known names into places."""

    def __init__(self, townships: TownshipTable) -> None:
        self._townships = townships

    def read(self, scene: Scene, found: Sequence[Found]) -> list[PlaceSpan]:
        """The places that known names make, in order, none overlapping."""
        aligned = [name for name in found if self._aligned(scene, name)]
        accepted = self._settle_weak(scene, aligned)
        return [self._with_township(scene, span) for span in self._chains(scene, accepted)]

    def _aligned(self, scene: Scene, found: Found) -> bool:
        """Whether the name is no accident of two neighbouring words: 今日本市 holds no 日本."""
        if not scene.free(found.start, found.end):
            return False
        if found.end - found.start >= _MIN_PLAIN:
            return True
        word = scene.word(found.start)
        if word is None:
            return True
        last = scene.word(found.end - 1)
        return word.start == found.start and (last is word or last is None or last.end == found.end)

    def _settle_weak(self, scene: Scene, found: Sequence[Found]) -> list[Found]:
        """Drop the weak names that nothing near supports."""
        kept: list[Found] = []
        for run in _runs(scene.view, found):
            strong = [name for name in run if not self._is_weak(scene, name)]
            for name in run:
                if name in strong or any(self._related(name, other) for other in strong):
                    kept.append(name)
        return kept

    def _is_weak(self, scene: Scene, found: Found) -> bool:
        entry = found.entry
        if entry.weak:
            return True
        if entry.kind != "division" or not self._is_short(entry):
            return False
        districts = all(_DISTRICT.search(d.name) for d in entry.divisions if d.name != entry.name)
        return districts and not self._near_home(scene, entry.divisions)

    @staticmethod
    def _is_short(entry: Entry) -> bool:
        return all(d.name != entry.name and d.level == "county" for d in entry.divisions)

    @staticmethod
    def _near_home(scene: Scene, divisions: Iterable[Division]) -> bool:
        """Whether one of `divisions` lies in the province of the document's own place."""
        home = {division.code[:2] for division in scene.home_chain}
        return any(division.code[:2] in home for division in divisions)

    @staticmethod
    def _related(name: Found, other: Found) -> bool:
        provinces = {division.code[:2] for division in other.entry.divisions}
        return any(division.code[:2] in provinces for division in name.entry.divisions)

    def _chains(self, scene: Scene, found: Sequence[Found]) -> list[PlaceSpan]:
        spans: list[PlaceSpan] = []
        for name in found:
            last = spans[-1] if spans else None
            if last and last.end == name.start and joins(last.entries[-1], name.entry):
                last.end = last.known_end = name.end
                last.entries.append(name.entry)
                last.rules.append("place.chain")
            else:
                spans.append(
                    PlaceSpan(name.start, name.end, name.end, [name.entry], [f"place.{name.entry.kind}"])
                )
        return spans

    def _with_township(self, scene: Scene, span: PlaceSpan) -> PlaceSpan:
        """Add a township that follows the county or city that holds it: 石林县 + 西街口镇."""
        for division in in_force(span.entries[-1].divisions, scene.year):
            key = division.code if division.code[:2] != "71" else division.code + division.name
            towns = self._townships.of(key) if division.level != "province" else {}
            name = self._township_at(scene, span.end, towns)
            if name:
                span.end += len(name)
                span.code = towns.get(name) or _by_short(towns)[name]
                span.rules.append("place.township")
                return span
        return span

    @staticmethod
    def _township_at(scene: Scene, start: int, towns: dict[str, str]) -> str | None:
        ahead = scene.view[start : start + 10]
        if not towns or not ahead:
            return None
        full = [town for town in towns if ahead.startswith(town)]
        if full:
            return max(full, key=len)
        short = [name for name in _by_short(towns) if ahead.startswith(name)]
        name = max(short, key=len, default=None)
        return name if name and len(name) > 1 and scene.ends_word(start + len(name)) else None


def _by_short(towns: dict[str, str]) -> dict[str, str]:
    return {re.sub("(?:镇|乡|街道|苏木)$", "", name): code for name, code in towns.items()}


def _runs(view: str, found: Sequence[Found]) -> list[list[Found]]:
    """Names that follow each other directly or over one list mark."""
    runs: list[list[Found]] = []
    for name in found:
        gap = view[runs[-1][-1].end : name.start] if runs else None
        if gap is not None and (gap == "" or (len(gap) == 1 and _LIST_LINK.match(gap))):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def joins(first: Entry, second: Entry) -> bool:
    """Whether two neighbouring names are one chain: 江苏无锡, 法国巴黎, 我国西部地区."""
    if first.kind == "division" and second.kind == "division":
        return any(a.holds(b) for a in first.divisions for b in second.divisions)
    if first.kind == "country":
        return second.kind == "abroad" and first.code == second.code
    return False
