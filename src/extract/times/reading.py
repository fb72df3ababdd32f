"""Reads chains in text order as a reader does, each in the light of those before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.mentions import Period, TimeMention
from extract.times import calendar
from extract.times.atoms import Level
from extract.times.chains import Chain
from extract.times.frame import NO_ANTECEDENT, NO_SUCH_DAY, VAGUE, Frame, Resolved, Unknown

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_BASELINE = re.compile(r"(?:比|较|比起|对比|高于|低于|好于|快于|多于|少于|优于|大于|小于)$")
_RELATED = re.compile(r"[与和同跟]$")
_RELATED_AFTER = re.compile(r"[^，。；,;\n]{0,8}?(?:相比|相较|比较|持平|相当|对比)")
# 到 and 至 before a time set a term, unless they complete a verb (提高到2019年的…).
_UNTIL = re.compile(r"(?<![加高升降长短少多大小展窄缓快慢扩减缩达得收回遇看感受赶拿涨跌转改调想])[到至]$")
_KIND_OF_TAIL = {"same": "comparison", "since": "since", "end": "as_of", "middle": "as_of"}
_HALF_CENTURY = 50
_BEFORE = 12
_AFTER = 24
_NOT_MAIN = ("clock", "now", "vague", "back", "future", "plan", "since", "decade", "century", "comparison")
_NO_YEAR_NAMED = ("plan", "decade", "century", "since")


@dataclass(frozen=True, slots=True)
class TenseRow:
    """A row of times_tense.tsv."""

    word: str
    tense: str


class Reader:
    """Resolves chains; constructed once, keeps nothing between texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("times_tense", TenseRow)
        future, past = (
            alternation([row.word for row in rows if row.tense == tense]) for tense in ("future", "past")
        )
        self._future = re.compile(future)
        self._tense = re.compile(f"(?P<future>{future})|(?P<past>{past})")

    def read(self, text: str, reference: date | None, found: Iterable[Chain]) -> list[TimeMention]:
        """The mentions, in text order."""
        frame = Frame(reference)
        mentions: list[TimeMention] = []
        position = 0
        for chain in found:
            _turn(text, position, chain.start, frame)
            position = chain.end
            frame.tense = partial(self._tense_at, text, chain)
            mentions.append(_mention(text, chain, frame, mentions[-1] if mentions else None))
        return mentions

    def _tense_at(self, text: str, chain: Chain) -> str:
        # A plan is announced before the time (将于12月) or by the first telling word after it.
        start = max(0, *(text.rfind(mark, 0, chain.start) for mark in "，。；！？\n"), chain.start - _BEFORE)
        if self._future.search(text, start, chain.start):
            return "future"
        stop = _SENTENCE_END.search(text, chain.end, chain.end + _AFTER)
        end = stop.start() if stop else chain.end + _AFTER
        told = self._tense.search(text, chain.end, end)
        return told.lastgroup or "" if told else ""


def _turn(text: str, start: int, end: int, frame: Frame) -> None:
    if text.find("\n", start, end) >= 0:
        frame.turn_paragraph()
    elif _SENTENCE_END.search(text, start, end):
        frame.turn_sentence()


def _mention(text: str, chain: Chain, frame: Frame, previous: TimeMention | None) -> TimeMention:
    kind = _kind(chain)
    if previous is not None and _in_apposition(text, chain, previous):
        frame.year = _year_of(previous) or frame.year
    resolved = _resolve(chain, frame)
    before = text[max(chain.start - 3, 0) : chain.start]
    if _is_baseline(text, before, chain) or _joins_baseline(text, chain, previous):
        kind = "comparison"
    elif isinstance(resolved, Period) and kind != "now" and _UNTIL.search(before):
        kind, resolved = _until(resolved, frame)
    hits = chain.atoms + (chain.upper.atoms if chain.upper else [])
    names = tuple(hit.rule for hit in hits)
    flags = ("damaged",) if any(hit.result.damaged for hit in hits) else ()
    if isinstance(resolved, Unknown):
        return TimeMention(chain.start, chain.end, kind, None, resolved.reason, flags, names)
    _remember(chain, resolved, kind, frame)
    return TimeMention(chain.start, chain.end, kind, resolved, None, flags, names)


