"""Entities: case tables for every rule, look-up by name, and what must hold for every text."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from extract.engine import Spans
from extract.entities import EntityFinder, Home, OwnName, find_titles
from extract.entities.rules import HIDING, RULES
from extract.lexicon import Lexicon
from extract.mentions import EntityMention
from extract.reading import view
from extract.tokens import Words, tokenizer

TABLES = {"places": "PLACE", "organisations": "ORG", "persons": "PERSON", "titles": "TITLE"}
# Invented names, for the rule of the user's own names.
OWN = (OwnName("青禾", "ORG", "青禾"), OwnName("翎鹤", "ORG", "翎鹤"), OwnName("红榆", "PLACE", "红榆"))
FINDER = EntityFinder(Lexicon(), OWN)
KUNMING = Home("昆明市", date(2020, 8, 7))
CASE_ROWS = {table: tables.rows(table) for table in TABLES}
ROWS = [
    pytest.param(table, *row, id=f"{row[0]}:{row[2]}")
    for table, case_rows in CASE_ROWS.items()
    for row in case_rows
]


def home_of(cell: str) -> Home:
    place, _, day = cell.partition("@")
    return Home(place or None, date.fromisoformat(day) if day else None)


NOWHERE = Home()


def find(text: str, home: Home = NOWHERE) -> list[EntityMention]:
    titles = find_titles(view(text))
    blocked = Spans((mention.start, mention.end) for mention in titles)
    words = Words(view(text), tokenizer(), [(0, len(text))])
    return sorted(FINDER.find(view(text), words, home, blocked) + titles, key=lambda m: m.start)


def describe(table: str, text: str, mention: EntityMention) -> str:
    quoted = text[mention.start : mention.end]
    if table != "places":
        return quoted
    return f"{quoted}={mention.name}/{mention.code or '-'}{'?' if mention.flags else ''}"


@pytest.mark.parametrize(("table", "rule", "home", "text", "expected", "why"), ROWS)
def test_case(table: str, rule: str, home: str, text: str, expected: str, why: str) -> None:
    found = [mention for mention in find(text, home_of(home)) if mention.type == TABLES[table]]
    assert ";".join(describe(table, text, mention) for mention in found) == expected, why
    fired = {rule.partition(":")[0] for mention in found for rule in mention.rules}
    if rule.lstrip("!") in RULES:
        assert (rule in fired) is not rule.startswith("!"), why


def test_every_rule_has_two_cases_and_one_against_it() -> None:
    rows = Counter(row[0] for rows in CASE_ROWS.values() for row in rows)
    assert set(RULES) | set(HIDING) == {rule.lstrip("!") for rule in rows}
    assert {rule for rule in (*RULES, *HIDING) if rows[rule] < 2 or rows[f"!{rule}"] < 1} == set()


def test_a_third_of_the_rows_are_negative() -> None:
    for rows in CASE_ROWS.values():
        assert sum(row[0].startswith("!") for row in rows) * 3 >= len(rows)


def test_every_rule_that_fires_is_in_the_inventory() -> None:
    fired = {rule.partition(":")[0] for row in ROWS for m in find(row.values[3]) for rule in m.rules}
    assert fired <= set(RULES)


@pytest.mark.parametrize(
    ("name", "home", "expected"),
    [
        ("全市", KUNMING, ("昆明市", "530100")),
        ("全省", KUNMING, ("云南省", "530000")),
        ("我国", KUNMING, ("中国", "CN")),
        ("寻甸", KUNMING, ("寻甸回族彝族自治县", "530129")),
        ("石林县西街口镇", KUNMING, ("石林县西街口镇", "530126105")),
        ("马龙县", Home(None, date(2017, 1, 1)), ("马龙县", "530321")),
        ("马龙区", Home(None, date(2019, 1, 1)), ("马龙区", "530304")),
        ("澳洲", Home(), ("澳大利亚", "AU")),
        ("长三角", Home(), ("长三角", None)),
        ("朝阳区", Home("长春市"), ("朝阳区", "220104")),
        ("朝阳区", Home(), ("朝阳区", None)),
        ("昆明市商务局", KUNMING, None),
        ("粮食产量", KUNMING, None),
    ],
)
def test_resolve(name: str, home: Home, expected: tuple[str, str | None] | None) -> None:
    assert FINDER.resolve(name, home) == expected


def test_blocked_text_is_not_read() -> None:
    text = "昆明市和玉溪市"
    words = Words(text, tokenizer(), [(0, len(text))])
    found = FINDER.find(text, words, Home(), Spans([(0, 3)]))
    assert [mention.name for mention in found] == ["玉溪市"]


def test_the_same_finder_gives_the_same_result_again() -> None:
    text = "副局长袁玲介绍,昆明市商务局与上海市签约。"
    assert find(text, KUNMING) == find(text, KUNMING)


NAMES = "昆明市 云南 全市 该县 寻甸 石林县 西街口镇 商务局 大学 局长 袁玲 特雷莎 省委 公安部 交通管理局 长江"
OTHERS = (
    "的 和 、 ， 。 表示 第三次 “ ” 《 》 （ ） 东部 村 社区 基金 华夏 大盘精选 2020年 · 流域 在京 举行 10%"
)
PIECES = st.sampled_from([*NAMES.split(), *OTHERS.split(), "\n"])
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=30))


@given(TEXTS)
def test_spans_are_ordered_whole_and_apart(text: str) -> None:
    found = find(text, KUNMING)
    ends = [0, *(mention.end for mention in found)]
    for before, mention in zip(ends, found, strict=False):
        assert before <= mention.start < mention.end <= len(text)
        assert mention.type in TABLES.values()
        assert mention.rules


@given(TEXTS)
def test_every_place_says_what_it_is_or_that_it_is_undecided(text: str) -> None:
    for mention in find(text, KUNMING):
        assert mention.name
        assert mention.code is None or mention.type == "PLACE"
        assert "ambiguous" not in mention.flags or mention.code is None


@given(TEXTS, TEXTS)
def test_another_paragraph_does_not_move_what_is_found(first: str, second: str) -> None:
    alone = [(m.start, m.end) for m in find_titles(view(first))]
    both = [(m.start, m.end) for m in find_titles(view(f"{first}\n{second}"))]
    assert both[: len(alone)] == alone


def test_titles_keep_their_inner_marks() -> None:
    assert [mention.name for mention in find_titles("据《关于〈条例〉的决定》和《甲《乙》丙》")] == [
        "关于〈条例〉的决定",
        "甲《乙》丙",
    ]
