"""Tasks for Label Studio, and what comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import samples
from extract.errors import InputError
from extract.exports import Form, corrections, export, labelstudio
from extract.outputs import jsonl
from extract.records import Claim
from outputs_sample import TEXT, sample, written


def corrected(out: Path, path: Path, change=lambda result: result) -> Path:
    """The tasks as Label Studio exports them when an annotator has submitted them with a `change`."""
    folder, _ = export(Form.labelstudio, out)
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    for task in tasks:
        result = change(task.pop("predictions")[0]["result"])
        task["annotations"] = [{"was_cancelled": True, "result": []}, {"id": 1, "result": result}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def claims_of(gold: Path) -> list[dict]:
    (path,) = gold.glob("*.jsonl")
    return [row["claim"] for _, row in jsonl.objects(path) if "claim" in row]


def test_tasks_uncorrected_are_the_claims(out, tmp_path):
    (path,) = corrections.write(corrected(out, tmp_path / "export.json"), tmp_path / "gold")
    assert path.name == "a.jsonl"
    lines = [row for _, row in jsonl.objects(path)]
    assert lines[0]["document"]["sha256"] == "0" * 64
    assert lines[-1] == {"entity": {"type": "PLACE", "start": 0, "end": 3, "text": "清江市"}}
    for row, claim in zip(
        claims_of(path.parent), sorted(sample().claims, key=lambda c: c.start), strict=True
    ):
        assert (row["start"], row["end"], row["text"]) == (claim.start, claim.end, claim.text)
        assert (row["value"], row["unit"], row["period"]) == (
            claim.written(),
            claim.unit_text,
            claim.period or "",
        )
        assert (row["bound"], row["measure"], row["basis"]) == (claim.bound, claim.measure, claim.basis or "")
        assert row["flags"] == list(claim.flags)
    assert [row["part_of"] for row in claims_of(path.parent)][2] == "1"


def test_indicators_are_linked_pieces_in_reading_order(out, tmp_path):
    start = TEXT.index("产值")
    claim = samples.claim("534.2亿元", text=TEXT, indicator_spans=((start, start + 2), (0, 3)))
    written(out, samples.Extraction(samples.document(TEXT), [claim]))
    corrections.write(corrected(out, tmp_path / "export.json"), tmp_path / "gold")
    assert claims_of(tmp_path / "gold")[0]["indicator"] == "清江市 产值"


def test_corrections_are_taken_over(out, tmp_path):
    def change(result):
        for entry in result:
            if entry.get("from_name") == "value" and entry["value"]["text"] == ["6.1"]:
                entry["value"]["text"] = ["-6.1"]
        return [entry for entry in result if entry.get("id") != sample().claims[0].id]

    corrections.write(corrected(out, tmp_path / "export.json", change), tmp_path / "gold")
    rows = claims_of(tmp_path / "gold")
    assert len(rows) == len(sample().claims) - 1
    assert rows[0]["value"] == "-6.1"
    assert {row["part_of"] for row in rows} == {""}


def broken(field: str, value: object):
    def change(result):
        entry = next(entry for entry in result if entry.get("from_name") == field)
        entry["value"] = entry["value"] | value
        return result

    return change


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (broken("label", {"start": 1}), "task 1, a.txt: the region at 1 does not quote the text"),
        (broken("value", {"text": ["12万"]}), "has no value such as 5"),
        (broken("value", {"text": ["NaN"]}), "has no value such as 5"),
        (broken("bound", {"choices": ["about"]}), "bound of the quantity at .* is about"),
        (broken("period", {"text": ["2023"]}), "is not start/end"),
        (lambda _: [{"type": "labels"}], "task 1 is no task of this project"),
    ],
)
def test_what_cannot_be_a_label_is_refused_with_its_place(out, tmp_path, change, cause):
    path = corrected(out, tmp_path / "export.json", change)
    with pytest.raises(InputError, match=cause):
        corrections.write(path, tmp_path / "gold")
    assert not (tmp_path / "gold").exists()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"{", "is no JSON"),
        (b"{}", "is no list of tasks"),
        (b"[1]", "task 1 is no task"),
        (None, "No such file"),
    ],
)
def test_files_that_are_no_export_are_refused(tmp_path, data, cause):
    path = tmp_path / "export.json"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=cause):
        corrections.write(path, tmp_path / "gold")


def test_labels_are_not_overwritten_and_untouched_tasks_passed_over(out, tmp_path):
    path = corrected(out, tmp_path / "export.json")
    gold = tmp_path / "gold"
    corrections.write(path, gold)
    with pytest.raises(InputError, match="labels are not overwritten"):
        corrections.write(path, gold)
    tasks = json.loads(path.read_text())
    tasks[0]["annotations"] = []
    path.write_text(json.dumps(tasks))
    assert corrections.write(path, gold) == []


def test_label_studio_accepts_interface_and_tasks(out):
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    folder, _ = export(Form.labelstudio, out)
    found = interface.LabelInterface((folder / "config.xml").read_text(encoding="utf-8"))
    found.validate()
    for task in json.loads((folder / "tasks.json").read_text(encoding="utf-8")):
        assert found.validate_prediction(task["predictions"][0], return_errors=True) == []
        task["predictions"][0]["result"][0]["value"]["labels"] = ["NOTHING"]
        assert found.validate_prediction(task["predictions"][0], return_errors=True) != []


def test_offsets_are_code_points_even_behind_rare_characters(out, tmp_path):
    text = "𠮷县就业3万人。"
    written(out, samples.Extraction(samples.document(text), [samples.claim("3万人", text=text)]))
    assert (
        json.loads((export(Form.labelstudio, out)[0] / "tasks.json").read_text())[0]["predictions"][0][
            "result"
        ][0]["value"]["start"]
        == 4
    )
    corrections.write(corrected(out, tmp_path / "export.json"), tmp_path / "gold")
    assert claims_of(tmp_path / "gold")[0]["text"] == "3万人"


def test_what_a_tool_may_enter_is_what_a_record_may_hold():
    hints = Claim.model_fields
    assert set(labelstudio.CHOICES) <= set(hints)
    assert {"value", "period", "subject"} <= set(labelstudio.TEXTS) & set(hints)
