"""The accuracy gate: on our own releases nothing that was right in gold/baseline.json may be wrong.

When a loss is meant: `python -m extract score --accept --date YYYY-MM-DD`, and say why in the commit.
"""

import dataclasses
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.claims.cues import CueRow
from extract.cli import app
from extract.documents import discover
from extract.outputs.run import run
from extract.outputs.work import Settings
from extract.score import baseline, change, history, scoring

ROOT = Path(__file__).parent.parent
BASELINE = ROOT / "gold" / "baseline.json"


def written(folder, tokenizer="rjieba", lexicon=None):
    """The folder of the records of our own releases, read with that tokenizer and lexicon."""
    run(discover([ROOT / "corpus"]), folder, Settings(lexicon, tokenizer), workers=1)
    return folder


def compared(out):
    """What was gained and lost against the baseline."""
    found = scoring.score(ROOT / "gold", out / "claims.jsonl")
    return change.change(baseline.load(BASELINE), found)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return written(tmp_path_factory.mktemp("accuracy"))


def test_nothing_is_lost_against_the_baseline(out):
    lost = [f"{m.doc}:{m.place} {m.kind} {m.text} {m.gold!r} {m.pred!r}" for m in compared(out).lost]
    if lost:
        pytest.fail("\n".join([f"{len(lost)} lost", *lost]), pytrace=False)


def test_the_baseline_knows_every_label(out):
    found = compared(out)
    assert (found.new, found.gone, found.unscored) == (0, 0, 0), "python -m extract score --accept --date ..."
    assert set(baseline.load(BASELINE)) == {path.stem for path in (ROOT / "gold").glob("*.jsonl")}


def test_the_last_line_of_the_history_is_the_baseline():
    stood = baseline.load(BASELINE).values()
    last = dict(zip(history.COLUMNS, history.load(ROOT / "gold" / "history.tsv")[-1], strict=True))
    assert int(last["documents"]) == len(stood)
    assert int(last["claims"]) == sum(one.counts["gold"] for one in stood)


def test_a_cue_that_is_taken_away_makes_the_gate_fail_and_names_the_claims(out, tmp_path):
    lexicon = tmp_path / "lexicon"
    lexicon.mkdir()
    header = [field.name for field in dataclasses.fields(CueRow)]
    row = ["同比", "basis", "none", "after", "clause", "strong", "", "", ""]
    (lexicon / "cues.tsv").write_text("\t".join(header) + "\n" + "\t".join(row) + "\n", encoding="utf-8")
    broken = written(tmp_path / "out", lexicon=lexicon)
    args = ["score", "--gold", ROOT / "gold", "--against", BASELINE, "--pred"]
    whole = CliRunner().invoke(app, [str(arg) for arg in (*args, out / "claims.jsonl")])
    assert whole.exit_code == 0, whole.output
    result = CliRunner().invoke(app, [str(arg) for arg in (*args, broken / "claims.jsonl")])
    assert result.exit_code == 1
    lost = compared(broken).lost
    assert {mistake.gold for mistake in lost if mistake.kind == "basis"} == {"yoy"}
    assert f"Lost: {len(lost)}" in result.stdout
    for mistake in lost:
        table = result.stdout.split(f"\n{mistake.doc} ")[1]
        assert re.search(rf"^ *{mistake.place.split('-')[0]}  {mistake.kind} .*{mistake.text}", table, re.M)


@pytest.mark.parametrize("name", ["claims.jsonl", "entities.jsonl"])
def test_the_fast_tokenizer_gives_the_records_of_the_reference(out, tmp_path, name):
    reference = written(tmp_path / "jieba", "jieba")
    assert (out / name).read_bytes() == (reference / name).read_bytes()
