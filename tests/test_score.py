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
from extract.score import baseline, change, history, show
from extract.score import rules as by_rule
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


def shifts() -> list:
    return [pytest.param(*case, id=why) for *case, why in tables.rows("score_changes")]


def printed(*things) -> str:
    console = Console(width=80, record=True, file=io.StringIO())
    for thing in things:
        console.print(thing)
    return console.export_text()


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
    assert found["fields"]["together"]["right"] == 0.5
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


def change_of(tmp_path, gold: list[dict], before: list[dict], after: list[dict]) -> change.Change:
    """Gold of one document `a`, claims before and after."""
    write(tmp_path / "gold" / "a.jsonl", *gold)
    earlier = score(tmp_path / "gold", write(tmp_path / "before" / "claims.jsonl", *before))
    now = score(tmp_path / "gold", write(tmp_path / "after" / "claims.jsonl", *after))
    (tmp_path / "baseline.json").write_text(baseline.dump(baseline.standings(earlier.tallies)), "utf-8")
    return change.change(baseline.load(tmp_path / "baseline.json"), now)


@pytest.mark.parametrize(("before", "after", "lost", "gained"), shifts())
def test_what_counts_as_gained_and_lost(tmp_path, before, after, lost, gained):
    runs = [[found_claim(**fields) for fields in json.loads(run)] for run in (before, after)]
    found = change_of(tmp_path, [gold_claim()], *runs)
    assert " ".join(mistake.kind for mistake in found.lost) == lost
    assert " ".join(mistake.kind for mistake in found.gained) == gained


def test_mentions_and_links_are_gained_and_lost_too(tmp_path):
    write(tmp_path / "gold" / "a.jsonl", gold_claim(1), gold_claim(2, part_of="1"), {"entity": entity(0)})
    both = [found_claim(1), found_claim(2, part_of="a.txt-1")]
    apart = [found_claim(1), found_claim(2)]
    scores = []
    for name, claims, mention in (("one", both, entity(0)), ("two", apart, entity(5))):
        pred = write(tmp_path / name / "claims.jsonl", *claims)
        write(tmp_path / name / "entities.jsonl", mention | {"doc": "a.txt"})
        scores.append(score(tmp_path / "gold", pred))
    found = change.change(baseline.standings(scores[0].tallies), scores[1])
    assert [(m.kind, m.place) for m in found.lost] == [
        ("part_of", "20-25"),
        ("entity miss", "0-2 PLACE"),
        ("entity spurious", "5-7 PLACE"),
    ]
    assert not found.gained
    back = change.change(baseline.standings(scores[1].tallies), scores[0])
    assert [(m.kind, m.place) for m in back.gained] == [(m.kind, m.place) for m in found.lost]
    assert not back.lost


def test_labels_that_came_or_went_are_neither_gained_nor_lost(tmp_path):
    write(tmp_path / "gold" / "a.jsonl", gold_claim(1), gold_claim(2))
    write(tmp_path / "gold" / "b.jsonl", gold_claim(1))
    pred = write(tmp_path / "out" / "claims.jsonl", found_claim(1), found_claim(3))
    before = baseline.standings(score(tmp_path / "gold", pred).tallies)
    write(tmp_path / "gold" / "a.jsonl", gold_claim(1), gold_claim(3), gold_claim(4))
    (tmp_path / "gold" / "b.jsonl").unlink()
    found = change.change(before, score(tmp_path / "gold", pred))
    assert not found.lost
    assert not found.gained  # 3 was spurious and is labelled now
    assert (found.new, found.gone, found.unscored) == (2, 1, 1)


def test_a_change_is_told_with_the_documents_won_and_lost(tmp_path):
    for doc in "abcd":
        write(tmp_path / "gold" / f"{doc}.jsonl", gold_claim(1))
    wrong = {"status": "target"}
    before = [found_claim(1, f"{doc}.txt", **(wrong if doc in "ab" else {})) for doc in "abcd"]
    after = [found_claim(1, f"{doc}.txt", **(wrong if doc in "c" else {})) for doc in "abcd"]
    earlier = score(tmp_path / "gold", write(tmp_path / "before" / "claims.jsonl", *before))
    now = score(tmp_path / "gold", write(tmp_path / "after" / "claims.jsonl", *after))
    found = change.change(baseline.standings(earlier.tallies), now)
    data = change.data(found)
    assert data["documents"] == {"a": [0, 1], "b": [0, 1], "c": [1, 0]}
    full = data["figures"]["full"]
    assert (full["before"], full["now"]) == (0.5, 0.75)
    assert full["interval"][0] < 0.25 < full["interval"][1]
    quantity = data["figures"]["quantity"]
    assert (quantity["before"], quantity["now"], quantity["interval"]) == (1, 1, [0, 0])
    assert [(m["doc"], m["gold"], m["pred"]) for m in data["lost"]] == [("c", "actual", "target")]
    text = printed(*change.tables(found))
    assert "+0.250" in text
    assert "quantity" not in text
    assert text.split("documents won, lost")[1].split() == ["2", "1"]
    assert "Nothing gained" in printed(*change.tables(change.change(baseline.standings(now.tallies), now)))


