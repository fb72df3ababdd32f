"""What the pages say is so: the README's Python runs, every command and option is explained somewhere."""

import json
import re
from pathlib import Path

import pytest

from extract.score import history
from program import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "gold" / "README.md"]
TEXTS = {page: page.read_text(encoding="utf-8") for page in PAGES}
DOCUMENTATION = "\n".join(TEXTS.values())
BLOCKS = re.findall(r"```python\n(.*?)```", TEXTS[PAGES[0]], re.DOTALL)
SHOWN = re.compile(r"(?<=<!-- history -->\n).*?(?=<!-- /history -->)", re.DOTALL)
LINES = 5  # of the history are shown
PRINTED = ["接待游客 125000 人次 2023-01-01/2023-12-31\n", "12.5万人次 接待游客 ['去年', '全县']\n"]


@pytest.mark.parametrize(
    ("block", "printed"), list(zip(BLOCKS, PRINTED, strict=True)), ids=["package", "spacy"]
)
def test_python_runs(block, printed, capsys):
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "run"])
def test_every_command_is_named(name):
    assert f"extract {name}" in DOCUMENTATION


@pytest.mark.parametrize(
    "option",
    sorted(
        {o for c in COMMANDS.values() for p in c.params for o in p.opts if o.startswith("--")} - {"--help"}
    ),
)
def test_every_option_is_named(option):
    assert re.search(rf"{option}\b", DOCUMENTATION)


def test_the_history_is_shown_as_it_is(update_golden):
    (page,) = [page for page, text in TEXTS.items() if SHOWN.search(text)]
    table = history.markdown(history.load(ROOT / "gold" / "history.tsv")[-LINES:])
    if update_golden:
        page.write_text(SHOWN.sub(lambda _: table, TEXTS[page]), encoding="utf-8", newline="\n")
    shown = SHOWN.search(page.read_text(encoding="utf-8"))[0]
    assert shown == table, "python -m pytest tests/test_readme.py --update-golden"


def test_the_counts_of_labels_are_true():
    text = TEXTS[ROOT / "gold" / "README.md"]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    told = {name.strip("`"): [int(count) for count in counts] for name, _, _, *counts in rows}
    assert told == {path.stem + ".txt": counts(path) for path in sorted((ROOT / "gold").glob("*.jsonl"))}


def counts(path):
    """Claims, optional ones, damaged ones, entities."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    flags = [record["claim"].get("flags") or [] for record in records if "claim" in record]
    entities = sum("entity" in record for record in records)
    return [len(flags), sum("optional" in f for f in flags), sum("damaged" in f for f in flags), entities]
