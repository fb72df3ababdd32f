"""Rules for years, five-year plans, decades and centuries."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from extract.engine import Rule
from extract.mentions import Period
from extract.times import calendar, resolvers
from extract.times.atoms import Atom, Level, fixed
from extract.times.frame import FISCAL
from extract.times.numerals import small, year_digits
from extract.times.tables import CHINESE, DASHES, Tables


def _year(match: re.Match[str], _tables: Tables) -> Atom | None:
    number = year_digits(match[1])
    return fixed("year", Level.YEAR, calendar.year(number)) if number else None


def _short_year(match: re.Match[str], _tables: Tables) -> Atom | None:
    number = int(match[1])
    return fixed("year", Level.YEAR, calendar.year(number + (1900 if number >= 50 else 2000)))


def _years(match: re.Match[str], _tables: Tables) -> Atom | None:
    first, last = int(match[1]), int(match[2])
    if last < 100:
        last += first // 100 * 100
    if not first < last:
        return None
    return fixed("span", Level.YEAR, Period(date(first, 1, 1), date(last, 12, 31)))


def _reign(match: re.Match[str], tables: Tables) -> Atom | None:
    row = tables.reigns[match["reign"]]
    if not row.stands(match.string, match.start()):
        return None
    if not match["count"]:
        return fixed("span", Level.YEAR, Period(date(row.first, 1, 1), date(row.last, 12, 31)))
    count = 1 if match["count"] == "元" else small(match["count"])
    if not count or row.first + count - 1 > row.last:
        return None
    return fixed("year", Level.YEAR, calendar.year(row.first + count - 1))


def _fiscal_year(_match: re.Match[str], _tables: Tables) -> Atom:
    return Atom("year", Level.YEAR, partial(resolvers.unknown, FISCAL))


def _plan(match: re.Match[str], tables: Tables) -> Atom | None:
    row = tables.plans[match["plan"]]
    if row.quoted and not match["open"]:
        return None
    return fixed("plan", Level.YEAR, Period(date(row.first, 1, 1), date(row.last, 12, 31)))


def _decade(match: re.Match[str], _tables: Tables) -> Atom | None:
    century = _century_start(match[1]) if match[1] else 1900
    first, last = _tens(match[2])
    if century is None or first is None or last is None or first > last:
        return None
    return fixed("decade", Level.YEAR, Period(date(century + first, 1, 1), date(century + last + 9, 12, 31)))


def _tens(text: str) -> tuple[int | None, int | None]:
    # 80 and 八十 are one decade, 八九十 are two.
    if not text.endswith("十"):
        return int(text), int(text)
    return small(f"{text[0]}十"), small(f"{text[-2]}十")


def _decade_listed(match: re.Match[str], _tables: Tables) -> Atom:
    start = 1900 + int(match[1])
    return fixed("decade", Level.YEAR, Period(date(start, 1, 1), date(start + 9, 12, 31)))


def _named_decade(match: re.Match[str], _tables: Tables) -> Atom:
    start = int(match[1])
    return fixed("decade", Level.YEAR, Period(date(start, 1, 1), date(start + 9, 12, 31)))


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


YEAR_RULES: tuple[Rule[Tables, Atom], ...] = (
    # 2019年, 2019年度, 二〇一九年
    Rule(
        "year",
        r"(?<![\d.第])(?<!\d[,/\-])({year_digits})年(?:度(?!假))?(?!历史|级|轻|龄|代|[多余]?的历史)",
        _year,
        "年一二",
    ),
    # 2020 in 2020上半年
    Rule(
        "year-without-sign",
        r"(?<![\d.A-Za-z])(?<!\d[,/\-])((?:19|20)\d\d)(?=[上下]半年|全年|以来|[底末]|第?[一二三四]季度|Q[1-4])",
        _year,
        "上下全以底末第一二三四Q",
    ),
    # 08年, '98年, 98年底
    Rule(
        "short-year",
        r"(?:(?<![\d.])(?<!\d,)(?=0)|(?<=['’‘])|(?<![\d.])(?<!\d,)(?=[89]\d年(?:[底初末]|以来|\d{1,2}月|[上下]半年)))(\d\d)年"
        r"(?!级|期|代|[以之]?内)",
        _short_year,
        "年",
    ),
    # 2018 in 2018、2019年
    Rule(
        "year-listed",
        r"(?<![\d.])(?<!\d,)((?:19|20)\d\d)(?=[、和及与](?:(?:19|20)\d\d[、和及与])?(?:19|20)\d\d年)",
        _year,
        "、和及与",
    ),
    # 2016—2019年, 2016年至2019年, 2016-19年
    Rule(
        "years",
        r"(?<![\d.])(?<!\d,)((?:19|20)\d\d)年?{dash}((?:19|20)\d\d|\d\d)年(?:度(?!假))?(?:间(?![隔歇接断]))?(?![\d底初末上下前第]|{chinese}+[月季])",
        _years,
        "年" + DASHES,
    ),
    # 2015—2019, without 年, only before a pause
    Rule(
        "years-without-sign",
        r"(?<![\w.\-/])(?<!\d,)((?:19|20)\d\d){dash}((?:19|20)\d\d)(?=[，。、；）),;\n]|期间)",
        _years,
        DASHES,
    ),
    # 康熙四十五年, 民国三年, 乾隆年间
    Rule("reign", r"(?P<reign>{reign})(?:(?P<count>元|\d{1,2}|{chinese}{1,3})年|年间)", _reign),
    # 2024财年, 2023—2024学年, 2019/20赛季: their days differ from body to body
    Rule(
        "fiscal-year",
        r"(?<![\d.])(?:(?:19|20)\d\d年?(?:{dash}|/)(?:\d\d)?\d\d|(?:19|20)\d\d)年?"
        r"(?:财年|财政年度|学年度?|雪季|榨季|赛季|采暖季|供暖季)",
        _fiscal_year,
        "年/财学雪榨赛采供" + DASHES,
    ),
    # “十四五”时期, “十三五”期间; the marks belong to the expression
    Rule(
        "plan-period",
        r"(?<![第\d一二三四五六七八九十])(?P<open>[“\"‘「])?(?P<plan>{plan})[”\"’」]?(?:规划)?(?:时期|期间|期末|期(?!限|货))",
        _plan,
    ),
    # “十四五”末
    Rule(
        "plan-edge",
        r"(?<![第\d一二三四五六七八九十])(?P<open>[“\"‘「])?(?P<plan>{plan})[”\"’」]?(?=末|初|以来)",
        _plan,
    ),
    # “十五五”开局: without a word for time the name alone
    Rule(
        "plan",
        r"(?<![第\d一二三四五六七八九十])(?P<open>)(?P<plan>{plan})(?![”\"’」]?(?:规划|计划|纲要|国家|重点|[一二三四五六七八九十百千万个年月\d]))",
        _plan,
    ),
    # 20世纪90年代, 上世纪八十年代, 90年代
    Rule(
        "decade",
        r"(?<![\d.])(?:([上本]|\d\d|{chinese}{2,3})个?世纪)?([1-9]0|[一二三四五六七八九]{1,2}十)年代",
        _decade,
        "世年上本" + CHINESE,
    ),
    # 80 in 80、90年代
    Rule("decade-listed", r"(?<![\d.])(?<!\d,)([1-9]0)(?=[、和][1-9]0年代)", _decade_listed, "、和"),
    # 2010年代
    Rule("named-decade", r"(?<![\d.])(?<!\d,)((?:19|20)\d0)年代", _named_decade, "年"),
    # 20世纪, 本世纪
    Rule(
        "century",
        r"(?<![\d.一二三四五六七八九十])([上本]|\d\d|{chinese}{2,3})个?世纪(?!经济|海上|报|的?疫情)",
        _century,
        "世上本" + CHINESE,
    ),
)
