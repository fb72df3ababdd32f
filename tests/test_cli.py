from __future__ import annotations

import csv
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import Mock

import pytest
from rich.cells import cell_len
from typer.main import get_command
from typer.testing import CliRunner

from extract import __version__
from extract.cli import app
from extract.outputs.staging import JOURNAL, WORK
from extract.records import RECORDS

ROOT = Path(__file__).parent.parent
COMMANDS = get_command(app).commands


def flat(commands, prefix=""):
    """Every command by its words: those of a group behind the group's name."""
    for name, command in commands.items():
        if hasattr(command, "commands"):
            yield from flat(command.commands, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


OPTIONS = [
    pytest.param(name.split(), parameter, id=f"{name} {parameter.opts[0]}")
    for name, command in flat(COMMANDS)
    for parameter in command.params
    if parameter.opts[0] != "--help"
]
RELEASE = "甲市今年上半年新增就业{}万人，同比增长5.2%。\n"


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in (3, 4):
        (folder / f"{number}.txt").write_text(RELEASE.format(number), encoding="utf-8")
    return folder


def extract(*words, **options):
    return CliRunner().invoke(app, [str(word) for word in words], **options)


def label(folder: Path, doc: str, sha256: str | None = None) -> Path:
    """Label 3万人 in `doc`.txt, as the text is printed."""
    start = RELEASE.index("{")
    claim = {
        "n": "1",
        "start": start,
        "end": start + 3,
        "text": "3万人",
        "value": "30000",
        "unit": "人",
        "bound": "=",
        "measure": "level",
        "indicator": "新增就业",
        "subject": "甲市",
        "period": "",
        "basis": "",
        "status": "actual",
        "part_of": "",
        "flags": [],
    }
    head = {"document": {"doc": f"{doc}.txt", "sha256": sha256}} if sha256 else None
    folder.mkdir(exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) for row in (head, {"claim": claim}) if row]
    (folder / f"{doc}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


# Running


def test_a_folder_is_read_without_naming_a_command(corpus):
    result = extract(corpus)
    assert result.exit_code == 0, result.output
    assert "2 documents read" in result.stdout
    assert "3.txt" in result.stdout
    assert "2/2 documents" in result.stderr
    claims = [json.loads(line) for line in Path("outputs/claims.jsonl").read_text().splitlines()]
    assert {claim["doc"] for claim in claims} == {"3.txt", "4.txt"}
    assert max(map(cell_len, result.stdout.splitlines())) <= 80


def test_options_may_come_first_and_out_is_obeyed(corpus):
    assert extract("--out", "there", "--quiet", corpus).exit_code == 0
    assert Path("there/claims.csv").is_file()
    assert not Path("outputs").exists()


def test_several_paths_and_the_named_command(corpus):
    result = extract("run", corpus / "3.txt", corpus / "4.txt", "--tokenizer", "jieba", "--workers", 2)
    assert result.exit_code == 0
    assert "2 documents read" in result.stdout


def test_quiet_says_nothing(corpus):
    result = extract(corpus, "--quiet")
    assert (result.stdout, result.stderr) == ("", "")


def test_json_is_all_that_is_printed(corpus):
    result = extract(corpus, "--json")
    data = json.loads(result.stdout)
    assert data["counts"]["documents"] == 2
    assert data["score"] is None
    assert result.stderr == ""


def test_a_file_that_cannot_be_read_is_named_in_one_line(corpus):
    (corpus / "5.txt").write_bytes(b"")
    result = extract(corpus, "--quiet")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{corpus / '5.txt'}: ")
    with open("outputs/claims.csv", encoding="utf-8-sig", newline="") as file:
        assert {row["doc"] for row in csv.DictReader(file)} == {"3.txt", "4.txt"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["empty"], "empty: no file in this folder is of a kind that is read (.txt"),
        (["corpus", "--gold", "nowhere"], "nowhere: no such file or folder"),
        (["corpus", "--lexicon", "nowhere"], "nowhere: is not a folder"),
        (["corpus", "--workers", "0"], "--workers"),
        (["corpus", "--tokenizer", "other"], "--tokenizer"),
        (["corpus", "--unknown"], "--unknown"),
        (["corpus", "--out", "corpus/3.txt"], "3.txt"),
        (["score", "--gold", "nowhere"], "nowhere"),
        (["score", "--gold", "corpus"], "corpus: no .jsonl file in this folder"),
        (["export", "--format", "csv", "--out", "nowhere"], "nowhere/documents.jsonl: no such file"),
        (["export", "--format", "csv", "--format", "sdmx", "--to", "x"], "--to goes with one --format"),
        (
            ["export", "--format", "csv", "--out", "made", "--to", "made/claims.jsonl"],
            "made/claims.jsonl: File exists",
        ),
        (["export", "--format", "schema", "--out", "made", "--to", "corpus"], "corpus"),
        (["export"], "--format"),
        (["export", "--format", "other"], "--format"),
        (["gold", "import", "nowhere"], "nowhere: No such file"),
        (["explain", "3.txt"], "3.txt: not of the form DOC:START"),
        (["explain", "3.txt:first"], "not of the form DOC:START"),
        (["explain", "3.txt:1"], "documents.jsonl: no such file; extract the documents first"),
        (["explain", "9.txt:1", "corpus"], "no document 9.txt in corpus"),
    ],
)
def test_wrong_usage_is_explained_in_a_line_without_traceback(corpus, words, message):
    (corpus.parent / "empty").mkdir()
    Path("outputs").mkdir()
    Path("outputs/claims.jsonl").touch()
    for name in ("claims", "documents"):
        Path("made").mkdir(exist_ok=True)
        Path(f"made/{name}.jsonl").touch()
    label(corpus.parent / "gold", "3")
    result = extract(*words)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_nothing_at_all_shows_the_help():
    result = extract()
    assert result.exit_code == 2
    assert "Usage" in result.output


