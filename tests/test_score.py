from __future__ import annotations

import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

import samples
import tables
from extract.errors import ExtractError, InputError
from extract.outputs import jsonl
from extract.score import change, show
from extract.score.compare import align, overlap
from extract.score.figures import Retrieval, decimals, intervals, retrievals
from extract.score.labels import Labels, read
from extract.score.names import Names
from extract.score.scoring import score
from extract.score.tally import count

BASE = {
    "n": "1",
    "start": 10,
    "end": 15,
    "text": "x",
    "value": "5",
    "unit": "%",
    "bound": "=",
    "measure": "share",
    "indicator": "覆盖率",
    "subject": "甲市",
    "period": "2020-01-01/2020-12-31",
    "basis": "",
    "status": "actual",
    "part_of": "",
    "flags": [],
}


def cases() -> list:
    return [pytest.param(*case, id=why) for *case, why in tables.rows("score")]


def write(path: Path, *rows: dict) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def gold_claim(number: int = 0, **fields) -> dict:
    """A labelled claim; claims with different numbers do not overlap."""
    return {"claim": BASE | {"n": str(number), "start": number * 10, "end": number * 10 + 5} | fields}


def found_claim(number: int = 0, doc: str = "a.txt", **fields) -> dict:
    return gold_claim(number)["claim"] | {"id": f"{doc}-{number}", "n": None, "doc": doc} | fields


def entity(start: int, kind: str = "PLACE", **fields) -> dict:
    return {"start": start, "end": start + 2, "text": "甲市", "type": kind, **fields}


def figures(tmp_path, gold: list[dict], pred: list[dict]) -> dict:
    write(tmp_path / "gold" / "a.jsonl", *gold)
    return show.data(score(tmp_path / "gold", write(tmp_path / "out" / "claims.jsonl", *pred)))


# One claim against one


@pytest.mark.parametrize(("gold", "pred", "right", "mistakes"), cases())
def test_claims_are_compared_as_the_guidelines_say(tmp_path, gold, pred, right, mistakes):
    names = Names()
    labelled = read(write(tmp_path / "gold" / "a.jsonl", {"claim": BASE | json.loads(gold)}), names)["a"]
    found = read(write(tmp_path / "claims.jsonl", BASE | {"doc": "a.txt"} | json.loads(pred)), names)["a"]
    tally = count("a", labelled, found)
    assert tally.counts["right"] == (right == "yes")
    assert tally.counts["full"] == (right == "yes" and mistakes == "")
    assert [mistake.kind for mistake in tally.mistakes] == mistakes.split()


def test_character_overlap():
    assert overlap("播种 面积", "面积") == Fraction(2, 3)
    assert overlap("", "面积") == 0
    assert overlap(" ", "") == 1


def test_the_best_overlap_is_paired_first(tmp_path):
    gold = [gold_claim(start=0, end=10), gold_claim(start=10, end=14)]
    pred = [found_claim(start=8, end=14), found_claim(start=0, end=9)]
    names = Names()
    one = read(write(tmp_path / "gold" / "a.jsonl", *gold), names)["a"].claims
    other = read(write(tmp_path / "claims.jsonl", *pred), names)["a"].claims
    assert align(one, other) == [(0, 1), (1, 0)]


# Whole documents


