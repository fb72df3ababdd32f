"""Places: known names accepted in their context, joined to chains, with the township that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.entities.divisions import Division, DivisionTable, Townships, TownshipTable, in_force
from extract.entities.gazetteer import Entry, Found
from extract.entities.scene import Scene
from extract.tokens import known_pieces

_HAN = re.compile("[\u4e00-\u9fff]")
# 寻甸、禄劝和东川, 绥中至盘锦
_LIST_LINK = re.compile("[、,，和与及至到—–-]")
_LEAST_LIST = 3  # names that support each other in a list
_LIST_MARK = re.compile("[、和与及]")
# What shows that an ordinary word before it is a place: 白云 + 机场.
_FACILITY = re.compile(
    "(?:国际)?机场|火车站|高铁站|经济(?:技术)?开发区|高新区|综合保税区|古城|古镇|水库|港区|大桥|特大桥"
)
_TELLING = 3  # characters of a county without 县 that no words make by chance: 曹妃甸
_LONG = 4  # names of this length do not arise by chance from neighbouring words
_LONG_ABROAD = 3  # the same for countries and regions
_SHORT = 2
_PLACE_TAGS = ("ns", "nt", "nr", "j")  # of dictionary words that may begin with a place: 昆明站, not 中国人
_PHRASES = ("i", "l")  # tags of set phrases
_LONGEST_TOWN = 12
_TOWN_ENDS = "镇乡"
LIST_RULE = "place.list"  # of a place parted from the container at the head of its list
# What makes a larger name of a region, a river or a country: 皖北 + 地区, 长江 + 中下游地区, 贺兰山 + 东麓,
# 伏牛山 + 区, 老挝 + 人民民主共和国.
_EXTENT = {
    "zone": re.compile("地区(?!生产总值)|城市群|都市圈"),
    "site": re.compile("(?:[上中下]游|上中游|中上游|中下游)(?:地区|流域)?|[东西南北]麓|区(?![域别划分间])"),
    "country": re.compile(
        "(?:民主|社会主义|人民|伊斯兰|联合|阿拉伯|联邦|多民族|合作|玻利瓦尔|大)*(?:共和国|王国|公国|合众国)"
    ),
}
_SIDE = re.compile("(?:[东西南北中]|东南|东北|西南|西北|中南|中北|中西|中东)部")
_COMPASS = "东西南北中华"  # 云南滇中 is a chain, 云南西北 is none
_RIVERS = "江河水"
# Characters that make ordinary names of places, alone or together: 城南, 湖滨.
_PLAIN = frozenset("东西南北中上下左右前后内外大小新老旧故半离山河湖海江滨城市郊岛洲关门口路沙田平原坪港")
_MOUNTAINS = "山岭脉"
_NEAR = 300  # characters within which a county is read from the place that holds it


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
        accepted = _supported(scene, list(_aligned(scene, found)))
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
            if spans and spans[-1].known_end == name.end and _HAN.match(scene.view, name.end):
                self._add_township(scene, spans[-1])
                _add_extent(scene, spans[-1])
        return spans

    def _add_township(self, scene: Scene, span: PlaceSpan) -> None:
        """Add a township that follows the county or city that holds it: 石林县 + 西街口镇."""
        for division in in_force(span.entries[-1].divisions, scene.year):
            if division.level == "province":
                continue
            for namesake in self._divisions.namesakes(division):
                towns = self._townships.of(namesake)
                name = _township_at(scene, span.end, towns) if towns else ""
                if towns and name:
                    span.end += len(name)
                    span.code = division.code + _digits(towns, name)
                    span.rules.append("place.township")
                    return


def _add_extent(scene: Scene, span: PlaceSpan) -> None:
    """Add what makes a larger name of a region or a river: 皖北地区, 长江中下游."""
    kind, name = span.entries[-1].kind, span.entries[-1].name
    extent = _EXTENT[kind].match(scene.view, span.end) if kind in _EXTENT else None
    if extent is None or not scene.ends_word(extent.end()) or name.endswith(("地区", "区域")):
        return
    slope = extent[0] == "区" or extent[0].endswith("麓")
    if kind != "site" or name[-1] in (_MOUNTAINS if slope else _RIVERS):
        span.end = extent.end()
        span.rules.append("place.extent")


def joins(first: Entry, second: Entry) -> bool:
    """Whether two neighbouring names are one chain: 江苏无锡, 法国巴黎, 云南滇池."""
    if first.kind == "division":
        if second.kind == "division":
            return any(a.holds(b) for a in first.divisions for b in second.divisions)
        return second.kind == "site" or (second.kind == "zone" and second.name[0] not in _COMPASS)
    return first.kind in ("country", "abroad") and second.kind == "abroad" and first.code == second.code


def _rule(entry: Entry) -> str:
    return "own.name" if entry.own else f"place.{entry.kind}"


def _aligned(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """The names that are no accident of two neighbouring words: 今日本市 holds no 日本."""
    end = -1  # of the name before: what follows a name directly starts where a word can start
    for name in found:
        starts = scene.free(name.start, name.end) and (name.start == end or _may_start(scene, name))
        sure = name.end - name.start >= _LONG or name.entry.kind == "pronoun"
        if starts and (sure or _may_end(scene, name)):
            yield name
            end = name.end


def _may_start(scene: Scene, found: Found) -> bool:
    if found.entry.kind == "pronoun":
        return scene.starts_word(found.start) or scene.ends_word(found.end)
    long = found.end - found.start >= (_LONG if found.entry.kind == "division" else _LONG_ABROAD)
    return long or scene.starts_word(found.start)


def _may_end(scene: Scene, found: Found) -> bool:
    """Whether the name may end where it does: 昆明 in 昆明站, but not 中国 in 中国人."""
    if scene.between_words(found.end):
        return True
    if _is_province(found.entry) and _SIDE.match(scene.view, found.end):
        return True  # 山西 + 南部, though 西南部 is a word
    word = scene.word(found.start)
    if word is not None and word.end > found.end and len(known_pieces(word.text)) == 1:
        if word.tag in _PHRASES and found.entry.kind == "division":
            return False  # 长治 in 长治久安
        return word.end > found.end + 1 or word.tag in _PLACE_TAGS
    return found.end - found.start > _SHORT or scene.ends_word(found.end)


def _is_province(entry: Entry) -> bool:
    return any(division.level == "province" for division in entry.divisions)


def _supported(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The names without those weak ones that nothing near supports."""
    kept: list[Found] = []
    for run in _runs(scene.view, found):
        strong = [name for name in run if not _is_weak(scene, name, kept)]
        if not strong and _is_list_of_one_province(run):
            strong = run
        kept += [name for name in run if name in strong or any(_related(scene.view, name, o) for o in strong)]
    return kept


