"""Which known names stand for places where they are: ordinary words and far counties need support.

A name that is a word too (和平), or a county without 县 far from home, is a place beside what holds it, in a
list of places, or before a facility.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.entities.divisions import Division
from extract.entities.gazetteer import Entry, Found
from extract.entities.scene import Scene
from extract.patterns import late

LIST_MARK = late("[、和与及]")
# 寻甸、禄劝和东川, 绥中至盘锦
_LIST_LINK = late("[、,，和与及至到—–-]")
_LEAST_LIST = 3  # names that support each other in a list
# What shows that an ordinary word before it is a place: 白云 + 机场.
_FACILITY = late(
    "(?:国际)?机场|火车站|高铁站|经济(?:技术)?开发区|经开区|高新区|综合保税区|古城|古镇|水库|港区|大桥|特大桥"
    "|供电局|供电公司|公安局|人民法院|人民检察院|税务局|海关|人民医院|中医院|第?一中学?"
)
# What shows that a far county before it is a place: 天河 + 机场, 盐田 + 港.
_SEAT = late(
    "(?:国际)?机场|[东西南北]?站|火车站|高铁站|经济(?:技术)?开发区|开发区|经开区|高新区|(?:国家)?高新技术|综合保税区|综保区|保税区"
    "|工业园|产业园|科技园|物流园|新城|新区|古城|古镇|水库|水电站|灌区|港(?![口湾交元币股商资澳])|港区|码头|口岸|大桥|特大桥|隧道"
    "|海关|法院|检察院|公安|医院|中学|支行|分行|农商银?行|供电|电厂|分局|税务局|县委|区委"
)
_TELLING = 3  # characters of a county without 县 that no words make by chance: 曹妃甸
_COMPASS = "东西南北中华"  # 云南滇中 is a chain, 云南西北 is none
# Characters that make ordinary names of places, alone or together: 城南, 湖滨.
_PLAIN = frozenset("东西南北中上下左右前后内外大小新老旧故半离山河湖海江滨城市郊岛洲关门口路沙田平原坪港")
_NEAR = 300  # characters within which a county is read from the place that holds it


def supported(scene: Scene, found: Sequence[Found]) -> list[Found]:
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
    if scene.starts_word(found.start) and _SEAT.match(scene.view, found.end):
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
    if not name.entry.weak and any(map(LIST_MARK.match, marks)):
        return True
    provinces = {division.code[:2] for division in other.entry.divisions}
    return any(division.code[:2] in provinces for division in name.entry.divisions)


def _runs(view: str, found: Sequence[Found]) -> list[list[Found]]:
    """Names that follow each other directly or over one list mark."""
    runs: list[list[Found]] = []
    for name in found:
        if runs and _linked(view, runs[-1][-1].end, name.start):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def _linked(view: str, end: int, start: int) -> bool:
    return end == start or (start - end == 1 and _LIST_LINK.match(view, end) is not None)


def joins(first: Entry, second: Entry) -> bool:
    """Whether two neighbouring names are one chain: 江苏无锡, 法国巴黎, 云南滇池."""
    if first.kind == "division":
        if second.kind == "division":
            return any(a.holds(b) for a in first.divisions for b in second.divisions)
        return second.kind == "site" or (second.kind == "zone" and second.name[0] not in _COMPASS)
    return first.kind in ("country", "abroad") and second.kind == "abroad" and first.code == second.code
