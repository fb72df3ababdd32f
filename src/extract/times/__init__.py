"""Time expressions of a text and the days they mean.

A mention's `kind` says how it may be used:

| kind | examples | period |
|---|---|---|
| `year` | 2019年, 今年, 全年 | the calendar year |
| `half`, `quarter`, `month`, `week` | 上半年, 一季度, 7月份, 本周 | its first to its last day |
| `day`, `relative-day` | 3月5日; 昨日, 当天, 上周五 | one day |
| `span` | 1—7月, 前8个月, 2020—2022年, 7月26日至8月11日 | first to last day |
| `season`, `holiday` | 今年夏季; 清明假期 | its days |
| `decade`, `century`, `plan` | 90年代; 20世纪; “十四五”时期 | its years |
| `since` | 今年以来, 改革开放以来, 2016年后 | to publication, `..` when that is unknown |
| `as_of` | 截至7月底, 2023年末, 年底, 到2019年 | `../day` |
| `now` | 目前, 截至目前 | `../publication` |
| `back` | 近三年, 五年来, 三年前 | whole years or months before publication |
| `future` | 未来三天, 今后五年, 到2025年 | from publication on; `../end` after 到 |
| `comparison` | 去年同期, 比上年, 较2015年末 | the baseline; it is no frame for other figures |
| `clock` | 上午, 10时 | the day it belongs to |
| `year-start`, `month-start` | 年初, 月初 | that first day |
| `trading-day` | 上个交易日 | one day |
| `vague` | 近日, 近年来 | none |

A mention flagged `damaged` lost a character on its page (39日 for 3月9日) and could mean one thing only.
Where there is no period, `reason` says why.

Sources: usage of dates in press Chinese; days off from `chinese_calendar`, lunar days from `borax`.
"""

from __future__ import annotations

from datetime import date

from extract.engine import Spans
from extract.lexicon import Lexicon
from extract.mentions import TimeMention
from extract.times.chains import Joiner
from extract.times.cues import Cues
from extract.times.names import YearNames
from extract.times.reading import Reader
from extract.times.rules import rule_set
from extract.times.spacing import tighten
from extract.times.tables import load_tables

__all__ = ["TimeFinder"]


class TimeFinder:
    """Finds time expressions and places them on the calendar.

    Args:
        lexicon: the word lists `times*`.

    Raises:
        LexiconError: a list is malformed.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._tables = load_tables(lexicon)
        self._rules = rule_set(self._tables)
        self._names = YearNames(lexicon)
        cues = Cues(lexicon)
        self._joiner = Joiner(cues)
        self._reader = Reader(cues)

    def find(self, view: str, reference: date | None, blocked: Spans) -> list[TimeMention]:
        """All time expressions of a document, in text order.

        Args:
            view: the reading view of the whole text.
            reference: the publication date, None when unknown.
            blocked: spans that are not read: titles in 《》, page furniture.
        """
        tightened = tighten(view)
        if tightened is None:
            return self._read(view, reference, blocked)
        mentions = self._read(tightened.text, reference, tightened.blocked(blocked))
        for mention in mentions:
            mention.start = tightened.original(mention.start)
            mention.end = tightened.original(mention.end - 1) + 1
        return mentions

    def _read(self, text: str, reference: date | None, blocked: Spans) -> list[TimeMention]:
        hits = self._rules.scan(text, self._tables, blocked)
        found = (chain for chain in self._joiner.chains(text, hits) if not self._names.hold(text, chain))
        return self._reader.read(text, reference, found)
