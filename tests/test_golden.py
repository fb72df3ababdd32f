"""One release with everything that is read from it, so that every change of a rule shows as a diff.

When a change is meant, `python -m pytest tests/test_golden.py --update-golden` rewrites the file: read its
diff line by line before you commit it. The golden file is no gold: it says what is, not what is right.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.documents import discover
from extract.pipeline import Extractor

TESTS = Path(__file__).parent
DOC = "lanzhou-kongqizhiliang-2021"
GOLDEN = TESTS / "golden" / f"{DOC}.jsonl"
HOW = "if this is meant: python -m pytest tests/test_golden.py --update-golden, then read the diff"


def records() -> list[dict[str, Any]]:
    """The document without its text, then its claims and entities in order."""
    extractor = Extractor()
    (source,) = discover([TESTS.parent / "corpus" / f"{DOC}.txt"])
    found = extractor.extract(extractor.read(source))
    lines = [{"document": json.loads(found.document.model_dump_json(exclude={"text"}))}]
    lines += [{"claim": json.loads(claim.model_dump_json())} for claim in found.claims]
    lines += [{"entity": json.loads(entity.model_dump_json())} for entity in found.entities]
    return lines


def keyed(lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The records by what they are and where they stand."""
    found = {}
    for line in lines:
        ((kind, record),) = line.items()
        found[f"{kind} {record.get('start', '')} {record.get('text', record['doc'])}"] = record
    return found


def changes(old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> list[str]:
    """Every record lost or new, and every field that changed, one a line."""
    lines = [f"- {name}" for name in old if name not in new] + [
        f"+ {name}" for name in new if name not in old
    ]
    for name in old.keys() & new.keys():
        before, after = old[name], new[name]
        fields = [field for field in before | after if before.get(field) != after.get(field)]
        lines += [f"{name}: {field} {before.get(field)!r} -> {after.get(field)!r}" for field in fields]
    return sorted(lines)


def test_nothing_changes_unseen(update_golden: bool) -> None:
    now = records()
    if update_golden:
        GOLDEN.parent.mkdir(exist_ok=True)
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in now)
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    then = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    found = changes(keyed(then), keyed(now))
    if found:
        pytest.fail("\n".join([f"{len(found)} changes", *found, HOW]), pytrace=False)


def test_changes_are_told_field_by_field() -> None:
    old = {"claim 3 5人": {"unit": "person", "value": "5"}, "claim 9 7人": {}}
    new = {"claim 3 5人": {"unit": "person", "value": "6"}, "claim 12 8人": {}}
    assert changes(old, new) == ["+ claim 12 8人", "- claim 9 7人", "claim 3 5人: value '5' -> '6'"]
    assert changes(old, old) == []
