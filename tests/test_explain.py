"""The explanation of one claim: what it prints, and what it says when there is nothing to explain."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from extract.claims.choice import parting
from extract.errors import ExtractError
from extract.explain import explain
from extract.pipeline import Extraction, Extractor

EXTRACTOR = Extractor()
TEXT = (
    "上半年，甲县粮食总产量3.5万吨，同比增长5.2%；其中小麦1万吨（冬小麦占九成）。"
    "油料产量6000—8000吨，三次产业比为12.1:40:47.9。\n"
)
FIELDS = [
    "text",
    "value",
    "unit",
    "measure",
    "indicator",
    "subject",
    "period",
    "basis",
    "status",
    "part of",
    "flags",
]


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return EXTRACTOR.parse(TEXT, date="2024-07-20", place="甲县")


def fields(text: str) -> dict[str, str]:
    return {line[:10].strip(): line[10:] for line in text.split("\n\n", 1)[0].splitlines()}


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [
        ("3.5万吨", "= 35000", "吨  (t)"),
        ("5.2%", "= 5.2", "%  (%)"),
        ("6000—8000吨", "= 6000..8000", "吨  (t)"),
        ("12.1:40:47.9", "= 12.1:40:47.9", "none"),
    ],
)
def test_the_fields_are_those_of_the_claim(extraction: Extraction, quote: str, value: str, unit: str) -> None:
    found = fields(explain(extraction, TEXT.index(quote)))
    start = TEXT.index(quote)
    assert found["text"] == f"{quote}  [{start}, {start + len(quote)})"
    assert (found["value"], found["unit"]) == (value, unit)


def test_every_field_is_printed_for_every_claim(extraction: Extraction) -> None:
    for claim in extraction.claims:
        assert list(fields(explain(extraction, claim.start))) == FIELDS


def test_rules_and_cues_are_listed_in_order(extraction: Extraction) -> None:
    for claim in extraction.claims:
        listed = explain(extraction, claim.start).split("rules and cues\n")[1].splitlines()
        assert tuple(line.strip() for line in listed) == claim.rules
        assert claim.rules


def test_candidates_are_listed_the_best_first(extraction: Extraction) -> None:
    for claim in extraction.claims:
        part = explain(extraction, claim.start).split("candidates for the indicator")[1].split("\n\n")[0]
        scores = [int(number) for number in re.findall(r"^ +(-?\d+)  ", part, re.MULTILINE)]
        assert scores == sorted(scores, reverse=True)
        if len(scores) > 1:
            assert part.splitlines()[-1].endswith(f" by {scores[0] - scores[1]}")


def test_what_parted_the_first_two_candidates_adds_up_to_their_distance(extraction: Extraction) -> None:
    trace = extraction.trace
    compared = 0
    for choice in trace.choices.values():
        if len(choice.ranked) > 1:
            (best, winner), (next_best, runner_up), *_ = choice.ranked
            parts = parting(trace.scene, winner, runner_up, choice.about, trace.weights)
            assert sum(weight for _, weight in parts) == best - next_best
            assert [abs(weight) for _, weight in parts] == sorted((abs(w) for _, w in parts), reverse=True)
            compared += 1
    assert compared
    assert "\n\nwhat decided\n" in explain(extraction, TEXT.index("1万吨"))


def test_the_clause_of_the_figure_is_marked_and_brackets_are_indented(extraction: Extraction) -> None:
    lines = explain(extraction, TEXT.index("九成")).split("clauses\n")[1].split("\n\n")[0].splitlines()
    assert [line for line in lines if line.startswith("  >")] == ["  >   冬小麦占九成"]
    assert "    上半年" in lines


def test_any_character_of_the_figure_will_do(extraction: Extraction) -> None:
    start = TEXT.index("3.5万吨")
    assert len({explain(extraction, position) for position in range(start, start + 5)}) == 1


@pytest.mark.parametrize(
    ("position", "nearest"),
    [(0, "3.5万吨"), (10**6, "12.1:40:47.9"), (-5, "3.5万吨"), (TEXT.index("；"), "5.2%")],
)
def test_elsewhere_the_nearest_claim_is_named(extraction: Extraction, position: int, nearest: str) -> None:
    message = f"text: no claim at {position}; the nearest starts at {TEXT.index(nearest)}"
    with pytest.raises(ExtractError, match=re.escape(message)):
        explain(extraction, position)


def test_a_text_without_claims() -> None:
    with pytest.raises(ExtractError, match=r"^text: no claim in this document$"):
        explain(EXTRACTOR.parse("全县丰收。"), 0)


def test_an_extraction_without_a_trace(extraction: Extraction) -> None:
    with pytest.raises(ExtractError, match=r"^text: this extraction keeps no trace to explain$"):
        explain(replace(extraction, trace=None), 0)
