from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from extract.documents import discover
from extract.errors import ExtractError, InputError
from extract.outputs import jsonl, tables, work
from extract.outputs.run import run
from extract.outputs.staging import staged
from extract.records import Claim, Document, Entity, Finding

FILES = [
    "audit.jsonl",
    "claims.csv",
    "claims.jsonl",
    "documents.jsonl",
    "entities.jsonl",
    "links.jsonl",
    "report.html",
    "run.json",
    "series.csv",
]
NUMERIC = {"value", "low", "high", "start", "end"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def contents(folder: Path) -> dict[str, bytes]:
    """The outputs in a folder, without what an interrupted run left to go on from."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


# JSON lines


def test_records_come_back_as_they_were(tmp_path):
    extraction = samples.extraction()
    cases = [
        (extraction.claims, Claim),
        (extraction.entities, Entity),
        ([extraction.document], Document),
        (extraction.findings, Finding),
    ]
    for records, kind in cases:
        path = tmp_path / kind.__name__
        path.write_bytes(jsonl.dump(records))
        assert list(jsonl.load(path, kind)) == records


def test_numbers_are_exact_strings():
    line = json.loads(jsonl.dump(samples.extraction().claims[:1]))
    assert line["value"] == "53420000000"
    assert line["subject"] == [{"name": "清江市", "kind": "place", "code": "422800"}]
    assert line["basis"] is None


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b'{"a": 1}\n{"a"\n', "line 2 is no JSON"),
        (b"[1]\n", "line 1 is no JSON object"),
        (b"\xff\n", "is not UTF-8"),
        (None, "No such file"),
    ],
)
def test_a_broken_file_is_named_with_line_and_cause(tmp_path, data, cause):
    path = tmp_path / "claims.jsonl"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=cause) as caught:
        list(jsonl.objects(path))
    assert caught.value.name == str(path)


def test_a_line_that_is_no_record_is_named(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b'{"doc": "a.txt"}\n')
    with pytest.raises(InputError, match="line 1 is no Claim record"):
        list(jsonl.load(path, Claim))


# CSV


def test_csv_opens_in_a_spreadsheet():
    extraction = samples.extraction()
    data = tables.head() + tables.rows(extraction.claims, extraction.document.text)
    assert data.startswith("\ufeffdoc,".encode())
    assert data.count(b"\r\n") == len(extraction.claims) + 1
    first, rate, span, fewer, ratio = read_csv(data)
    assert first["sentence"] == "534.2亿元"
    assert first["subject_codes"] == "422800"
    assert rate["value"] == "6.1"
    assert (span["value"], span["low"], span["high"]) == ("", "3000000000", "4000000000")
    assert fewer["value"] == "-12"
    assert ratio["parts"] == "2.45:1"
    assert ratio["bound"] == ">="


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_looks_like_a_formula_stays_text(start):
    hostile = f'{start}HYPERLINK("http://a","b")3个'
    claim = samples.claim(hostile, text=hostile, indicator=hostile, unit_text=hostile)
    (row,) = read_csv(tables.head() + tables.rows([claim], hostile))
    for column in ("text", "indicator", "unit_text"):
        assert row[column] == "'" + hostile
    assert not row["sentence"].startswith(FORMULA)


def test_plain_text_is_left_alone():
    for cell in ("5.34亿元", "a=1", "'3", ""):
        assert tables.safe(cell) == cell


def test_a_very_long_sentence_is_cut_around_the_claim():
    text = "，" + "前" * 1000 + "3个" + "后" * 1000
    claim = samples.claim("3个", text=text, sentence=(1, len(text)))
    (row,) = read_csv(tables.head() + tables.rows([claim], text))
    assert row["sentence"] == "…" + "前" * 200 + "3个" + "后" * 200 + "…"
    first = samples.claim("前", text=text, sentence=(1, len(text)))
    (row,) = read_csv(tables.head() + tables.rows([first], text))
    assert row["sentence"] == "前" * 201 + "…"


@given(st.text(min_size=1, max_size=30).filter(lambda text: "\0" not in text))
def test_any_text_is_one_row_without_formulas(text):
    claim = samples.claim(text, text=text, indicator=text, value="-1.50")
    (row,) = read_csv(tables.head() + tables.rows([claim], text))
    assert row["value"] == "-1.50"
    assert row["text"].removeprefix("'") == text.removeprefix("'")
    for column, cell in row.items():
        # The column of bounds holds one of six words, never text.
        assert column in NUMERIC | {"bound"} or not cell.startswith(FORMULA)


# All or nothing


def test_files_replace_the_old_ones_together(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "other").write_text("kept")
    with staged(tmp_path) as folder:
        (folder / "a").write_text("new")
        (folder / "b").write_text("new")
        assert (tmp_path / "a").read_text() == "old"
    assert contents(tmp_path) == {"a": b"new", "b": b"new", "other": b"kept"}


def stage(out: Path, names: str, error: BaseException | None = None) -> None:
    with staged(out) as folder:
        for name in names:
            (folder / name).write_text("new")
        if error:
            raise error


def test_an_error_leaves_the_old_files(tmp_path):
    (tmp_path / "a").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        stage(tmp_path, "ab", KeyboardInterrupt())
    assert contents(tmp_path) == {"a": b"old"}


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "old").write_text("old")
    with staged(tmp_path, ["pages"]) as folder:
        (folder / "pages").mkdir()
        (folder / "pages" / "new").write_text("new")
    assert contents(tmp_path / "pages") == {"new": b"new"}
    with staged(tmp_path, ["pages"]) as folder:
        (folder / "a").write_text("new")
    assert contents(tmp_path) == {"a": b"new"}


def fail_at_replace(monkeypatch, number):
    """Let the replacing of a file fail at the call of that number."""
    real, calls = os.replace, []

    def replace(source, target):
        calls.append(source)
        if len(calls) == number:
            raise OSError("disk full")
        real(source, target)

    monkeypatch.setattr("extract.outputs.staging.os.replace", replace)


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_an_error_at_a_folder_puts_the_old_one_back(tmp_path, monkeypatch, fails_at):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "old").write_text("old")

    def publish():
        with staged(tmp_path, ["pages"]) as folder:
            (folder / "pages").mkdir()
            (folder / "a").write_text("new")

    fail_at_replace(monkeypatch, fails_at)
    with pytest.raises(OSError, match="disk full"):
        publish()
    assert contents(tmp_path / "pages") == {"old": b"old"}
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_an_error_between_two_files_puts_the_old_ones_back(tmp_path, monkeypatch, fails_at):
    (tmp_path / "a").write_text("old")
    (tmp_path / "c").write_text("old")
    fail_at_replace(monkeypatch, fails_at)
    with pytest.raises(OSError, match="disk full"):
        stage(tmp_path, "abc")
    assert contents(tmp_path) == {"a": b"old", "c": b"old"}
    assert not (tmp_path / ".partial").exists()


def test_a_folder_in_the_way_is_not_overwritten(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mine").write_text("mine")
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        stage(tmp_path, "a")
    assert (tmp_path / "a" / "mine").read_text() == "mine"


def test_a_failed_first_run_leaves_no_folder(tmp_path):
    out = tmp_path / "out"
    with pytest.raises(RuntimeError):
        stage(out, "a", RuntimeError())
    assert not out.exists()


# Whole runs


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(6):
        text = f"甲市今年上半年新增就业{number + 3}万人，同比增长5.{number}%。\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_run_writes_every_file_and_says_what_is_in_it(corpus, tmp_path):
    out = tmp_path / "out"
    done = run(discover([corpus]), out)
    assert sorted(path.name for path in out.iterdir()) == FILES
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    for name, digest in record["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    assert set(record["outputs"]) == set(FILES) - {"run.json"}
    assert record["counts"] == done.counts()
    assert done.counts()["documents"] == 6
    for file in record["files"]:
        assert hashlib.sha256((corpus / file["doc"]).read_bytes()).hexdigest() == file["sha256"]


def test_every_line_leads_back_to_the_text(corpus, tmp_path):
    out = tmp_path / "out"
    run(discover([corpus]), out)
    texts = {d.doc: d.text for d in jsonl.load(out / "documents.jsonl", Document)}
    claims = list(jsonl.load(out / "claims.jsonl", Claim))
    assert claims
    for record in [*claims, *jsonl.load(out / "entities.jsonl", Entity)]:
        assert texts[record.doc][record.start : record.end] == record.text
    rows = read_csv((out / "claims.csv").read_bytes())
    assert [row["id"] for row in rows] == [claim.id for claim in claims]


def test_equal_runs_are_equal_bytes_whatever_the_workers(corpus, tmp_path):
    outs = [tmp_path / name for name in ("one", "again", "two")]
    for out, workers in zip(outs, (1, 1, 2), strict=True):
        run(discover([corpus]), out, workers=workers)
    assert contents(outs[0]) == contents(outs[1]) == contents(outs[2])


def test_a_file_that_cannot_be_read_is_noted_and_the_others_are_done(corpus, tmp_path):
    (corpus / "2.txt").write_bytes(b"\x00\x01\x02\xff\xfe\xfd" * 9)
    told = []
    done = run(discover([corpus]), tmp_path / "out", on_document=told.append)
    assert [Path(failure.file).name for failure in done.failed] == ["2.txt"]
    assert [read.doc for read in done.read] == ["0.txt", "1.txt", "3.txt", "4.txt", "5.txt"]
    assert len(told) == 6
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["failed"] == [{"file": done.failed[0].file, "cause": done.failed[0].cause}]


def test_a_defect_of_ours_costs_one_file(corpus, tmp_path, monkeypatch):
    from extract.pipeline import Extractor

    real = Extractor.extract

    def extract(self, document):
        if document.doc == "3.txt":
            raise KeyError("x\ny")
        return real(self, document)

    monkeypatch.setattr(Extractor, "extract", extract)
    done = run(discover([corpus]), tmp_path / "out")
    (failure,) = done.failed
    assert failure.cause.startswith("internal error, KeyError")
    assert "test_outputs.py" in failure.cause
    assert "\n" not in failure.cause
    assert len(done.read) == 5


def test_an_interrupt_in_the_middle_leaves_the_last_outputs(corpus, tmp_path):
    out = tmp_path / "out"
    run(discover([corpus]), out)
    before = contents(out)
    with pytest.raises(KeyboardInterrupt):
        run(discover([corpus])[1:], out, on_document=stop_at("3.txt"))
    assert contents(out) == before
    assert (out / ".partial").is_dir()
    run(discover([corpus]), out)
    assert contents(out) == before
    assert not (out / ".partial").exists()


# Going on


def stop_at(doc, error=KeyboardInterrupt):
    def told(read):
        if getattr(read, "doc", None) == doc:
            raise error

    return told


@pytest.fixture
def stopped(corpus, tmp_path):
    """Outputs of a run that was interrupted at the fourth of six documents; the second cannot be read."""
    (corpus / "1.txt").write_bytes(b"%PDF")
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(discover([corpus]), out, on_document=stop_at("3.txt"))
    return out


def whole(corpus, tmp_path):
    run(discover([corpus]), tmp_path / "whole")
    return contents(tmp_path / "whole")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_resumed_run_equals_an_uninterrupted_one(corpus, tmp_path, stopped, workers):
    told = []
    done = run(discover([corpus]), stopped, workers=workers, resume=True, on_document=told.append)
    assert done.resumed == 4
    assert done.counts()["failed"] == 1
    assert len(told) == 6
    assert contents(stopped) == whole(corpus, tmp_path)
    assert not (stopped / ".partial").exists()


def test_a_finished_run_leaves_nothing_to_resume(corpus, tmp_path):
    run(discover([corpus]), tmp_path / "out")
    assert run(discover([corpus]), tmp_path / "out", resume=True).resumed == 0


def test_a_file_that_changed_is_read_again_and_all_behind_it(corpus, tmp_path, stopped):
    (corpus / "2.txt").write_text("乙市今年新增就业77万人。\n", encoding="utf-8")
    assert run(discover([corpus]), stopped, resume=True).resumed == 2
    assert contents(stopped) == whole(corpus, tmp_path)


def test_a_new_file_in_front_begins_anew(corpus, tmp_path, stopped):
    (corpus / "+.txt").write_text("乙市今年新增就业77万人。\n", encoding="utf-8")
    assert run(discover([corpus]), stopped, resume=True).resumed == 0
    assert contents(stopped) == whole(corpus, tmp_path)


def test_other_options_begin_anew(corpus, stopped):
    done = run(discover([corpus]), stopped, work.Settings(tokenizer="jieba"), resume=True)
    assert done.resumed == 0


@pytest.mark.parametrize("lost", [1, 7, 100])
def test_a_journal_that_was_cut_costs_its_last_document(corpus, tmp_path, stopped, lost):
    journal = stopped / ".partial" / "work" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-lost])
    assert run(discover([corpus]), stopped, resume=True).resumed == 3
    assert contents(stopped) == whole(corpus, tmp_path)


def test_an_output_that_was_changed_is_not_gone_on_with(corpus, stopped):
    claims = stopped / ".partial" / "claims.jsonl"
    claims.write_bytes(claims.read_bytes()[:-10])
    with pytest.raises(ExtractError, match="damaged files; run again without --resume"):
        run(discover([corpus]), stopped, resume=True)


def test_a_disk_that_is_full_keeps_what_was_done(corpus, tmp_path, monkeypatch):
    from extract.outputs.streams import Writer

    real, out = Writer.add, tmp_path / "out"

    def add(self, rendered, section, points):
        if b"3.txt" in rendered["documents.jsonl"]:
            raise OSError(28, "No space left on device")
        return real(self, rendered, section, points)

    monkeypatch.setattr("extract.outputs.journal._DOCUMENTS", 1)
    with monkeypatch.context() as full:
        full.setattr(Writer, "add", add)
        with pytest.raises(OSError, match="No space left"):
            run(discover([corpus]), out)
    assert contents(out) == {}
    assert run(discover([corpus]), out, resume=True).resumed == 3
    assert contents(out) == whole(corpus, tmp_path)


def test_a_run_killed_between_two_files_is_undone_by_the_next(tmp_path):
    """The state of a folder when the machine dies after the first of three files took its place."""
    out, partial = tmp_path, tmp_path / ".partial"
    (partial / "kept").mkdir(parents=True)
    (partial / "kept" / "new").write_text("a\nb\nrun.json")
    for name in ("a", "b", "run.json"):
        (partial / "kept" / name).write_text("old")
    (out / "a").write_text("new")
    (out / "b").write_text("old")
    with pytest.raises(RuntimeError):
        stage(out, "c", RuntimeError())
    assert contents(out) == {"a": b"old", "b": b"old", "run.json": b"old"}


def test_two_runs_do_not_write_into_one_folder(tmp_path, monkeypatch):
    pytest.importorskip("fcntl")
    monkeypatch.setattr("extract.outputs.staging._PATIENCE", 1)
    with staged(tmp_path), pytest.raises(ExtractError, match="another run is writing there"):
        stage(tmp_path, "a")


def test_workers_hand_out_only_a_few_sources_ahead(corpus):
    handed = []

    def sources():
        for source in discover([corpus]) * 10:
            handed.append(source.name)
            yield source

    outcomes = work.outcomes(sources(), work.Settings(), 2, lambda: False)
    first = next(outcomes)
    assert isinstance(first, work.Finished)
    assert first.section is None
    assert len(handed) < 12
    outcomes.close()
