"""Words around a time that tell how it is meant, loaded from times_cues.tsv."""

from __future__ import annotations

from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.patterns import late

# 到 and 至 before a time set a term, unless they complete a verb: 提高到2019年的…
_UNTIL = ("到", "至")
_COMPLETED = "加高升降长短少多大小展窄缓快慢扩减缩达得收回遇看感受赶拿涨跌转改调想"
_BASE = late("[^，。；,;\\n]{0,16}?基数")
_COMPARED_WITHIN = 8
_SENTENCE_END = late(r"[。！？!?\n]")
_CLAUSE_STARTS = "，。；！？,;!?\n"
_BEFORE = 12
_AFTER = 24


@dataclass(frozen=True, slots=True)
class CueRow:
    """A row of times_cues.tsv."""

    word: str
    cue: str


class Cues:
    """Answers what stands around text[start:end]."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("times_cues", CueRow)
        self._words = {
            cue: tuple(row.word for row in rows if row.cue == cue)
            for cue in ("baseline", "partner", "as_of", "clock", "recurrence")
        }
        self.leads = self._words["as_of"] + self._words["clock"]
        future, past, compared = (
            alternation(row.word for row in rows if row.cue == cue) for cue in ("future", "past", "compared")
        )
        self._future = late(future)
        self._tense = late(f"(?P<future>{future})|(?P<past>{past})")
        self._compared = late(rf"[^，。；,;\n]{{0,{_COMPARED_WITHIN}}}?{compared}")

    def lead(self, text: str, start: int) -> str:
        """The words before `start` that belong to the expression: 截至, 当地时间; "" when there are none."""
        if not text.endswith(self.leads, 0, start):
            return ""
        return max((word for word in self.leads if text.endswith(word, 0, start)), key=len)

    def is_as_of(self, lead: str) -> bool:
        """Whether that lead says "as of"."""
        return lead in self._words["as_of"]

    def recurs(self, text: str, start: int) -> bool:
        """Whether the time after `start` comes back: 每年7月."""
        return text.endswith(self._words["recurrence"], 0, start)

    def is_baseline(self, text: str, start: int, end: int) -> bool:
        """Whether something is compared with text[start:end]: 比上年, 与2015年相比, 去年8月基数低."""
        if text.endswith(self._words["baseline"], 0, start) or _BASE.match(text, end):
            return True
        return text.endswith(self._words["partner"], 0, start) and bool(self._compared.match(text, end))

    def is_term(self, text: str, start: int) -> bool:
        """Whether text[start:] is a term that 到 or 至 sets."""
        if not text.endswith(_UNTIL, 0, start):
            return False
        return start == 1 or text[start - 2] not in _COMPLETED

    def tense(self, text: str, start: int, end: int) -> str:
        """What the clause around text[start:end] does: `future`, `past`, or "".

        A plan is announced before the time (将于12月) or by the first telling word after it.
        """
        opening = max(0, *(text.rfind(mark, 0, start) for mark in _CLAUSE_STARTS), start - _BEFORE)
        if self._future.search(text, opening, start):
            return "future"
        stop = _SENTENCE_END.search(text, end, end + _AFTER)
        told = self._tense.search(text, end, stop.start() if stop else end + _AFTER)
        return told.lastgroup or "" if told else ""
