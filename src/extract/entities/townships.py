"""Townships named without their county, in a text that names the county or comes from it: 阿旺镇."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extract.entities.candidates import Candidate
from extract.entities.divisions import Division, DivisionTable, in_force, township_names
from extract.entities.gazetteer import Entry
from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene
from extract.patterns import late

_SUFFIX = late("[镇乡]|街道")
_LONGEST = 12
_PROVINCES = 8  # kept at hand, half a megabyte each: of the whole country they would be much


class TownshipReader:
    """Finds townships by their full names among those of the counties that a text speaks of."""

    def __init__(self, divisions: DivisionTable) -> None:
        self._divisions = divisions
        self._alone = lru_cache(maxsize=_PROVINCES)(self._alone_in)

    def find(self, scene: Scene, places: Iterable[PlaceSpan]) -> Iterator[Candidate]:
        """Townships with the code that the county gives; without one where several counties have the name."""
        ends = [match.end() for match in _SUFFIX.finditer(scene.view)]
        codes = self._codes(scene, places) if ends else {}
        alone = self._in_province(scene) if ends else {}
        for end in ends:
            for length in range(min(_LONGEST, end), 2, -1):
                name = scene.view[end - length : end]
                known = codes.get(name) or alone.get(name)
                if known and scene.free(end - length, end) and scene.starts_word(end - length):
                    yield _candidate(end - length, end, name, known)
                    break

    def _codes(self, scene: Scene, places: Iterable[PlaceSpan]) -> dict[str, set[str]]:
        codes: dict[str, set[str]] = {}
        for county in {d.id: d for d in self._counties(scene, places)}.values():
            for namesake in self._divisions.namesakes(county):
                for name, digits in township_names(namesake).items():
                    codes.setdefault(name, set()).add(county.code + digits)
        return codes

    def _in_province(self, scene: Scene) -> dict[str, set[str]]:
        """The townships that are alone in the home province with their name."""
        province = next((home for home in scene.home_chain if home.level == "province"), None)
        if province is None:
            return {}
        return self._alone(province, scene.year)

    def _alone_in(self, province: Division, year: int) -> dict[str, set[str]]:
        named = [
            (name, county.code + digits)
            for county in self._divisions.counties(province, year)
            for name, digits in township_names(county).items()
        ]
        often = Counter([name for name, _ in named])
        return {name: {code} for name, code in named if often[name] == 1}

    def _counties(self, scene: Scene, places: Iterable[PlaceSpan]) -> Iterator[Division]:
        """The counties named in the text, and those of the document's own city."""
        for place in places:
            for division in in_force(place.entries[-1].divisions, scene.year):
                if division.level == "county":
                    yield division
        for home in scene.home_chain[:1]:
            yield from self._divisions.inside(home, scene.year) if home.level != "province" else (home,)


def _candidate(start: int, end: int, name: str, codes: set[str]) -> Candidate:
    code = min(codes) if len(codes) == 1 else None
    entry = Entry(name, "site", name, code)
    place = PlaceSpan(start, end, end, [entry], ["place.township"])
    return Candidate(start, end, "PLACE", ("place.township",), place)
