"""Villages that no list has: told by the township before them, or by coming again and again.

来自 + 柳林乡三岔口村; 富强村 … 富强村, though 富强 is an ordinary word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.entities.tail_rows import GenericRow, WordRow
from extract.lexicon import Lexicon

_NO_NAME = "的在和与及等个各本该多全有为了是农乡镇村每这那此其党政机干领中原新老外下入进自到从来往向由至赴去"
_NOT_ON = "(?![民庄级里委组部口内务寨落支干])"
# 柳林乡三岔口村, where a name can begin
_HELD = re.compile(
    f"(?<![^\\W自在到从来于往向由至赴去和与及是])[^\\W\\d_{_NO_NAME}]{{2,3}}[乡镇]"
    f"(?P<village>[^\\W\\d_{_NO_NAME}]{{1,4}}(?:村|社区)){_NOT_ON}"
)
# 富强村, at the start of a clause
_OPENING = re.compile(f"(?:^|(?<=[，。；：！？、\n“]))[^\\W\\d_{_NO_NAME}]{{2}}村{_NOT_ON}")
_LEAST = 2  # times that a village of ordinary words is named


class HamletReader:
    """Finds villages by their township and by their coming again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plain = {row.word for row in lexicon.rows("generic_words", GenericRow)}
        self._plain |= {row.word for row in lexicon.rows("facility_nouns", WordRow)}

    def find(self, scene: Scene) -> Iterator[Candidate]:
        """The villages of a text."""
        if "村" not in scene.view and "社区" not in scene.view:
            return
        for match in _HELD.finditer(scene.view):
            bounded = scene.starts_word(match.start()) and scene.free(*match.span())
            if bounded and not self._is_plain(match["village"]):
                yield Candidate(*match.span(), "PLACE", ("place.hamlet",))
        opened = Counter(_OPENING.findall(scene.view))
        for name in sorted(opened):
            if opened[name] >= _LEAST and not self._is_plain(name):
                yield from self._occurrences(scene, name)

    def _is_plain(self, name: str) -> bool:
        return name in self._plain or name[:-1] in self._plain

    @staticmethod
    def _occurrences(scene: Scene, name: str) -> Iterator[Candidate]:
        for match in re.finditer(name + _NOT_ON, scene.view):
            if (
                scene.starts_word(match.start())
                and scene.ends_word(match.end())
                and scene.free(*match.span())
            ):
                yield Candidate(*match.span(), "PLACE", ("place.hamlet",))
