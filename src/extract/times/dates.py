"""Rules for years, months, days, quarters and clock times that are printed with their numbers."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from extract.engine import Rule
from extract.times import calendar, resolvers
from extract.times.atoms import Atom, Level, Resolve, fixed
from extract.times.numerals import small
from extract.times.tables import CHINESE, DASHES, Tables


def _number(text: str, low: int, high: int) -> int | None:
    number = small(text)
    return number if number is not None and low <= number <= high else None


def _ascending(first: str, last: str, high: int) -> tuple[int, int] | None:
    low, up = _number(first, 1, high), _number(last, 1, high)
    return (low, up) if low is not None and up is not None and low < up else None


def _month(match: re.Match[str], _tables: Tables) -> Atom | None:
    month = _number(match[1], 1, 12)
    return Atom("month", Level.MONTH, partial(resolvers.months, month, month)) if month else None


def _months(match: re.Match[str], _tables: Tables) -> Atom | None:
    pair = _ascending(match[1], match[2], 12)
    return Atom("span", Level.PART, partial(resolvers.months, *pair)) if pair else None


def _adjacent_months(match: re.Match[str], _tables: Tables) -> Atom | None:
    pair = _ascending(match[1], match[2], 12)
    if pair is None or pair[1] != pair[0] + 1:
        return None
    return Atom("span", Level.PART, partial(resolvers.months, *pair))


def _first_months(match: re.Match[str], _tables: Tables) -> Atom | None:
    count = _number(match[1], 1, 12)
    return Atom("span", Level.PART, partial(resolvers.of_year, 1, count)) if count else None


def _first_quarters(match: re.Match[str], _tables: Tables) -> Atom | None:
    count = _number(match[1], 2, 4)
    return Atom("span", Level.PART, _quarter_months(1, count)) if count else None


def _quarter(match: re.Match[str], _tables: Tables) -> Atom | None:
    number = _number(match[1], 1, 4)
    return Atom("quarter", Level.PART, _quarter_months(number, number)) if number else None


def _quarters(match: re.Match[str], _tables: Tables) -> Atom | None:
    pair = _ascending(match[1], match[2], 4)
    return Atom("span", Level.PART, _quarter_months(*pair)) if pair else None


def _quarter_months(first: int, last: int) -> Resolve:
    return partial(resolvers.of_year, 3 * first - 2, 3 * last)


def _day(match: re.Match[str], _tables: Tables) -> Atom | None:
    number = _number(match[1], 1, 31)
    return Atom("day", Level.DAY, partial(resolvers.days, number, number)) if number else None


def _days(match: re.Match[str], _tables: Tables) -> Atom | None:
    pair = _ascending(match[1], match[2], 31)
    return Atom("span", Level.DAY, partial(resolvers.days, *pair)) if pair else None


_TEN_DAYS = {"上": (1, 10), "中": (11, 20), "下": (21, None)}


def _ten_days(match: re.Match[str], _tables: Tables) -> Atom:
    first, _ = _TEN_DAYS[match[1]]
    _, last = _TEN_DAYS[match[2] or match[1]]
    return Atom("span", Level.DAY, partial(resolvers.ten_days, first, last), alone=False)


def _half_month(match: re.Match[str], _tables: Tables) -> Atom:
    first, last = (1, 15) if match[1] == "上" else (16, None)
    return Atom("span", Level.DAY, partial(resolvers.ten_days, first, last), alone=False)


def _full_date(match: re.Match[str], _tables: Tables) -> Atom | None:
    try:
        when = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None
    return fixed("day", Level.DAY, calendar.day(when))


def _month_day(match: re.Match[str], _tables: Tables) -> Atom:
    day = (int(match[1]), int(match[2]))
    return Atom("day", Level.MONTH, partial(resolvers.month_day, day, day))


def _month_days(match: re.Match[str], _tables: Tables) -> Atom | None:
    first, last = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
    if first >= last:
        return None
    return Atom("span", Level.MONTH, partial(resolvers.month_day, first, last))


def _lunar_day(match: re.Match[str], _tables: Tables) -> Atom | None:
    month = {"正": 1, "冬": 11, "腊": 12}.get(match[1]) or _number(match[1], 1, 12)
    day = _number(match[2].removeprefix("初"), 1, 30)
    if month is None or day is None:
        return None
    return Atom("day", Level.MONTH, partial(resolvers.lunar_day, month, day))


def _clock(alone: bool, match: re.Match[str], _tables: Tables) -> Atom | None:
    if _number(match[1], 0, 24) is None:
        return None
    return Atom("clock", Level.CLOCK, resolvers.inherit, alone)


_NO_MONTH = r"(?![饼球薪供租嫂龄票均]|[一两几三]次|革命|怀胎|之[久内]|三(?![日号十]))"
_NO_DAY = r"(?![龄游内间线]|均[线价值量]|年化|以[内上下]|左右|之内|[个]?(?:工作|交易)日)"

DATE_RULES: tuple[Rule[Tables, Atom], ...] = (
    # 7月, 七月份, 5月当月
    Rule(
        "month",
        r"(?<![\d.第每个近前两一二三四五六七八九十])({month_number})月份?(?:当月|单月)?" + _NO_MONTH,
        _month,
        "月元" + CHINESE,
    ),
    # 5 in 5、6月份
    Rule(
        "month-listed", r"(?<![\d.])(?<!\d,)(1[0-2]|[1-9])(?=[、和](?:1[0-2]|[1-9])月(?!\d))", _month, "、和"
    ),
    # 1—7月, 1至7月份, 1月到7月
    Rule(
        "months",
        r"(?<![\d.第每个近前一二三四五六七八九十])({number})(?:月份?)?{dash}({number})月份?(?![\d底初末]|[上中下]旬)"
        + _NO_MONTH,
        _months,
        "月" + DASHES + CHINESE,
    ),
    # 七八月份
    Rule(
        "months-adjacent",
        r"(?<![\d.第每个近前一二三四五六七八九十])([一二三四五六七八])([二三四五六七八九])月份?" + _NO_MONTH,
        _adjacent_months,
        CHINESE,
    ),
    # 前8个月, 前八月, 头两个月
    Rule(
        "first-months", r"(?<!之|以|目|最|提)[前头首]({count})个?月份?(?![龄前后\d])", _first_months, "前头首"
    ),
    # 前三季度, 前三个季度
    Rule(
        "first-quarters", r"(?<!之|以|目)[前头首]([二三四两234])个?季度?(?![稻节])", _first_quarters, "前头首"
    ),
    # 一季度, 第二季度
    Rule(
        "quarter",
        r"(?:第|(?<![\d.每两个一二三四五六七八九十]))([一二三四1-4])季度",
        _quarter,
        "季第一二三四",
    ),
    # 第三季纯利, as they say in Hong Kong; 《某剧》第三季 is a season of a show
    Rule(
        "short-quarter",
        r"(?<![》”\"’」])第([一二三四])季(?=[，,。的末止]|[纯净总]利|盈利|收|营|业|录|销|本|出|经济)",
        _quarter,
        "第",
    ),
    # Q3, 2024Q3
    Rule("english-quarter", r"(?<![A-Za-z])Q([1-4])(?![A-Za-z\d])", _quarter, "Q"),
    # 一二季度
    Rule(
        "quarters-adjacent", r"(?<![\d.第一二三四五六七八九十])([一二三])([二三四])季度", _quarters, "一二三"
    ),
    # 一 in 一、二季度
    Rule(
        "quarter-listed",
        r"(?<![\d.第一二三四五六七八九十])([一二三])(?=[、和][二三四]季度)",
        _quarter,
        "一二三",
    ),
    # 一至三季度
    Rule(
        "quarters",
        r"(?<![\d.每一二三四五六七八九十])第?([一二三1-3])(?:季度)?{dash}第?([二三四2-4])季度",
        _quarters,
        "季第一二三" + DASHES,
    ),
    # 20日, 20日当天
    Rule(
        "day",
        r"(?<![\d.第每近前后达满超逾共隔近续来去期仅约有])(?<!连续)({day_number})(?:日|(?<=[月间]\d)号|(?<=[月间]\d\d)号)"
        r"(?:当[天日])?" + _NO_DAY,
        _day,
        "日号",
    ),
    # 五日 in 三月五日
    Rule(
        "chinese-day",
        r"(?<=月)({chinese}{1,3}|廿{chinese}?)[日号](?:当[天日])?" + _NO_DAY,
        _day,
        "廿" + CHINESE,
    ),
    # 12 in 12、13日
    Rule(
        "day-listed",
        r"(?<![\d.])(?<!\d,)({day_number})(?=[、和](?:{day_number})日(?![龄游内间均线]|年化|以[内上下]))",
        _day,
        "、和",
    ),
    # 10-12日, 7日至9日
    Rule(
        "days",
        r"(?<![\d.第每近前后达满超逾共隔续期])(\d{1,2})[日号]?{dash}(\d{1,2})[日号]" + _NO_DAY,
        _days,
        "日号" + DASHES,
    ),
    # 7月上旬, 3月中下旬
    Rule("ten-days", r"([上中下])([上中下])?旬", _ten_days, "上中下"),
    # 7月上半月
    Rule("half-month", r"([上下])半月(?![板刊谈])", _half_month, "上下"),
    # 2025-03-05, 2025/3/5, 2025.3.5
    Rule(
        "full-date",
        r"(?<![\d.])((?:19|20)\d\d)([-/.])(1[0-2]|0?[1-9])\2({day_number})(?![\d.])",
        _full_date,
        "-/.",
    ),
    # (8/14截止)
    Rule("slash-day", r"(?<=[(（:：])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0[1-9])(?![\d/%])", _month_day, "/"),
    # (9.30-10.08)
    Rule(
        "point-days",
        r"(?<=[(（:：])(1[0-2]|0?[1-9])[./]({day_number})日?{dash}(1[0-2]|0?[1-9])[./]({day_number})日?(?=[)）,，;；。\s]|$)",
        _month_days,
        "./",
    ),
    # 正月初五, 腊月二十三
    Rule(
        "lunar-day",
        r"(正|冬|腊|(?:{chinese}{1,2}))月(初{chinese}|廿{chinese}?)",
        _lunar_day,
        "正冬腊" + CHINESE,
    ),
    Rule("lunar-month-day", r"(正|冬|腊)月({chinese}{1,3})(?![个月年天日])", _lunar_day, "正冬腊"),
    # 10时, 12时03分, 10点30分, 10点钟
    Rule(
        "clock",
        r"(?<![\d.小第一二三四五六七八九十零])({number}|零)(?:时(?:({number})分(?:\d{1,2}秒)?|[整半许])?(?![代期间速尚空段刻任候限效而常点差])"
        r"|点(?:钟|[整半许](?!个)|({number})分(?!点|之)))",
        partial(_clock, True),
        "时点零" + CHINESE,
    ),
    # 14:00—16:00
    Rule(
        "clocks",
        r"(?<![\d:：.])([01]\d|2[0-4])[:：][0-5]\d\s?{dash}\s?(?:[01]\d|2[0-4])[:：][0-5]\d(?![\d:：])",
        partial(_clock, True),
        ":：",
    ),
    # 下午3点, 上午9:30: times only beside a day or a part of one
    Rule(
        "clock-in-chain",
        r"(?<![\d.])(\d{1,2})(?:点\d{0,2}|[:：][0-5]\d(?:[:：][0-5]\d)?)(?!\d)",
        partial(_clock, False),
        "点:：",
    ),
)
