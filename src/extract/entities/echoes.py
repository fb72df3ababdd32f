"""Names that come again: a person found once is found everywhere, a long name returns without its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.entities.tails import TailReader
from extract.patterns import late

# The village of 巨家镇新加坡村, which returns without its township.
_VILLAGE = late("(?:镇|乡|街道|苏木|办事处)([^镇乡]{2,5}(?:村|社区|嘎查))$")
_HAN = late("[\u4e00-\u9fff]")
_LONG_NAME = 3
_BRAND_LENGTHS = (2, 3, 4)
# The last words of a firm's name, without which its brand is left.
_FIRM = late("(?:集团|公司|有限公司|股份有限公司|集团有限公司|控股|股份|地产|基金|证券|保险|汽车|科技|电子)$")
# （WHO）, the letters of a body
_LETTERS = late("[(（]([A-Z]{2,8})[)）]")
_LETTER = late("[A-Za-z0-9]")
# (以下简称“恒大”)
_INTRODUCED = late(
    "[(（](?:[^()（）\n]{0,20}[,，；;])?(?:以下简称为?|以下统称|以下称|下称|下简称|简称为?|又称)[:：]?"
    '[“"「《]?([\u4e00-\u9fffA-Za-z0-9]{2,12}?)[”"」》]?(?:[、,，或和][^()（）\n]{0,20})?[)）]'
)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name to look for again: its type, the rule that says so, and what it resolves to."""

    type: str
    rule: str
    full: str = ""


def echoes(scene: Scene, kept: Iterable[Candidate], tails: TailReader) -> Iterator[Candidate]:
    """Further occurrences of the names in `kept`.

    A body that the text gives a short name (以下简称广铁集团) is known by it: every mention of it, long or
    short, resolves to the short name.
    """
    names = _introduced(scene, kept, tails)
    if not names:
        return
    last = dict.fromkeys(names, 0)  # where the last occurrence of each name ended
    for _, start, end in AhoCorasick(list(names)).find_matches_as_indexes(scene.view, overlapping=True):
        name = scene.view[start:end]
        if start < last[name]:
            continue
        last[name] = end
        what = names[name]
        sure = len(name) >= _LONG_NAME and not name.isascii()
        if scene.free(start, end) and (sure or _whole(scene, start, end, what.type)):
            yield Candidate(start, end, what.type, (what.rule,), name=what.full)


def name_short(scene: Scene, kept: Iterable[Candidate]) -> None:
    """Let every mention of a body that has an introduced short name resolve to that."""
    bodies = [item for item in kept if item.type == "ORG"]
    short = {scene.view[item.start : item.end]: alias for item in bodies if (alias := _alias(scene, item))}
    if not short:
        return
    short |= {_brand(alias): alias for alias in short.values()}
    short |= {alias: alias for alias in short.values()}
    for item in bodies:
        item.name = short.get(scene.view[item.start : item.end], item.name)


def _introduced(scene: Scene, kept: Iterable[Candidate], tails: TailReader) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    for item in kept:
        if item.type == "PERSON":
            names[scene.view[item.start : item.end]] = _Name("PERSON", "person.echo")
        elif item.type == "ORG":
            if item.rules[0] == "org.sibling" and tails.opens_name(scene, item.start):
                names[scene.view[item.start : item.end]] = _Name("ORG", "org.echo")
            for alias in _aliases(scene, item, tails):
                names[alias] = _Name("ORG", "org.echo")
        elif item.rules[0] in (
            "place.pair",
            "place.sibling",
            "place.listed",
            "place.foreign",
            "place.hamlet",
        ):
            names[scene.view[item.start : item.end]] = _Name("PLACE", "place.echo")
        elif item.type == "PLACE" and item.place is not None and item.place.end > item.place.known_end:
            names[_without_container(scene, item, tails)] = _Name("PLACE", "place.echo")
        elif item.type == "PLACE" and item.rules[-1] == "place.village":
            village = _VILLAGE.search(scene.view, item.start, item.end)
            if village:
                names[village[1]] = _Name("PLACE", "place.echo")
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
    brand = _brand(name)
    if len(brand) in _BRAND_LENGTHS and brand != name and tails.opens_name(scene, item.start):
        yield brand
    inner = _inner_brand(scene, item, tails)
    if inner:
        yield inner
    letters = _LETTERS.match(scene.view, item.end)
    if letters:
        yield letters[1]
    alias = _alias(scene, item)
    if alias:
        yield alias
        if len(_brand(alias)) in _BRAND_LENGTHS:
            yield _brand(alias)


def _inner_brand(scene: Scene, item: Candidate, tails: TailReader) -> str:
    """The brand behind the place in the name of a firm: 绿禾 of 昆明绿禾农业公司; empty if none."""
    start = item.start
    while (known := scene.name_in(start, start + 1)) is not None and known[1] < item.end:
        start = known[1]
    word = scene.word(start)
    if start == item.start or word is None or word.start != start or word.end >= item.end:
        return ""
    firm = len(word.text) in _BRAND_LENGTHS and _FIRM.search(scene.view, start, item.end) is not None
    return word.text if firm and tails.opens_name(scene, start) else ""


@lru_cache(maxsize=1 << 12)
def _brand(name: str) -> str:
    """The name of a firm without its last word."""
    return _FIRM.sub("", name)


def _alias(scene: Scene, item: Candidate) -> str:
    """The short name that the text introduces right after the mention; empty if none."""
    introduced = _INTRODUCED.match(scene.view, item.end)
    return introduced[1] if introduced else ""


def _whole(scene: Scene, start: int, end: int, kind: str) -> bool:
    """Whether a short name stands on its own.

    A person's may run into the next word (韩 + 正在), a brand that opens a clause too (鹏华 + 旗下).
    """
    if scene.view[start].isascii():
        sides = scene.view[start - 1 : start] + scene.view[end : end + 1]
        return _LETTER.search(sides) is None
    word = scene.word(start)
    if kind == "PERSON" and word is not None and (word.start, word.end) == (start, start + 1):
        return True
    if kind == "ORG" and (start == 0 or not _HAN.match(scene.view, start - 1)):
        return True
    return scene.starts_word(start) and scene.ends_word(end)