def _in_apposition(text: str, chain: Chain, previous: TimeMention) -> bool:
    # 今天（5月9日）: the date in brackets is that day, whatever year was named before.
    return text[previous.end : chain.start] in ("（", "(")


def _year_of(mention: TimeMention) -> int | None:
    return mention.period.end.year if mention.period and mention.period.end else None


def _is_baseline(text: str, before: str, chain: Chain) -> bool:
    if "same" in chain.tails or _BASELINE.search(before):
        return True
    return bool(_RELATED.search(before) and _RELATED_AFTER.match(text, chain.end))


def _joins_baseline(text: str, chain: Chain, previous: TimeMention | None) -> bool:
    # 较一季度和去年四季度: what is joined to a baseline is one too.
    joined = previous is not None and text[previous.end : chain.start] in ("和", "、", "及", "与")
    return joined and previous is not None and previous.kind == "comparison"


def _until(period: Period, frame: Frame) -> tuple[str, Period]:
    ahead = period.end and frame.reference and period.end > frame.reference
    return "future" if ahead else "as_of", Period(None, period.end)


def _remember(chain: Chain, period: Period, kind: str, frame: Frame) -> None:
    if kind == "comparison":
        return
    if chain.atoms[0].result.level <= Level.PART and kind not in _NO_YEAR_NAMED and period.end:
        frame.name_year(period.end.year)
    if kind not in _NOT_MAIN:
        frame.remember(period, kind)


def _kind(chain: Chain) -> str:
    if chain.upper is not None:
        return "span"
    if chain.kind == "now":
        return "now"
    for tail, kind in _KIND_OF_TAIL.items():
        if tail in chain.tails:
            return kind
    if chain.as_of:
        return "as_of"
    if "start" in chain.tails:
        return {"year": "year-start", "month": "month-start"}.get(chain.kind, chain.kind)
    return chain.kind


def _resolve(chain: Chain, frame: Frame) -> Resolved:
    lower = _resolve_single(chain, frame)
    if chain.upper is None or isinstance(lower, Unknown):
        return lower
    upper = _resolve_single(chain.upper, frame.within(lower))
    start = lower.start or lower.end
    return Period(start, None if isinstance(upper, Unknown) else upper.end)


def _resolve_single(chain: Chain, frame: Frame) -> Resolved:
    outer: Period | None = None
    for hit in chain.atoms:
        try:
            found = hit.result.resolve(frame, outer)
        except (ValueError, OverflowError):  # 2月30日, or a year that `datetime` does not know
            return NO_SUCH_DAY
        if isinstance(found, Unknown):
            return found
        outer = found
    assert outer is not None  # a chain has at least one atom
    for tail in chain.tails:
        found = _with_tail(tail, outer, chain.kind, frame)
        if isinstance(found, Unknown):
            return found
        outer = found
    return Period(None, outer.end) if chain.as_of else outer


def _with_tail(tail: str, period: Period, kind: str, frame: Frame) -> Resolved:
    if tail == "since":
        return Period(period.start or period.end, frame.reference)
    if tail == "end":
        return Period(None, period.end)
    if tail == "same":
        return _same_period(period, frame)
    if tail == "whole" or period.start is None:
        return period
    return _early_part(tail, period.start, kind)


def _early_part(tail: str, start: date, kind: str) -> Resolved:
    if tail == "start" and kind in ("year", "month", "plan"):
        return calendar.day(start)
    if tail == "middle":
        return Period(None, date(start.year + _HALF_CENTURY, 12, 31))
    return VAGUE  # 80年代初期, 本世纪初


def _same_period(period: Period, frame: Frame) -> Resolved:
    """去年同期: the stretch of the main period, in the year that is named."""
    if frame.main is None or frame.main.end is None or period.end is None:
        return NO_ANTECEDENT
    return calendar.shift_years(frame.main, period.end.year - frame.main.end.year)
