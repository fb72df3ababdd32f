"""Villages and communities right after the county or township that holds them: 余村, 起嘎安置点."""

from __future__ import annotations

from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene
from extract.entities.tail_rows import Tail, TailRow, is_unknown
from extract.patterns import late
from extract.tokens import Word

# 余村村, 起嘎安置点, after the county or township that holds it; not 各村, 城中村, 村民.
_VILLAGE = late(
    "(?P<name>[^\\W\\d_的在和与及等个各本该多全有为了是农乡城][^\\W\\d_的在和与及等个各有为了是]{0,4}?)"
    "(?P<suffix>村|社区|安置点)(?![村民庄级里委组部口内务寨])"
)
_NO_VILLAGE = ("v", "p", "d", "c", "r", "u", "m", "a", "f", "t")  # tags of words that open no name


def village(scene: Scene, place: PlaceSpan) -> Tail | None:
    """A village or community right after the county or township that holds it."""
    last = place.entries[-1]
    held = place.code is not None or any(d.level == "county" for d in last.divisions)
    match = _VILLAGE.match(scene.view, place.end) if held else None
    first = scene.word(place.end) if match else None
    if match is None or (first and _opens_no_name(first, place.end)):
        return None
    return Tail(place.end, match.end(), TailRow(match["suffix"], "PLACE", direct=False, alone=False))


def _opens_no_name(word: Word, start: int) -> bool:
    known = word.end - start > 1 and not is_unknown(word.text)
    return known and word.tag.startswith(_NO_VILLAGE)
