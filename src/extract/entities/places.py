"""Places: known names accepted in their context, joined to chains, with the township that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.entities.divisions import Division, DivisionTable, TownshipTable, in_force
from extract.entities.gazetteer import Entry, Found
from extract.entities.scene import Scene

# A list of places: 寻甸、禄劝和东川
_LIST_LINK = re.compile("[、,，和与及]")
_TOWN_SUFFIX = re.compile("(?:(?:[\u4e00-\u9fff]族)+乡|镇|乡|街道|苏木|市|区)$")
_LONG = 4  # names of this length do not arise by chance from neighbouring words
_SHORT = 2
_LONGEST_TOWN = 12


@dataclass(slots=True)
class PlaceSpan:
    """A place as it stands in the text: the known names it is made of, and how it was found.

    The known names end at `known_end`; after them may stand a township, then with its `code`, or an ending
    like 村.
    """

    start: int
    end: int
    known_end: int
    entries: list[Entry]
    rules: list[str] = field(default_factory=list)
    code: str | None = None


class PlaceReader:
    """Turns known names into places."""

    def __init__(self, divisions: DivisionTable, townships: TownshipTable) -> None:
        self._divisions = divisions
        self._townships = townships

    def read(self, scene: Scene, found: Sequence[Found]) -> list[PlaceSpan]:
        """The places that known names make, in order, none overlapping."""
        accepted = _supported(scene, [name for name in found if _aligned(scene, name)])
        return list(_split_lists(scene.view, self._chains(scene, accepted)))

    def _chains(self, scene: Scene, found: Sequence[Found]) -> list[PlaceSpan]:
        spans: list[PlaceSpan] = []
        for name in found:
            last = spans[-1] if spans else None
            if last and name.start < last.end:
                continue
            if last and last.end == name.start and joins(last.entries[-1], name.entry):
                last.end = last.known_end = name.end
                last.entries.append(name.entry)
                last.rules.append("place.chain")
            elif name.entry.kind != "side" or _stands_alone(scene, name, last):
                spans.append(PlaceSpan(name.start, name.end, name.end, [name.entry], [_rule(name.entry)]))
            if spans and spans[-1].known_end == name.end:
                self._add_township(scene, spans[-1])
        return spans

    def _add_township(self, scene: Scene, span: PlaceSpan) -> None:
        """Add a township that follows the county or city that holds it: 石林县 + 西街口镇."""
        for division in in_force(span.entries[-1].divisions, scene.year):
            towns = {}
            for namesake in self._divisions.namesakes(division) if division.level != "province" else ():
                towns |= self._townships.of(namesake)
            name = _township_at(scene, span.end, towns) if towns else None
            if name:
                span.end += len(name)
                span.code = division.code + (towns.get(name) or _by_short(towns).get(name, ""))
                span.rules.append("place.township")
                return


def joins(first: Entry, second: Entry) -> bool:
    """Whether two neighbouring names are one chain: 江苏无锡, 法国巴黎, 云南滇池."""
    if first.kind == "division":
        if second.kind == "division":
            return any(a.holds(b) for a in first.divisions for b in second.divisions)
        return second.kind == "site"
    return first.kind == "country" and second.kind == "abroad" and first.code == second.code


def _rule(entry: Entry) -> str:
    return f"place.{entry.kind}"


def _aligned(scene: Scene, found: Found) -> bool:
    """Whether the name is no accident of two neighbouring words: 今日本市 holds no 日本."""
    if not scene.free(found.start, found.end):
        return False
    if found.end - found.start >= _LONG:
        return True
    if found.entry.kind == "pronoun":
        return scene.starts_word(found.start) or scene.ends_word(found.end)
    if not scene.starts_word(found.start):
        return False
    word = scene.word(found.start)
    whole = word is not None and word.end >= found.end
    return found.end - found.start > _SHORT or whole or scene.ends_word(found.end)


def _supported(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The names without those weak ones that nothing near supports."""
    kept: list[Found] = []
    for run in _runs(scene.view, found):
        strong = [name for name in run if not _is_weak(scene, name.entry)]
        kept += [name for name in run if name in strong or any(_related(name, other) for other in strong)]
    return kept


def _is_weak(scene: Scene, entry: Entry) -> bool:
    """Whether the name alone does not show a place: an ordinary word, or a district without 区 far from home."""
    if entry.kind != "division":
        return False
    if entry.weak:
        return True
    shortened = [division for division in entry.divisions if division.name != entry.name]
    districts = all(d.level == "county" and d.name.endswith("区") for d in shortened)
    if len(shortened) < len(entry.divisions) or not districts:
        return False
    home = {division.code[:2] for division in scene.home_chain}
    return not any(division.code[:2] in home for division in shortened)


def _related(name: Found, other: Found) -> bool:
    """Whether both names can lie in one province."""
    provinces = {division.code[:2] for division in other.entry.divisions}
    return any(division.code[:2] in provinces for division in name.entry.divisions)


def _runs(view: str, found: Sequence[Found]) -> list[list[Found]]:
    """Names that follow each other directly or over one list mark."""
    runs: list[list[Found]] = []
    for name in found:
        if runs and _linked(view, runs[-1][-1].end, name.start, direct=True):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def _linked(view: str, end: int, start: int, *, direct: bool) -> bool:
    if end == start:
        return direct
    return start - end == 1 and _LIST_LINK.match(view, end) is not None


def _stands_alone(scene: Scene, found: Found, last: PlaceSpan | None) -> bool:
    """Whether a point of the compass is a region here: 中西部增长, but no 新疆北部 and no 东部基地."""
    if last is not None and last.end == found.start and last.entries[-1].kind != "pronoun":
        return False
    word = next(scene.after(found.end), None)
    return word is None or not word.tag.startswith(("n", "b", "j", "a", "vn"))


def _split_lists(view: str, spans: Sequence[PlaceSpan]) -> Iterator[PlaceSpan]:
    """Part a chain whose container also holds the next places of its list: 昆明市 | 寻甸、禄劝和东川."""
    for index, span in enumerate(spans):
        following = spans[index + 1] if index + 1 < len(spans) else None
        if following is None or len(span.entries) != 2 or not _same_list(view, span, following):
            yield span
            continue
        border = span.start + len(span.entries[0].name)
        yield PlaceSpan(span.start, border, border, span.entries[:1], span.rules[:1])
        yield replace(span, start=border, entries=span.entries[1:], rules=["place.list"])


def _same_list(view: str, span: PlaceSpan, following: PlaceSpan) -> bool:
    if not _linked(view, span.end, following.start, direct=False) or len(following.entries) > 1:
        return False
    outer, inner = span.entries[0].divisions, following.entries[0].divisions
    return any(a.holds(b) for a in outer for b in inner)


def _township_at(scene: Scene, start: int, towns: dict[str, str]) -> str | None:
    ahead = scene.view[start : start + _LONGEST_TOWN]
    full = [town for town in towns if ahead.startswith(town)]
    if full:
        return max(full, key=len)
    short = [name for name in _by_short(towns) if len(name) > 1 and ahead.startswith(name)]
    name = max(short, key=len, default=None)
    return name if name and scene.ends_word(start + len(name)) else None


def _by_short(towns: dict[str, str]) -> dict[str, str]:
    return {_TOWN_SUFFIX.sub("", name): digits for name, digits in towns.items()}
