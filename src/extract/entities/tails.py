"""Names that end in a telling word: 长水国际机场, 林业大学, 月湖村.

Such a name starts at a known place (昆明 + 长水国际机场), at an organisation (公安部 + 交通管理局) or, for
some endings, at a word that is a name itself (长水 + 机场). Between start and ending stand only words that
can be part of a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extract.engine import alternation
from extract.entities.literals import LiteralFinder
from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene
from extract.entities.tail_rows import (
    CharacterRow,
    GenericRow,
    PartRow,
    Tail,
    TailRow,
    VerbRow,
    is_unknown,
)
from extract.entities.villages import village
from extract.lexicon import Lexicon
from extract.patterns import late
from extract.tokens import Word, known_pieces

_LONGEST = 18
_HAN = late("[\u4e00-\u9fffA-Za-z0-9·]+$")
# Parts of speech, in jieba's tags, that can stand inside a name.
_NAMING = ("n", "j", "b", "s", "a", "i", "l", "z", "g", "x", "vn", "eng", "q")
_NOT_NAMING = ("ad",)
_PROPER = ("ns", "nr", "nz", "nt")
_SETTLEMENT = "村镇乡屯"
_DETERMINERS = frozenset("各该每某这那驻")
# Words that open an organisation whose place is understood: 市 + 人民医院.
_LEVELS = frozenset("省市县区州旗镇乡")
_PREPOSITIONS = frozenset("为给向由与从在对沿")  # that the tokenizer glues to an unknown name
_BRAND_AND_TRADE = 2  # words of 华天 + 电子
_COMMON_NOUN = 2  # characters of 体系, 内部, 好处, which end like an office but are none
_SHORT_SETTLEMENT = 3  # characters before 村
_LONGEST_SETTLEMENT = 6  # characters
# 党组书记 and 党委委员 are titles: the 党组 in them is no part of the organisation's name.
_NATIONAL = ("工作会议", "运动会", "代表大会", "锦标赛", "残运会", "全运会", "农运会", "民运会", "冬运会")
_JOINTLY = "联合"  # 公安部 + 联合 + 教育部
_OFFICER = late("副?(?:主席|会长|理事长|秘书长|院长|主任|书记)")
# 印度尼西亚国 + 会议长, 河口村 + 党支部书记
_NOT_AFTER = {"会议": frozenset("长员"), "党支部": frozenset("书副"), "党总支": frozenset("书副")}
_NOT_AFTER["网"] = frozenset("上络点格友红购信民约吧站线箱管球文端内外下")
_SPLIT_OFF = ("银行", "医院", "法院")  # of 长沙 + 银行贷款
_SHORTEST_BRAND = 2
# Endings of bodies that the dictionary has as whole words, whose first part is then a name.
_BODIES = frozenset(
    ("集团", "大学", "学院", "银行", "出版社", "医院", "日报", "晚报", "电视台", "研究院", "研究所")
)
_GLUED = "等同"
_LINES = ("铁路", "公路", "高速公路")
_OFFICE_HOLDER = late("(?:副?书记|成员|委员|班子)")
_FOREIGN_UNITS = ("省", "州", "县", "邦")  # the Chinese ones are all known
_FOREIGN_ENDS = ("边疆区", "大区", "共和国", *"省州县邦市城")  # may follow a known city directly: 基辅州
_MEDIUM = "网"  # 宁波 + 网, but no 湖南铁路网
_WATERS = "江河"
_TOWN_ENDS = ("镇", "乡")
_LONGEST_PLACE = 3  # words between start and ending of a place


class TailReader:
    """Finds names by their last word."""

    def __init__(self, lexicon: Lexicon) -> None:
        tails = lexicon.rows("name_tails", TailRow)
        parts = lexicon.rows("org_units", PartRow)
        self._tails = {row.suffix: row for row in tails}
        self._parts = {row.suffix: TailRow(row.suffix, "ORG", row.direct, row.middle) for row in parts}
        self._verbs = {row.verb for row in lexicon.rows("name_verbs", VerbRow)}
        generic = lexicon.rows("generic_words", GenericRow)
        self._generic = {row.word for row in generic if row.before == "any"}
        self._topics = {row.word for row in generic if row.before == "PLACE"}
        self._foreign = {row.character for row in lexicon.rows("transliteration", CharacterRow)}
        self._lengths = _lengths((*self._tails, *self._parts))
        # The same few thousand words stand behind places again and again.
        self._nameable = lru_cache(maxsize=1 << 12)(self._may_name)
        self._alone = LiteralFinder(row.suffix for row in tails if row.alone)
        endings = [suffix for suffix in (*self._tails, *self._parts) if len(suffix) > 1]
        self._split = late(alternation(endings))
        self._split_heads = {ending[0] for ending in endings}

    def after(self, scene: Scene, place: PlaceSpan) -> Tail | None:
        """The longest name that goes on from a place; 全市 opens none, a Chinese place no 州 or 县."""
        kind = place.entries[-1].kind
        if kind in ("pronoun", "side"):
            return self._event(scene, place) if place.entries[-1].name == "全国" else None
        tail = self._united(scene, place) or self._end(scene, place.end, self._tails) or village(scene, place)
        return tail if tail and self._goes_on(scene, place, tail) else None

    @staticmethod
    def _united(scene: Scene, place: PlaceSpan) -> Tail | None:
        """A place and its unit: 基辅 + 州, 牛栏江 + 镇."""
        units = {"abroad": _FOREIGN_ENDS, "site": _TOWN_ENDS}.get(place.entries[-1].kind, ())
        unit = next((unit for unit in units if scene.view.startswith(unit, place.end)), "")
        end = place.end + len(unit)
        if not unit or not scene.ends_word(end):
            return None
        return Tail(place.end, end, TailRow(unit, "PLACE", direct=True, alone=False))

    def _goes_on(self, scene: Scene, place: PlaceSpan, tail: Tail) -> bool:
        """Whether the place is part of the name: 汉江 + 丹江 are two, and no Chinese place has a 州 or 县."""
        known = place.entries[-1]
        if tail.row.suffix in _WATERS and (known.name[-1] in _WATERS or place.rules[-1] == "place.extent"):
            return False
        if tail.row.suffix not in _FOREIGN_UNITS or tail.end == place.end + 1:
            return True
        named = scene.view[place.end : tail.end - len(tail.row.suffix)]
        return known.kind != "division" and self._foreign.issuperset(named)

    def _event(self, scene: Scene, place: PlaceSpan) -> Tail | None:
        """A national meeting or contest, in whose name 全国 is no mention: 全国 + 邮政管理工作会议."""
        tail = self._end(scene, place.end, self._tails)
        return tail if tail and tail.row.kind == "EVENT" and tail.row.suffix in _NATIONAL else None

    def part(self, scene: Scene, start: int) -> Tail | None:
        """The part of an organisation that is named right after it: 公安部 + 交通管理局."""
        if scene.view.startswith(_JOINTLY, start):
            return None
        part = self._end(scene, start, self._parts)
        return None if part and _OFFICE_HOLDER.match(scene.view, part.end) else part

    def alone(self, scene: Scene) -> Iterator[Tail]:
        """Names that start with a proper word of their own."""
        for index, start, end in self._alone.find(scene.view):
            body = self._known_body(scene, start, end)
            if body is not None and scene.free(body.start, end):
                yield Tail(body.start, end, self._tails[self._alone.words[index]])
                continue
            if not self._closes(scene, start, end) or not scene.free(start, end):
                continue
            suffix = self._alone.words[index]
            words = self._behind(scene, start)
            if not words or not (_inside_name(scene, start) or self._opens(words, suffix)):
                continue
            words.append(Word(start, end, suffix, "n"))
            row = self._row(scene.view, words[0].start, words, self._tails)
            counted = scene.view[words[0].start - 1 : words[0].start].isdigit()  # 300 + 米全海域
            if row is not None and row.alone and not counted:
                yield Tail(_start(words[0]), end, row)

    def _known_body(self, scene: Scene, start: int, end: int) -> Word | None:
        """The word of the dictionary for a body whose ending is at `start`: 海信集团, but no 儿童医院."""
        word = scene.word(start) if scene.view[start:end] in _BODIES else None
        if word is None or word.tag != "nt" or word.end != end or start - word.start < _SHORTEST_BRAND:
            return None
        brand = scene.view[word.start : start]
        named = is_unknown(brand) or scene.words.tag(brand)[:2] in _PROPER
        return word if named and not scene.names_in(word.start, start) else None

    def _closes(self, scene: Scene, start: int, end: int) -> bool:
        """Whether the ending is a word, or the last character of a word that is a name: 河村, not 城镇."""
        if not scene.ends_word(end) or self._is_common(scene.view[start - 1 : end]):
            return False
        word = scene.word(start)
        if end - start > 1:
            return scene.starts_word(start) or (word is not None and word.end == end and word.tag == "ns")
        if word is None or word.text in self._generic:
            return False
        if scene.view[start] in _SETTLEMENT:
            return scene.starts_word(start) or word.tag[:2] in ("ns", "nr")
        return word.start == start or word.tag == "ns"

    def names_organisation(self, word: str) -> bool:
        """Whether a word that a place begins ends like an organisation: 韩国队, but not 美国军舰."""
        endings = [word[-length:] for length in self._lengths.get(word[-1], ()) if length < len(word)]
        rows = [self._tails.get(ending) or self._parts.get(ending) for ending in endings]
        return any(row is not None and row.kind == "ORG" and row.direct for row in rows)

    def opens_name(self, scene: Scene, position: int) -> bool:
        """Whether a proper or unknown word starts at `position`, so that a name can start there."""
        word = scene.word(position)
        return word is not None and self._is_proper(word)

    def _is_common(self, word: str) -> bool:
        return word in self._generic or word in self._topics

    def _opens(self, words: list[Word], suffix: str) -> bool:
        """Whether a name starts with the first word; before 村 any of few words may show it: 块河村."""
        if words[0].text in _LEVELS and self._tails[suffix].kind == "ORG":
            return True
        if suffix in _FOREIGN_UNITS:
            return all(self._foreign.issuperset(word.text) for word in words)
        if suffix in _SETTLEMENT and 1 < words[-1].end - words[0].start <= _SHORT_SETTLEMENT:
            return any(self._is_proper(word) for word in words)
        return self._is_proper(words[0])

    def _is_proper(self, word: Word) -> bool:
        """Whether the word is a name, or unknown to the dictionary: then it is likely one."""
        if word.text in self._tails or word.text in self._topics:
            return False
        pieces = known_pieces(word.text)
        if len(pieces) > 1:
            return all(len(piece) == 1 for piece in pieces) and is_unknown(word.text)
        return word.tag[:2] in _PROPER and len(word.text) > 1

    def _end(self, scene: Scene, start: int, rows: dict[str, TailRow]) -> Tail | None:
        if not _HAN.match(scene.view, start, start + 1):
            return None
        words = self._ahead(scene, start)
        known = scene.name_in(start, start + 1) if words else None
        for count in range(len(words), 0, -1):
            if known and words[count - 1].end <= known[1]:
                return None
            row = self._row(scene.view, start, words[:count], rows)
            if row is not None:
                return Tail(start, words[count - 1].end, row)
        return None

    def _ahead(self, scene: Scene, start: int) -> list[Word]:
        """The words from `start`, as far as they can be part of one name; another known name only there."""
        kept: list[Word] = []
        first = scene.word(start)
        if first is None or (first.start == start and self._stops(first)):
            return kept  # as most words behind a place
        position = start
        for piece in scene.words.after(start):
            if piece.start < position:
                continue
            word = self._joined(scene, piece) if piece.text[0] in self._split_heads else piece
            position = word.end
            if position - start > _LONGEST or not self._nameable(word.text, word.tag):
                break
            if word.start != start and scene.names_in(word.start, position):
                break
            kept.append(word)
        return kept

    def _stops(self, word: Word) -> bool:
        """Whether no name goes on over the word, nor over an ending that it opens."""
        return word.text[0] not in self._split_heads and not self._nameable(word.text, word.tag)

    def _joined(self, scene: Scene, word: Word) -> Word:
        """The word with what follows, where both are the pieces of an ending: 安置 + 点; 协会 of 协会主席."""
        ending = self._split.match(scene.view, word.start)
        if ending and _OFFICER.fullmatch(scene.view, ending.end(), word.end):
            return Word(word.start, ending.end(), ending[0], "n")
        if ending and ending[0] in _SPLIT_OFF and scene.parts_compound(ending.end()):
            return Word(word.start, ending.end(), ending[0], "n")
        if ending and ending.end() > word.end and scene.ends_word(ending.end()):
            return Word(word.start, ending.end(), ending[0], "n")
        return word

    def _behind(self, scene: Scene, end: int) -> list[Word]:
        """The words before `end`, as far as they can be part of one name; no known name among them."""
        kept: list[Word] = []
        for word in scene.before(end):
            if end - word.start > _LONGEST or not self._nameable(word.text, word.tag):
                break
            if scene.names_in(word.start, word.end):
                break
            kept.append(word)
        return kept[::-1]

    def _may_name(self, text: str, tag: str) -> bool:
        """Whether a word with that tag can be part of a name."""
        if tag == "x" and text != "·":
            return False
        glued = text[0] in _GLUED and len(known_pieces(text)) > 1  # 等 + 七 + 大, 同 + 新
        if glued or text in self._generic or text[0] in _DETERMINERS:
            return False
        if text in self._verbs or text in self._tails or text in self._parts:
            return True
        if tag in _NOT_NAMING:
            return False
        if tag.startswith(_NAMING) or (tag == "m" and text.startswith("第")):
            return True
        return is_unknown(text)

    def _row(self, view: str, start: int, words: list[Word], rows: dict[str, TailRow]) -> TailRow | None:
        end = words[-1].end
        for length in self._lengths.get(view[end - 1], ()):
            row = rows.get(view[end - length : end]) if length <= end - start else None
            if row is None or view[end : end + 1] in _NOT_AFTER.get(row.suffix, ()):
                continue
            if self._fits(row, start, words):
                return row
        return None

    def _fits(self, row: TailRow, start: int, words: list[Word]) -> bool:
        """Whether the ending closes a name: it is not the whole of it, nor a common noun's last character."""
        middle = [word for word in words if word.start < words[-1].end - len(row.suffix)]
        if not middle or row.suffix == _MEDIUM:
            return row.direct and not middle
        if self._parts.get(row.suffix) is row and not row.alone:
            return False
        if row.kind == "FIRM":
            return len(words) == _BRAND_AND_TRADE and self._is_proper(middle[0])
        if row.kind == "ESTATE":
            return self._is_proper(middle[0])
        if row.kind == "PLACE":
            return self._closes_place(row, start, words, middle)
        return len(row.suffix) > 1 or len(words[-1].text) != _COMMON_NOUN

    def _closes_place(self, row: TailRow, start: int, words: list[Word], middle: list[Word]) -> bool:
        if len(middle) > _LONGEST_PLACE or (not row.direct and middle[-1].text in self._topics):
            return False
        if len(middle) > 1 and middle[0].text in _LINES:
            return False  # 舟山铁路 + 富翅门大桥
        if row.suffix in _SETTLEMENT:
            return words[-1].end - start <= _LONGEST_SETTLEMENT
        if len(row.suffix) > 1:
            return True
        return len(middle) == 1 and (words[-1].tag == "ns" or len(words[-1].text) == 1)


def _lengths(endings: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the endings with the same last character, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for ending in endings:
        lengths[ending[-1]].add(len(ending))
    return {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}


def _start(word: Word) -> int:
    """Where a name starts in its first word, which may hold the preposition before it: 为 + 块河村."""
    glued = word.text[0] in _PREPOSITIONS and len(word.text) > 1 and len(known_pieces(word.text)) > 1
    return word.start + 1 if glued else word.start


def _inside_name(scene: Scene, start: int) -> bool:
    """Whether 村 is the last character of a word that is a name: 河村 in 块河村."""
    word = scene.word(start)
    if word is None or scene.view[start] not in _SETTLEMENT:
        return False
    return word.start < start and word.tag[:2] in _PROPER