@pytest.mark.parametrize("text", ["", "[]", '{"a": 3}', '{"a": {"counts": {}}}'])
def test_what_is_no_baseline_is_refused(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is no baseline"):
        baseline.load(path)
    with pytest.raises(InputError, match="No such file"):
        baseline.load(tmp_path / "nowhere.json")


def test_a_baseline_is_read_as_it_was_written(tmp_path):
    write(tmp_path / "gold" / "乙.jsonl", gold_claim(1), gold_claim(2))
    pred = write(tmp_path / "claims.jsonl", found_claim(1, "乙.txt", bound="~"), found_claim(7, "乙.txt"))
    stood = baseline.standings(score(tmp_path / "gold", pred).tallies)
    path = tmp_path / "baseline.json"
    path.write_text(baseline.dump(stood), encoding="utf-8")
    assert baseline.load(path) == stood
    assert stood["乙"].verdicts == {"10-15": ("bound",), "20-25": ("miss",)}
    assert stood["乙"].spurious == {"70-75": "x"}


# Rules


def test_a_rule_is_right_when_what_it_decides_is_right(tmp_path):
    rules = ["counted", "period carried: 去年", "basis cue: 同比", "basis compared with 2019年"]
    pred = [
        found_claim(1, rules=rules),
        found_claim(2, rules=rules, period=""),
        found_claim(3, rules=rules, bound="~"),
        found_claim(4, rules=rules, value="9"),
        found_claim(5, rules=rules),
        found_claim(6, rules=rules),
    ]
    gold = [*(gold_claim(number) for number in range(1, 5)), gold_claim(6, flags=["optional"])]
    write(tmp_path / "gold" / "a.jsonl", *gold)
    found = by_rule.fired(score(tmp_path / "gold", write(tmp_path / "claims.jsonl", *pred)).tallies)
    # The fourth is wrong altogether, the fifth spurious, the sixth optional.
    assert {rule.rule: (rule.fired, rule.right) for rule in found} == {
        "counted": (5, 2),
        "period carried": (5, 2),
        "basis cue: 同比": (5, 3),
        "basis compared with": (5, 3),
    }
    assert "period carried" in printed(by_rule.table(found))


# Splits and history


def with_splits(tmp_path) -> Path:
    for doc in "abc":
        write(tmp_path / "gold" / f"{doc}.jsonl", gold_claim(1))
    rows = ["doc\ttitle\tdate\tsource\tplace\turl\tsplit"]
    rows += [f"{doc}.txt\t\t\t\t\t\t{split}" for doc, split in (("a", "dev"), ("b", "test"), ("c", ""))]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "manifest.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return write(tmp_path / "out" / "claims.jsonl", found_claim(1), found_claim(1, "c.txt"))


def test_dev_and_test_are_told_apart(tmp_path):
    found = score(tmp_path / "gold", with_splits(tmp_path))
    data = show.data(found)["splits"]
    assert {name: data[name]["full"]["f1"] for name in data} == {"dev": 1, "test": 0}
    lines = [line.split() for line in printed(*show.tables(found)).splitlines()]
    assert ["dev", "1", "1", "1.000"] in [line[:4] for line in lines]
    assert ["test", "1", "1", "0.000"] in [line[:4] for line in lines]


@pytest.mark.parametrize("manifest", ["doc\n", "doc\ttitle\tdate\tsource\tplace\turl\tsplit\na.txt\tx\n"])
def test_a_broken_manifest_costs_no_score(tmp_path, manifest):
    pred = with_splits(tmp_path)
    (tmp_path / "corpus" / "manifest.tsv").write_text(manifest, encoding="utf-8")
    found = score(tmp_path / "gold", pred)
    assert found.splits == {}
    assert len(found.tallies) == 3


def test_a_history_grows_and_is_shown(tmp_path):
    first = history.line(score(tmp_path / "gold", with_splits(tmp_path)), "2024-05-06", "1.2.3")
    path = tmp_path / "history.tsv"
    assert history.load(path) == []
    path.write_text(history.dump([first, first]), encoding="utf-8")
    assert history.load(path) == [list(first)] * 2
    cells = dict(zip(history.COLUMNS, first, strict=True))
    assert (cells["date"], cells["version"], cells["documents"]) == ("2024-05-06", "1.2.3", "3")
    assert (cells["full dev"], cells["full test"], cells["part_of"]) == ("1.000", "0.000", "-")
    assert history.markdown([first]).splitlines()[2].startswith("| 2024-05-06 | 1.2.3 | 3 |")
    path.write_text("date\n2024\n", encoding="utf-8")
    with pytest.raises(InputError, match="is no history"):
        history.load(path)


def test_nothing_found_is_zero_and_no_error():
    assert retrievals({})["quantity"] == Retrieval(0, 0, 0)
    assert Retrieval(0, 0, 0).f1 == Retrieval(0, 0, 0).precision == 0
    assert decimals(Fraction(2, 3)) == "0.667"


def test_tables_fit_a_terminal(tmp_path):
    write(tmp_path / "gold" / "a.jsonl", gold_claim(1), {"entity": entity(0)})
    write(tmp_path / "gold" / f"{'很长的名字' * 15}.jsonl", gold_claim(1))
    found = score(tmp_path / "gold", write(tmp_path / "claims.jsonl", found_claim(1, bound="~")))
    text = printed(*show.tables(found), *show.mistake_tables("Mistakes", found.mistakes()))
    assert max(map(cell_len, text.splitlines())) <= 80
    for shown in ("quantity", "indicator, every character", "PLACE", "bound", "~", "miss"):
        assert shown in text


def test_no_labels_are_no_mistakes():
    assert count("a", Labels(), Labels()).mistakes == []
