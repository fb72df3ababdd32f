"""Foreign names as Chinese writes them: runs of the characters that transliterate."""

from __future__ import annotations

from collections.abc import Iterator

from extract.entities.divisions import NameRow
from extract.entities.names import bounded, is_word
from extract.entities.scene import Scene
from extract.entities.tail_rows import CharacterRow
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.patterns import late
from extract.tokens import Word, known_pieces

_LONGEST = 8
_COUNTRIES = frozenset("俄乌美英法德意日韩印巴以伊叙")  # 俄 + 布良斯克州
_ASPECT = ("了", "着", "过")
_SHORTEST_UNIT = 2  # characters: more than these make a name with its unit
_FULL_NAME = 3  # characters of a Chinese name
_TITLED = 4  # characters of a name after an office that may begin like an ordinary word: 卢布科维奇


class ForeignNames:
    """Finds foreign names beside titles, and names with dots.

    Args:
        lexicon: the word lists.
        follow: a pattern for what may follow a name.
    """

    def __init__(self, lexicon: Lexicon, follow: str) -> None:
        characters = "".join(row.character for row in lexicon.rows("transliteration", CharacterRow))
        self._characters = frozenset(characters)
        self._not_names = {row.name for row in lexicon.rows("not_persons", NameRow)}
        self._run = late(f"[{characters}]{{2,{_LONGEST}}}")
        self._followed = late(f"[{characters}]{{2,{_LONGEST}}}?(?={follow})")
        self._preceding = late(f"[{characters}]{{2,{_LONGEST}}}$")
        # 塔瓦斯科州, 布卡武市
        unit = "[州省邦]|(?<=...)[市城镇岛县]|(?<=....)(?=地区|方向|附近地区)"
        self._unit = late(f"[{characters}][{characters}]{{1,{_LONGEST - 1}}}(?:{unit})")
        # 特雷莎·梅
        self._dotted = late(f"[{characters}]{{1,{_LONGEST}}}(?:·[{characters}]{{1,{_LONGEST}}})+")

    def after_title(self, scene: Scene, start: int, *, formal: bool) -> Iterator[tuple[Span, str]]:
        """总统马克龙宣布; after an office also up to the first character that is none of a name."""
        if scene.view[start : start + 1] not in self._characters:
            return
        match = self._followed.match(scene.view, start)
        if match is None and formal:
            match = self._run.match(scene.view, start)
        long = formal and match is not None and match.end() - start >= _TITLED
        if match and self._is_name(scene, start, match.end(), long=long):
            yield (start, match.end()), "person.foreign"

    def before_title(self, scene: Scene, end: int) -> Iterator[tuple[Span, str]]:
        """卡加梅总统."""
        if scene.view[end - 1 : end] not in self._characters:
            return
        match = self._preceding.search(scene.view, max(0, end - _LONGEST), end)
        if match and not scene.names_in(match.start(), end) and self._is_name(scene, match.start(), end):
            yield (match.start(), end), "person.foreign"

    def places(self, scene: Scene) -> Iterator[Span]:
        """Foreign provinces and cities with their unit: 塔瓦斯科州."""
        for match in self._unit.finditer(scene.view):
            start, end = match.span()
            while start < end and not scene.starts_word(start):
                start += 1
            word = scene.word(start)
            if word is not None and word.text in _COUNTRIES:
                start, word = word.end, scene.word(word.end)
            plain = word is not None and word.end - start > 1 and _is_plain(word)
            named = scene.names_in(start, end)
            person = scene.view[end - 1] == "邦" and end - start <= _FULL_NAME  # 袁治邦
            if (
                end - start > _SHORTEST_UNIT
                and not person
                and not plain
                and not named
                and bounded(scene, start, end)
            ):
                yield start, end

    def with_dots(self, scene: Scene) -> Iterator[tuple[Span, str]]:
        """特雷莎·梅, without a place right before it: 贝尔格莱德 + 尼古拉·特斯拉."""
        if "·" not in scene.view:
            return
        for match in self._dotted.finditer(scene.view):
            start, end = self._trimmed(scene, *match.span())
            if "·" in scene.view[start + 1 : end - 1] and scene.free(start, end):
                yield (start, end), "person.dotted"

    @staticmethod
    def _trimmed(scene: Scene, start: int, end: int) -> Span:
        """The run without a known place before it and without pieces of the words around it."""
        known = scene.name_in(start, start + 1)
        if known and known[1] <= scene.view.index("·", start):
            start = known[1]
        if scene.view[end : end + 1] in _ASPECT and scene.view[end - 2] != "·":
            end -= 1  # 阿依古丽·买买提 + 开了: the verb before 了
        while not scene.starts_word(start):
            start += 1
        while not scene.ends_word(end):
            end -= 1
        return start, end

    def _is_name(self, scene: Scene, start: int, end: int, *, long: bool = False) -> bool:
        if scene.view[start:end] in self._not_names or not bounded(scene, start, end):
            return False
        return long or not is_word(scene, start, end)


def _is_plain(word: Word) -> bool:
    """Whether the dictionary has the word, and not as a name."""
    return not word.tag.startswith(("nr", "ns")) and len(known_pieces(word.text)) == 1
