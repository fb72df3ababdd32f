"""The rules for atoms. Patterns read characters; `{word}` and the like are filled from the lexicon.

A numeral is N: Arabic digits or a small Chinese numeral. Look-behinds keep a rule off the middle of a longer
number; look-aheads keep it off words that only begin like a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from extract.engine import Rule, RuleSet, alternation
from extract.lexicon import Lexicon
from extract.mentions import Period
from extract.times import calendar, resolvers
from extract.times.atoms import Atom, Level, Resolve
from extract.times.frame import VAGUE
from extract.times.holidays import HolidayRow, holiday, load_holidays
from extract.times.numerals import small, year_digits
from extract.times.words import PlanRow, Word, load_eras, load_plans, load_words, names


@dataclass(frozen=True, slots=True)
class Tables:
    """The lexicon's rows by their words."""

    words: dict[str, Word]
    plans: dict[str, PlanRow]
    holidays: dict[str, HolidayRow]
    eras: dict[str, date]


AtomRule: TypeAlias = Rule[Tables, Atom]
_Match: TypeAlias = re.Match[str]

_DASH = r"(?:——|[-—–~～－至到])"
_CHINESE = "一二三四五六七八九十"
_DIGIT_GUARD = r"(?<![\d.,])"
_N = rf"(?:\d{{1,3}}|[{_CHINESE}两]{{1,3}})"
_UNIT = "(?:个半?)?(年|季度|月份?|周|星期|礼拜|天|日)"


def _number(text: str, low: int, high: int) -> int | None:
    number = small(text)
    return number if number is not None and low <= number <= high else None


def _year(match: _Match, _tables: Tables) -> Atom | None:
    number = year_digits(match[1])
    return _fixed("year", Level.YEAR, calendar.year(number)) if number else None


def _short_year(match: _Match, _tables: Tables) -> Atom | None:
    number = int(match[1])
    return _fixed("year", Level.YEAR, calendar.year(number + (1900 if number >= 50 else 2000)))


def _years(match: _Match, _tables: Tables) -> Atom | None:
    first, last = int(match[1]), int(match[2])
    if last < 100:
        last += first // 100 * 100
    if not first < last:
        return None
    return _fixed("span", Level.YEAR, Period(date(first, 1, 1), date(last, 12, 31)))


def _fixed(kind: str, level: Level, period: Period) -> Atom:
    return Atom(kind, level, partial(resolvers.fixed, period))


def _month(match: _Match, _tables: Tables) -> Atom | None:
    month = _number(match[1], 1, 12)
    return Atom("month", Level.MONTH, partial(resolvers.months, month, month)) if month else None


def _months(match: _Match, _tables: Tables) -> Atom | None:
    first, last = _number(match[1], 1, 12), _number(match[2], 1, 12)
    if first is None or last is None or first >= last:
        return None
    return Atom("span", Level.PART, partial(resolvers.months, first, last))


def _first_months(match: _Match, _tables: Tables) -> Atom | None:
    count = _number(match[1], 1, 12)
    return Atom("span", Level.PART, partial(resolvers.of_year, 1, count)) if count else None


def _first_quarters(match: _Match, _tables: Tables) -> Atom | None:
    count = _number(match[1], 1, 4)
    return Atom("span", Level.PART, partial(resolvers.of_year, 1, 3 * count)) if count else None


def _quarter(match: _Match, _tables: Tables) -> Atom | None:
    number = _number(match[1], 1, 4)
    return Atom("quarter", Level.PART, _quarters_of(number, number)) if number else None


def _quarters(match: _Match, _tables: Tables) -> Atom | None:
    first, last = _number(match[1], 1, 4), _number(match[2], 1, 4)
    if first is None or last is None or first >= last:
        return None
    return Atom("span", Level.PART, _quarters_of(first, last))


def _quarters_of(first: int, last: int) -> Resolve:
    return partial(resolvers.of_year, 3 * first - 2, 3 * last)


def _day(match: _Match, _tables: Tables) -> Atom | None:
    number = _number(match[1], 1, 31)
    return Atom("day", Level.DAY, partial(resolvers.days, number, number)) if number else None


def _days(match: _Match, _tables: Tables) -> Atom | None:
    first, last = _number(match[1], 1, 31), _number(match[2], 1, 31)
    if first is None or last is None or first >= last:
        return None
    return Atom("span", Level.DAY, partial(resolvers.days, first, last))


_TEN_DAYS = {"上": (1, 10), "中": (11, 20), "下": (21, None)}


def _ten_days(match: _Match, _tables: Tables) -> Atom | None:
    first, last = _TEN_DAYS[match[1]]
    return Atom("span", Level.DAY, partial(resolvers.ten_days, first, last), alone=False)


