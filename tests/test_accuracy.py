"""The accuracy gate: the score on our own releases must not fall below these floors."""

from pathlib import Path

import pytest

from extract.documents import discover
from extract.outputs.run import run
from extract.outputs.work import Settings
from extract.score import scoring, show

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    out = tmp_path_factory.mktemp("accuracy")
    run(discover([ROOT / "corpus"]), out, Settings(None, "rjieba"), workers=1)
    return show.data(scoring.score(ROOT / "gold", out / "claims.jsonl"))


FLOORS = [("quantity", 0.95), ("span", 0.97), ("full", 0.64), ("part_of", 0.68)]
FIELD_FLOORS = [
    ("bound", 0.98),
    ("measure", 0.97),
    ("subject", 0.86),
    ("period", 0.91),
    ("basis", 0.96),
    ("status", 0.94),
]


@pytest.mark.parametrize(("name", "floor"), FLOORS)
def test_floor(figures, name, floor):
    assert figures[name]["f1"] >= floor


@pytest.mark.parametrize(("name", "floor"), FIELD_FLOORS)
def test_field_floor(figures, name, floor):
    assert figures["fields"][name]["right"] >= floor


def test_entities_floor(figures):
    assert figures["entities"]["all"]["f1"] >= 0.82


def test_all_gold_is_scored(figures):
    assert len(figures["documents"]) == len(list((ROOT / "gold").glob("*.jsonl")))
