"""Reads chains in text order as a reader does, each in the light of those before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from extract.mentions import Period, TimeMention
from extract.patterns import late
from extract.times import calendar
from extract.times.atoms import Level
from extract.times.chains import Chain
from extract.times.cues import Cues
from extract.times.frame import BACKWARDS, NO_ANTECEDENT, NO_SUCH_DAY, VAGUE, Frame, Resolved, Unknown
from extract.times.numerals import small

_SENTENCE_END = late(r"[。！？!?\n]")
_KIND_OF_TAIL = {
    "same": "comparison",
    "since": "since",
    "after": "since",
    "before": "as_of",
    "end": "as_of",
    "middle": "as_of",
}
_HALF_CENTURY = 50
# 今天（5月9日）: the date in brackets is that day, whatever year was named before.
_BRACKETS = ("（", "(")
# 较一季度和去年四季度: what is joined to a baseline is one too.
_CONJUNCTIONS = ("和", "、", "及", "与")
# 截至3月31日止(财政)年度, 止的九个月, 的第三财季
_ENDED = late(
    "(?:止的?|的)(?P<length>(?:财政|会计)?年度|半年度?|第?[一二三四]财?季度?|财年"
    "|(?P<count>[一二三四五六七八九十]{1,2}|1?[0-9])个月)"
)
_NOT_MAIN = ("clock", "now", "vague", "back", "future", "plan", "since", "decade", "century", "comparison")
_NO_YEAR_NAMED = ("plan", "decade", "century", "since")


class Reader:
    """Resolves chains; constructed once, keeps nothing between texts."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def read(self, text: str, reference: date | None, found: Iterable[Chain]) -> list[TimeMention]:
        """The mentions, in text order."""
        frame = Frame(reference)
        mentions: list[TimeMention] = []
        position = 0
        previous: TimeMention | None = None
        for chain in found:
            _turn(text, position, chain.start, frame)
            frame.tense = partial(self._cues.tense, text, chain.start, chain.end)
            previous = self._mention(text, chain, frame, previous)
            mentions.append(previous)
            position = chain.end
        return mentions

    def _mention(self, text: str, chain: Chain, frame: Frame, previous: TimeMention | None) -> TimeMention:
        kind = _kind(chain)
        between = text[previous.end : chain.start] if previous is not None else ""
        if previous is not None and between in _BRACKETS:
            frame.year = _year_of(previous) or frame.year
        joined = previous is not None and previous.kind == "comparison" and between in _CONJUNCTIONS
        frame.compared = joined or self._cues.is_baseline(text, chain.start, chain.end)
        resolved = _checked(chain, frame)
        if frame.compared or "same" in chain.tails:
            kind = "comparison"
        elif isinstance(resolved, Period) and kind != "now" and self._cues.is_term(text, chain.start):
            kind, resolved = _until(kind, resolved, frame)
        elif chain.as_of and isinstance(resolved, Period):
            kind, resolved = _whole_stretch(text, chain, kind, resolved)
        if isinstance(resolved, Unknown):
            return _written(chain, kind, None, resolved.reason)
        _remember(chain, resolved, kind, frame)
        return _written(chain, kind, resolved, None)


def _checked(chain: Chain, frame: Frame) -> Resolved:
    try:
        found = _resolve(chain, frame)
    except (ValueError, OverflowError):  # 2月30日, or a year that `datetime` does not know
        return NO_SUCH_DAY
    if isinstance(found, Period) and found.start and found.end and found.start > found.end:
        return BACKWARDS
    return found


def _written(chain: Chain, kind: str, period: Period | None, reason: str | None) -> TimeMention:
    hits = chain.atoms + chain.upper.atoms if chain.upper else chain.atoms
    flags = ("damaged",) if [hit for hit in hits if hit.result.damaged] else ()
    return TimeMention(chain.start, chain.end, kind, period, reason, flags, tuple([hit.rule for hit in hits]))


def _turn(text: str, start: int, end: int, frame: Frame) -> None:
    if text.find("\n", start, end) >= 0:
        frame.turn_paragraph()
    elif _SENTENCE_END.search(text, start, end):
        frame.turn_sentence()


def _year_of(mention: TimeMention) -> int | None:
    return mention.period.end.year if mention.period and mention.period.end else None


def _until(kind: str, period: Period, frame: Frame) -> tuple[str, Period]:
    """到2030年 is as of its end; 到2015年 in a later text that year: 到2015年增至9户."""
    ahead = period.end and frame.reference and period.end > frame.reference
    if kind == "year" and frame.reference and not ahead:
        return kind, period
    return "future" if ahead else "as_of", Period(None, period.end)


def _whole_stretch(text: str, chain: Chain, kind: str, period: Period) -> tuple[str, Period]:
    """截至3月31日止年度, 截至9月末的第三财季: the stretch that ends on the day."""
    match = _ENDED.match(text, chain.end)
    if match is None or period.end is None:
        return kind, period
    months = small(match["count"] or "") or _months_of(match["length"])
    first = calendar.shift_months(period.end.replace(day=1), 1 - months)
    return "span", Period(first, period.end)


def _months_of(length: str) -> int:
    if "季" in length:
        return 3
    return 6 if "半年" in length else 12


def _remember(chain: Chain, period: Period, kind: str, frame: Frame) -> None:
    if kind == "comparison":
        return
    first = chain.atoms[0]
    quarter = first.rule == "word" and kind == "quarter"  # 上季 points back and names no year
    if first.result.level <= Level.PART and kind not in _NO_YEAR_NAMED and not quarter and period.end:
        frame.name_year(period.end.year)
    if kind not in _NOT_MAIN:
        frame.remember(period, kind)


def _kind(chain: Chain) -> str:
    if chain.upper is not None:
        return "clock" if chain.kind == chain.upper.kind == "clock" else "span"
    kind = chain.kind
    if kind == "now":
        return kind
    for tail in chain.tails:
        if tail in _KIND_OF_TAIL:
            return _KIND_OF_TAIL[tail]
    if chain.as_of:
        return "as_of"
    if "start" in chain.tails:
        return {"year": "year-start", "month": "month-start"}.get(kind, kind)
    return kind


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
        found = hit.result.resolve(frame, outer)
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
    if tail in ("after", "before"):
        return _after(period, frame) if tail == "after" else _before(period, kind, frame)
    if tail == "end":
        return Period(None, period.end)
    if tail == "same":
        return _same_period(period, frame)
    if tail == "whole" or period.start is None:
        return period
    return _early_part(tail, period.start, kind)


def _after(period: Period, frame: Frame) -> Resolved:
    # 2016年后 reaches publication; 2035年后 is open at its end
    if period.start and frame.reference and period.start > frame.reference:
        return Period(period.start, None)
    return Period(period.start, frame.reference)


def _before(period: Period, kind: str, frame: Frame) -> Period:
    """2015年前 ends with 2014; what is due 6月15日前, 年底前 or, in a plan, 2030年前 is due by its end."""
    planned = kind == "year" and period.start and frame.reference and period.start > frame.reference
    if planned or period.start is None or period.start == period.end:
        return Period(None, period.end)
    return Period(None, period.start - timedelta(1))


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
