"""Bounds: words before, inside and after a quantity that make it an approximation, a floor or a ceiling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.patterns import late
from extract.quantities.cues import Cues, at_break
from extract.quantities.drafts import Digits, Draft, Form
from extract.quantities.lists import SEPARATOR

_WINDOW = 24
# What may stand between an adverb and the number: 至少与1个, 最多省20万.
_VERB_PHRASE = r"的?[^，。；、：！？,;:!?（）()\s0-9的一二三四五六七八九十]{0,6}?"
# And between a comparison and a share: 不低于基金净资产的5%.
_WHOLE = r"的[^，。；、：！？,;:!?（）()\s0-9]{1,14}?"
_INCLUDING = "(?:[(（]含[^)）]{0,6}[)）])?"


@dataclass(frozen=True, slots=True)
class BoundWord:
    """A line of `bounds_before.tsv` or `bounds_after.tsv`; see there."""

    word: str
    bound: str
    reach: str


class Bounds:
    """Reads the bounds of quantities from the words around them."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        before = lexicon.rows("bounds_before", BoundWord)
        after = lexicon.rows("bounds_after", BoundWord)
        self._before = {row.word: row for row in before}
        self._after = {row.word: row for row in after}
        # What may stand between: 超过了5亿元, 约需人民币23万元, 大概为每年1万元.
        particles = _reversed(cues.words("bound_particles"))
        # Words before the number are matched on the reversed text, so that a match starts at the number.
        touch = _reversed(row.word for row in before)
        verb = _reversed(row.word for row in before if row.reach == "verb")
        self._left = late(f" ?(?:{particles}){{0,3}}?({touch})")
        phrase = _reversed(row.word for row in before if row.reach == "phrase")
        self._left_far = late(f"{_VERB_PHRASE}({verb})|{_WHOLE}({phrase})")
        self._right = late(f" ?{_INCLUDING}({alternation(row.word for row in after)})")

    def mark(self, text: str, drafts: list[Draft]) -> None:
        """Set `bound` of every draft; what stands after a list bounds all its members: 75%、60%和50%左右."""
        following: Draft | None = None
        trailing: str | None = None
        for draft in reversed(drafts):
            after = self._word_after(text, draft)
            if after is None and trailing and following and _same_list(text, draft, following):
                after = trailing
            trailing = after
            following = draft
            if draft.bound is None:
                draft.bound = self._bound(text, draft, after)

    def _bound(self, text: str, draft: Draft, after: str | None) -> str:
        if draft.form in (Form.RATIO, Form.RANK):
            return "="
        return (">" if draft.more else None) or self._word_before(text, draft) or after or "="

    def _word_before(self, text: str, draft: Draft) -> str | None:
        window = text[max(0, draft.start - _WINDOW) : draft.start][::-1]
        match = self._left.match(window) or self._left_far.match(window)
        if match is None:
            return None
        row = self._before[match[match.lastindex or 0][::-1]]
        if row.bound == "=" or (row.reach == "scale" and draft.digits is not Digits.SCALE):
            return None
        draft.rules += (row.word,)
        return row.bound

    def _word_after(self, text: str, draft: Draft) -> str | None:
        match = self._right.match(text, draft.end)
        if match is None:
            return None
        row = self._after[match[1]]
        if row.bound == "=" or (row.reach == "measure" and draft.unit.dimension.startswith("count")):
            return None
        if row.reach == "share" and not (draft.form is Form.SHARE and at_break(text, match.end())):
            return None
        draft.rules += (match[1],)
        return row.bound


def _reversed(words: Iterable[str]) -> str:
    return alternation(word[::-1] for word in words)


def _same_list(text: str, draft: Draft, following: Draft) -> bool:
    same = draft.unit.code == following.unit.code
    return same and SEPARATOR.fullmatch(text, draft.end, following.start) is not None