def _is_list_of_one_province(run: Sequence[Found]) -> bool:
    """Whether three names or more in a row can all lie in one province: 石景山、门头沟、房山."""
    if len(run) < _LEAST_LIST or any(a.end == b.start for a, b in pairwise(run)):
        return False
    provinces = [{division.code[:2] for division in name.entry.divisions} for name in run]
    return bool(set.intersection(*provinces))


def _is_weak(scene: Scene, found: Found, before: Sequence[Found]) -> bool:
    """Whether the name alone shows no place: an ordinary word, or a county without 县 far from home."""
    entry = found.entry
    if entry.kind != "division" or entry.weak:
        return entry.kind == "division" and not _names_facility(scene, found)
    if any(d.short != entry.name for d in entry.divisions):
        return False
    meant = [division for division in entry.divisions if division.valid(scene.year)]
    if any(d.level != "county" or d.name.endswith("市") for d in meant):
        return False
    if len(entry.name) >= _TELLING or _is_listed_place(scene, found):
        return False
    home = {division.code[:2] for division in scene.home_chain}
    return not any(d.code[:2] in home for d in meant) and not _held(found, meant, before)


def _names_facility(scene: Scene, found: Found) -> bool:
    """Whether a facility follows the name and it is no verb: 白云 + 机场, but not 延长 + 火车站."""
    word = scene.word(found.start)
    verb = word is not None and word.tag.startswith("v")
    return not verb and _FACILITY.match(scene.view, found.end) is not None


def _is_listed_place(scene: Scene, found: Found) -> bool:
    """Whether the dictionary has the name as a place, and it is none of plain words: 武昌, but not 城南."""
    word = scene.word(found.start)
    whole = word is not None and (word.start, word.end) == (found.start, found.end) and word.tag == "ns"
    return whole and not _PLAIN.issuperset(found.entry.name)


def _held(found: Found, meant: Sequence[Division], before: Sequence[Found]) -> bool:
    """Whether a place that holds one of `meant` was named shortly before."""
    for other in reversed(before):
        if found.start - other.end > _NEAR:
            return False
        if any(a.holds(b) for a in other.entry.divisions for b in meant):
            return True
    return False


def _related(view: str, name: Found, other: Found) -> bool:
    """Whether the names support each other: one holds the other, or they stand in a list.

    A name that is a word too needs another of its province there.
    """
    if other.end == name.start:
        return joins(other.entry, name.entry)
    if name.end == other.start:
        return joins(name.entry, other.entry)
    marks = (view[max(0, name.start - 1)], view[name.end : name.end + 1])
    if not name.entry.weak and any(map(_LIST_MARK.match, marks)):
        return True
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
        yield replace(span, start=border, entries=span.entries[1:], rules=[LIST_RULE])


def _same_list(view: str, span: PlaceSpan, following: PlaceSpan) -> bool:
    if following.start - span.end != 1 or not _LIST_MARK.match(view, span.end) or len(following.entries) > 1:
        return False
    outer, inner = span.entries[0].divisions, following.entries[0].divisions
    return any(a.holds(b) for a in outer for b in inner)


def _township_at(scene: Scene, start: int, towns: Townships) -> str:
    """The township named at `start`, empty if none: 西街口镇, 西街口, or 王岗坪乡 for 王岗坪彝族藏族乡."""
    ahead = scene.view[start : start + _LONGEST_TOWN]
    if ahead[:2] not in towns.opens:
        return ""
    for length in range(len(ahead), 1, -1):
        name = ahead[:length]
        if name in towns.full or (name[-1] in _TOWN_ENDS and name[:-1] in towns.short):
            return name
        if name in towns.short and scene.ends_word(start + length):
            return name
    return ""


def _digits(towns: Townships, name: str) -> str:
    return towns.full.get(name) or towns.short.get(name) or towns.short.get(name[:-1], "")
