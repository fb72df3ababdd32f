"""Possible mentions: which of overlapping ones is kept, and where a name is not a mention at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from extract.engine import Spans, alternation
from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene
from extract.entities.tail_rows import WordRow
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.patterns import late

_BY_START = attrgetter("start")
_RANK = {"NONE": 0, "ORG": 1, "PLACE": 2, "PERSON": 3, "TITLE": 4}
OWN = "own.name"  # the rule of the user's own names, which outrank others of their length
# A name put in quotes: “东川面条”. Longer quotes, and those with punctuation, are speech.
_QUOTED = late("[“「『]([^“”「」『』，。；：！？,;\n]{2,14})[”」』]")
_MARKS = late("[—–－、·至到-]+")  # between the places of a list in quotes
# 第五次全国…, 3届中国…: the name of a recurring event follows.
_ORDINAL = late("(?:第[一二三四五六七八九十百零〇0-9]+|[一二三四五六七八九十0-9])[届次]$")
_ORDINAL_ENDS = frozenset("届次\n")
# 证券时报记者 王某: a byline sets the name apart; 云南日报记者：请问 asks a question.
_REPORTER = "(?:全媒体|融媒体|首席|见习|特约)记者|记者[ \u3000]"
# 新华社发, under a picture; 据民航局消息 is none
_PICTURE = "发(?:[ \u3000\n)）]|$)"
_HEARD = ("据", "从")
# 道琼斯工业平均指数, 标普500: an index is no body.
_INDEX = "(?:综合|工业|平均|成份|\\d{2,3})*指数?|\\d{3}"
# 证券简称：…: the label of a stock at the head of a notice.
# 国际在线广西频道消息
_CHANNEL = late("频道(?:消息|讯|电)")
_STOCK = late("(?:证券|股票|公司|债券|转债)简称[:：]? *$")
_STOCK_ENDS = frozenset("称:： \n")  # which few names stand behind, so that the rest is not searched
# 资料来源：国家统计局: credits in a line of their own.
_CREDIT_LINE = re.compile(
    "^[ \u3000]*[(（【]?"
    "(?:(?:资料|数据|信息|稿件|文章|图片|内容)?来源|供稿|原标题|责任编辑|责编|编辑|作者|校对)[:：]",
    re.MULTILINE,
)
# Bylines, not the question of an interview: 记者：王某, a line of nothing but a bracket, 文/青城晚报记者 王某
_BYLINE = re.compile(
    "^[ \u3000]*(?:记者[:：][^，。？！；\n]{0,20}|[(（][^()（）\\d，。；\n]{2,20}[)）]"
    "|(?:文|图|摄影|撰文)[/／][^，。；\n]{2,30}"
    "|[^，。；：\n]{0,14}记者[ \u3000][\u4e00-\u9fff]{2,4}(?:[ \u3000、][^，。；\n]{0,20})?)$",
    re.MULTILINE,
)
# (来源：青城晚报) at the end of the text
_BRACKETED = re.compile("[(（](?:资料|数据|信息|稿件|文章)?(?:来源|供稿)[:：][^()（）\n]{2,30}[)）]")
_LINE_END = re.compile("$", re.MULTILINE)


@dataclass(slots=True)
class Candidate:
    """A possible mention of view[start:end]; `type` NONE is a phrase that hides the names inside it.

    `name` is what it resolves to, empty for the text itself.
    """

    start: int
    end: int
    type: str
    rules: tuple[str, ...]
    place: PlaceSpan | None = None
    name: str = ""


def longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest of overlapping candidates, in reading order."""
    kept: list[Candidate] = []
    group: list[Candidate] = []
    group_end = 0
    for item in sorted(candidates, key=_BY_START):
        if item.start >= group_end:
            kept += _best(group) if len(group) > 1 else group
            group = []
            group_end = item.end
        elif item.end > group_end:
            group_end = item.end
        group.append(item)
    return kept + _best(group)


