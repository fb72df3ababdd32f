"""Persons: a surname with a given name, vouched for by a title or by what the person says or does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.engine import alternation
from extract.entities.scene import Scene
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.tokens import known_pieces

_GIVEN = "[\u4e00-\u9fff]{1,2}?"
_END = r"(?=[^\u4e00-\u9fff]|$)"
# Grammar words that follow a name and end no name.
_PARTICLES = frozenset("在也就将等和与同对向从为是有以说称还曾已的了着及或把被由于至到让给再又不都能可要应很更最则均并")
# Parts of speech that a given name of two characters is not: 李 + 表示.
_NO_GIVEN = ("v", "p", "d", "c", "r", "u", "m", "q", "f", "t")
# (记者 …), 本报讯 记者 …: who wrote the report.
_BYLINE = re.compile(r"(?:[(（\s]|讯|电|^)(?:本报|特约|首席|实习)?(?:记者|通讯员|编辑|作者|摄影)[\s:：]?$")


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


@dataclass(frozen=True, slots=True)
class SpeechRow:
    """A row of `speech_verbs.tsv`."""

    word: str
    speech: bool


@dataclass(frozen=True, slots=True)
class CharacterRow:
    """A row of `transliteration.tsv`."""

    character: str


class PersonReader:
    """Finds names of persons by the words around them."""

    def __init__(self, lexicon: Lexicon) -> None:
        surnames = lexicon.rows("surnames", SurnameRow)
        titles = lexicon.rows("person_titles", TitleRow)
        verbs = lexicon.rows("speech_verbs", SpeechRow)
        foreign = "".join(row.character for row in lexicon.rows("transliteration", CharacterRow))
        self._common = {row.surname for row in surnames if row.common}
        self._surname = re.compile(alternation(row.surname for row in surnames))
        surname = self._surname.pattern
        before = alternation(row.title for row in titles if row.before)
        after = alternation(row.title for row in titles if row.after)
        speech = alternation(row.word for row in verbs if row.speech)
        follow = f"(?:{alternation(row.word for row in verbs)}|{after}|{_END})"
        given = f"(?P<name>{surname}{_GIVEN})"
        # The place of a title is tried first, so that the rules cost nothing elsewhere.
        self._patterns = (
            # 副局长袁玲介绍, 主任 袁玲：
            ("person.title_before", re.compile(f"{before}[ \u3000]?{given}(?={follow})")),
            # 袁玲教授
            ("person.title_after", re.compile(f"{given}(?={after})")),
            # 袁玲表示
            ("person.speech", re.compile(f"(?<![\u4e00-\u9fff]){given}(?={speech})")),
            # 总统马克龙
            ("person.foreign", re.compile(f"{before}(?P<name>[{foreign}]{{2,8}}?)(?={follow})")),
            # 特雷莎·梅
            ("person.dotted", re.compile(f"(?P<name>[{foreign}]{{1,8}}(?:·[{foreign}]{{1,8}})+)")),
        )

    def find(self, scene: Scene) -> Iterator[tuple[Span, str]]:
        """Spans of names with the rule that found each; they may overlap."""
        for rule, pattern in self._patterns:
            for match in pattern.finditer(scene.view):
                start, end = match.span("name")
                if scene.free(start, end) and self._plausible(scene, start, end, rule):
                    yield (start, end), rule

    def _plausible(self, scene: Scene, start: int, end: int, rule: str) -> bool:
        """Whether the words of the sentence allow the name."""
        if _BYLINE.search(scene.view, max(0, start - 10), start):
            return False
        if not scene.starts_word(start) or not scene.ends_word(end):
            return False
        if rule in ("person.foreign", "person.dotted"):
            return not self._is_word(scene, start, end)
        return self._is_name(scene, start, end, formal=rule == "person.title_before")

    def _is_name(self, scene: Scene, start: int, end: int, *, formal: bool) -> bool:
        view = scene.view
        surname = self._surname.match(view, start, end)
        if surname is None or view[end - 1] in _PARTICLES or self._is_word(scene, start, end):
            return False
        common = surname[0] in self._common
        if not common and not formal:
            return False
        word = scene.word(surname.end())
        if word is None or word.start < surname.end() or word.end - word.start == 1:
            return True
        return common or not word.tag.startswith(_NO_GIVEN)

    @staticmethod
    def _is_word(scene: Scene, start: int, end: int) -> bool:
        """Whether the span is, or begins with, an ordinary word of the dictionary: 关于 in 关于党."""
        word = scene.word(start)
        if word is None or word.end - word.start < 2 or word.end > end:
            return False
        return len(known_pieces(word.text)) == 1 and not word.tag.startswith("nr")