def test_figures_by_hand(tmp_path):
    gold = [
        gold_claim(1),
        gold_claim(2),
        gold_claim(3),
        gold_claim(4, flags=["optional"]),
        gold_claim(5, flags=["optional"]),
        gold_claim(6),
    ]
    pred = [
        found_claim(1),
        found_claim(2, end=26, status="target"),
        found_claim(3, value="9"),
        found_claim(4, value="9"),
        found_claim(7),
        found_claim(8, flags=["optional"]),
    ]
    found = figures(tmp_path, gold, pred)
    # Labelled: 1, 2, 3, 6. Found: 1, 2, 3, 7; the optional ones are neither paid nor charged.
    assert (found["gold"], found["pred"]) == (4, 4)
    quantity = {key: found["quantity"][key] for key in ("right", "precision", "recall", "f1")}
    assert quantity == {"right": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert found["span"]["right"] == 2  # 1 and 3; 2 is longer
    assert found["full"]["right"] == 1
    assert found["fields"]["status"]["right"] == 0.5
    assert found["fields"]["status"]["usual"] == {"right": 0.5, "n": 2}
    assert found["fields"]["basis"]["usual"] == {"right": 1.0, "n": 2}
    assert found["fields"]["subject"]["special"] == {"right": 1.0, "n": 2}
    assert found["fields"]["full"]["right"] == 0.5
    assert found["fields"]["core"]["right"] == 1.0
    assert found["documents"] == {"a": {"gold": 4, "pred": 4, "right": 2, "full": 1}}


def test_precision_and_recall_are_not_mixed_up(tmp_path):
    found = figures(tmp_path, [gold_claim(1), gold_claim(2), gold_claim(3)], [found_claim(1)])["quantity"]
    assert (found["precision"], found["recall"], found["f1"]) == (1.0, 0.333, 0.5)


def test_links_need_both_ends(tmp_path):
    gold = [
        gold_claim(1),
        gold_claim(2, part_of="1"),
        gold_claim(3, part_of="1"),
        gold_claim(4, part_of="1", flags=["optional"]),
        gold_claim(5),
    ]
    pred = [
        found_claim(1, value="9"),  # a wrong value, but the place of the whole
        found_claim(2, part_of="a.txt-1"),
        found_claim(3, part_of="a.txt-5"),
        found_claim(4, part_of="a.txt-1"),
        found_claim(5, part_of="a.txt-nowhere"),
        found_claim(6, part_of="a.txt-1"),
    ]
    found = figures(tmp_path, gold, pred)["part_of"]
    assert (found["gold"], found["pred"], found["right"]) == (2, 4, 1)


def test_entities_need_span_and_type(tmp_path):
    write(
        tmp_path / "gold" / "a.jsonl",
        gold_claim(1),
        *({"entity": entity(*what)} for what in ((0,), (5, "ORG"), (9,), (20, "TIME"))),
    )
    write(tmp_path / "gold" / "b.jsonl", gold_claim(1))
    write(
        tmp_path / "out" / "entities.jsonl",
        entity(0, doc="a.txt"),
        entity(5, doc="a.txt"),
        entity(20, "TIME", doc="a.txt"),
        entity(0, doc="b.txt"),  # no entities are labelled there, so none are charged
    )
    pred = write(tmp_path / "out" / "claims.jsonl", found_claim(1), found_claim(1, "b.txt"))
    found = show.data(score(tmp_path / "gold", pred))["entities"]
    assert (found["all"]["gold"], found["all"]["pred"], found["all"]["right"]) == (4, 3, 2)
    assert (found["PLACE"]["precision"], found["PLACE"]["recall"], found["PLACE"]["f1"]) == (0.5, 0.5, 0.5)
    assert found["ORG"]["recall"] == 0
    assert found["TIME"]["f1"] == 1


def test_a_document_without_claims_is_missed_and_named(tmp_path):
    write(tmp_path / "gold" / "a.jsonl", gold_claim(1))
    write(tmp_path / "gold" / "b.jsonl", gold_claim(1), gold_claim(2))
    found = score(tmp_path / "gold", write(tmp_path / "out" / "claims.jsonl", found_claim(1)))
    assert found.missing == ("b",)
    assert show.data(found)["quantity"]["recall"] == 0.333


def test_claims_of_documents_without_gold_do_not_count(tmp_path):
    found = figures(tmp_path, [gold_claim(1)], [found_claim(1), found_claim(1, "other.txt")])
    assert (found["gold"], found["pred"]) == (1, 1)


def test_only_the_documents_asked_for_are_scored(tmp_path):
    for doc in "abc":
        write(tmp_path / "gold" / f"{doc}.jsonl", gold_claim(1))
    pred = write(tmp_path / "out" / "claims.jsonl", found_claim(1))
    found = score(tmp_path / "gold", pred, {"a", "z"})
    assert [tally.doc for tally in found.tallies] == ["a"]
    assert found.unread == 2


def test_two_labellers_can_be_compared(tmp_path):
    write(tmp_path / "one" / "a.jsonl", gold_claim(1), {"entity": entity(0)})
    write(tmp_path / "two" / "a.jsonl", gold_claim(1, bound="~"), {"entity": entity(0)})
    found = show.data(score(tmp_path / "one", tmp_path / "two"))
    assert found["quantity"]["f1"] == 1
    assert found["full"]["f1"] == 0
    assert found["entities"]["all"]["f1"] == 1


def test_our_own_records_can_be_scored(tmp_path):
    extraction = samples.extraction()
    (tmp_path / "claims.jsonl").write_bytes(jsonl.dump(extraction.claims))
    labels = read(tmp_path / "claims.jsonl", Names())["a"]
    assert labels.claims[2].value[0] == "range"
    assert labels.claims[0].unit == "元"
    tally = count("a", labels, labels)
    assert tally.counts["right"] == tally.counts["full"] == len(extraction.claims)
    assert tally.counts["links_right"] == tally.counts["links_gold"] == 1


# Gold that must not be scored


def gold_with_head(tmp_path, **head) -> Path:
    write(tmp_path / "gold" / "b.jsonl", gold_claim(1))
    return write(tmp_path / "gold" / "a.jsonl", {"document": {"doc": "a.txt"} | head}, gold_claim(1))


def outputs(tmp_path, sha256: str | None) -> Path:
    (tmp_path / "out").mkdir()
    if sha256:
        document = samples.document().model_copy(update={"sha256": sha256})
        (tmp_path / "out" / "documents.jsonl").write_bytes(jsonl.dump([document]))
    return write(tmp_path / "out" / "claims.jsonl", found_claim(1), found_claim(1, "b.txt"))


@pytest.mark.parametrize(
    ("head", "text", "cause"),
    [
        ({"sha256": "aa"}, "bb", "labels another text"),
        ({"sha256": "aa"}, None, "no documents.jsonl beside the claims"),
        ({}, "aa", "its document line has no sha256"),
        ({"sha256": "aa", "draft": True}, "aa", "is a draft"),
    ],
)
def test_gold_that_does_not_fit_is_refused_and_the_rest_scored(tmp_path, head, text, cause):
    file = gold_with_head(tmp_path, **head)
    found = score(file.parent, outputs(tmp_path, text))
    (refused,) = found.refused
    assert refused.name == str(file)
    assert cause in refused.cause
    assert "\n" not in str(refused)
    assert [tally.doc for tally in found.tallies] == ["b"]


def test_gold_of_the_text_scored_is_accepted(tmp_path):
    file = gold_with_head(tmp_path, sha256="aa")
    assert not score(file.parent, outputs(tmp_path, "aa")).refused


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ('{"claim": {"start": 1}}', "line 2: no 'end'"),
        ('{"claim": 3}', "line 2"),
        ("{", "line 2 is no JSON"),
        ('{"note": 1}', "line 2: no 'doc'"),
    ],
)
def test_a_broken_gold_line_is_named(tmp_path, line, cause):
    file = gold_with_head(tmp_path, sha256="aa")
    first = file.read_text(encoding="utf-8").splitlines()[0]
    file.write_text(f"{first}\n{line}\n", encoding="utf-8")
    found = score(file.parent, outputs(tmp_path, "aa"))
    assert cause in found.refused[0].cause
    assert [tally.doc for tally in found.tallies] == ["b"]


