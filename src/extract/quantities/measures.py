"""What a quantity measures: a level, a share, a change with its sign, a rate of growth, a ratio or a rank."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.mentions import QuantityMention
from extract.patterns import late
from extract.quantities.cues import Cues, at_break
from extract.quantities.directions import Direction, Directions, Found
from extract.quantities.drafts import Draft, Form
from extract.quantities.lists import SEPARATOR

# How far back a cue is looked for: percentages lean on the whole clause, amounts on what is near.
_FAR = 40
_NEAR = 22
_OBJECT = late("[^的有达为、和与及对等在从将把向给]{0,10}")
# 、乙市3%: what stands between two members of a list of percentages.
_DOES = late("[\u4e00-\u9fff]{1,3}")  # 比去年多蓄水9吨
_LABEL = late("[、，,；;和与及]? ?[^，。；、！？,;0-9]{0,8}")
_LIST_OF = late("[：:][^，。；、！？,;：:0-9]{0,8}\\Z")
# What a percentage or a multiple is relative to is said by cues that may stand far before it.
_RELATIVE = ("fraction", "multiple")
_FIXED = {Form.RATIO: "ratio", Form.RANK: "rank", Form.DOUBLING: "change_rate", Form.DISCOUNT: "share"}


class Verdict(NamedTuple):
    """A measure, its sign, and whether a cue decided it."""

    measure: str
    sign: int = 1
    decided: bool = True


_TIMES = ("time", "calendar time")
_LEVEL = Verdict("level", 1, False)


class Measures:
    """Decides measure and sign, and makes the final mentions."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        self._directions = Directions(lexicon)
        self._cues = cues
        self._fill = late(f"(?:{alternation(cues.words('direction_fill'))})*")
        nouns = alternation(cues.words("rate_after"))
        self._rate_after = late(
            f"(?:以上|左右|以内)?的?[^，。；、0-9]{{0,4}}?({nouns})|(?:以上|左右|以内)?的?增长(?![到至为成])(?=[，。；、\\n]|\\Z)"
        )

    def mentions(self, text: str, drafts: list[Draft]) -> list[QuantityMention]:
        """The final mentions, each with its measure and its sign."""
        mentions: list[QuantityMention] = []
        previous: Draft | None = None
        verdict = _LEVEL
        for draft in drafts:
            verdict = self._verdict(text, draft, previous, verdict)
            mentions.append(_mention(draft, verdict))
            previous = draft
        return mentions

    def _verdict(self, text: str, draft: Draft, previous: Draft | None, before: Verdict) -> Verdict:
        settled = self._settled(text, draft, previous, before)
        if settled is not None:
            return settled
        after = previous.end if previous else 0
        dimension = draft.unit.dimension
        if dimension == "points":
            return self._of_points(text, max(after, draft.start - _FAR), draft)
        if dimension not in _RELATIVE:
            return self._of_amount(text, max(after, draft.start - _NEAR), draft)
        # Another percentage has used up the cues before it, a count has not: 增速在三类企业中为5%.
        start = max(after if previous and previous.unit.dimension in _RELATIVE else 0, draft.start - _FAR)
        if dimension == "fraction":
            return self._of_share(text, start, draft, previous, before)
        rate = self._of_rate(text, draft, self._directions.in_clause(text, start, draft.start))
        return rate if rate.measure == "change_rate" else Verdict("ratio")

    def _settled(self, text: str, draft: Draft, previous: Draft | None, before: Verdict) -> Verdict | None:
        """What its shape, the head of its column or the list it stands in says, without looking for cues."""
        if draft.form in _FIXED:
            return Verdict(_FIXED[draft.form])
        if draft.head:
            return self._of_cell(draft)
        if previous is not None and SEPARATOR.fullmatch(text, previous.end, draft.start):
            return _inherited(text, previous, draft, before)
        return None

    def _of_cell(self, draft: Draft) -> Verdict:
        head = draft.head
        if draft.unit.dimension not in ("fraction", "points"):
            return _LEVEL
        if draft.unit.dimension == "points":
            return Verdict("change")
        grows = any(
            found.cue.kind in ("change", "rate") for found in self._directions.in_sentence(head, 0, len(head))
        )
        return Verdict("change_rate" if grows else "share")

    # -- percentages -------------------------------------------------------------------------------------

    def _of_share(
        self, text: str, start: int, draft: Draft, previous: Draft | None, before: Verdict
    ) -> Verdict:
        found = self._of_rate(text, draft, self._directions.in_clause(text, start, draft.start))
        if found.decided:
            return found
        comma = max(text.rfind("，", start, draft.start), text.rfind(",", start, draft.start))
        if comma > start and self._fill.fullmatch(text, comma + 1, draft.start):
            # 增速最快，达42%; but 收益率上升48个基点，为2%: the points have used up the verb
            cues = self._directions.in_clause(text, start, comma)
            told = previous is not None and previous.end > start
            return self._of_rate(text, draft, (c for c in cues if c[0].kind == "rate") if told else cues)
        if _LIST_OF.search(text, start, draft.start):
            # 同比上涨的城市有3个，包括：甲市3%
            far = max(0, draft.start - _FAR)
            return self._of_rate(text, draft, self._directions.in_sentence(text, far, draft.start))
        if (
            previous is not None
            and previous.unit == draft.unit
            and _LABEL.fullmatch(text, previous.end, draft.start)
        ):
            return before
        return found

    def _of_rate(self, text: str, draft: Draft, found: Iterator[Found]) -> Verdict:
        after = self._rate_after.match(text, draft.end)
        if after is not None:
            return Verdict("change_rate", -1 if after[1] in self._cues.words("fall_after") else 1)
        if text.endswith("的", 0, draft.start):
            return Verdict("share")
        reached = False
        for cue, gap, rest in found:
            if cue.kind == "level":
                reached = True
            elif cue.kind == "share":
                return Verdict("share")
            elif cue.kind == "rate" or (not reached and self._grows(cue, gap, rest)):
                # 增速提升至5.2%: the level of a rate of growth is a rate of growth.
                return Verdict("change_rate", cue.factor)
            elif reached and cue.kind == "change":
                break
        return Verdict("share", 1, reached)

    def _grows(self, cue: Direction, gap: str, rest: str) -> bool:
        if cue.kind == "versus":
            return bool(gap) or self._compared(cue, gap, rest)
        if cue.kind == "change":
            return self._reaches(cue, gap)
        return cue.kind == "compare" and self._compared(cue, gap, rest)

    def _reaches(self, cue: Direction, gap: str) -> bool:
        # A single character is a verb only next to the number: 升5%, but 升级工程完成5%.
        return len(cue.word) > 1 or self._fill.fullmatch(gap) is not None

    def _of_points(self, text: str, start: int, draft: Draft) -> Verdict:
        for cue, gap, _ in self._directions.in_sentence(text, start, draft.start):
            if cue.kind in ("change", "compare", "versus") and self._reaches(cue, gap):
                return Verdict("change", cue.factor)
        return Verdict("change", 1, False)

    # -- amounts -----------------------------------------------------------------------------------------

    def _of_amount(self, text: str, start: int, draft: Draft) -> Verdict:
        for cue, gap, rest in self._directions.in_clause(text, start, draft.start):
            if cue.kind in ("change", "rate"):
                fits = self._changes_by(text, draft, cue, gap) and not _goes_on_for(draft, rest + cue.word)
            elif cue.kind == "versus":
                fits = (bool(gap) and "的" not in gap) or self._compared(cue, gap, rest)
            else:
                fits = cue.kind == "compare" and self._compared(cue, gap, rest)
            return Verdict("change", cue.factor) if fits else _LEVEL
        return _LEVEL

    def _changes_by(self, text: str, draft: Draft, cue: Direction, gap: str) -> bool:
        if cue.reach == "object" and _OBJECT.fullmatch(gap):
            return True
        # 整体提升100所学校: things with a noun after them are what is improved, not by how much.
        counts = draft.unit.dimension.startswith("count") and draft.unit_text != "点"
        return self._fill.fullmatch(gap) is not None and (at_break(text, draft.end) or not counts)

    def _compared(self, cue: Direction, gap: str, rest: str) -> bool:
        # 比上年高5元 compares, 楼高30米 does not; 多 also where it opens a clause.
        alone = cue.reach == "alone" and rest.strip("，,") == ""
        if cue.reach == "alone" and _DOES.fullmatch(gap):
            return self._cues.within("compared", rest)
        return self._fill.fullmatch(gap) is not None and (alone or self._cues.within("compared", rest))