def test_an_interrupt_leaves_the_outputs_and_says_how_to_go_on(corpus, monkeypatch):
    extract(corpus, "--quiet")
    before = {path.name: path.read_bytes() for path in Path("outputs").iterdir()}
    monkeypatch.setattr("extract.console.Reporter.__call__", Mock(side_effect=KeyboardInterrupt))
    result = extract(corpus)
    assert result.exit_code == 130
    assert result.stderr.startswith("interrupted")
    assert "--resume" in result.stderr
    files = [path for path in Path("outputs").iterdir() if path.is_file()]
    assert {path.name: path.read_bytes() for path in files} == before


def test_a_folder_named_like_a_command_is_reached_by_its_path(corpus):
    corpus.rename("score")
    assert extract("./score", "--quiet").exit_code == 0


# Scoring


def test_gold_beside_the_corpus_is_scored(corpus):
    label(corpus.parent / "gold", "3")
    label(corpus.parent / "gold", "elsewhere")
    result = extract(corpus)
    assert result.exit_code == 0
    assert "quantity" in result.stdout
    assert "1 gold files belong to no document of this run" in result.stdout
    data = json.loads(extract(corpus, "--json").stdout)
    assert data["score"]["gold"] == 1
    report = Path("outputs/report.html").read_text(encoding="utf-8")
    shown = json.loads(re.search(r'id="score-data">(.*?)</script>', report)[1])
    assert shown["quantity"] == data["score"]["quantity"]
    assert {mistake["doc"] for mistake in shown["mistakes"]} <= {"3"}


def test_gold_can_be_named_and_a_file_finds_the_gold_of_its_folder(corpus):
    label(corpus.parent / "gold", "3")
    label(corpus.parent / "labels", "4")
    data = json.loads(extract(corpus, "--gold", "labels", "--json").stdout)
    assert list(data["score"]["documents"]) == ["4"]
    data = json.loads(extract("corpus/3.txt", "--json").stdout)
    assert list(data["score"]["documents"]) == ["3"]
    assert json.loads(extract("corpus/4.txt", "--json").stdout)["score"] is None