def test_missing_gold_or_claims(tmp_path):
    pred = outputs(tmp_path, None)
    with pytest.raises(ExtractError, match="no such file or folder"):
        score(tmp_path / "gold", pred)
    (tmp_path / "gold").mkdir()
    with pytest.raises(ExtractError, match=r"no \.jsonl file"):
        score(tmp_path / "gold", pred)
    write(tmp_path / "gold" / "a.jsonl", gold_claim(1))
    with pytest.raises(ExtractError, match="no gold file for any document"):
        score(tmp_path / "gold", pred, {"z"})
    with pytest.raises(InputError, match="No such file"):
        score(tmp_path / "gold", tmp_path / "nowhere.jsonl")


# Figures


def test_intervals_are_the_same_every_time_and_hold_the_figure():
    counts = [{"right": n, "pred": 10, "gold": 10} for n in (2, 5, 9, 7, 4)]
    first = intervals(counts)
    assert first == intervals(counts)
    low, high = first["quantity"]
    assert low < Fraction(27, 50) < high
    assert first != intervals(counts, seed=1)


def test_intervals_of_equal_documents_have_no_width():
    counts = [{"right": 1, "pred": 2, "gold": 4}] * 3
    assert intervals(counts)["quantity"] == (Fraction(1, 3), Fraction(1, 3))
    assert intervals([]) == {}


