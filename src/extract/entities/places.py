"""Places: known names accepted in their context, joined to chains, with the township that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.entities.divisions import DivisionTable, Townships, TownshipTable, in_force
from extract.entities.gazetteer import Entry, Found
from extract.entities.scene import Scene
from extract.entities.support import LIST_MARK, joins, supported
from extract.patterns import late
from extract.tokens import known_pieces

_HAN = late("[\u4e00-\u9fff]")
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
_SIDE = late("(?:[东西南北中]|东南|东北|西南|西北|中南|中北|中西|中东)部")
# 东部、 + 中部 + 、西部; 北部5亿元、 + 南部 + 3亿元
_SIDE_MARK = "(?:[、和与及]|[\\d.]+[^\\d、，。\n]{0,4}[、，])"
_SIDES_BEFORE = late(f"(?:[东西南北中]{{1,2}}部{_SIDE_MARK})+$")
_SIDES_AFTER = late(f"(?:{_SIDE_MARK}[东西南北中]{{1,2}}部)+")
_LONGEST_SIDES = 40  # characters of a list before the last of it
_LAND = frozenset("区市省县村镇州海岸域原山境")  # 北部 + 山区
_LEAST_SIDES = 2  # beside the one itself
_LISTED_SIDES = ("北部", "南部")  # parts of anything, unless listed with others
_SIDES = "东西南北"
_INNER = late("部(?![分门署队长委])")
_RIVERS = "江河水"
_MOUNTAINS = "山岭脉"


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
        accepted = supported(scene, list(_aligned(scene, found)))
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


def _rule(entry: Entry) -> str:
    return "own.name" if entry.own else f"place.{entry.kind}"


def _aligned(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """The names that are no accident of two neighbouring words: 今日本市 holds no 日本."""
    end = -1  # of the name before: what follows a name directly starts where a word can start
    for name in found:
        if name.entry.kind == "zone" and _INNER.match(scene.view, name.end) and name.entry.name[-1] in _SIDES:
            continue  # 鄂西南 in 鄂西南部
        if name.entry.name[0] == "个" and scene.view[name.start - 1 : name.start].isdigit():
            continue  # 60个 + 旧住宅
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


def _stands_alone(scene: Scene, found: Found, last: PlaceSpan | None) -> bool:
    """Whether a point of the compass is a region here: 中西部增长, but no 新疆北部 and no 东部基地."""
    if last is not None and last.end == found.start and last.entries[-1].kind != "pronoun":
        return False
    before = _SIDES_BEFORE.search(scene.view, max(0, found.start - _LONGEST_SIDES), found.start)
    after = _SIDES_AFTER.match(scene.view, found.end)
    if before or after:
        sides = sum(match[0].count("部") for match in (before, after) if match)
        if found.entry.name in _LISTED_SIDES and sides < _LEAST_SIDES:
            return False
        parts = before and last and _SIDES_BEFORE.fullmatch(scene.view, last.end, found.start)
        return not parts and not _of_land(scene, after.end() if after else found.end)
    if found.entry.name in _LISTED_SIDES:
        return False
    word = next(scene.after(found.end), None)
    return word is None or not word.tag.startswith(("n", "b", "j", "a", "vn"))


def _of_land(scene: Scene, position: int) -> bool:
    """Whether a word for land follows, which the sides are only parts of: 南部和北部 + 山区."""
    word = next(scene.after(position), None)
    return word is not None and word.text[-1] in _LAND and word.text != "地区"


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
    if span.entries[1].kind != "division":
        return False  # 上饶三清山、婺源江湾
    if following.start - span.end != 1 or not LIST_MARK.match(view, span.end) or len(following.entries) > 1:
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
