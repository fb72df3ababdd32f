"""Quantities: case tables for every rule, and what must hold for every text."""

import random
import time
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from extract.engine import RuleSet, Spans
from extract.lexicon import Lexicon
from extract.quantities import QuantityFinder
from extract.quantities.bounds import BoundWord
from extract.quantities.directions import Direction
from extract.quantities.drafts import View
from extract.quantities.fragments import fragments
from extract.quantities.guards import UnitContext
from extract.quantities.maker import UnitSense
from extract.quantities.shapes import shapes
from extract.reading import view
from extract.units import Units

TABLES = ("counts", "shares", "ranks", "context", "more", "none")
LEXICON = Lexicon()
FINDER = QuantityFinder(LEXICON)
RULES = shapes(LEXICON, Units(LEXICON))
ROWS = [row for name in TABLES for row in tables.rows(f"quantities_{name}")]


def find(text, blocked=()):
    return FINDER.find(view(text), Spans(blocked))


def value_of(mention):
    if mention.parts:
        return ":".join(f"{part:f}" for part in mention.parts)
    if mention.value is None:
        return f"{mention.low:f}..{mention.high:f}"
    return f"{mention.value:f}"


def describe(mention):
    words = [value_of(mention), mention.unit_text or "-"]
    words += [mention.bound] if mention.bound != "=" else []
    words += [mention.measure] if mention.measure != "level" else []
    words += [*mention.flags, *(["twin"] if mention.twin is not None else [])]
    return " ".join(words)


@pytest.mark.parametrize(("rule", "marked", "expected", "why"), ROWS, ids=[f"{row[1]}" for row in ROWS])
def test_case(rule, marked, expected, why):
    text, spans = tables.unmark(marked)
    found = find(text)
    assert [(mention.start, mention.end) for mention in found] == spans, why
    assert " | ".join(map(describe, found)) == expected, why
    fired = {name for mention in found for name in mention.rules}
    if rule.startswith("!"):
        assert rule[1:] not in fired, why
    elif rule:
        assert rule in fired, why


def test_tables_are_large_and_a_third_negative():
    rows = [(marked, rule.startswith("!")) for rule, marked, *_ in ROWS]
    negative = [marked for marked, no in rows if no or "【" not in marked]
    others = tables.rows("numerals") + tables.rows("units")
    negative_others = [row for row in others if row[1] in ("none", "error")]
    assert len(rows) + len(others) >= 900
    assert len(negative) + len(negative_others) >= 300
    assert 3 * len(negative) >= len(rows)


def test_every_rule_has_two_positive_cases_and_a_negative_one():
    counts = Counter(row[0] for row in ROWS)
    for rule in RULES.rules:
        assert counts[rule.name] >= 2, f"{rule.name} needs two cases"
        assert counts[f"!{rule.name}"] >= 1, f"{rule.name} needs a negative case"


def test_every_rule_compiles():
    RULES.check()


def test_openings_and_anchor_lose_nothing():
    # Plain numbers are drafts that later steps drop; inside a word or number none is tried.
    patient = RuleSet("(?s).", [rule._replace(opens="") for rule in RULES.rules], fragments(Units(LEXICON)))
    for row in ROWS:
        text, _ = tables.unmark(row[1])
        context = View(view(text), Spans([]))
        quick, slow = (
            {(hit.start, hit.rule) for hit in rules.scan(context.text, context) if hit.rule != "number"}
            for rules in (RULES, patient)
        )
        inner = {
            (start, rule)
            for start, rule in slow
            if text[start - 1 : start].isalnum() or text[start - 1] == "."
        }
        assert slow - inner <= quick <= slow | inner, text


def test_a_user_may_add_a_name(tmp_path):
    (tmp_path / "not_quantities.tsv").write_text("text\n三家村\n", encoding="utf-8")
    assert find("三家村夜话")
    assert not QuantityFinder(Lexicon(tmp_path)).find("三家村夜话", Spans([]))


def test_blocked_spans_are_never_read():
    text = "《3个故事》售出2万册"
    (mention,) = find(text, [(0, 7)])
    assert text[mention.start : mention.end] == "2万册"


def test_full_width_and_traditional_characters_keep_their_offsets():
    text = "產量增長２０．５％，共３億公斤"
    first, second = find(text)
    assert (text[first.start : first.end], first.value, first.unit) == ("２０．５％", Decimal("20.5"), "%")
    assert (text[second.start : second.end], second.value, second.unit) == ("３億公斤", Decimal("3E8"), "kg")


def test_every_quantity_names_its_rule_and_cues():
    (mention,) = find("约30万人")
    assert mention.rules == ("counted", "约")


MEASURES = ("元", "吨", "亩", "平方公里", "千瓦时", "人次", "%", "个百分点", "微克/立方米", "标箱", "公里")


