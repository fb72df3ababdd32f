"""Years that belong to a name: 2024年巴黎奥运会, “2020年消费扶贫行动”, 2008年民政事业发展统计报告.

Such a year is no time expression of its own, and no other time is that opens the quoted name of an action.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.patterns import late
from extract.times.chains import Chain
from extract.tokens import Words, tokenizer

_YEAR_RULES = ("year", "short-year", "years")
_LONGEST_NAME = 20
# A quotation that is a name has no punctuation of sentences inside.
_QUOTED = late(rf"[“「](?P<before>[^“”「」，。；！？,;!?\n]{{0,{_LONGEST_NAME}}})$")
_QUOTE_END = late(rf"(?P<after>[^“”「」，。；！？,;!?\n]{{0,{_LONGEST_NAME}}})[”」]")
_OPENING = ("“", "「")
_ACTION = late(
    r"[\u4e00-\u9fff]{0,4}(?:行动|攻势|计划|工程|活动|课堂|讲堂|剧场|书屋|集市|市集|之夜|头条|说法)[”」]"
)
# Parts of speech that a name of an event does not hold: verbs, prepositions, pronouns, particles, adverbs.
_SENTENCE_TAGS = ("v", "p", "r", "u", "d")
_NOUN_TAGS = ("vn",)


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of times_names.tsv."""

    word: str


class YearNames:
    """Tells the years that are part of a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        heads = alternation(row.word for row in lexicon.rows("times_names", NameRow))
        self._event = late(rf"(?P<inner>[^，。；：、！？,;:!?\s（）()“”《》的]{{0,{_LONGEST_NAME}}}?){heads}")

    def hold(self, text: str, chain: Chain) -> bool:
        """Whether the chain is a bare year within a name, or another time that opens one."""
        if len(chain.atoms) > 1 or chain.upper or chain.tails or chain.as_of:
            return False
        if chain.atoms[0].rule not in _YEAR_RULES:
            return self._titled(text, chain)
        return self._quoted(text, chain) or self._event_follows(text, chain)

    def _quoted(self, text: str, chain: Chain) -> bool:
        opening = _QUOTED.search(text, max(0, chain.start - _LONGEST_NAME), chain.start)
        closing = _QUOTE_END.match(text, chain.end) if opening else None
        return bool(opening and closing and opening["before"] + closing["after"])

    def _titled(self, text: str, chain: Chain) -> bool:
        """Whether a time opens the quoted name of an action: “凌晨行动”."""
        return text[chain.start - 1 : chain.start] in _OPENING and _ACTION.match(text, chain.end) is not None

    def _event_follows(self, text: str, chain: Chain) -> bool:
        event = self._event.match(text, chain.end)
        if event is None:
            return False
        inner = event["inner"] or ""
        words = Words(inner, tokenizer(), [(0, len(inner))]).of(0)
        return not any(word.tag.startswith(_SENTENCE_TAGS) and word.tag not in _NOUN_TAGS for word in words)
