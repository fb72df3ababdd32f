"""Rules for times that are counted, named or pointed at: 近三年, “十四五”时期, 清明假期, 上周五, 今年."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from extract.engine import Rule
from extract.mentions import Period
from extract.times import resolvers
from extract.times.atoms import Atom, Level, fixed
from extract.times.holidays import holiday, holiday_pair
from extract.times.numerals import small
from extract.times.tables import NUMERALS, Tables

_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "今": 0, "下": 1}
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_INDEFINITE = ("几", "数")


def _weekday(match: re.Match[str], _tables: Tables) -> Atom:
    week = _WEEKS[match[1]] if match[1] else None
    return Atom("relative-day", Level.DAY, partial(resolvers.weekday, week, _WEEKDAYS[match[2]]))


def _weekend(match: re.Match[str], _tables: Tables) -> Atom:
    return Atom("relative-day", Level.DAY, partial(resolvers.weekend, _WEEKS[match[1]]))


def _counted(kind: str, resolve: resolvers.Counted, match: re.Match[str], _tables: Tables) -> Atom | None:
    count = small(match["count"])
    if count is None and match["count"] not in _INDEFINITE:
        return None
    unit = match["unit"].lstrip("个半多")
    if unit == "季度" and count:
        unit, count = "月", 3 * count
    return Atom(kind, Level.WHOLE, partial(resolve, _UNITS.get(unit, unit), count))


_UNITS = {"星期": "周", "礼拜": "周"}


def _hours(resolve: resolvers.Counted, match: re.Match[str], _tables: Tables) -> Atom:
    kind = "future" if match[1] == "未来" else "back"
    return Atom(kind, Level.WHOLE, partial(resolve, "天", -(-int(match[2]) // 24)))


def _plan(match: re.Match[str], tables: Tables) -> Atom | None:
    row = tables.plans[match["plan"]]
    if row.quoted and match["open"] is None:
        return None
    return fixed("plan", Level.YEAR, Period(date(row.first, 1, 1), date(row.last, 12, 31)))


def _decade(match: re.Match[str], _tables: Tables) -> Atom | None:
    century = _century_start(match[1]) if match[1] else 1900
    tens = small(match[2])
    if century is None or tens is None:
        return None
    return fixed("decade", Level.YEAR, Period(date(century + tens, 1, 1), date(century + tens + 9, 12, 31)))


def _century(match: re.Match[str], _tables: Tables) -> Atom | None:
    start = _century_start(match[1])
    if start is None:
        return None
    return fixed("century", Level.YEAR, Period(date(start, 1, 1), date(start + 99, 12, 31)))


def _century_start(text: str) -> int | None:
    if text in ("上", "本"):
        return {"上": 1900, "本": 2000}[text]
    number = small(text)
    return 100 * (number - 1) if number is not None and 10 <= number <= 22 else None


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
        r"(?<![用历耗经达了有超时长约])(?:最近的?|近|(?:刚刚)?过去的?|这)(?P<count>{count}|[几数])[多余]?(?P<unit>{counted_unit})"
        r"(?:多?来|间)?" + _NO_TIME,
        partial(_counted, "back", resolvers.back),
        "最近刚过这",
    ),
    # 三年来, 40多年来
    Rule(
        "back-since",
        r"(?<![\d.第一二三四五六七八九十])(?P<count>{count})[多余]?(?P<unit>{counted_unit})多?以?来(?![自到华访源])",
        partial(_counted, "back", resolvers.back),
        NUMERALS + "两",
    ),
    # 十年间
    Rule(
        "back-between",
        r"(?<![\d.第一二三四五六七八九十])(?P<count>{count})[多余]?(?P<unit>年)间(?!隔|歇|接)",
        partial(_counted, "back", resolvers.back),
        NUMERALS + "两",
    ),
    # 三年前
    Rule(
        "ago",
        r"(?<![\d.第近每一二三四五六七八九十])(?P<count>{count})[多余]?(?P<unit>{counted_unit})(?:以|之)?前(?![\d一二三四五两后往期夕沿去])",
        partial(_counted, "back", resolvers.ago),
        NUMERALS + "两",
    ),
    # 未来三天, 今后五年
    Rule(
        "ahead",
        r"(?:未来|今后)的?(?P<count>{count})[多余]?(?P<unit>{counted_unit})",
        partial(_counted, "future", resolvers.ahead),
        "未今",
    ),
    # 过去24小时
    Rule("hours", r"(过去|最近|近)(\d{2,3})个?小时", partial(_hours, resolvers.back), "过最近"),
    Rule("hours-ahead", r"(未来)(\d{2,3})个?小时", partial(_hours, resolvers.ahead), "未"),
    # “十四五”时期, “十三五”期间; the marks belong to the expression
    Rule(
        "plan-period",
        r"(?<!第)(?P<open>[“\"‘「])?(?P<plan>{plan})[”\"’」]?(?:规划)?(?:时期|期间|期末|期(?!限|货))",
        _plan,
    ),
    # “十四五”末
    Rule("plan-edge", r"(?<!第)(?P<open>[“\"‘「])?(?P<plan>{plan})[”\"’」]?(?=末|初|以来)", _plan),
    # “十五五”开局: without a word for time the name alone
    Rule(
        "plan",
        r"(?<!第)(?:(?<=[“\"‘「])(?P<open>))?(?P<plan>{plan})(?![”\"’」]?(?:规划|计划|纲要|国家|重点|[一二三四五六七八九十百千万个年月\d]))",
        _plan,
    ),
    # 20世纪90年代, 上世纪八十年代, 90年代
    Rule(
        "decade",
        r"(?<![\d.])(?:([上本]|\d\d|{chinese}{2,3})世纪)?([1-9]0|[一二三四五六七八九]十)年代",
        _decade,
        NUMERALS + "上本",
    ),
    # 20世纪, 本世纪
    Rule(
        "century",
        r"(?<![\d.一二三四五六七八九十])([上本]|\d\d|{chinese}{2,3})世纪(?!经济|海上|报|的?疫情)",
        _century,
        NUMERALS + "上本",
    ),
    # 改革开放以来, 建国60年来
    Rule("era", r"(?P<era>{era})(?:{count}[多余]?周?年)?(?:以来|来|至今)", _era),
    # 清明假期三天, “五一”假期, 春节期间, 元旦, 这个春节, 春节前夕
    Rule(
        "holiday",
        r"(?P<this>这个)?(?:[“\"](?=[^”\"]{1,5}[”\"]))?(?P<holiday>{holiday})(?:(?<=[“\"]..)[”\"]|(?<=[“\"]...)[”\"])?"
        r"(?P<suffix>(?:小?长假|假期|黄金周|双节|假日|期间|当[天日])(?:期间)?(?:[一二三四五六七八1-9]天)?)?"
        r"(?P<near>(?=前|后(?!备|勤)|过后|将至|来临|临近|到来|以来|起|至))?",
        _festival,
    ),
    # 元旦春节期间, 中秋、国庆假期
    Rule(
        "holidays",
        r"[“\"]?(?P<first>{holiday})[”\"]?[、和]?[“\"]?(?P<second>{holiday})[”\"]?(?:双节|两节)?(?:假期|期间|长假|黄金周|假日)",
        _festivals,
    ),
    # 今年, 目前, 上半年
    Rule("word", r"{word}", _word),
)
