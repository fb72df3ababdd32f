"""What a quantity measures: a level, a share, a change with its sign, a rate of growth, a ratio or a rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.mentions import QuantityMention
from extract.quantities.cues import at_break
from extract.quantities.drafts import Draft, Form
from extract.quantities.lists import SEPARATOR

_WINDOW = 40
_STOP = re.compile("[，。；！？\\n,;!?：:（( ]")
_LIST_OF = re.compile("[：:][^，。；、！？,;：:0-9]{0,8}\\Z")
_SENTENCE = re.compile("[。；！？\\n;!?]")
_REACHED = ("到", "至", "为", "成")
_FILL = re.compile(
    "(?:了|约|近|超|过|超过|达|达到|将近|接近|为|分别|均|都|也|高达|人民币|每年|共|累计|至少|不低于|大约|不超过|不足|逾|突破|又|再|已|再次|同比|环比|实际|名义|平均|年均|幅度|幅度在|幅度都在|均超|全线|收|了近|了约|多达|仅|只|又一次|一倍|目标|预期|预计|控制|保持|在|以上|稳定|左右| )*"
)
_OBJECT = re.compile("[^的有达为、和与及]{0,10}")
_LABEL = re.compile("[、，,；;和与及]? ?[^，。；、！？,;0-9]{0,8}")
_RATE_AFTER = re.compile(
    "(?:以上|左右|以内)?的?(?:[^，。；、0-9]{0,4}?)(?P<w>增速|增幅|涨幅|升幅|增长率|增长速度|增长水平|速度递增|速度增长|速度|降幅|跌幅|增长目标|复合增长)|的?增长(?![到至为成])(?=[，。；、\\n]|$)|增长势头"
)
_COMPARED = re.compile("比|较|于|超")


@dataclass(frozen=True, slots=True)
class Direction:
    """A line of `directions.tsv`; see there."""

    word: str
    kind: str
    sign: str
    reach: str


@dataclass(slots=True)
class Verdict:
    """measure, sign, and whether a cue decided it."""

    measure: str
    sign: int = 1
    found: bool = False


class Measures:
    """Decides measure and sign, and makes the final mentions."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("directions", Direction)
        self._cues = {row.word: row for row in rows}
        for row in rows:
            if row.kind == "change":
                for end in _REACHED:
                    self._cues.setdefault(row.word + end, Direction(row.word + end, "level", "+", "touch"))
        self._pattern = re.compile(alternation(word[::-1] for word in self._cues))

    def mentions(self, text: str, drafts: list[Draft]) -> list[QuantityMention]:
        """The final mentions, each with its measure and its sign."""
        mentions: list[QuantityMention] = []
        previous: Draft | None = None
        verdict = Verdict("level")
        for draft in drafts:
            verdict = self._verdict(text, draft, previous, verdict)
            mentions.append(_mention(draft, verdict))
            previous = draft
        return mentions

    def _verdict(self, text: str, draft: Draft, previous: Draft | None, before: Verdict) -> Verdict:
        if draft.form is Form.RATIO:
            return Verdict("ratio")
        if draft.form is Form.RANK:
            return Verdict("rank")
        if draft.form is Form.DOUBLING:
            return Verdict("change_rate")
        if draft.form is Form.DISCOUNT:
            return Verdict("share")
        if previous is not None:
            inherited = _inherited(text, previous, draft, before)
            if inherited is not None:
                return inherited
        start = max(previous.end if previous else 0, draft.start - _WINDOW)
        window = text[start : draft.start]
        dimension = draft.unit.dimension
        if dimension == "fraction":
            return self._of_share(text, window, draft, previous, before)
        if dimension == "points":
            return self._of_points(window)
        if dimension == "multiple":
            found = self._rate(window, text, draft)
            return found if found.measure == "change_rate" else Verdict("ratio", 1, True)
        return self._of_amount(window, text, draft)

    def _nearest(self, window: str) -> tuple[Direction, str, str] | None:
        match = self._pattern.search(window[::-1])
        if match is None:
            return None
        cut = len(window) - match.start()
        return self._cues[match[0][::-1]], window[cut:], window[: len(window) - match.end()]

    def _of_share(
        self, text: str, window: str, draft: Draft, previous: Draft | None, before: Verdict
    ) -> Verdict:
        clause = _STOP.split(window.rstrip())[-1]
        found = self._rate(clause, text, draft)
        if not found.found and _LIST_OF.search(window):
            # 同比上涨的城市包括：甲市3%
            found = self._rate(
                _SENTENCE.split(text[max(0, draft.start - _WINDOW) : draft.start])[-1], text, draft
            )
        if found.found or previous is None:
            return found
        gap = text[previous.end : draft.start]
        if previous.unit == draft.unit and _LABEL.fullmatch(gap):
            return Verdict(before.measure, before.sign, True)
        return found

    def _rate(self, clause: str, text: str, draft: Draft) -> Verdict:
        after = _RATE_AFTER.match(text, draft.end)
        if after is not None:
            return Verdict("change_rate", -1 if after["w"] in ("降幅", "跌幅") else 1, True)
        if clause.endswith("的"):
            return Verdict("share", 1, True)
        nearest = self._nearest(clause)
        while nearest is not None:
            cue, gap, rest = nearest
            sign = -1 if cue.sign == "-" else 1
            if cue.kind in ("change", "rate"):
                return Verdict("change_rate", sign, True)
            if cue.kind == "share":
                return Verdict("share", 1, True)
            if cue.kind == "versus" and gap:
                return Verdict("change_rate", sign, True)
            if cue.kind == "compare" and _FILL.fullmatch(gap) and _COMPARED.search(rest):
                return Verdict("change_rate", sign, True)
            if cue.kind == "level":
                return self._level_of_rate(rest)
            nearest = self._nearest(rest)
        return Verdict("share")

    def _level_of_rate(self, rest: str) -> Verdict:
        # 增速提升至5.2%: the level of a rate of growth is a rate of growth.
        nearest = self._nearest(rest)
        if nearest is not None and nearest[0].kind == "rate":
            return Verdict("change_rate", -1 if nearest[0].sign == "-" else 1, True)
        return Verdict("share", 1, True)

    def _of_points(self, window: str) -> Verdict:
        nearest = self._nearest(_SENTENCE.split(window)[-1])
        while nearest is not None:
            cue, _, rest = nearest
            if cue.kind in ("change", "compare", "versus"):
                return Verdict("change", -1 if cue.sign == "-" else 1, True)
            nearest = self._nearest(rest)
        return Verdict("change")

    def _of_amount(self, window: str, text: str, draft: Draft) -> Verdict:
        clause = _STOP.split(window)[-1]
        nearest = self._nearest(clause)
        if nearest is None:
            return Verdict("level")
        cue, gap, rest = nearest
        sign = -1 if cue.sign == "-" else 1
        if cue.kind == "change" or cue.kind == "rate":
            touches = _FILL.fullmatch(gap) is not None and not _is_object(text, draft, cue)
            fits = touches or (cue.reach == "object" and _OBJECT.fullmatch(gap))
            return Verdict("change", sign, True) if fits else Verdict("level")
        if cue.kind == "versus" and gap and "的" not in gap:
            return Verdict("change", sign, True)
        if cue.kind == "compare" and _FILL.fullmatch(gap) and _COMPARED.search(rest):
            return Verdict("change", sign, True)
        return Verdict("level")


def _is_object(text: str, draft: Draft, cue: Direction) -> bool:
    # 整体提升100所学校: things with a noun after them are what is improved, not by how much.
    counts = draft.unit.dimension.startswith("count") and draft.unit_text != "点"
    return counts and cue.reach == "touch" and not at_break(text, draft.end)


def _inherited(text: str, previous: Draft, draft: Draft, before: Verdict) -> Verdict | None:
    if not SEPARATOR.fullmatch(text, previous.end, draft.start):
        return None
    if previous.unit == draft.unit and draft.unit_text and before.measure != "rank":
        return before
    if text[previous.end : draft.start] == "或" and before.measure in ("change", "change_rate"):
        return Verdict("change_rate" if draft.unit.dimension == "fraction" else "change", before.sign, True)
    return None


def _mention(draft: Draft, verdict: Verdict) -> QuantityMention:
    low, high = draft.low, draft.high
    if verdict.sign < 0 and low > 0:
        low, high = -high, -low
    exact = low == high
    value: Decimal | None = low if exact else None
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
        None if exact or draft.parts else low,
        None if exact or draft.parts else high,
        draft.parts,
        ("optional",) if draft.optional else (),
        draft.rules,
        draft.twin,
    )