def test_a_change_is_told_with_the_documents_won_and_lost(tmp_path):
    for doc in "abcd":
        write(tmp_path / "gold" / f"{doc}.jsonl", gold_claim(1))
    wrong = {"status": "target"}
    before = [found_claim(1, f"{doc}.txt", **(wrong if doc in "ab" else {})) for doc in "abcd"]
    after = [found_claim(1, f"{doc}.txt", **(wrong if doc in "c" else {})) for doc in "abcd"]
    earlier = score(tmp_path / "gold", write(tmp_path / "before" / "claims.jsonl", *before))
    now = score(tmp_path / "gold", write(tmp_path / "after" / "claims.jsonl", *after))
    found = change.data(earlier, now)
    assert found["documents"] == {"a": [0, 1], "b": [0, 1], "c": [1, 0]}
    full = found["figures"]["full"]
    assert (full["before"], full["now"]) == (0.5, 0.75)
    assert full["interval"][0] < 0.25 < full["interval"][1]
    quantity = found["figures"]["quantity"]
    assert (quantity["before"], quantity["now"], quantity["interval"]) == (1, 1, [0, 0])
    console = Console(width=80, record=True, file=io.StringIO())
    for table in change.tables(earlier, now):
        console.print(table)
    text = console.export_text()
    assert "+0.250" in text
    assert "quantity" not in text
    assert text.split("documents won, lost")[1].split() == ["2", "1"]


def test_nothing_found_is_zero_and_no_error():
    assert retrievals({})["quantity"] == Retrieval(0, 0, 0)
    assert Retrieval(0, 0, 0).f1 == Retrieval(0, 0, 0).precision == 0
    assert decimals(Fraction(2, 3)) == "0.667"


def test_tables_fit_a_terminal(tmp_path):
    write(tmp_path / "gold" / "a.jsonl", gold_claim(1), {"entity": entity(0)})
    write(tmp_path / "gold" / f"{'很长的名字' * 15}.jsonl", gold_claim(1))
    found = score(tmp_path / "gold", write(tmp_path / "claims.jsonl", found_claim(1, bound="~")))
    console = Console(width=80, record=True, file=io.StringIO())
    for table in show.tables(found):
        console.print(table)
    console.print(show.mistake_table(found.mistakes()))
    text = console.export_text()
    assert max(map(cell_len, text.splitlines())) <= 80
    for shown in ("quantity", "indicator, every character", "PLACE", "bound", "~", "miss"):
        assert shown in text


def test_no_labels_are_no_mistakes():
    assert count("a", Labels(), Labels()).mistakes == []
