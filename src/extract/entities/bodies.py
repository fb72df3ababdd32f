"""Bodies told by their form: firms with their legal form, societies, leading groups, foreign offices.

俄 + 外交部, 国际 + 深空探测 + 学会, 中央 + 财经 + 领导小组, 铁科经纬（天津）信息技术 + 有限公司.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.engine import alternation
from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.entities.tail_rows import GenericRow, VerbRow, WordRow, is_unknown
from extract.lexicon import Lexicon
from extract.patterns import late
from extract.tokens import Word

_COUNTRIES = "美俄英法德日韩印加澳以伊乌埃土欧朝越泰"
_NO_NAME = "的了在是将为由对向把被有各个家名于至及"  # characters that no name of a body holds
_LEGAL_FORM = late("有限(?:责任)?公司(?:[\u4e00-\u9fff]{0,6}?(?:分公司|子公司))?")
_LONGEST_FIRM = 24
_LONGEST_BRACKET = 8
_BRAND_WORDS = 2  # words of a brand before the bracket with its place
# Parts of speech, in jieba's tags, of words before the name of a firm.
_BEFORE_FIRM = ("p", "c", "u", "r", "d", "y", "t", "x", "m", "q")
_ORDINARY = ("n", "v", "vn", "b", "l", "a", "an", "i")
_PROPER = ("ns", "nr", "nz", "nt")
_SOCIETY = (
    f"(?:国际|世界|全国|中华|亚洲|亚太|全球)(?P<field>[^\\W{_NO_NAME}与和]{{2,12}}?)"
    "(?:学会|协会|联合会|联盟|基金会|促进会|研究会|总商会|科学家组织)"
)
_COMMON_OPENINGS = ("全国", "全球")  # before an ordinary field no name: 全国行业协会
# 武警湖南总队, 民航中南地区管理局, 中铁十四局
_CORPS = (
    f"武警[^\\W\\d_{_NO_NAME}]{{2,6}}?(?:总队|支队)|民航[^\\W\\d_{_NO_NAME}]{{2,6}}?(?:管理局|监管局|空管局)"
    "|中(?:国中)?[铁建交冶水][一二三四五六七八九十]{1,3}局(?:集团)?"
)
_GROUP = f"(?:(?<=国)(?:家|务院)|(?<=中)央)[^\\W{_NO_NAME}]{{2,18}}?(?:领导小组|协调小组|工作小组)(?:办公室)?"
# 贯彻落实中央和省的要求
_CENTRE = (
    "(?<=中)央(?=(?:和|与|、)(?:省|市|自治区)(?:委|的|各|、|有关)|的?(?:决策|部署|要求|精神|决定)|有关(?:规定|要求|精神)"
    "|各项(?:决策|部署))"
)


class BodyReader:
    """Finds bodies by their form."""

    def __init__(self, lexicon: Lexicon) -> None:
        generic = lexicon.rows("generic_words", GenericRow)
        self._stops = {row.word for row in generic if row.before == "any"}
        self._verbs = {row.verb for row in lexicon.rows("name_verbs", VerbRow)}
        self._plain = {row.word for row in lexicon.rows("facility_nouns", WordRow)} | self._verbs
        self._plain |= {row.word for row in generic}
        plain = alternation(sorted(self._plain))
        self._common = late(f"(?:{plain})+")
        offices = alternation(row.word for row in lexicon.rows("foreign_offices", WordRow))
        self._office = late(f"[{_COUNTRIES}](?<![中{_COUNTRIES}].){offices}")
        self._society = late(_SOCIETY)
        self._group = late(f"[国中](?:{_GROUP}|{_CENTRE})")
        self._corps = late(_CORPS)

    def find(self, scene: Scene) -> Iterator[Candidate]:
        """Bodies of all forms."""
        forms = (("org.foreign", self._office), ("org.group", self._group), ("org.corps", self._corps))
        for rule, pattern in forms:
            for match in pattern.finditer(scene.view):
                if scene.starts_word(match.start()) and scene.ends_word(match.end()):
                    yield Candidate(*match.span(), "ORG", (rule,))
        for match in self._society.finditer(scene.view):
            bounded = scene.starts_word(match.start()) and scene.ends_word(match.end())
            named = scene.names_in(match.start("field"), match.end())  # 中国 in …总社 + 中国棉花协会
            common = match[0].startswith(_COMMON_OPENINGS) and self._common.fullmatch(match["field"])
            if bounded and not named and not common:
                yield Candidate(*match.span(), "ORG", ("org.society",))
        for match in _LEGAL_FORM.finditer(scene.view):
            start = self._firm_start(scene, match.start())
            if start is not None and scene.free(start, match.end()):
                yield Candidate(start, match.end(), "ORG", ("org.firm",))

    def _firm_start(self, scene: Scene, end: int) -> int | None:
        """Where the name of the firm begins whose legal form starts at `end`; None when it has no name."""
        words: list[Word] = []
        opening = -1  # of the bracket in the name that is being read
        for word in scene.before(end):
            if end - word.start > _LONGEST_FIRM:
                return None
            if word.text in "）)":
                opening = _opening(scene.view, word.start)
            inside = opening >= 0 and word.start >= opening
            if not inside and self._ends_firm(word):
                break
            words.append(word)
        words.reverse()
        return self._name_start(scene, words)

    def _ends_firm(self, word: Word) -> bool:
        """Whether the word stands before the name of a firm and is none of it."""
        if word.text in self._stops:
            return True
        if any(character in _NO_NAME for character in word.text):
            return word.tag[:2] not in _PROPER
        if word.tag.startswith("eng") or word.text in self._plain:
            return False
        if word.tag.startswith(_BEFORE_FIRM):
            return not (word.tag == "m" and word.text.startswith("第"))
        return word.tag == "v" and len(word.text) > 1 and not is_unknown(word.text)

    def _name_start(self, scene: Scene, words: list[Word]) -> int | None:
        """The start without ordinary nouns before the first word that is a name or unknown: 股东 + 罗牛山."""
        for index, word in enumerate(words):
            if scene.names_in(word.start, word.start + 1) or not self._is_ordinary(word):
                # 铁桥 + 经纬 + （天津）, 青桐 + 山: the brand before a bracket or a single character
                before = _BRAND_WORDS if word.text in "（(" else int(len(word.text) == 1)
                return words[max(0, index - before)].start
        return None

    def _is_ordinary(self, word: Word) -> bool:
        if word.tag[:2] in _PROPER or is_unknown(word.text):
            return False
        return word.text in self._plain or (len(word.text) > 1 and word.tag in _ORDINARY)


def _opening(view: str, closing: int) -> int:
    """Where the bracket opens that closes at `closing`, -1 if it holds more than the name of a place."""
    start = max(view.rfind("（", 0, closing), view.rfind("(", 0, closing))
    return start if closing - start <= _LONGEST_BRACKET else -1
