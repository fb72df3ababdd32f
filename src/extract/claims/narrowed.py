"""Times that another narrows: 今年以来（截至11月底）, 第4周（1月22日至28日）, 截至9月，今年."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.mentions import Period, TimeMention
from extract.patterns import late

_OPENS = late(r"(?:第[一二三四五六七八九十\d]{1,3}[周期])?\s?[（(]\s?")
_CLOSES = late(r"\s?[）)]")
_THEN = late("[，,]?")
_THIS_YEAR = ("今年", "本年", "今年以来")


def narrowed(view: str, times: Sequence[TimeMention]) -> list[TimeMention]:
    """The times of a sentence, each with the days to which the one beside it narrows it."""
    found: list[TimeMention] = []
    for time in times:
        before = found[-1] if found else None
        if before is not None and _explains(view, before, time):
            found[-1] = _within(before, time)
        elif before is not None and before.kind == "as_of" and _is_this_year(view, before, time):
            found.append(_within(time, before))
        else:
            found.append(time)
    return found


def _explains(view: str, before: TimeMention, time: TimeMention) -> bool:
    """Whether the time stands alone in a bracket right after the other."""
    return bool(_OPENS.fullmatch(view, before.end, time.start) and _CLOSES.match(view, time.end))


def _is_this_year(view: str, before: TimeMention, time: TimeMention) -> bool:
    """Whether the time is 今年, right after the other."""
    after = _THEN.fullmatch(view, before.end, time.start)
    return after is not None and view[time.start : time.end] in _THIS_YEAR


def _within(time: TimeMention, other: TimeMention) -> TimeMention:
    """The time with the days that the other leaves of it; as it is, when they do not fit."""
    whole, part = time.period, other.period
    if whole is None or part is None or part.end is None:
        return time if part is None else replace(time, period=part, kind=other.kind)
    if part.start is None and whole.start is not None and whole.start <= part.end:
        return replace(time, period=Period(whole.start, part.end))
    if part.start is None or whole.start is None or whole.end is None:
        return time
    fits = whole.start <= part.start and part.end <= whole.end
    return replace(time, period=part, kind=other.kind) if fits else time
