"""Sections of rivers, canals and walls that are named after a place: 长江 + 铜陵 + 段."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.patterns import late

_BETWEEN = late("干流|主河道|主航道|国家文化公园")
_SECTION = late("(?:河|江|干流|流域)?段(?![落位时]|沿线)")
_TOWN = late("(?:城区|县城|市区|城)段")  # 伊河 + 城区段
_WATERS = "江河水渠墙溪"


def sections(scene: Scene, kept: Sequence[Candidate]) -> Iterator[Candidate]:
    """Two places that together name a section; `kept` is in order."""
    for river in kept:
        town = _TOWN.match(scene.view, river.end) if river.rules[0] == "place.site" else None
        if town and scene.view[river.end - 1] in _WATERS:
            yield Candidate(river.start, town.end(), "PLACE", ("place.section",))
    for river, place in pairwise(kept):
        if river.type != "PLACE" or place.type != "PLACE" or scene.view[river.end - 1] not in _WATERS:
            continue
        gap = scene.view[river.end : place.start]
        section = _SECTION.match(scene.view, place.end)
        if section and (not gap or _BETWEEN.fullmatch(gap)) and scene.ends_word(section.end()):
            yield Candidate(river.start, section.end(), "PLACE", ("place.section",))