def _goes_on_for(draft: Draft, words: str) -> bool:
    # 连涨10天: how long it went on, not by how much
    return draft.unit.dimension in _TIMES and "连" in words[-3:]


def _inherited(text: str, previous: Draft, draft: Draft, before: Verdict) -> Verdict | None:
    if draft.unit_text and previous.unit == draft.unit and before.measure != "rank":
        return before
    if _same_change(text, previous, draft, before):
        return before
    if text[previous.end : draft.start] == "或" and before.measure in ("change", "change_rate"):
        # 跌74点或2.4%
        return Verdict("change_rate" if draft.unit.dimension == "fraction" else "change", before.sign)
    return None


def _same_change(text: str, previous: Draft, draft: Draft, before: Verdict) -> bool:
    # 分别增加3100头、1880只和2.1万羽
    amounts = draft.unit_text and draft.unit.dimension not in ("fraction", "points", "multiple")
    joined = text[previous.end : draft.start].strip() in ("、", "和", "与", "及")
    return bool(amounts) and joined and before.measure == "change" and _ends_member(text, draft.end)


def _ends_member(text: str, position: int) -> bool:
    return at_break(text, position) or text.startswith(("和", "与", "及", "以上", "左右"), position)


def _mention(draft: Draft, verdict: Verdict) -> QuantityMention:
    low, high = draft.low, draft.high
    if verdict.sign < 0 and low > 0:
        low, high = -high, -low
    ranges = low != high
    value: Decimal | None = None if ranges else low
    if draft.parts:
        value = draft.parts[0] / draft.parts[1] if len(draft.parts) == 2 and draft.parts[1] else None
    return QuantityMention(
        draft.start,
        draft.end,
        value,
        draft.unit.code,
        draft.unit_text,
        draft.bound or "=",
        verdict.measure,
        low if ranges else None,
        high if ranges else None,
        draft.parts,
        ("optional",) if draft.optional else (),
        draft.rules,
        draft.twin,
    )
