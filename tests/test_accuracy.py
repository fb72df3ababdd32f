"""The accuracy gate: the score on our own releases must not fall below these floors."""

from pathlib import Path

import pytest

from extract.documents import discover
from extract.outputs.run import run
from extract.outputs.work import Settings
from extract.score import scoring, show

ROOT = Path(__file__).parent.parent


def written(folder, tokenizer):
    """The folder of the records of our own releases, read with that tokenizer."""
    run(discover([ROOT / "corpus"]), folder, Settings(None, tokenizer), workers=1)
    return folder


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return written(tmp_path_factory.mktemp("accuracy"), "rjieba")


@pytest.fixture(scope="module")
def figures(out):
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


@pytest.mark.parametrize("name", ["claims.jsonl", "entities.jsonl"])
def test_the_fast_tokenizer_gives_the_records_of_the_reference(out, tmp_path, name):
    reference = written(tmp_path / "jieba", "jieba")
    assert (out / name).read_bytes() == (reference / name).read_bytes()
