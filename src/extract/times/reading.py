"""Reads chains in text order as a reader does, each in the light of those before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extract.engine import Hit, alternation
from extract.lexicon import Lexicon
from extract.mentions import Period, TimeMention
from extract.times import calendar
from extract.times.atoms import Atom, Level
from extract.times.chains import Chain
from extract.times.frame import NO_ANTECEDENT, NO_OUTER, Frame, Resolved, Unknown

_CLAUSE = re.compile(r"[。；！？!?;\n]")
_COMPARED = re.compile(
    r"(?:比|较|相比|比起|对比|与|和|同|相当于|高于|低于|好于|快于|多于|少于|超过|优于|自|从|由)$"
)
_BASELINE = re.compile(r"(?:比|较|比起|对比|高于|低于|好于|快于|多于|少于|优于)$")
_RELATED = re.compile(r"(?:与|和|同|跟)$")
_RELATED_AFTER = re.compile(r"[^，。；,;\n]{0,8}?(?:相比|相较|比较|持平|相当|对比)")
_UNTIL = re.compile(r"(?<![加高升降长短延推扩减缩达得收回遇看感受赶拿涨跌转改调想])[到至]$")
_FINAL = ("末", "底")


@dataclass(frozen=True, slots=True)
class TenseRow:
    """A row of times_tense.tsv."""

    word: str
    tense: str


class Reader:
    """Resolves chains; constructed once, keeps nothing between texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("times_tense", TenseRow)
        self._tense = {
            tense: re.compile(alternation([row.word for row in rows if row.tense == tense]))
            for tense in ("future", "past")
        }

    def read(self, text: str, reference: date | None, found: Iterable[Chain]) -> list[TimeMention]:
        """The mentions, in text order."""
        frame = Frame(reference)
        mentions: list[TimeMention] = []
        position = 0
        for chain in found:
            if frame.year is not None and "\n" in text[position : chain.start]:
                frame.year = None
            position = chain.end
            frame.tense = self._tense_at(text, chain)
            mentions.append(_mention(text, chain, frame))
        return mentions

    def _tense_at(self, text: str, chain: Chain) -> str:
        start = max(_last_break(text, chain.start), chain.start - 12)
        stop = _CLAUSE.search(text, chain.end)
        clause = text[start : min(stop.start() if stop else len(text), chain.end + 40)]
        for tense in ("future", "past"):
            if self._tense[tense].search(clause):
                return tense
        return ""


def _last_break(text: str, end: int) -> int:
    return max(text.rfind(mark, 0, end) for mark in "。；！？\n")


def _mention(text: str, chain: Chain, frame: Frame) -> TimeMention:
    kind = _kind(chain)
    resolved = _resolve(chain, frame)
    names = tuple(hit.rule for part in (chain, chain.upper) if part for hit in part.atoms)
    before = text[max(chain.start - 3, 0) : chain.start]
    if _is_baseline(text, before, chain):
        kind = "comparison"
    elif _UNTIL.search(before) and isinstance(resolved, Period) and resolved.end and kind != "now":
        kind = _until_kind(resolved.end, frame)
        resolved = Period(None, resolved.end)
    if isinstance(resolved, Unknown):
        return TimeMention(chain.start, chain.end, kind, None, resolved.reason, (), names)
    if kind != "comparison":
        _remember(chain, resolved, kind, frame)
    return TimeMention(chain.start, chain.end, kind, resolved, None, (), names)


def _is_baseline(text: str, before: str, chain: Chain) -> bool:
    if "same" in chain.tails or _BASELINE.search(before):
        return True
    return bool(_RELATED.search(before) and _RELATED_AFTER.match(text, chain.end))


def _until_kind(end: date, frame: Frame) -> str:
    return "future" if frame.reference and end > frame.reference else "as_of"


def _remember(chain: Chain, period: Period, kind: str, frame: Frame) -> None:
    first = chain.atoms[0].result
    if first.level is Level.YEAR and kind not in ("plan", "decade", "century") and period.end:
        frame.year = period.end.year if chain.upper is None else None
    if kind not in ("clock", "now", "vague", "back", "future", "plan", "since", "decade", "century"):
        frame.remember(period, kind)


def _kind(chain: Chain) -> str:
    if chain.upper is not None:
        return "span"
    if "same" in chain.tails:
        return "comparison"
    if "since" in chain.tails:
        return "since"
    kind = _main_atom(chain).result.kind
    if kind == "now":
        return kind
    if chain.as_of or any(tail in _FINAL for tail in chain.tails):
        return "as_of"
    if "初" in chain.tails:
        return "year-start" if kind == "year" else "month-start"
    return kind


def _main_atom(chain: Chain) -> Hit[Atom]:
    for hit in reversed(chain.atoms):
        if hit.result.level < Level.DAYPART or hit.result.level is Level.WHOLE:
            return hit
    return chain.atoms[-1]


def _resolve(chain: Chain, frame: Frame) -> Resolved:
    lower = _resolve_single(chain, frame)
    if chain.upper is None:
        return lower
    inner = Frame(frame.reference, frame.year, frame.month, frame.day, frame.main, frame.tense)
    if isinstance(lower, Period):
        inner.remember(lower, "day")
        inner.year = lower.end.year if lower.end else None
    upper = _resolve_single(chain.upper, inner)
    if isinstance(lower, Unknown):
        return lower
    start = lower.start or lower.end
    if isinstance(upper, Unknown):
        return Period(start, None) if chain.upper.atoms[0].result.level is not Level.YEAR else upper
    return Period(start, upper.end)


def _resolve_single(chain: Chain, frame: Frame) -> Resolved:
    period: Resolved | None = None
    for hit in chain.atoms:
        if isinstance(period, Unknown):
            return _alone_if_absolute(hit, frame, period)
        period = hit.result.resolve(frame, period)
    assert period is not None
    for tail in chain.tails:
        if isinstance(period, Unknown):
            return period
        period = _with_tail(tail, period, frame)
    if chain.as_of and isinstance(period, Period):
        return Period(None, period.end)
    return period


def _alone_if_absolute(_hit: Hit[Atom], _frame: Frame, unknown: Unknown) -> Resolved:
    return unknown


def _with_tail(tail: str, period: Period, frame: Frame) -> Resolved:
    if tail == "since":
        return Period(period.start or period.end, frame.reference)
    if tail in _FINAL:
        return Period(None, period.end)
    if tail == "初":
        return calendar.day(period.start) if period.start else NO_OUTER
    if tail == "same":
        return _same_period(period, frame)
    return period


def _same_period(period: Period, frame: Frame) -> Resolved:
    """去年同期: the months of the main period, in the year that is named."""
    if frame.main is None or frame.main.end is None or period.end is None:
        return NO_ANTECEDENT
    return calendar.shift_years(frame.main, period.end.year - frame.main.end.year)
