"""Facilities, sites, features and settlements by a strong ending: 荡口古镇, 果辽水库, 湾店村.

Before such an ending a proper piece of a few characters makes a name. The tokenizer does not know the piece
and cuts it any way, so only what bounds it is taken from the words: the piece begins after punctuation, a
function word or a verb. It is a name when some of it is no ordinary word; before some endings any noun does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.entities.literals import LiteralFinder
from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene
from extract.entities.tail_rows import GenericRow, VerbRow, WordRow
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.patterns import late
from extract.tokens import Word, known_pieces

_HAN = late("[\u4e00-\u9fff]")
_SHORTEST, _LONGEST = 2, 8  # characters of the proper piece, with ordinary words after it the latter
# Parts of speech, in jieba's tags, that bound a piece when the dictionary has the word.
_PHRASES = ("l", "i")
_BOUNDS = ("p", "c", "u", "r", "d", "t", "v", "y", "e", "o", "m", "q", "f")
_PROPER = ("ns", "nr", "nz", "nt")
# Single characters that are function words or verbs though the tokenizer may tag them otherwise.
_BOUND_CHARACTERS = frozenset(
    "的了着过在于从自由至到往向对把将被让使给为是有和与及或并而但则即又也都还就才再更最很已未不无没等以因如若按据经沿随同跟比去来进出入回赴达抵"
    "建修造设级这那该各每某本其拿就叫名作此另几数多两个座条处家所名次把只间项批起称说年月日时段一二三四五六七八九十"
)
_UNITS = "乡村"  # whose first character a word has taken: 乡长, 村丰
_LONG_PHRASE = 4
_DETERMINERS = frozenset("全各本该每某")  # 全国十佳 is one word to the tokenizer
_PARTICLES = frozenset("到称说的了着在从自至往被将让使给为是和与及或但而则即都还就才再也又")
# What stands before the ending in a phrase, not in a name: 大水库, 新机场.
_ATTRIBUTES = frozenset("大小新老旧原总副主次全第非超半单双高低长短好坏省市县区镇乡村州国")
_SIZES = frozenset("大小老")  # before a proper piece a part of it: 大黄堡
_COMPASS = frozenset("东西南北上下中前后内外左右")
_LEVELS = frozenset(("国家级", "省级", "市级", "县级", "国家"))  # inside names: 昆嵛山国家级自然保护区


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """A row of `facility_tails.tsv`."""

    suffix: str
    kind: str
    common: bool


class FacilityReader:
    """Finds names by the strong ending and the proper piece before it."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("facility_tails", FacilityRow)
        self._common = {row.suffix: row.common for row in rows}
        self.kinds = {row.suffix: row.kind for row in rows}
        self._finder = LiteralFinder(self._common)
        self._verbs = {row.verb for row in lexicon.rows("name_verbs", VerbRow)}
        generic = lexicon.rows("generic_words", GenericRow)
        self._generic = {row.word for row in generic if row.before == "any"}
        self._plain = {row.word for row in lexicon.rows("facility_nouns", WordRow)} | self._verbs
        self._plain |= {row.word for row in generic}

    def find(self, scene: Scene, places: Sequence[PlaceSpan]) -> Iterator[tuple[Span, str]]:
        """Spans of names with the ending of each, from the place right before them on."""
        known = {place.end: place for place in places}
        matches = self._finder.find(scene.view)
        ends = {start: end for _, start, end in matches}
        for index, _, end in matches:
            suffix = self._suffix(scene, self._finder.words[index], end, known)
            if not suffix:
                continue
            closing = self._end(scene, end, ends)
            opening = self._opening(scene, end - len(suffix), suffix, known)
            if opening and scene.view[opening] in _UNITS and _HAN.match(scene.view, opening - 1):
                opening += 1  # 狮山乡 + 长垅产业园
            if opening is None or closing is None or scene.view[opening - 1 : opening].isdigit():
                continue  # 26 + 所普惠性幼儿园
            if scene.free(opening, closing):
                yield (opening, closing), suffix

    def _suffix(self, scene: Scene, longest: str, end: int, known: Mapping[int, PlaceSpan]) -> str:
        """The longest ending there that a word can start with: 度假区 after 生态旅游, not 旅游度假区."""
        for at in range(end - len(longest), end):
            ending = scene.view[at:end]
            if ending in self._common and (scene.starts_word(at) or at in known) and scene.free(at, end):
                return ending
        return ""

    @staticmethod
    def _end(scene: Scene, end: int, ends: Mapping[int, int]) -> int | None:
        """Where the last of the endings that follow each other ends: 湿地 + 自然保护区."""
        while end in ends:
            end = ends[end]
        return end if scene.ends_word(end) else None

    def _opening(self, scene: Scene, end: int, suffix: str, known: Mapping[int, PlaceSpan]) -> int | None:
        """Where the name with the ending at `end` begins: at its proper piece or the place before that."""
        core = self._core(scene, end)
        place = known.get(end)
        if place is not None and (not core or place.start <= core[0].start):
            return place.start if place.entries[-1].kind == "site" else None
        if not core or not self._is_name(scene, core, self._common[suffix]):
            return None
        start, closing = core[0].start, core[-1].end
        if closing in known and known[closing].start <= start:
            return known[closing].start if known[closing].entries[-1].kind == "site" else None
        before = known.get(start) or known.get(core[0].end)
        if before is not None and before.entries[-1].kind == "pronoun":
            return None  # 全国 + 十佳小镇
        return before.start if before else start

    def _core(self, scene: Scene, end: int) -> list[Word]:
        """The proper piece that `end` follows, ordinary words between them left out: 阳羡 + 生态."""
        core: list[Word] = []
        for word in scene.before(end):
            dotted = bool(core) and core[-1].text == "·"
            if end - word.start > _LONGEST or (self._bounds(word) and not dotted):
                break
            if not self._is_plain(word) or (core and word.text in _SIZES):
                core.append(word)
            elif core:
                break
        core.reverse()
        return self._from_known(scene, core)

    @staticmethod
    def _from_known(scene: Scene, core: list[Word]) -> list[Word]:
        """The piece without ordinary words before a known name in it: 证实 + 扎波罗热."""
        for index, word in enumerate(core):
            if scene.names_in(word.start, word.start + 1):
                return core if all(map(_is_odd, core[:index])) else core[index:]
        return core

    def _bounds(self, word: Word) -> bool:
        """Whether the word cannot be in the piece."""
        if word.text == "·":
            return False
        if self._ends_piece(word) or len(word.text) == 1:
            return self._ends_piece(word)
        if len(known_pieces(word.text)) > 1:
            return bool(_PARTICLES.intersection(word.text))
        if self._is_plain(word):
            return word.text in self._generic and word.text not in _LEVELS
        phrase = len(word.text) >= _LONG_PHRASE and word.tag.startswith(_PHRASES)  # 严厉打击
        return phrase or word.text in self._generic or word.tag.startswith(_BOUNDS)

    def _ends_piece(self, word: Word) -> bool:
        """Whether the word is no Chinese one, an ending itself, a determiner or a function word."""
        if not (_HAN.match(word.text) and _HAN.match(word.text[-1])) or word.text in self._common:
            return True
        if word.text[0] in _DETERMINERS and word.tag != "ns":
            return True
        return word.text in _BOUND_CHARACTERS

    def _is_plain(self, word: Word) -> bool:
        return word.text in self._plain or word.text in _ATTRIBUTES or word.text in _LEVELS

    def _is_name(self, scene: Scene, core: list[Word], common: bool) -> bool:
        """Whether some of the piece is no ordinary word."""
        text = "".join(word.text for word in core)
        if len(text) < _SHORTEST or text in self._plain:
            return False
        if any(map(_is_odd, core)) or scene.names_in(core[0].start, core[0].start + 1):
            return True
        return len(core) == 1 and not common


def _is_odd(word: Word) -> bool:
    """Whether the word is a name, or a piece of something that the dictionary does not know."""
    if len(word.text) == 1:
        return word.text not in _COMPASS
    return word.tag[:2] in _PROPER or len(known_pieces(word.text)) > 1