def test_gold_of_another_text_is_refused_and_named(corpus):
    label(corpus.parent / "gold", "3", sha256="0" * 64)
    label(corpus.parent / "gold", "4")
    result = extract(corpus)
    assert result.exit_code == 0  # every file was read
    assert "3.jsonl: labels another text" in result.stderr
    result = extract("score")
    assert result.exit_code == 1
    assert "3.jsonl: labels another text" in result.stderr
    assert "quantity" in result.stdout


def test_score_with_its_defaults_prints_tables_and_mistakes(corpus):
    label(corpus.parent / "gold", "3")
    extract(corpus, "--quiet")
    result = extract("score", "--errors", 1)
    assert result.exit_code == 0
    assert "Fields of right quantities" in result.stdout
    data = json.loads(extract("score", "--json", "--pred", "outputs/claims.jsonl", "--errors", 2).stdout)
    assert data["gold"] == 1
    assert len(data["mistakes"]) <= 2
    assert result.stdout.split("First mistakes: 1")[1].count("spurious") == 1


def test_the_score_is_held_against_a_baseline(corpus):
    label(corpus.parent / "gold", "3")
    extract(corpus, "--quiet")
    assert extract("score", "--accept", "--date", "2024-05-06").exit_code == 0
    result = extract("score", "--against", "gold/baseline.json", "--rules")
    assert result.exit_code == 0
    assert "Nothing gained and nothing lost" in result.stdout
    assert "counted" in result.stdout.split("Rules and cues")[1]
    claims = Path("outputs/claims.jsonl")
    claims.write_text(claims.read_text(encoding="utf-8").replace('"30000"', '"40000"'), encoding="utf-8")
    result = extract("score", "--against", "gold/baseline.json")
    assert result.exit_code == 1
    assert re.search(r"Lost: 1\n\n3 *\n.*11 +value +3万人 +30000 人 +40000 人", result.stdout, re.DOTALL)
    data = json.loads(extract("score", "--against", "gold/baseline.json", "--json").stdout)
    assert [mistake["kind"] for mistake in data["change"]["lost"]] == ["value"]
    accepted = extract("score", "--against", "gold/baseline.json", "--accept", "--date", "2024-05-07")
    assert accepted.exit_code == 0
    assert "Lost: 1" in accepted.stdout
    assert extract("score", "--against", "gold/baseline.json").exit_code == 0
    history = Path("gold/history.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in history] == ["date", "2024-05-06", "2024-05-07"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--accept"], "--accept needs --date"),
        (["--accept", "--date", "6.5.2024"], "no day of the form YYYY-MM-DD"),
        (["--against", "nowhere.json"], "nowhere.json: No such file"),
        (["--against", "gold/3.jsonl"], "3.jsonl: is no baseline"),
        (["--accept", "--date", "2024-05-06", "--gold", "other"], "refused gold cannot become the baseline"),
        (["--accept", "--date", "2024-05-06", "--gold", "more"], "a score without claims of 9 cannot become"),
    ],
)
def test_a_baseline_is_not_made_or_used_by_accident(corpus, words, message):
    label(corpus.parent / "gold", "3")
    label(corpus.parent / "other", "3", sha256="0" * 64)
    label(corpus.parent / "more", "9")
    extract(corpus, "--quiet")
    result = extract("score", *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not Path("gold/baseline.json").exists()


# The other commands


def test_schema_describes_every_record(corpus):
    schema = json.loads(extract("schema").stdout)
    assert {record.__name__ for record in RECORDS} <= set(schema["$defs"])
    extract(corpus, "--quiet")
    for file, name in (("claims", "Claim"), ("entities", "Entity"), ("documents", "Document")):
        for line in Path(f"outputs/{file}.jsonl").read_text(encoding="utf-8").splitlines():
            assert set(json.loads(line)) == set(schema["$defs"][name]["properties"])


def test_explain_reads_the_outputs_or_the_paths_given(corpus):
    start = RELEASE.index("{")
    assert "3万人" in extract("explain", f"3.txt:{start}", corpus).stdout
    extract(corpus, "--quiet")
    assert "4万人" in extract("explain", f"4.txt:{start}").stdout
    result = extract("explain", "4.txt:0")
    assert result.exit_code == 2
    assert "no claim at 0" in result.stderr


def test_train_writes_weights_that_a_run_can_use(corpus):
    pytest.importorskip("scipy")
    label(corpus.parent / "gold", "3")
    Path("mine").mkdir()
    result = extract("train", "gold", "--lexicon", "mine")
    assert result.exit_code == 0, result.output
    assert "from 1 claims of 1 documents: mine/weights.tsv" in result.stdout
    assert extract(corpus, "--lexicon", "mine", "--quiet").exit_code == 0
    assert extract("train", "gold", "--texts", "nowhere").exit_code == 2


def test_a_run_and_export_write_other_forms(corpus):
    result = extract(corpus, "--format", "csv", "--format", "schema")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("csv: outputs/csv\nschema: outputs/schema.json\n")
    before = {path.name: path.read_bytes() for path in Path("outputs/csv").iterdir()}
    result = extract("export", "--format", "csv", "--to", "there")
    assert (result.exit_code, result.stdout) == (0, "csv: there\n")
    assert {path.name: path.read_bytes() for path in Path("there").iterdir()} == before
    assert extract(corpus, "--format", "csv", "--quiet").stdout == ""
    assert "counts" in json.loads(extract(corpus, "--format", "csv", "--json").stdout)


def test_remarks_of_an_export_go_to_standard_error(corpus):
    (corpus / "5.txt").write_text("企业有9家。", encoding="utf-8")
    extract(corpus, "--quiet")
    result = extract("export", "--format", "sdmx")
    assert result.stdout == "sdmx: outputs/sdmx\n"
    assert re.fullmatch(r"outputs/sdmx: \d observations; \d claims .* left out\n", result.stderr)


def test_corrected_labels_are_imported(corpus):
    extract(corpus, "--quiet")
    extract("export", "--format", "labelstudio")
    tasks = json.loads(Path("outputs/labelstudio/tasks.json").read_text(encoding="utf-8"))
    tasks = [
        task | {"annotations": task["predictions"] if number else []} for number, task in enumerate(tasks)
    ]
    Path("export.json").write_text(json.dumps(tasks), encoding="utf-8")
    result = extract("gold", "import", "export.json")
    assert (result.exit_code, result.stdout) == (0, "gold/4.jsonl\n")
    assert extract("gold", "import", "export.json").exit_code == 2
    score = json.loads(extract("score", "--json").stdout)
    assert (score["gold"], score["full"]["f1"]) == (2, 1.0)
    Path("export.json").write_text("[]")
    assert extract("gold", "import", "export.json").stdout == "no task has been corrected yet\n"


# Labels


def labelled(**fields) -> Path:
    """A gold file for 3.txt with both of its claims, as a draft makes it, then reviewed."""
    assert extract("gold", "add", "3.txt").exit_code == 0
    path = Path("gold/3.jsonl")
    head, *rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert head["document"].pop("draft") is True
    rows[0]["claim"] |= fields
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in (head, *rows)]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_a_draft_is_not_scored_before_it_is_reviewed(corpus):
    result = extract("gold", "add", "3.txt")
    assert result.exit_code == 0, result.output
    assert "gold/3.jsonl: a draft of 2 claims" in result.stdout
    extract(corpus, "--quiet")
    scored = extract("score")
    assert scored.exit_code == 1
    assert "gold/3.jsonl: is a draft; review it before it is scored" in scored.stderr
    assert "draft" in extract("gold", "check").stdout
    again = extract("gold", "add", "3.txt")
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert "no text 9.txt in" in extract("gold", "add", "9.txt").stderr
    Path("gold/3.jsonl").unlink()
    labelled()
    assert extract("score").exit_code == 0


