"""Rules for times that are counted, named or pointed at: 近三年, “十四五”时期, 清明假期, 上周五, 今年."""

from __future__ import annotations

import re
from functools import partial

from extract.engine import Rule
from extract.times import resolvers
from extract.times.atoms import Atom, Level
from extract.times.counted import Counted, ago, ahead, back, between, counted
from extract.times.holidays import holiday, holiday_pair
from extract.times.numerals import small
from extract.times.tables import COUNTED, Tables

_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "今": 0, "下": 1}
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_HALVES: dict[str, tuple[str, int | None]] = {"年": ("月", 6), "月": ("天", 15)}


def _weekday(match: re.Match[str], _tables: Tables) -> Atom:
    week = _WEEKS[match[1]] if match[1] else None
    return Atom("relative-day", Level.DAY, partial(resolvers.weekday, week, _WEEKDAYS[match[2]]))


def _weekend(match: re.Match[str], _tables: Tables) -> Atom:
    return Atom("relative-day", Level.DAY, partial(resolvers.weekend, _WEEKS[match[1]]))


def _counted(kind: str, count_from: Counted, match: re.Match[str], _tables: Tables) -> Atom:
    count = small(match["count"])  # None for 几, 两三, 3—5
    unit = match["unit"].lstrip("个半多")
    if match["count"] == "半":
        unit, count = _HALVES.get(unit, (unit, None))
    elif unit == "季度":
        unit, count = "月", 3 * count if count else None
    return Atom(kind, Level.WHOLE, counted(count_from, _UNITS.get(unit, unit), count))


def _between(match: re.Match[str], _tables: Tables) -> Atom:
    return Atom("back", Level.WHOLE, between(small(match["count"])))


_UNITS = {"星期": "周", "礼拜": "周"}


def _hours(kind: str, count_from: Counted, match: re.Match[str], _tables: Tables) -> Atom:
    return Atom(kind, Level.WHOLE, counted(count_from, "天", -(-int(match["count"]) // 24)))


def _word(match: re.Match[str], tables: Tables) -> Atom | None:
    word = tables.words[match[0]]
    return word.atom if word.stands(match.string, match.start(), match.end()) else None


def _era(match: re.Match[str], tables: Tables) -> Atom:
    return Atom("since", Level.WHOLE, partial(resolvers.since, tables.eras[match["era"]]))


_OFF = ("假", "黄金周", "期间")


def _festival(match: re.Match[str], tables: Tables) -> Atom:
    row = tables.holidays[match["holiday"]]
    suffix = match["suffix"] or ""
    off = any(word in suffix for word in _OFF)
    alone = row.alone or bool(suffix) or bool(match["this"]) or match["near"] is not None
    return Atom("holiday", Level.PART, partial(holiday, row, off), alone)


def _festivals(match: re.Match[str], tables: Tables) -> Atom:
    pair = tables.holidays[match["first"]], tables.holidays[match["second"]]
    return Atom("holiday", Level.PART, partial(holiday_pair, pair))


_NO_TIME = r"(?![龄期间历]|时间|之久|的?时间|的?历史|均线|之内|[以之]?内)"

PHRASE_RULES: tuple[Rule[Tables, Atom], ...] = (
    # 周四, 上周五, 星期一
    Rule(
        "weekday",
        r"(?:(上上|[上本下这今])个?)?(?<![一两几二三四五六七八九十\d满隔])(?:周|星期|礼拜)([一二三四五六日天])(?![次个年期岁届福]|均|边)",
        _weekday,
        "上本下这今周星礼",
    ),
    # 上周末
    Rule("weekend", r"(?<![赶遇碰恰])([上本这下])个?周末", _weekend, "上本这下"),
    # 近三年, 最近5个月, 过去五年, 这五年, 近9年来, 过去十年间
    Rule(
        "back",
        r"(?<![用历耗经达了有超时长约])(?:最近的?|近|(?:刚刚)?过去的?|这)(?P<count>{counts}|[几数半])[多余]?(?P<unit>{counted_unit})"
        r"(?:多?来|间|内(?![外部需容涵]))?" + _NO_TIME,
        partial(_counted, "back", back),
        "最近刚过这",
    ),
    # 三年来, 40多年来
    Rule(
        "back-since",
        r"(?<![\d.第一二三四五六七八九十])(?P<count>{counts}|半)[多余]?(?P<unit>{counted_unit})多?以?来(?![自到华访源])",
        partial(_counted, "back", back),
        COUNTED,
    ),
    # 十年间, 九年 in 九年下来
    Rule(
        "back-between",
        r"(?<![\d.第一二三四五六七八九十])(?P<count>{counts})[多余]?年(?:间(?!隔|歇|接)|(?=下来))",
        _between,
        COUNTED,
    ),
    # 三年前
    Rule(
        "ago",
        r"(?<![\d.第近每一二三四五六七八九十])(?P<count>{counts}|半)[多余]?(?P<unit>{counted_unit})(?:以|之)?前(?![\d一二三四五两后往期夕沿去])",
        partial(_counted, "back", ago),
        COUNTED,
    ),
    # 未来三天, 今后五年
    Rule(
        "ahead",
        r"(?:未来|今后)的?(?P<count>{counts}|半)[多余]?(?P<unit>{counted_unit})",
        partial(_counted, "future", ahead),
        "未今",
    ),
    # 过去24小时
    Rule("hours", r"(?:过去|最近|近)(?P<count>\d{2,3})个?小时", partial(_hours, "back", back), "过最近"),
    Rule("hours-ahead", r"未来(?P<count>\d{2,3})个?小时", partial(_hours, "future", ahead), "未"),
    # 改革开放以来, 建国60年来
    Rule("era", r"(?P<era>{era})(?:{count}[多余]?周?年)?(?:以来|来|至今)", _era),
    # 清明假期三天, “五一”假期, 春节期间, 元旦, 这个春节, 春节前夕
    Rule(
        "holiday",
        r"(?<!\d)(?P<this>这个)?(?:[“\"](?=[^”\"]{1,5}[”\"]))?(?P<holiday>{holiday})(?!\d)(?:(?<=[“\"]..)[”\"]|(?<=[“\"]...)[”\"])?"
        r"(?P<suffix>(?:小?长假|假期|黄金周|双节|假日|期间|时节|当[天日])(?:期间)?(?:[一二三四五六七八1-9]天)?)?"
        r"(?P<near>(?=前|后(?!备|勤)|过后|将至|来临|临近|到来|以来|起|至))?",
        _festival,
    ),
    # 元旦春节期间, 中秋、国庆假期
    Rule(
        "holidays",
        r"[“\"]?(?P<first>{holiday})[”\"]?[、和]?[“\"]?(?P<second>{holiday})[”\"]?(?:(?:双节|两节)(?:假期|期间|长假)?|假期|期间|长假|黄金周|假日)",
        _festivals,
    ),
    # 今年, 目前, 上半年
    Rule("word", r"{word}", _word),
)
