"""Villages that no list has: told by the township before them, or by coming again and again.

来自 + 柳林乡三岔口村; 富强村 … 富强村, though 富强 is an ordinary word; 来到 + 石门坎村; 前进村位于.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.entities.tail_rows import GenericRow, WordRow
from extract.lexicon import Lexicon
from extract.patterns import late

_NO_NAME = (
    "的在和与及等个各本该多全有为了是农乡镇村每这那此其党政机干领中原新老外下入进自到从来往向由至赴去渔"
)
_NOT_ON = "(?![民庄级里委组部口内务寨落支干社])"
# The name before 乡, 镇 or 村, from where a name can begin. Matches start at these characters, which are
# rare, and the name is read backwards.
_BEFORE = late(f"(?<![^\\W自在到从来于往向由至赴去和与及是])[^\\W\\d_{_NO_NAME}]{{2,3}}$")
_LONGEST = 4  # characters of the name and the one before it
# 柳林 + 乡三岔口村
_HELD = late(f"[乡镇](?P<village>[^\\W\\d_{_NO_NAME}]{{1,4}}(?:村|社区)){_NOT_ON}")
# 关庙 + 乡政府: the office of such a township
_OFFICE = late("[乡镇](?:人民政府|党委政府|政府|党委|人大|纪委|卫生院|中心校)(?![部长])")
_NO_SEAT = "的在和与及等个各本该全多有为了是农乡城渔每这那此其驻邻"
# 前进 + 村 + 位于, at the start of a clause
_HEAD = late(f"(?:^|(?<=[，。；：！？、\\n“ \u3000]))(?P<name>[^\\W\\d_{_NO_SEAT}]{{2,3}})$")
_LIES = late("位于|地处|坐落|紧邻|现有(?:人口|农户|村民)|辖|全村|总面积|共有\\d")
_LONGEST_LEAD = 5  # characters of what leads to a name, and of the name
# 富强 + 村, at the start of a clause
_VILLAGE = late(f"村{_NOT_ON}")
_OPENING = late(f"(?:^|[，。；：！？、\\n“])([^\\W\\d_{_NO_NAME}]{{2}})$")
# 来到 + 石门坎 + 村: where somebody comes to or from; the name is read backwards
_SPOT = late(f"(?:[村社小](?:区|社区)?)(?<=村|区){_NOT_ON}")
_CAME = late(
    f"(?:走进|来到|位于|来自|家住|前往|抵达|走访|回到|[在到赴])(?P<name>[^\\W\\d_{_NO_NAME}]{{2,3}})$"
)
_NO_OPENING = ("v", "p", "d", "c", "r", "u", "m", "t", "f")  # tags of ordinary words that open no name
_LEAST = 2  # times that a village of ordinary words is named


class HamletReader:
    """Finds villages by their township and by their coming again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plain = {row.word for row in lexicon.rows("generic_words", GenericRow)}
        self._plain |= {row.word for row in lexicon.rows("facility_nouns", WordRow)}

    def find(self, scene: Scene) -> Iterator[Candidate]:
        """The villages of a text, and the offices of townships."""
        for match in _HELD.finditer(scene.view):
            start = _start(scene, match)
            if start is not None and not self._is_plain(match["village"]):
                yield Candidate(start, match.end(), "PLACE", ("place.hamlet",))
        for match in _OFFICE.finditer(scene.view):
            start = _start(scene, match)
            if start is not None and scene.ends_word(match.end()) and not scene.names_in(start, start + 1):
                yield Candidate(start, match.end(), "ORG", ("org.township",))
        for match in _SPOT.finditer(scene.view):
            start = self._spot_start(scene, *match.span())
            if start is not None:
                yield Candidate(start, match.end(), "PLACE", ("place.hamlet",))
        yield from self._repeated(scene)

    def _spot_start(self, scene: Scene, start: int, end: int) -> int | None:
        """Where the name begins of a village that somebody comes to, or that is said to lie somewhere."""
        named = _CAME.search(scene.view, max(0, start - _LONGEST_LEAD), start)
        if named is None or _opens_clause(scene, named.start("name")):
            lies = _LIES.match(scene.view, end) is not None
            named = _HEAD.search(scene.view, max(0, start - _LONGEST_LEAD), start) if lies else None
        if named is None or named["name"] in self._plain or not scene.free(named.start("name"), end):
            return None
        bounded = scene.starts_word(named.start("name")) and scene.ends_word(end)
        return named.start("name") if bounded else None

    def _repeated(self, scene: Scene) -> Iterator[Candidate]:
        """Villages of ordinary words that come again: 富强村."""
        ends = [match.start() for match in _VILLAGE.finditer(scene.view)]
        before = (_OPENING.search(scene.view, max(0, end - 3), end) for end in ends)
        opened = Counter(match[1] for match in before if match)
        names = {
            name for name, count in opened.items() if count >= _LEAST and not self._is_plain(name + "村")
        }
        for end in ends if names else ():
            start = end - 2
            bounded = scene.view[start:end] in names and scene.starts_word(start) and scene.ends_word(end + 1)
            if bounded and scene.free(start, end + 1):
                yield Candidate(start, end + 1, "PLACE", ("place.hamlet",))

    def _is_plain(self, name: str) -> bool:
        return name in self._plain or name[:-1] in self._plain


def _opens_clause(scene: Scene, start: int) -> bool:
    """Whether an ordinary verb or function word starts there: 在 + 推动乡村."""
    word = scene.word(start)
    return word is not None and word.start == start and word.tag.startswith(_NO_OPENING)


def _start(scene: Scene, match: re.Match[str]) -> int | None:
    """Where the name of the township begins that `match` goes on from."""
    before = _BEFORE.search(scene.view, max(0, match.start() - _LONGEST), match.start())
    if before is None or not scene.starts_word(before.start()) or not scene.free(before.start(), match.end()):
        return None
    return before.start()
