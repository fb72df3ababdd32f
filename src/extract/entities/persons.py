"""Persons: a surname with a given name, vouched for by a title or by what the person says or does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.engine import alternation
from extract.entities.attendants import attendants
from extract.entities.divisions import NameRow
from extract.entities.foreign import ForeignNames
from extract.entities.literals import LiteralFinder
from extract.entities.names import bounded, is_word
from extract.entities.scene import Scene
from extract.entities.tail_rows import TailRow
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.patterns import late
from extract.tokens import known_pieces

_GIVEN = "[\u4e00-\u9fff]{1,2}?"
_HAN = late("[\u4e00-\u9fff]")
_END = r"[^\u4e00-\u9fff]|$"
# A bracket between a title and the name: 上诉人（原审被告人）张兴财.
_BRACKET = late("[(（][^()（）\n]{1,16}[)）]")
# 张兴财，男，…; 张兴财（女）
_SEX = late("[,，(（][男女](?=[,，)）生。])")
# 季云舟今年45 + 岁
_AGE = late(r"[,，(（]?(?:现年|时年|今年|年仅|年近)?\d{1,3}\Z")
# 季云舟 + 是村里的种粮大户, at the start of a clause
_IS = late(
    "是(?<=[，。；！？\\s“][\u4e00-\u9fff]{3}是)[^，。；！？\n]{2,20}"
    "(?:[人者员长师户主手兵匠医]|之一|书记|主任|经理|站长)(?=[，。；])"
)
# 来自云岭村的 + 季云舟
_FROM = late("(?:来自|家住|住在|出生于)[^，。；、的！？：\n]{2,16}的")
_LONGEST_AGE = 6
# 45岁的 + 季云舟
_AGED = late("岁的")
# 老周说, 技术员小李: a familiar name.
_FAMILIAR = "老小阿"
_CLAUSE = "(?:^|[，。；：、！？“”‘’（）,;:!?() \u3000\n—])"
_LIST_MARK = late("[、和/]")
_BEFORE_NAME = " \u3000”(（"  # what may stand between a title and the name
_LENGTHS = (3, 2, 4)  # of names before a title, the most frequent first
# Grammar words, which follow a name but are no part of one.
_PARTICLES = frozenset(
    "在也就将等和与同对向从为是以说称还曾已的了着及或把被由至到让给再又不都能可要很更最则均并他她我你们这那其兼作时互次第跟没却只便去问某因"
)
# Last characters of common nouns, which hardly end a given name: 高考生 is none, 安居房 is none.
_NOUN_ENDS = frozenset(
    "县市区镇乡村路街店厂场站院校所局部室会社团队率额量值价费税款车船房屋楼园果粮油面茶酒糖药电气煤线网点体期月日时段级类型种号性度化者员业户制法案"
    "处个只位名家次件批项份头亩吨斤克们里上下中内外咖币股市券债板层圈带"
)
_RULER = late("[一二三四五六七八九十]{1,3}世")
_FULL_NAME = 3
_LONGEST_GIVEN = 2
_FAMILIAR_LENGTH = 2
# Parts of speech, in jieba's tags, that a rare surname is not: 和, 从, 都.
_NO_GIVEN = ("v", "p", "d", "c", "r", "u", "m", "q", "f", "t")
# What stands after a surname in 俄方, 我军, 外媒.
_SIDES = frozenset("方军共媒")


@dataclass(frozen=True, slots=True)
class SurnameRow:
    """A row of `surnames.tsv`."""

    surname: str
    common: bool


@dataclass(frozen=True, slots=True)
class TitleRow:
    """A row of `person_titles.tsv`."""

    title: str
    before: bool
    after: bool
    formal: bool


@dataclass(frozen=True, slots=True)
class SpeechRow:
    """A row of `speech_verbs.tsv`."""

    word: str
    speech: bool


class PersonReader:
    """Finds names of persons by the words around them."""

    def __init__(self, lexicon: Lexicon) -> None:
        surnames = lexicon.rows("surnames", SurnameRow)
        titles = lexicon.rows("person_titles", TitleRow)
        verbs = lexicon.rows("speech_verbs", SpeechRow)
        self._common = {row.surname for row in surnames if row.common}
        self._titles = {row.title for row in titles}
        self._before = {row.title: row.formal for row in titles if row.before}
        self._after = {row.title: row.formal for row in titles if row.after}
        self._speech = {row.word for row in verbs if row.speech}
        self._not_names = {row.name for row in lexicon.rows("not_persons", NameRow)}
        # 极米 + 科技: the trade of a firm is no given name
        self._trades = {row.suffix for row in lexicon.rows("name_tails", TailRow) if row.kind == "FIRM"}
        self._cues = LiteralFinder(self._titles | self._speech)
        self._surname = late(alternation(row.surname for row in surnames))
        # A text has the same few names and look-alikes again and again.
        self._given_start = lru_cache(maxsize=1 << 12)(self._read)
        # The characters that can open a name, and stand behind a title when a name does: few places are left.
        self._surname_opens = frozenset(row.surname[0] for row in surnames)
        self._opens = self._surname_opens.union(_FAMILIAR, _BEFORE_NAME)
        follow = f"{alternation(row.word for row in verbs)}|{alternation(self._after)}|{_END}"
        name = f"(?P<name>{self._surname.pattern}{_GIVEN})"
        # 副局长 + 袁玲; the longer of two where the clause ends after it: 陈夕才
        self._name = late(f"[ \u3000]?{name}(?={follow})")
        longer = f"(?P<name>{self._surname.pattern}[\u4e00-\u9fff]{{2}})"
        self._longer = late(f"[ \u3000]?{longer}(?={_END})")
        common = alternation(self._common)
        # 老周 + 说
        self._familiar = late(f"[{_FAMILIAR}]{common}")
        # 烘焙师 + 袁玲: a calling that no list has
        single = "".join(surname for surname in self._common if len(surname) == 1)
        self._calling = late(f"[师员农匠商兵](?=[{single}])")
        # 尹志芳 at the start of a clause
        self._opening = late(f"{_CLAUSE}(?P<name>[{single}][\u4e00-\u9fff]{{2}})")
        # 袁玲、 + 赵明德
        self._listed = late(f"{name}(?=[、和等/]|{follow})")
        self._foreign = ForeignNames(lexicon, follow)

    def find(self, scene: Scene) -> Iterator[tuple[Span, str]]:
        """Spans of names with the rule that found each; they may overlap."""
        for index, start, end in self._cues.find(scene.view):
            cue = self._cues.words[index]
            if cue in self._before:
                yield from self._after_title(scene, end, formal=self._before[cue])
                yield from self._foreign.after_title(scene, end, formal=self._before[cue])
            if cue in self._after:
                yield from self._before_cue(scene, start, "person.title_after")
                yield from self._foreign.before_title(scene, start) if self._after[cue] else ()
            if cue in self._speech:
                yield from self._before_cue(scene, start, "person.speech")
        yield from self._by_life(scene)
        for start, end in attendants(scene):
            if self._fits(scene, start, end, formal=True):
                yield (start, end), "person.attending"
        for match in self._calling.finditer(scene.view):
            yield from self._after_calling(scene, match.end())
        yield from self._repeated(scene)
        yield from self._foreign.with_dots(scene)

    def _by_life(self, scene: Scene) -> Iterator[tuple[Span, str]]:
        """Names beside sex or age."""
        for match in _SEX.finditer(scene.view):
            yield from self._before_cue(scene, match.start(), "person.life")
        for end in _occurrences(scene.view, "岁"):
            age = _AGE.search(scene.view, max(0, end - _LONGEST_AGE), end)
            if age:
                yield from self._before_cue(scene, age.start(), "person.life")
        for match in _IS.finditer(scene.view):
            span = match.start() - _FULL_NAME, match.start()
            if self._stands_after(scene, *span):
                yield span, "person.life"
        for pattern in (_AGED, _FROM):
            for match in pattern.finditer(scene.view):
                yield from self._after_age(scene, match.end())

    def _after_calling(self, scene: Scene, position: int) -> Iterator[tuple[Span, str]]:
        """烘焙师袁玲介绍: a noun that ends like a calling."""
        word = scene.word(position - 1)
        calling = word is not None and word.end == position and word.end - word.start > 1
        if word and calling and word.text not in self._before and not scene.names_in(position, position + 1):
            yield from self._after_title(scene, position, formal=False)

    def _after_age(self, scene: Scene, position: int) -> Iterator[tuple[Span, str]]:
        """45岁的尹志芳, 来自云岭村的尹志芳."""
        for pattern in (self._longer, self._name):
            match = pattern.match(scene.view, position)
            if match and self._fits(scene, *match.span("name"), formal=False):
                yield match.span("name"), "person.life"
                return

    def _repeated(self, scene: Scene) -> Iterator[tuple[Span, str]]:
        """A name of three characters that opens a clause and comes again: 尹志芳."""
        names = {name for name in self._opening.findall(scene.view) if self._stands_out(name)}
        for name in sorted(names):
            starts = _occurrences(scene.view, name) if scene.view.count(name) > 1 else []
            fitting = [start for start in starts if self._fits(scene, start, start + len(name), formal=False)]
            followers = {scene.view[start + len(name) : start + len(name) + 1] for start in fitting}
            if len(followers) > 1 and len(fitting) * 2 > len(starts):
                for start in fitting:
                    yield (start, start + len(name)), "person.repeated"

    def _stands_out(self, name: str) -> bool:
        """Whether the characters show nothing but a name: the given name is no ordinary word either."""
        return name[-1] not in _NOUN_ENDS and self._given_start(name) > 0 and len(known_pieces(name[1:])) > 1

    def places(self, scene: Scene) -> Iterator[Span]:
        """Foreign places, written with the characters of foreign names."""
        return self._foreign.places(scene)

    def listed(self, scene: Scene, ends: Iterable[int]) -> Iterator[tuple[Span, str]]:
        """Names that follow a person, whose span ends at one of `ends`, in a list: 袁玲、赵明德和钱立出席."""
        for position in ends:
            span = self._next_listed(scene, position)
            while span:
                yield span, "person.list"
                span = self._next_listed(scene, span[1])

    def after_bodies(self, scene: Scene, ends: Iterable[int]) -> Iterator[tuple[Span, str]]:
        """Names right after a body, whose span ends at one of `ends`: 理想汽车 + 李想、."""
        for position in ends:
            match = self._listed.match(scene.view, position)
            if match and match.start() == match.start("name") and self._stands_after(scene, *match.span()):
                yield match.span(), "person.after_body"

    def _stands_after(self, scene: Scene, start: int, end: int) -> bool:
        """Whether the characters show nothing but a name, and words can end at both ends."""
        return self._stands_out(scene.view[start:end]) and self._fits(scene, start, end, formal=False)

    def _next_listed(self, scene: Scene, position: int) -> Span | None:
        """The name after a list mark at `position`."""
        if not _LIST_MARK.match(scene.view, position):
            return None
        match = self._listed.match(scene.view, position + 1)
        if match and self._fits(scene, position + 1, match.end(), formal=False):
            return match.span()
        return self._by_borders(scene, position + 1)

    def _after_title(self, scene: Scene, position: int, *, formal: bool) -> Iterator[tuple[Span, str]]:
        """副局长袁玲介绍."""
        if scene.view[position : position + 1] not in self._opens:
            return
        position += scene.view.startswith("”", position)  # “全国治沙英雄”王有德
        bracket = _BRACKET.match(scene.view, position)
        position = bracket.end() if bracket else position
        span: Span | None = None
        for pattern in (self._longer, self._name):
            match = pattern.match(scene.view, position)
            if match and self._fits(scene, *match.span("name"), formal=formal):
                span = match.span("name")
                break
        rare = self._name.match(scene.view, position) if span is None and not formal else None
        if rare and rare["name"][-1] not in _NOUN_ENDS and self._fits(scene, *rare.span("name"), formal=True):
            span = rare.span("name")
        familiar = self._familiar.match(scene.view, position)
        if span is None and familiar and bounded(scene, *familiar.span()):
            span = familiar.span()
        if span is None:
            span = self._by_borders(scene, position) if formal else self._by_word(scene, position)
        if span:
            yield span, "person.title_before"

    def _by_borders(self, scene: Scene, start: int) -> Span | None:
        """A name that ends where a longer word starts: 法人代表吴芳芳签字."""
        for end in (start + 3, start + 2):
            following = scene.word(end)
            ends = following is not None and following.start == end and following.end - end > 1
            if ends and self._fits(scene, start, end, formal=False):
                return start, end
        return None

    def _by_word(self, scene: Scene, start: int) -> Span | None:
        """A name of three characters that the tokenizer takes together: 居民季云舟领到补贴."""
        word = scene.word(start)
        if word is None or (word.start, word.end) != (start, start + _FULL_NAME):
            return None
        shown = self._stands_out(word.text) or word.tag.startswith("nr")
        if not shown or not self._fits(scene, start, word.end, formal=False):
            return None
        ruler = _RULER.match(scene.view, word.end)  # 国王费利佩 + 六世
        return start, ruler.end() if ruler else word.end

    def _fits(self, scene: Scene, start: int, end: int, *, formal: bool) -> bool:
        return self._is_name(scene, start, end, formal=formal) and bounded(scene, start, end)

    def _before_cue(self, scene: Scene, position: int, rule: str) -> Iterator[tuple[Span, str]]:
        """袁玲教授; 袁玲表示, at the start of a clause."""
        start = position - _FAMILIAR_LENGTH
        familiar = rule == "person.speech" and scene.view[max(start, 0)] in _FAMILIAR
        if familiar and self._familiar.fullmatch(scene.view, max(start, 0), position):
            if bounded(scene, start, position):
                yield (start, position), rule
            return
        for length in _LENGTHS:
            start = position - length
            if start < 0 or scene.view[start] not in self._surname_opens:
                continue
            if rule == "person.speech" and start > 0 and _HAN.match(scene.view, start - 1):
                continue
            if self._fits(scene, start, position, formal=False):
                yield (start, position), rule
                return

    def _is_name(self, scene: Scene, start: int, end: int, *, formal: bool) -> bool:
        """Whether the characters and words allow a Chinese name; a rare surname needs a title."""
        name = scene.view[start:end]
        given = self._given_start(name)
        if not given or (not formal and (name[:given] not in self._common or name[given:] in _SIDES)):
            return False
        known = scene.name_in(start + 1, end)
        if (known and known[1] > end) or (given == 1 and is_word(scene, start, end)):
            return False
        return name[:given] in self._common or _is_rare_name(scene, start, start + given)

    def _read(self, name: str) -> int:
        """Where the given name starts, 0 when the characters allow no name."""
        surname = self._surname.match(name)
        if surname is None or not 0 < len(name) - surname.end() <= _LONGEST_GIVEN or name in self._not_names:
            return 0
        given = name[surname.end() :]
        return surname.end() if given not in self._trades and self._is_given(given) else 0

    def _is_given(self, given: str) -> bool:
        if given in self._titles or _PARTICLES.intersection(given):
            return False
        return all(_HAN.match(character) for character in given)


def _occurrences(view: str, name: str) -> list[int]:
    """Where `name` starts in `view`."""
    starts = []
    start = view.find(name)
    while start >= 0:
        starts.append(start)
        start = view.find(name, start + len(name))
    return starts


def _is_rare_name(scene: Scene, start: int, given: int) -> bool:
    """Whether a rare surname, which may be an ordinary word, is followed by no ordinary word: not 和人民."""
    first, second = scene.word(start), scene.word(given)
    if first is not None and first.end == given and first.tag.startswith(_NO_GIVEN):
        return False
    if second is None or second.start < given or second.end - given == 1 or second.tag.startswith("nr"):
        return True
    return len(known_pieces(second.text)) > 1