def test_labels_are_checked(corpus):
    labelled()
    result = extract("gold", "check")
    assert result.exit_code == 0, result.output
    assert "1 files, 2 claims" in result.stdout
    assert "0 complaints; 0 numerals have no label" in result.stdout
    Path("gold/3.jsonl").unlink()
    labelled(value="40000")
    result = extract("gold", "check", "gold", "--texts", corpus)
    assert result.exit_code == 1
    assert re.search(r"2 +value +3万人 +40000 cannot be read from the span", result.stdout)
    (data,) = json.loads(extract("gold", "check", "--json").stdout)
    assert [complaint["code"] for complaint in data["complaints"]] == ["value"]
    assert extract("gold", "check", "nowhere").exit_code == 2


@pytest.mark.usefixtures("corpus")
def test_two_labellers_are_compared():
    labelled()
    Path("gold").rename("one")
    labelled(bound="~")
    result = extract("gold", "agree", "one", "gold", "--errors", 5)
    assert result.exit_code == 0, result.output
    assert re.search(r"^quantity +2 +1\.000", result.stdout, re.MULTILINE)
    assert re.search(r"^bound +2 +0\.500", result.stdout, re.MULTILINE)
    assert re.search(r"bound +3万人 +.*= +~", result.stdout)
    data = json.loads(extract("gold", "agree", "one", "gold", "--json").stdout)
    assert data["agreement"]["bound"]["agreed"] == 0.5
    assert extract("gold", "agree", "one", "nowhere").exit_code == 2


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    ("to", "files"),
    [
        ("brat", ["3.ann", "3.txt", "annotation.conf"]),
        ("measeval", ["3.tsv", "3.txt"]),
    ],
)
def test_labels_are_exported(to, files):
    labelled()
    label(Path("gold"), "4")  # it has no document line
    result = extract("gold", "export", "there", "--to", to, "--gold", "gold")
    assert result.exit_code == 1
    assert "gold/4.jsonl: line 1: no document line" in result.stderr
    assert sorted(path.name for path in Path("there").rglob("*.*")) == files
    Path("gold/4.jsonl").unlink()
    assert extract("gold", "export", "there", "--to", to).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["gold", "check"],
        ["gold", "agree", "gold", "gold", "--errors", "5"],
        ["score", "--rules", "--errors", "5"],
        ["score", "--against", "gold/baseline.json"],
        ["add", "in/长.txt"],
    ],
    ids=" ".join,
)
def test_what_is_printed_fits_a_terminal(corpus, words):
    release = RELEASE.format("甲乙丙丁戊己庚辛壬癸") * 9
    for path in (corpus / "长.txt", Path("in/长.txt")):
        path.parent.mkdir(exist_ok=True)
        path.write_text(release, encoding="utf-8")
    label(Path("gold"), "3", sha256="0" * 64)
    assert extract("gold", "add", "长.txt").exit_code == 0
    draft = Path("gold/长.jsonl").read_text(encoding="utf-8").replace(', "draft": true', "")
    Path("gold/长.jsonl").write_text(draft.replace('"5.2"', '"5.3"'), encoding="utf-8")
    extract(corpus, "--quiet")
    label(Path("more"), "3")
    assert extract("score", "--gold", "more", "--accept", "--date", "2024-05-06").exit_code == 0
    Path("more/baseline.json").rename("gold/baseline.json")
    Path("corpus/长.txt").unlink()
    result = extract(*words)
    assert result.stdout
    assert max(map(cell_len, result.stdout.splitlines())) <= 80


