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
_SEAT = late("([\u4e00-\u9fff]{2,3}?)(?=[、和及与等])")  # 平川县 + 蔺郊
_LONG_MEMBER = 4  # characters: more than these may be a county and its seat
_LEAST_SEATED = 3
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


def seated(scene: Scene, kept: Sequence[Candidate]) -> Iterator[Candidate]:
    """Places of a list that each stand behind their county: 榆林县子洲、平川县蔺郊等供水站."""
    run: list[Span] = []
    for item in kept:
        end = _seat_end(scene, item)
        if run and (end is None or item.start - run[-1][1] != 1):
            yield from _run(run)
            run = []
        if end is not None:
            run.append((item.start, end))
    yield from _run(run)


def _seat_end(scene: Scene, item: Candidate) -> int | None:
    """Where a member ends that begins with `item`: a county and its seat, or a longer name known as one."""
    if item.type != "PLACE" or item.rules[0] in _NO_MEMBER:
        return None
    if item.rules != ("place.division",):
        return item.end if item.end - item.start > _LONG_MEMBER else None
    seat = _SEAT.match(scene.view, item.end)
    return seat.end() if seat and _is_name(scene, seat.span(1)) else None


def _run(spans: Sequence[Span]) -> Iterator[Candidate]:
    for start, end in spans if len(spans) >= _LEAST_SEATED else ():
        yield Candidate(start, end, "PLACE", ("place.listed",))


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
