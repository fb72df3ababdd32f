"""Possible mentions: which of overlapping ones is kept, and where a name is not a mention at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from extract.engine import alternation
from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene
from extract.entities.tail_rows import WordRow
from extract.lexicon import Lexicon
from extract.mentions import Span

_BY_START = attrgetter("start")
_RANK = {"NONE": 0, "ORG": 1, "PLACE": 2, "PERSON": 3}
# A name put in quotes: “东川面条”. Longer quotes, and those with punctuation, are speech.
_QUOTED = re.compile("[“「『]([^“”「」『』，。；：！？,;\n]{2,14})[”」』]")
# 第五次全国…, 3届中国…: the name of a recurring event follows.
_ORDINAL = re.compile("(?:第[一二三四五六七八九十百零〇0-9]+|[一二三四五六七八九十0-9])[届次]$")
# What may stand between a medium and its 消息 or 电: place and date.
_DATELINE = "(?:(?:[\u4e00-\u9fff]{2,4})?(?:\\d{1,2}月)?\\d{1,2}日)?"
# 证券时报记者 王某: a byline sets the name apart; 云南日报记者：请问 asks a question.
_REPORTER = "记者[ \u3000]"
# 道琼斯工业平均指数, 标普500: an index is no body.
_INDEX = "(?:综合|工业|平均|成份|\\d{2,3})*指数?|\\d{3}"
# 新华社北京5月1日电: the place where the report was written.
_DATELINE_END = re.compile("(?:\\d{1,2}月)?\\d{1,2}日[电讯]")


@dataclass(slots=True)
class Candidate:
    """A possible mention of view[start:end]; `type` NONE is a phrase that hides the names inside it."""

    start: int
    end: int
    type: str
    rules: tuple[str, ...]
    place: PlaceSpan | None = None


def longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest of overlapping candidates, in reading order."""
    kept: list[Candidate] = []
    group: list[Candidate] = []
    group_end = 0
    for item in sorted(candidates, key=_BY_START):
        if group and item.start >= group_end:
            kept += _best(group)
            group = []
        group.append(item)
        group_end = max(group_end, item.end) if len(group) > 1 else item.end
    return kept + _best(group)


def _best(group: list[Candidate]) -> list[Candidate]:
    """The longest of a group in which each overlaps another."""
    if len(group) < 2:
        return group
    taken: list[Candidate] = []
    for item in sorted(group, key=lambda c: (c.start - c.end, _RANK[c.type], c.start)):
        if all(item.end <= other.start or item.start >= other.end for other in taken):
            taken.append(item)
    return sorted(taken, key=lambda c: c.start)


class Context:
    """Takes away what is no mention: source credits, places in quoted brands and in names of events."""

    def __init__(self, lexicon: Lexicon) -> None:
        credit = alternation(row.word for row in lexicon.rows("credit_words", WordRow))
        self._hidden = re.compile(f"(?:{_DATELINE}{credit}|[/／]|{_REPORTER}|{_INDEX})")

    def mentions(self, scene: Scene, kept: Iterable[Candidate]) -> list[Candidate]:
        """The candidates, those that are no mentions turned into type NONE."""
        quoted = [match.span(1) for match in _QUOTED.finditer(scene.view)]
        for item in kept:
            credit = item.type == "ORG" and self._hidden.match(scene.view, item.end)
            part = item.type == "PLACE" and (_in_name(quoted, item) or _in_event(scene.view, item))
            if credit or part:
                item.type = "NONE"
        return list(kept)


def _in_name(quoted: Sequence[Span], item: Candidate) -> bool:
    """Whether the place is a part of a name in quotes, “东川面条”; `quoted` is in order."""
    number = bisect_right(quoted, item.start, key=itemgetter(0)) - 1
    if number < 0:
        return False
    start, end = quoted[number]
    return item.end <= end and (item.start, item.end) != (start, end)


def _in_event(view: str, item: Candidate) -> bool:
    """Whether the place belongs to a recurring event or to a dateline: 第五次全国…, 新华社北京5月1日电."""
    recurring = _ORDINAL.search(view, max(0, item.start - 6), item.start)
    return recurring is not None or _DATELINE_END.match(view, item.end) is not None
