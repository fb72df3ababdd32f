"""Repair: a case table for what is restored and what is left alone, and what must hold for every text."""

from __future__ import annotations

import importlib.util
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from extract import Extractor
from extract.engine import Spans
from extract.explain import explain
from extract.lexicon import Lexicon
from extract.records import Claim, plain
from extract.repair import Loss, Restored
from extract.repair.arithmetic import difference_proofs, share_proofs, sum_proofs
from extract.repair.expectations import Pair
from extract.repair.limits import Limit
from extract.units import Units

EXTRACTOR = Extractor()
ROWS = tables.cases("repair")


def described(claim: Claim) -> str:
    value = plain(claim.value) if claim.value is not None else ""
    if claim.low is not None and claim.high is not None:
        value = f"{plain(claim.low)}..{plain(claim.high)}"
    return " ".join((value, claim.unit_text, *claim.flags))


@pytest.mark.parametrize(("marked", "expected", "reason", "why"), ROWS)
def test_case(marked, expected, reason, why):
    text, spans = tables.unmark(marked)
    claims = EXTRACTOR.parse(text).claims
    assert " | ".join(map(described, claims)) == expected, why
    assert [(claim.start, claim.end) for claim in claims] == spans, why
    rules = [rule for claim in claims if "damaged" in claim.flags for rule in claim.rules]
    assert any(reason in rule for rule in rules if rule.startswith("repair")) or not rules, why
    assert bool(rules) == ("damaged" in expected), why


def test_a_third_of_the_cases_is_intact():
    intact = [row for row in tables.rows("repair") if "damaged" not in row[1]]
    assert 3 * len(intact) >= len(ROWS)


def test_the_raw_text_stays_and_every_span_quotes_it():
    text = "青河乡搬迁农户4121633人，日均发货20003000件。"
    extraction = EXTRACTOR.parse(text)
    assert extraction.document.text == text
    assert [text[claim.start : claim.end] for claim in extraction.claims] == ["412", "1633人", "20003000件"]
    assert all(claim.text == text[claim.start : claim.end] for claim in extraction.claims)


def test_a_year_that_lost_its_sign_dates_the_figure_behind_it():
    extraction = EXTRACTOR.parse("2017年人均收入为8120元，到202010350元。")
    times = [(entity.text, entity.period, entity.flags) for entity in extraction.entities]
    assert times[1] == ("到2020" if "到" in times[1][0] else "2020", times[1][1], ("damaged",))
    assert times[1][1].endswith("2020-12-31")
    assert extraction.claims[1].text == "10350元"


def test_explain_shows_the_reading_the_reason_and_what_was_rejected():
    extraction = EXTRACTOR.parse("日均发货20003000件。")
    told = explain(extraction, 4)
    assert "repair: read as 2000—3000件" in told
    assert "repair, because: both ends are round numbers" in told
    assert "repair, rejected: 20003000件 as printed" in told


# Arithmetic


def test_shares_prove_when_rounded_or_cut_off():
    number, whole = Decimal(326), Decimal(347)  # 93.948 %
    for share, fits in (("93.95", True), ("93.94", True), ("93.96", False), ("93.93", False), ("94", False)):
        assert bool(list(share_proofs(number, [whole], [Decimal(share)]))) == fits, share


def test_sums_and_differences_must_be_exact():
    assert list(sum_proofs((Decimal(2), Decimal(3)), [Decimal(5)])) == ["2 + 3 = 5"]
    assert not list(sum_proofs((Decimal(2), Decimal(3)), [Decimal(6)]))
    assert list(difference_proofs(Decimal(150), [Decimal(400), Decimal(250)])) == ["400 - 250 = 150"]
    assert not list(difference_proofs(Decimal(50), [Decimal(400), Decimal(350)])), "small: chance"


# Spans


@given(st.text("12人户、。", min_size=1, max_size=40), st.data())
def test_every_span_of_a_restored_text_leads_back(text, data):
    places = data.draw(st.lists(st.integers(0, len(text) - 1), unique=True, max_size=4))
    lost = data.draw(st.lists(st.sampled_from(["户", "、", "个百分点"]), min_size=4, max_size=4))
    restored = Restored(text, [Loss(place, word, "", ()) for place, word in zip(places, lost, strict=False)])
    assert len(restored.text) == len(text) + sum(map(len, lost[: len(places)]))
    for position in range(len(text)):
        there = restored.restored(position)
        assert restored.text[there] == text[position]
        assert restored.original(there, there + 1) == (position, position + 1)
    assert restored.original(0, len(restored.text)) == (0, len(text))


def test_blocked_spans_move_with_the_text():
    restored = Restored("共12人《34》", [Loss(2, "、", "", ())])
    assert list(restored.blocked(Spans([(4, 8)]))) == [(5, 9)]


PIECES = (
    "3 12 150 620 3000 4000 2019 2020 5.1 户 人 元 % 个百分点 年 月 日 万 分别 贫困户 日均 不等"
    " 、 ， 。 （ ） 每县"
)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=25).map("".join))
def test_every_text_gives_ordered_spans_that_quote_it(text):
    position = 0
    for claim in EXTRACTOR.parse(text).claims:
        assert position <= claim.start < claim.end <= len(text)
        assert claim.text == text[claim.start : claim.end]
        position = claim.end


@given(st.integers(10, 9999), st.integers(20, 55))
def test_a_lost_household_sign_is_put_back(households, ratio):
    persons = households * ratio // 10
    text = f"全县建档立卡贫困户{households}{persons}人，另有3户12人。"
    claims = EXTRACTOR.parse(text).claims
    if len(f"{households}{persons}") >= 6:
        assert [claim.value for claim in claims[:2]] == [households, persons]
        assert claims[0].unit_text == "户"


@given(st.integers(10**4, 10**8), st.sampled_from(["元", "吨", "亩", "件"]))
def test_a_number_with_nothing_around_it_is_never_split(number, unit):
    (claim,) = EXTRACTOR.parse(f"共计{number}{unit}。").claims
    if not (number >= 10**6 and number % 100 == 0):  # 20003000元 may be told by its zeros alone
        assert claim.value == number


# Words and the script


def test_the_words_are_known():
    lexicon = Lexicon()
    units = Units(lexicon)
    for limit in lexicon.rows("repair_limits", Limit):
        assert units.spelled(limit.unit) is not None or limit.unit == "周岁"
    for pair in lexicon.rows("repair_pairs", Pair):
        assert units.spelled(pair.lost)
        assert 0 < pair.least <= pair.usual_least < pair.usual_most <= pair.most


def planting():
    path = Path(__file__).parent.parent / "scripts" / "plant_losses.py"
    spec = importlib.util.spec_from_file_location("plant_losses", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_the_script_that_plants_losses_counts_them(tmp_path, capsys, monkeypatch):
    text = "首批安置860户3200人，第二批安置1270户4655人。下潜深度为50—60米。投诉电话0871-6316。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["plant_losses", str(tmp_path), "--examples", "5"])
    planting().main()
    told = capsys.readouterr().out.splitlines()
    counted = {line.split()[0]: line.split()[1:] for line in told if "a.txt" not in line}
    assert counted["户"] == ["2", "1.000", "0.000", "0.000"]
    assert counted["dash"] == ["1", "0.000", "0.000", "1.000"], "50—60 may be 5060; a telephone is no place"
    assert any(line.startswith("left") and "50[—]60米" in line for line in told)