def _full_date(match: _Match, _tables: Tables) -> Atom | None:
    try:
        when = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None
    return _fixed("day", Level.DAY, calendar.day(when))


def _clock(match: _Match, _tables: Tables) -> Atom | None:
    if _number(match[1], 0, 24) is None:
        return None
    return Atom("clock", Level.CLOCK, resolvers.inherit)


def _clock_in_chain(match: _Match, _tables: Tables) -> Atom | None:
    if _number(match[1], 0, 24) is None:
        return None
    return Atom("clock", Level.CLOCK, resolvers.inherit, alone=False)


_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "今": 0, "下": 1}
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}


def _weekday(match: _Match, _tables: Tables) -> Atom:
    week = _WEEKS[match[1]] if match[1] else None
    resolve = partial(resolvers.weekday, week, _WEEKDAYS[match[2]])
    return Atom("relative-day", Level.DAY, resolve)


def _weekend(match: _Match, _tables: Tables) -> Atom:
    return Atom("relative-day", Level.DAY, partial(resolvers.weekend, _WEEKS[match[1]]))


_UNITS = {"星期": "周", "礼拜": "周", "日": "天", "月份": "月"}


def _counted(kind: str, resolver: str, match: _Match, _tables: Tables) -> Atom | None:
    unit = _UNITS.get(match[2], match[2])
    count = None if match[1] in ("几", "数") else small(match[1])
    if unit == "季度":
        unit, count = "月", 3 * count if count else None
    if count is None and match[1] not in ("几", "数"):
        return None
    return Atom(kind, Level.WHOLE, partial(getattr(resolvers, resolver), unit, count))


def _plan(match: _Match, tables: Tables) -> Atom | None:
    row = tables.plans[match["plan"]]
    if row.quoted and match["open"] is None:
        return None
    return _fixed("plan", Level.YEAR, Period(date(row.first, 1, 1), date(row.last, 12, 31)))


def _decade(match: _Match, _tables: Tables) -> Atom | None:
    century = _century_start(match[1]) if match[1] else 1900
    tens = small(match[2])
    if century is None or tens is None:
        return None
    return _fixed("decade", Level.YEAR, Period(date(century + tens, 1, 1), date(century + tens + 9, 12, 31)))


def _century(match: _Match, _tables: Tables) -> Atom | None:
    start = _century_start(match[1])
    if start is None:
        return None
    return _fixed("century", Level.YEAR, Period(date(start, 1, 1), date(start + 99, 12, 31)))


def _century_start(text: str) -> int | None:
    if text in ("上", "本"):
        return {"上": 1900, "本": 2000}[text]
    number = _number(text, 15, 21)
    return 100 * (number - 1) if number else None


def _word(match: _Match, tables: Tables) -> Atom | None:
    word = tables.words[match[0]]
    return word.atom if word.stands(match.string, match.start(), match.end()) else None


def _era(match: _Match, tables: Tables) -> Atom:
    return Atom("since", Level.WHOLE, partial(resolvers.since, tables.eras[match["era"]]))


def _month_day(match: _Match, _tables: Tables) -> Atom:
    month, day = int(match[1]), int(match[2])
    return Atom("day", Level.MONTH, partial(resolvers.month_day, (month, day), (month, day)))


def _month_days(match: _Match, _tables: Tables) -> Atom | None:
    first, last = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
    if first >= last:
        return None
    return Atom("span", Level.MONTH, partial(resolvers.month_day, first, last))


def _festival(match: _Match, tables: Tables) -> Atom:
    row = tables.holidays[match["holiday"]]
    suffix = match["suffix"]
    off = bool(suffix) and suffix not in ("当天", "当日")
    return Atom("holiday", Level.PART, partial(holiday, row, off), row.alone or bool(suffix))


def _break(_match: _Match, _tables: Tables) -> Atom:
    return Atom("holiday", Level.PART, partial(resolvers.unknown, VAGUE))