def _best(group: list[Candidate]) -> list[Candidate]:
    """The longest of a group in which each overlaps another."""
    taken: list[Candidate] = []
    for item in sorted(group, key=_precedence):
        if all(item.end <= other.start or item.start >= other.end for other in taken):
            taken.append(item)
    return sorted(taken, key=_BY_START)


def _precedence(item: Candidate) -> tuple[int, bool, int, int]:
    """The longest first; of equals the user's own, then by type, then in reading order."""
    return item.start - item.end, item.rules[0] != OWN, _RANK[item.type], item.start


def _credits(view: str) -> Spans:
    """The bylines, and the lines that open like a credit from behind the opening on: 资料来源：."""
    opened = [match.end() for match in _CREDIT_LINE.finditer(view)]
    spans = [(start, _LINE_END.search(view, start).start()) for start in opened]  # type: ignore[union-attr]
    bylines = [match.span() for pattern in (_BYLINE, _BRACKETED) for match in pattern.finditer(view)]
    return Spans(sorted(spans + bylines))


class Context:
    """Takes away what is no mention: source credits, places in quoted brands and in names of events."""

    def __init__(self, lexicon: Lexicon) -> None:
        credit = alternation(row.word for row in lexicon.rows("credit_words", WordRow))
        self._hidden = re.compile(
            f"(?:{credit}|[\u4e00-\u9fff]{{2,4}}{_CHANNEL.pattern}|[/／]|{_REPORTER}|{_PICTURE}|{_INDEX})"
        )

    def mentions(self, scene: Scene, kept: Iterable[Candidate]) -> list[Candidate]:
        """The candidates, those that are no mentions turned into type NONE."""
        kept = list(kept)
        quoted = [match.span(1) for match in _QUOTED.finditer(scene.view)]
        credits = _credits(scene.view)
        lists = _lists(scene.view, quoted, kept) if quoted else set()
        quoted = [span for span in quoted if span not in lists]
        for item in kept:
            if item.type == "PLACE":
                channel = _CHANNEL.match(scene.view, item.end) is not None
                hidden = channel or _in_name(quoted, item) or _in_event(scene.view, item)
            else:
                hidden = item.type == "ORG" and self._is_label(scene.view, item)
            if hidden or credits.covers(item.start):
                item.type = "NONE"
        return kept

    def _is_label(self, view: str, item: Candidate) -> bool:
        """Whether the body is a source that something is credited to, an index or a stock."""
        heard = view[item.start - 1 : item.start] in _HEARD
        if not heard and self._hidden.match(view, item.end):
            return True
        labelled = view[item.start - 1 : item.start] in _STOCK_ENDS
        return labelled and _STOCK.search(view, max(0, item.start - 8), item.start) is not None


def _lists(view: str, quoted: Sequence[Span], kept: Sequence[Candidate]) -> set[Span]:
    """The quotes that hold nothing but places and the marks between them: “深圳—香港—广州”."""
    found = set()
    for start, end in quoted:
        if not _MARKS.search(view, start, end):
            continue
        inside = [item for item in kept if item.type == "PLACE" and start <= item.start and item.end <= end]
        marks = _between(view, start, end, inside)
        if len(inside) > 1 and _MARKS.fullmatch(marks):
            found.add((start, end))
    return found


def _between(view: str, start: int, end: int, inside: Sequence[Candidate]) -> str:
    """What view[start:end] has besides the candidates, which are in order."""
    pieces = []
    for item in inside:
        pieces.append(view[start : item.start])
        start = item.end
    return "".join(pieces) + view[start:end]


def _in_name(quoted: Sequence[Span], item: Candidate) -> bool:
    """Whether the place is a part of a name in quotes, “东川面条”; `quoted` is in order."""
    number = bisect_right(quoted, item.start, key=itemgetter(0)) - 1
    if number < 0:
        return False
    start, end = quoted[number]
    return item.end <= end and (item.start, item.end) != (start, end)


def _in_event(view: str, item: Candidate) -> bool:
    """Whether the place belongs to a recurring event: 第五次全国…."""
    ordinal = view[item.start - 1 : item.start] in _ORDINAL_ENDS
    return ordinal and _ORDINAL.search(view, max(0, item.start - 6), item.start) is not None
