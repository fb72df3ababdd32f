"""Times: case tables for every rule, and what must hold for every text."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from extract.engine import RuleSet, Spans
from extract.lexicon import Lexicon
from extract.mentions import Period, TimeMention
from extract.reading import view
from extract.times import TimeFinder
from extract.times.almanac import days_off, solar, solar_term
from extract.times.numerals import small, year_digits
from extract.times.rules import rule_set, rules
from extract.times.tables import fragments, load_tables

TABLES = ("times_dates", "times_phrases", "times_context", "times_damage")
FINDER = TimeFinder(Lexicon())
TITLES = re.compile(r"《[^》]*》")
ROWS = [pytest.param(*row, id=f"{name}:{row[1]}") for name in TABLES for row in tables.rows(name)]


def find(text: str, reference: str = "") -> list[TimeMention]:
    blocked = Spans(match.span() for match in TITLES.finditer(text))
    return FINDER.find(view(text), date.fromisoformat(reference) if reference else None, blocked)


def describe(mention: TimeMention) -> str:
    period = str(mention.period) if mention.period else f"?{mention.reason}"
    return " ".join((mention.kind, period, *mention.flags))


@pytest.mark.parametrize(("rule", "marked", "reference", "expected", "why"), ROWS)
def test_case(rule: str, marked: str, reference: str, expected: str, why: str) -> None:
    text, spans = tables.unmark(marked)
    found = find(text, reference)
    fired = {name for mention in found for name in mention.rules}
    assert [(mention.start, mention.end) for mention in found] == spans, why
    assert " | ".join(map(describe, found)) == expected, why
    if rule.startswith("!"):
        assert rule[1:] not in fired, why
    elif rule:
        assert rule in fired, why


def test_tables_are_large_and_a_third_negative() -> None:
    rows = [row for name in TABLES for row in tables.rows(name)]
    negative = [row for row in rows if "【" not in row[1] or row[0].startswith("!")]
    assert len(rows) >= 350
    assert 3 * len(negative) >= len(rows)


def test_every_rule_has_two_positive_cases_and_a_negative_one() -> None:
    counts = Counter(row[0] for name in TABLES for row in tables.rows(name))
    for rule in rules(load_tables(Lexicon())):
        assert counts[rule.name] >= 2, f"{rule.name} needs two cases"
        assert counts[f"!{rule.name}"] >= 1, f"{rule.name} needs a negative case"


def test_every_rule_compiles() -> None:
    rule_set(load_tables(Lexicon())).check()


def test_openings_and_anchor_lose_nothing() -> None:
    lists = load_tables(Lexicon())
    patient = RuleSet("(?s).", [rule._replace(opens="") for rule in rules(lists)], fragments(lists))
    quick = rule_set(lists)
    for name in TABLES:
        for row in tables.rows(name):
            text = view(tables.unmark(row[1])[0])
            found, expected = (
                [(hit.start, hit.end, hit.rule) for hit in each.scan(text, lists)]
                for each in (quick, patient)
            )
            assert found == expected


DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))
FORMS = (
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}年{0.month:02}月{0.day:02}日",
    "{0.year} 年 {0.month} 月 {0.day} 日",
    "{0.year}-{0.month:02}-{0.day:02}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}",
)
CHINESE = "〇一二三四五六七八九"


def chinese_small(number: int) -> str:
    tens, units = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{CHINESE[tens]}十"
    return ten + (CHINESE[units] if units else "")


@given(DAYS, st.sampled_from(FORMS))
def test_a_date_is_read_back_in_every_form(when: date, form: str) -> None:
    written = form.format(when)
    (mention,) = find(f"于{written}完成")
    assert (mention.start, mention.end) == (1, 1 + len(written))
    assert mention.period == Period(when, when)


@given(DAYS)
def test_a_date_in_chinese_numerals_is_read_back(when: date) -> None:
    year = "".join(CHINESE[int(digit)] for digit in str(when.year))
    written = f"{year}年{chinese_small(when.month)}月{chinese_small(when.day)}日"
    (mention,) = find(f"于{written}完成")
    assert (mention.start, mention.end) == (1, 1 + len(written))
    assert mention.period == Period(when, when)


@given(DAYS, st.integers(0, 400))
def test_a_range_of_dates_is_read_back(start: date, length: int) -> None:
    end = start + timedelta(length)
    if length == 0:
        return
    written = "至".join(f"{when.year}年{when.month}月{when.day}日" for when in (start, end))
    (mention,) = find(f"自{written}开放")
    assert (mention.start, mention.end) == (1, 1 + len(written))
    assert mention.period == Period(start, end)


@given(st.integers(1990, 2049), st.integers(1, 11), st.integers(1, 12), st.sampled_from("—-–~～至到"))
def test_months_are_read_back(year: int, first: int, last: int, dash: str) -> None:
    if first >= last:
        return
    (mention,) = find(f"{year}年{first}{dash}{last}月，增长。")
    following = date(year + last // 12, last % 12 + 1, 1)
    assert mention.period == Period(date(year, first, 1), following - timedelta(1))


@given(st.integers(1, 99))
def test_small_numerals_are_read_back(number: int) -> None:
    assert small(chinese_small(number)) == number == small(str(number))


def test_digits_of_years() -> None:
    assert year_digits("二○二五") == year_digits("二零二五") == 2025
    assert year_digits("二十五") is None


PIECES = (
    r"2019年 2020 今年 去年 前 8个月 1—7月 39日 以来 同期 底 末 截至 到 至 — 、 和 比 上 “ ”"
    r" 十四五 时期 《 》 上午 10时 30分 周五 近三年 来 国庆 假期 春节 正月初一 每年 当日 20202022年"
    r" 90年代 的 ， 。 增长 万元 5 12 31 日 月"
)


@given(st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=25).map("".join), st.none() | DAYS)
def test_every_text_gives_ordered_spans_and_whole_periods(text: str, reference: date | None) -> None:
    blocked = Spans(match.span() for match in TITLES.finditer(text))
    position = 0
    for mention in FINDER.find(view(text), reference, blocked):
        assert position <= mention.start < mention.end <= len(text)
        assert not blocked.covers(mention.start)
        assert not blocked.covers(mention.end - 1)
        assert (mention.period is None) == (mention.reason is not None)
        assert mention.rules
        if mention.period and mention.period.start and mention.period.end:
            assert mention.period.start <= mention.period.end
        position = mention.end


@given(st.text(max_size=200))
def test_any_characters_are_survived(text: str) -> None:
    FINDER.find(view(text), date(2020, 8, 7), Spans([]))


def test_full_width_digits_keep_their_offsets() -> None:
    (mention,) = find("至２０２０年５月", "2020-08-07")
    assert (mention.start, mention.end) == (1, 8)


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (2024, 1, 1, date(2024, 2, 10)),
        (2024, 1, 0, date(2024, 2, 9)),
        (2023, 8, 15, date(2023, 9, 29)),
        (2020, 5, 5, date(2020, 6, 25)),
    ],
)
def test_lunar_days(year: int, month: int, day: int, expected: date) -> None:
    assert solar(year, month, day) == expected


def test_solar_terms_and_days_off() -> None:
    assert solar_term("清明", 2024) == date(2024, 4, 4)
    assert days_off(date(2024, 4, 4)) == Period(date(2024, 4, 4), date(2024, 4, 6))
    assert days_off(date(2024, 3, 6)) is None
