"""Persons: a surname with a given name, vouched for by a title or by what the person says or does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.engine import alternation
from extract.entities.scene import Scene
from extract.entities.tails import WordRow
from extract.lexicon import Lexicon
from extract.mentions import Span

_HAN = "[\u4e00-\u9fff]"
_END = r"(?=[^\u4e00-\u9fff]|$)"


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
        surname = alternation(row.surname for row in surnames)
        common = alternation(row.surname for row in surnames if row.common)
        before = alternation(row.title for row in titles if row.before)
        after = alternation(row.title for row in titles if row.after)
        speech = alternation(row.word for row in verbs if row.speech)
        follow = f"(?:{alternation(row.word for row in verbs)}|{after}|{_END})"
        self._patterns = (
            # 副局长袁玲介绍, 局长、党组书记马骏
            (
                "person.title_before",
                re.compile(f"(?:{before})(?P<name>(?:{surname}){_HAN}{{1,2}}?)(?={follow})"),
            ),
            # 袁玲教授, 李兴畅总经理
            ("person.title_after", re.compile(f"(?P<name>(?:{common}){_HAN}{{1,2}}?)(?=(?:{after}))")),
            # 黄立民分析
            ("person.speech", re.compile(f"(?P<name>(?:{common}){_HAN}{{1,2}}?)(?=(?:{speech}))")),
            # 总统马克龙, 国防部长奥斯汀
            ("person.foreign_title", re.compile(f"(?:{before})(?P<name>[{foreign}]{{2,7}})(?={follow})")),
            # 特雷莎·梅
            (
                "person.dotted",
                re.compile(f"(?P<name>[{foreign}{_HAN[1:-1]}]{{1,8}}(?:·[\u4e00-\u9fff]{{1,8}})+)"),
            ),
        )

    def find(self, scene: Scene) -> Iterator[tuple[Span, str]]:
        """Spans of names with the rule that found each; they may overlap."""
        for rule, pattern in self._patterns:
            for match in pattern.finditer(scene.view):
                span = match.span("name")
                if scene.free(*span) and self._plausible(scene, span, rule):
                    yield span, rule

    @staticmethod
    def _plausible(scene: Scene, span: Span, rule: str) -> bool:
        """Whether the words of the sentence allow the name: it starts and ends where words do."""
        if not scene.starts_word(span[0]) or not scene.ends_word(span[1]):
            return False
        words = scene.words.between(*span)
        if len(words) == 1 and len(words[0].text) > 1:
            return words[0].tag.startswith("nr") or rule == "person.title_before" and words[0].tag == "x"
        return True