def test_predictions_of_others_need_only_a_few_fields(corpus):
    labelled(indicator="", subject="", period="")
    start = RELEASE.index("{")
    row = {"doc": "3.txt", "start": start, "end": start + 3, "text": "3万人", "value": "30000"}
    row |= {"unit_text": "人", "bound": "=", "measure": "level"}
    Path("theirs").mkdir()
    Path("theirs/claims.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    extract(corpus, "--quiet")
    Path("outputs/documents.jsonl").rename("theirs/documents.jsonl")
    result = extract("score", "--gold", "gold", "--pred", "theirs/claims.jsonl", "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert (data["quantity"]["right"], data["full"]["right"], data["quantity"]["recall"]) == (1, 1, 0.5)


def test_version():
    assert extract("--version").stdout == f"extract-zh {__version__}\n"


def test_the_help_lists_every_command():
    text = extract("--help").stdout
    for name in COMMANDS:
        assert re.search(rf"^\W+{name} ", text, re.MULTILINE)
    assert "python -m extract corpus/" in text


@pytest.mark.parametrize(("command", "parameter"), OPTIONS)
def test_every_option_is_described(command, parameter):
    assert parameter.help
    name = parameter.opts[-1] if parameter.param_type_name == "option" else parameter.metavar
    assert name in extract(*command, "--help").stdout


# As a program


def contents(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def python(*words, **options):
    command = [sys.executable, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_it_runs_as_a_module(corpus):
    done = python("-m", "extract", "corpus", cwd=corpus.parent)
    assert done.returncode == 0, done.stderr
    assert "2 documents read" in done.stdout
    assert "python -m extract" in python("-m", "extract", "--help").stdout


def wait_for_work(process, journal):
    """Until the journal holds a document besides its head."""
    while not journal.exists() or journal.read_bytes().count(b"\n") < 2:
        assert process.poll() is None
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_leaves_no_outputs_and_can_be_gone_on_with(corpus, sent, code):
    for number in range(2000):
        (corpus / f"n{number}.txt").write_text(RELEASE.format(number), encoding="utf-8")
    command = [sys.executable, "-m", "extract", "corpus", "--workers", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=corpus.parent) as process:
        assert "documents" in process.stderr.readline()
        wait_for_work(process, corpus.parent / "outputs" / ".partial" / WORK / JOURNAL)
        process.send_signal(sent)
        process.stderr.read()
    assert process.returncode == code
    assert [path.name for path in Path("outputs").iterdir()] == [".partial"]
    done = extract("corpus", "--resume")
    assert done.exit_code == 0
    assert re.search(r"[1-9]\d* documents were done before", done.stdout)
    extract("corpus", "--out", "whole", "--quiet")
    assert contents("outputs") == contents("whole")


def test_a_console_that_knows_only_ascii_stops_nothing(corpus):
    (corpus / "中文.txt").write_text(RELEASE.format(5), encoding="utf-8")
    done = python("-m", "extract", "corpus", cwd=corpus.parent, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr
    assert "\\u4e2d" in done.stdout


def test_asking_for_help_loads_nothing_heavy():
    loaded = python("-c", "import sys, extract.cli; print(*sys.modules)").stdout.split()
    assert not {"jieba", "rjieba", "spacy", "pydantic", "jinja2", "opencc"} & set(loaded)


def test_what_is_kept_for_tests_is_not_trained_on(corpus):
    """The same text trains, until its manifest keeps it for tests."""
    pytest.importorskip("scipy")
    label(corpus.parent / "gold", "3")
    Path("mine").mkdir()
    assert extract("train", "gold", "--lexicon", "mine").exit_code == 0
    header = "doc\ttitle\tdate\tsource\tplace\turl\tsplit\n"
    lines = "".join(f"{path.name}\t\t\t\t\t\ttest\n" for path in sorted(corpus.glob("*.txt")))
    (corpus / "manifest.tsv").write_text(header + lines, encoding="utf-8")
    result = extract("train", "gold", "--lexicon", "mine")
    assert result.exit_code == 2
    assert "no text has labels to train on" in result.stderr