def rules() -> list[AtomRule]:
    """All atom rules, in the order in which they are tried."""
    return [
        # 2019年, 2019年度, 二〇一九年
        Rule(
            "year",
            rf"{_DIGIT_GUARD}(?<![/\-第])((?:1[5-9]|20|21)\d\d|[一二][〇零○O九八七][〇零○O{_CHINESE[:9]}]{{2}})年"
            r"(?:度(?!假))?(?!历史|级|[多余]?的?历史)",
            _year,
        ),
        # 08年; '98年
        Rule("short-year", r"(?:(?<![\d.,])(?=0)|(?<=['’‘]))(\d\d)年(?!级|期|[以之]?内)", _short_year),
        # 2016—2019年, 2016至2019年, 2016-19年
        Rule(
            "years",
            rf"{_DIGIT_GUARD}((?:19|20)\d\d)年?{_DASH}((?:(?:19|20)\d\d)|\d\d)年(?:度(?!假))?(?!\d)",
            _years,
        ),
        # 7月, 七月份, 5月当月
        Rule(
            "month",
            rf"(?<![\d.第每个近前{_CHINESE}两])(1[0-2]|0?[1-9]|十[一二]?|[{_CHINESE[:9]}元])月(?:份|(?=当月|单月))?"
            r"(?:当月|单月)?(?![饼球薪供租嫂龄票均]|之[久内])",
            _month,
        ),
        # 1—7月, 1至7月份, 1月到7月
        Rule(
            "months",
            rf"(?<![\d.第每个近前{_CHINESE}])(\d{{1,2}}|[{_CHINESE}]{{1,2}})(?:月份?)?{_DASH}"
            rf"(\d{{1,2}}|[{_CHINESE}]{{1,2}})月份?(?![饼球薪供租嫂龄票均\d])",
            _months,
        ),
        # 前8个月, 前八月, 头两个月
        Rule("first-months", rf"(?<!之|以|目|最)[前头首]({_N})个?月份?(?![龄前后])", _first_months),
        # 前三季度, 前三个季度
        Rule("first-quarters", r"(?<!之|以|目)[前头]([二三四两234])个?季度?(?!稻)", _first_quarters),
        # 一季度, 第二季度
        Rule("quarter", rf"(?<![\d.每{_CHINESE}两个])第?([一二三四1234])季度", _quarter),
        # 一至三季度
        Rule(
            "quarters",
            rf"(?<![\d.每{_CHINESE}])第?([一二三123])(?:季度)?{_DASH}第?([二三四234])季度",
            _quarters,
        ),
        # 20日; 七月五日 within a chain
        Rule(
            "day",
            rf"(?<![\d.第每近前后达满超逾共隔近续来去期仅约有])(?<!连续)(3[01]|[12]\d|0?[1-9]|(?<=月)[{_CHINESE}廿]{{1,3}})"
            r"(?:日|(?<=月\d)号|(?<=月\d\d)号)(?![龄游内间]|均线|年化|线|以[内上下]|左右|之内|均)",
            _day,
        ),
        # 10-12日, 7日至9日
        Rule(
            "days",
            rf"(?<![\d.第每近前后达满超逾共隔续期])(\d{{1,2}})[日号]?{_DASH}(\d{{1,2}})[日号](?![龄游内间]|均线|以[内上下]|左右|之内)",
            _days,
        ),
        # 上旬
        Rule("ten-days", r"([上中下])旬", _ten_days),
        # 2025-03-05, 2025/3/5, 2025.3.5
        Rule(
            "full-date",
            r"(?<![\d.])((?:19|20)\d\d)([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d.])",
            _full_date,
        ),
        # 10时, 12时03分, 10点30分, 10点钟
        Rule(
            "clock",
            rf"(?<![\d.{_CHINESE}小第])(\d{{1,2}}|[{_CHINESE}]{{1,3}})"
            r"(?:[时時](?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})分(?:\d{1,2}秒)?|[整半许])?(?![代期间速尚空段刻任候限效而常点差])"
            r"|点(?:钟|[整半许](?!个)|(?:\d{1,2}|[一二三四五六七八九十]{1,3})分(?!点|之)))",
            _clock,
        ),
        # 下午3点, 上午9:30: times only beside a day or a part of one
        Rule(
            "clock-in-chain",
            r"(?<![\d.])(\d{1,2})(?:点\d{0,2}|[:：][0-5]\d(?:[:：][0-5]\d)?)(?!\d)",
            _clock_in_chain,
        ),
        # 周四, 上周五, 星期一
        Rule(
            "weekday",
            rf"(?:(上上|[上本下这今])个?)?(?:(?<![一两每几{_CHINESE}\d满隔])(?:周|星期|礼拜))([一二三四五六日天])"
            r"(?![次个年期岁届]|均)",
            _weekday,
        ),
        # 上周末
        Rule("weekend", r"([上本这下])个?周末", _weekend),
        # 近三年, 最近5个月, 过去五年, 这五年, 近9年来
        Rule(
            "back",
            rf"(?<![用历耗经达了有超])(?:最近的?|近|(?:刚刚)?过去的?|这)({_N}|几)[多余]?{_UNIT}(?:多?来)?"
            r"(?![龄期间历]|时间|之久|的?时间|的?历史|均线|之内)",
            partial(_counted, "back", "back"),
        ),
        # 三年来, 40多年来
        Rule(
            "back-since",
            rf"(?<![\d.第{_CHINESE}])({_N})[多余]?{_UNIT}多?以?来(?![自到华访源])",
            partial(_counted, "back", "back"),
        ),
        # 十年间
        Rule(
            "back-between",
            rf"(?<![\d.第{_CHINESE}])({_N})[多余]?(?:个)?(年)间(?!隔|歇|接)",
            partial(_counted, "back", "back"),
        ),
        # 三年前
        Rule(
            "ago",
            rf"(?<![\d.第近每{_CHINESE}])({_N})[多余]?{_UNIT}(?:以|之)?前(?![\d一二三四五两后])",
            partial(_counted, "back", "ago"),
        ),
        # 未来三天, 今后五年
        Rule("ahead", rf"(?:未来|今后)的?({_N})[多余]?{_UNIT}", partial(_counted, "future", "ahead")),
        # “十四五”时期, “十三五”期间; the marks belong to the expression
        Rule(
            "plan-period",
            r"(?P<open>[“\"‘「])?(?P<plan>{plan})[”\"’」]?(?:规划)?(?:时期|期间|期末|期(?!限|货))",
            _plan,
        ),
        # “十四五”末
        Rule("plan-end", r"(?P<open>[“\"‘「])?(?P<plan>{plan})[”\"’」]?(?=末|初|以来)", _plan),
        # “十五五”: without a word for time only the name
        Rule(
            "plan",
            r"(?:(?<=[“\"‘「])(?P<open>))?(?P<plan>{plan})(?![”\"’」]?(?:规划|计划|纲要|国家|重点|[一二三四五六七八九十百千万个年月\d]))",
            _plan,
        ),
        # 20世纪90年代, 上世纪八十年代, 90年代
        Rule(
            "decade",
            rf"(?<![\d.])(?:([上本]|\d\d|[{_CHINESE}]{{2,3}})世纪)?([1-9]0|[{_CHINESE[:9]}]十)年代",
            _decade,
        ),
        # 20世纪, 本世纪
        Rule(
            "century",
            rf"(?<![\d.{_CHINESE}])([上本]|\d\d|[{_CHINESE}]{{2,3}})世纪(?!经济|海上|报|的?疫情)",
            _century,
        ),
        # 改革开放以来, 建国60年来
        Rule("era", rf"(?P<era>{{era}})(?:{_N}[多余]?周?年)?(?:以来|来|至今)", _era),
        # 8/14 with 日 or a range behind; (8/14促销)
        Rule("slash-day", r"(?<=[(（:：])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0[1-9])(?![\d/%])", _month_day),
        # (9.30-10.08): months and days with a point, only as a range in brackets or behind a colon
        Rule(
            "point-days",
            rf"(?<=[(（:：])(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])日?{_DASH}(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])"
            r"日?(?=[)）,，;；。\s]|$)",
            _month_days,
        ),
        # 今年, 目前, 上半年
        Rule("word", r"{word}", _word),
        # 清明假期三天, “五一”假期, 春节期间, 元旦
        Rule(
            "holiday",
            r"[“\"]?(?P<holiday>{holiday})[”\"]?(?P<suffix>(?:小?长假|假期|黄金周|双节|假日|期间|当天|当日)(?:期间)?(?:[一二三四五六七八1-9]天)?)?",
            _festival,
        ),
        # 假期期间
        Rule(
            "break",
            r"(?:假期|节日|节假日|小?长假|黄金周|假日|暑期|暑假|寒假|汛期|主汛期|春耕|三夏|秋收|秋种|秋冬种|采暖季|供暖季|会议|展会)期间",
            _break,
        ),
    ]


def rule_set(tables: Tables) -> RuleSet[Tables, Atom]:
    """The rules, ready to scan."""
    fragments = {
        "word": alternation(names(tables.words)),
        "plan": alternation(names(tables.plans)),
        "holiday": alternation(names(tables.holidays)),
        "era": alternation(names(tables.eras)),
    }
    return RuleSet(_anchor(), rules(), fragments)


def _anchor() -> str:
    firsts = "0-9'’‘“\"‘「" + _CHINESE + "元两廿几"
    words = "近最过这未今前头首第上中下本周星礼假节小长黄暑寒汛主春三秋采供会展"
    return rf"[{firsts}{words}]|(?={{word}}|{{holiday}}|{{plan}}|{{era}})."


def load_tables(lexicon: Lexicon) -> Tables:
    """The tables that rules look words up in."""
    return Tables(load_words(lexicon), load_plans(lexicon), load_holidays(lexicon), load_eras(lexicon))
