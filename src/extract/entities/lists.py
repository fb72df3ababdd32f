"""Places that a list shows: what stands between two places and is no ordinary word is a place too.

银川、镇北堡和青铜峡 shows 镇北堡; two places show what opens or closes their list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.mentions import Span
from extract.patterns import late
from extract.tokens import Word, known_pieces

_MARKS = "、和与及"
_BETWEEN = late(f"[{_MARKS}]((?:[\u4e00-\u9fff]{{2,5}}、){{0,3}}[\u4e00-\u9fff]{{2,5}})[{_MARKS}]")
_LAST = late("[、和与及]([\u4e00-\u9fff]{2,4})(?=等[\u4e00-\u9fff\\d]|[，。；）)]|[两三四五六七]地|地区)")
_FIRST = late("(?:^|[^\u4e00-\u9fff]|[在从赴到往向])([\u4e00-\u9fff]{2,4})、$")
_COUNTED = late("[两三四五六七八九十][省市县区州地]$")  # 荆州、宜昌三市
_RELATING = "涉对赴驻访援抗反引调"  # 涉港, 援外, 引大济岷
_LONGEST_FIRST = 6
_LONGEST_GAP = 25  # characters between two places of a list
_NAMED = ("ns", "nr")  # tags of the words that may be a name
_GRAMMAR = ("p", "c", "u", "r", "d", "m", "q", "f", "y", "t", "v")
_NO_MEMBER = frozenset(f"place.{kind}" for kind in ("pronoun", "side", "zone", "continent", "country"))


def listed(scene: Scene, kept: Sequence[Candidate]) -> Iterator[Candidate]:
    """The members of lists of places that nothing else shows; `kept` is in order."""
    places = [item for item in kept if item.type == "PLACE" and item.rules[0] not in _NO_MEMBER]
    linked = False  # whether the first of a pair closes a list of its own
    for first, second in pairwise(places):
        gap = second.start - first.end
        between = _BETWEEN.fullmatch(scene.view, first.end, second.start) if 3 < gap <= _LONGEST_GAP else None
        if between:
            yield from _members(scene, between.start(1), between[1])
        direct = gap == 1 and scene.view[first.end] in _MARKS
        if direct and not linked:
            yield from _opening(scene, first.start)
        if direct:
            yield from _closing(scene, second.end)
        linked = direct


def _opening(scene: Scene, end: int) -> Iterator[Candidate]:
    listed = scene.view[end - 1 : end] == "、"
    found = _FIRST.search(scene.view, max(0, end - _LONGEST_FIRST), end) if listed else None
    if found:
        yield from _members(scene, found.start(1), found[1])


def _closing(scene: Scene, start: int) -> Iterator[Candidate]:
    found = _LAST.match(scene.view, start)
    if found:
        yield from _members(scene, found.start(1), found[1])


def _members(scene: Scene, start: int, names: str) -> Iterator[Candidate]:
    for name in names.split("、"):
        if _is_name(scene, (start, start + len(name))):
            yield Candidate(start, start + len(name), "PLACE", ("place.listed",))
        start += len(name) + 1


def _is_name(scene: Scene, span: Span) -> bool:
    """Whether words can end at both ends, and none of those inside is an ordinary one."""
    start, end = span
    if scene.view[start] in _RELATING or _COUNTED.search(scene.view, start, end):
        return False
    if not scene.free(start, end) or not scene.starts_word(start) or not scene.ends_word(end):
        return False
    words = takewhile(lambda word: word.start < end, scene.after(start))
    return not any(map(_is_ordinary, words))


def _is_ordinary(word: Word) -> bool:
    if word.tag.startswith(_GRAMMAR):
        return True
    return len(word.text) > 1 and not word.tag.startswith(_NAMED) and len(known_pieces(word.text)) == 1
