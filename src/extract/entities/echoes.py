"""Names that come again: a person found once is found everywhere, a long name returns without its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.entities.tails import TailReader

_HAN = re.compile("[\u4e00-\u9fff]")
_LONG_NAME = 3
_BRAND_LENGTHS = (2, 3, 4)
# The last words of a firm's name, without which its brand is left.
_FIRM = re.compile(
    "(?:集团|公司|有限公司|股份有限公司|集团有限公司|控股|股份|地产|基金|证券|保险|汽车|科技|电子)$"
)
# (以下简称“恒大”)
_INTRODUCED = re.compile(
    '[(（](?:以下简称|下称|简称)[:：]?[“"「]?([\u4e00-\u9fffA-Za-z0-9]{2,12})[”"」]?[)）]'
)


def echoes(scene: Scene, kept: Iterable[Candidate], tails: TailReader) -> Iterator[Candidate]:
    """Further occurrences of the names in `kept`."""
    names = _introduced(scene, kept, tails)
    if not names:
        return
    last = dict.fromkeys(names, 0)  # where the last occurrence of each name ended
    for _, start, end in AhoCorasick(list(names)).find_matches_as_indexes(scene.view, overlapping=True):
        name = scene.view[start:end]
        if start < last[name]:
            continue
        last[name] = end
        kind, rule = names[name]
        if scene.free(start, end) and (len(name) >= _LONG_NAME or _whole(scene, start, end, kind)):
            yield Candidate(start, end, kind, (rule,))


def _introduced(scene: Scene, kept: Iterable[Candidate], tails: TailReader) -> dict[str, tuple[str, str]]:
    names = {}
    for item in kept:
        if item.type == "PERSON":
            names[scene.view[item.start : item.end]] = ("PERSON", "person.echo")
        elif item.type == "ORG":
            names |= dict.fromkeys(_aliases(scene, item, tails), ("ORG", "org.echo"))
        elif item.type == "PLACE" and item.place is not None and item.place.end > item.place.known_end:
            names[_without_container(scene, item, tails)] = ("PLACE", "place.echo")
    return {name: what for name, what in names.items() if len(name) > 1}


def _without_container(scene: Scene, item: Candidate, tails: TailReader) -> str:
    """花莲寿丰地震站 without 花莲; nothing when less than a name would be left."""
    if item.place is None:
        return ""
    start = item.start + len(item.place.entries[0].name)
    known = "place.township" in item.rules or tails.opens_name(scene, start)
    telling = item.end - start > _LONG_NAME and known
    return scene.view[start : item.end] if telling else ""


def _aliases(scene: Scene, item: Candidate, tails: TailReader) -> Iterator[str]:
    """The short names of a firm: 恒大 of 恒大集团, and what the text itself introduces (以下简称“…”)."""
    name = scene.view[item.start : item.end]
    brand = _FIRM.sub("", name)
    if len(brand) in _BRAND_LENGTHS and brand != name and tails.opens_name(scene, item.start):
        yield brand
    introduced = _INTRODUCED.match(scene.view, item.end)
    if introduced:
        yield introduced[1]


def _whole(scene: Scene, start: int, end: int, kind: str) -> bool:
    """Whether a short name stands on its own.

    A person's may run into the next word (韩 + 正在), a brand that opens a clause too (鹏华 + 旗下).
    """
    word = scene.word(start)
    if kind == "PERSON" and word is not None and (word.start, word.end) == (start, start + 1):
        return True
    if kind == "ORG" and (start == 0 or not _HAN.match(scene.view, start - 1)):
        return True
    return scene.starts_word(start) and scene.ends_word(end)