@given(st.decimals(0, 10**5, places=2), st.sampled_from(["", "万", "亿", "万亿"]), st.sampled_from(MEASURES))
def test_a_number_with_a_unit_is_read_back(number, scale, unit):
    written = f"{number:f}{scale}{unit}"
    (mention,) = find(f"达{written}。")
    assert (mention.start, mention.end) == (1, 1 + len(written))
    assert mention.value == number.scaleb({"": 0, "万": 4, "亿": 8, "万亿": 12}[scale])
    assert mention.unit_text == unit


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(["-", "—", "～", "至", "到", "－"]),
    st.sampled_from(MEASURES[:6]),
)
def test_a_range_is_read_back(low, more, dash, unit):
    written = f"{low}{dash}{low + more}{unit}"
    (mention,) = find(f"达{written}。")
    assert (mention.low, mention.high, mention.value) == (low, low + more, None)
    assert (mention.start, mention.end) == (1, 1 + len(written))


@given(st.lists(st.integers(1, 99), min_size=2, max_size=5), st.booleans())
def test_a_list_of_falls_has_one_sign(numbers, last):
    text = f"分别下降{'、'.join(f'{number}%' for number in numbers)}{'左右' if last else ''}。"
    found = find(text)
    assert [mention.value for mention in found] == [-number for number in numbers]
    assert {mention.measure for mention in found} == {"change_rate"}
    assert {mention.bound for mention in found} == {"~" if last else "="}


PIECES = (
    "3 5.4 10万 二三十 百 一 两 几 数 多 余 个 家 人 元 % 个百分点 倍 成 折 半 年 月 日 天 位 第 前 首 居"
    " 约 近 超过 以上 左右"
    " 增长 下降 减少 至 到 - ～ 、 和 ， 。 ( ) “ ” : / 比 分之 翻 番 亿 千瓦 每 的 x G 《 》"
)


@given(st.lists(st.sampled_from([*PIECES.split(), "\n", " "]), max_size=30).map("".join))
def test_every_text_gives_ordered_spans_and_whole_values(text):
    position = 0
    for mention in find(text):
        assert position <= mention.start < mention.end <= len(text)
        assert mention.rules
        assert mention.bound in ("=", "~", ">", ">=", "<", "<=")
        assert mention.measure in ("level", "share", "change", "change_rate", "ratio", "rank")
        assert (mention.value is None) == (mention.low is not None or len(mention.parts) > 2)
        if mention.low is not None:
            assert mention.low < mention.high
        position = mention.end


@given(st.text(max_size=200))
def test_any_characters_are_survived(text):
    find(text)


def hostile(size):
    """Digits, unit characters and bound words in disorder, with long runs of the same."""
    source = random.Random(7)
    pieces = [
        "1",
        "11111111",
        "1,111,111",
        "3.",
        "万",
        "亿",
        "千",
        "百",
        "第",
        "个",
        "元/",
        "每",
        "公里",
        "约",
        "、",
        "-",
        "至",
    ]
    pieces += ["一", "一一一一", "半", "%", "增长", "分之", " ", "比", ":", "超过", "(", "）", "|"]
    text = "".join(source.choice(pieces) * source.choice((1, 1, 1, 40)) for _ in range(size))
    return text[:size]


def seconds_per_character(text):
    """Of this process alone: how busy the machine is does not count."""
    start = time.process_time()
    find(text)
    return (time.process_time() - start) / len(text)


def test_time_grows_with_the_length_of_the_text():
    short = min(seconds_per_character(hostile(10_000)) for _ in range(3))
    assert seconds_per_character(hostile(1_000_000)) < 6 * short


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("全年发电3亿度", "kW.h"),
        ("每天可送绿电20万度", "kW.h"),
        ("气温升至38度", "Cel"),
        ("坡面倾角15度", "度"),
        ("日产原油5万桶", "[bbl_us]"),
        ("发放蜂蜜30桶", "桶"),
    ],
)
def test_a_spelling_of_several_units_is_told_by_what_stands_near(text, unit):
    (mention,) = find(text)
    assert mention.unit == unit


def test_every_context_belongs_to_a_unit_and_every_sense_to_a_spelling():
    units = Units(LEXICON)
    known = set(units.spellings()) | {f"[{unit.dimension}]" for unit in units}
    assert {row.unit for row in LEXICON.rows("unit_contexts", UnitContext)} <= known
    for sense in LEXICON.rows("unit_senses", UnitSense):
        assert units.spelled(sense.spelling)
        assert units.by_code(sense.code)


def test_words_of_the_lists_have_known_values():
    for name in ("bounds_before", "bounds_after"):
        for row in LEXICON.rows(name, BoundWord):
            assert row.bound in ("~", ">", ">=", "<", "<=", "=")
            assert row.reach in ("touch", "verb", "phrase", "scale", "measure", "share")
    for row in LEXICON.rows("directions", Direction):
        assert row.kind in ("change", "rate", "level", "share", "compare", "versus", "none")
        assert row.sign in ("+", "-")
        assert row.reach in ("touch", "object", "alone")
