"""Features by value: what the ranker sums is what the named features weigh; tokens of a stretch of a text."""

from __future__ import annotations

import json
from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from extract.claims import choice, phrases, piece_features
from extract.claims.features import Template
from extract.claims.phrases import tokens
from extract.claims.ranker import Fact, Weights
from extract.claims.sorts import sorts
from extract.claims.surroundings import Surroundings
from extract.lexicon import Lexicon
from extract.pipeline import Extractor
from extract.tokens import Word

WEIGHTS = Weights.load(Lexicon())
EXTRACTOR = Extractor()
# 甲县人民政府 holds a place, 去年同期 a cue.
TEXT = "甲县人民政府说，比去年同期多3个百分点的2024年上半年（不含农户）粮食总产量3.5万吨，同比增长5.2%。"

WORDS = st.sampled_from(["产量", "增长", "达", "的", "“", "”", "、", "实现", "新", "项目", "x1"])
TAGS = st.sampled_from(["n", "v", "a", "uj", "x", "d", "TIME", "PLACE", "vn", "CUE"])
KINDS = st.sampled_from(["count", "share", "money", "change_rate", "bare"])


@st.composite
def words(draw: st.DrawFn) -> list[Word]:
    found, position = [], 0
    for text, tag in draw(st.lists(st.tuples(WORDS, TAGS), min_size=1, max_size=9)):
        found.append(Word(position, position + len(text), text, tag))
        position += len(text)
    return found


def beside(left: list[Word]) -> Surroundings:
    kinds = sorts(left, {"实现": "reaches", "增长": "moves"})
    return Surroundings(left, left, kinds, kinds, "".join(word.text for word in left), figure_ahead=True)


def listed(value: Hashable) -> object:
    return [listed(part) for part in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize(("template", "name", "value", "why"), tables.rows("features"))
def test_a_name_is_read_as_its_value(template: str, name: str, value: str, why: str) -> None:
    found = Template(template).value(name)
    assert listed(found) == json.loads(value), why
    if found is not None:
        assert Template(template).name(found) == name, why


@given(words(), KINDS)
def test_what_an_end_weighs_is_what_its_features_weigh(left: list[Word], kind: str) -> None:
    around, ends = beside(left), range(1, len(left) + 1)
    totals = piece_features.end_totals(WEIGHTS.tables(piece_features.ENDS), around, ends, kind)
    assert totals == [sum_of(piece_features.end_features(around, end, kind)) for end in ends]


@given(words())
def test_what_a_start_weighs_is_what_its_features_weigh(left: list[Word]) -> None:
    around, starts = beside(left), range(len(left))
    totals = piece_features.start_totals(WEIGHTS.tables(piece_features.STARTS), around, starts, len(left))
    assert totals == [sum_of(piece_features.start_features(around, start, len(left))) for start in starts]


@given(words(), KINDS)
def test_what_a_right_end_weighs_is_what_its_features_weigh(right: list[Word], kind: str) -> None:
    around, ends = beside(right), range(1, len(right) + 1)
    totals = piece_features.right_totals(WEIGHTS.tables(piece_features.RIGHT), around, 0, ends, kind)
    assert totals == [sum_of(piece_features.right_features(around, 0, end, kind)) for end in ends]


def sum_of(names: list[str]) -> int:
    return sum(weight for _, weight in WEIGHTS.parts(names))


def fact(number: int) -> list[str]:
    return [f"fact {number}", f"fact {number % 2} again"]


NAMES = ("left", "right", "carried 1", "never")


@given(
    st.dictionaries(st.tuples(st.sampled_from(NAMES[:3]), st.integers(0, 5)), st.integers(-5000, 5000)),
    st.lists(st.integers(0, 5), max_size=30),
)
def test_what_facts_say_is_the_sum_for_each_name(
    weights: dict[tuple[str, int], int], asked: list[int]
) -> None:
    named = {f"{name} | fact {number}": weight for (name, number), weight in weights.items()}
    facts: list[Fact] = [(fact, number) for number in asked]
    said = Weights(named).said(facts, NAMES)
    assert said == [sum(named.get(f"{name} | fact {number}", 0) for number in asked) for name in NAMES]


def test_the_scores_are_the_sums_of_the_named_features() -> None:
    trace = EXTRACTOR.parse(TEXT, date="2024-07-20").trace
    assert trace is not None
    assert trace.choices
    for found in trace.choices.values():
        for score, candidate in found.ranked:
            assert score == sum_of(choice.features(trace.scene, candidate, found.about))


@given(st.data())
def test_tokens_of_a_stretch_do_not_depend_on_what_was_read_before(data: st.DataObject) -> None:
    scene = EXTRACTOR.scene(EXTRACTOR.parse(TEXT).document)
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start, len(TEXT)))
    found = tokens(scene, start, end)
    assert found == phrases._read(scene, start, end).tokens
    assert all(start <= token.start < token.end <= end for token in found)
    assert all(token.text == TEXT[token.start : token.end] for token in found)
