"""`run.json`, the record of a run: no clock and no machine in it, so that equal runs are equal bytes."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import extract
from extract import __version__
from extract.outputs.journal import Journal
from extract.outputs.work import Failed, Settings

_CODE = (".py", ".tsv", ".txt", ".j2", ".css", ".js")


def write(
    path: Path, settings: Settings, counts: Mapping[str, int], journal: Journal, hashes: Mapping[str, str]
) -> None:
    """Write the record; documents and failures are taken from the journal, one at a time."""
    with path.open("wb") as file:
        file.write(_json(_about(settings) | {"counts": counts})[:-2])
        _list(
            file,
            "files",
            (asdict(e.became) for e, _ in journal.entries() if not isinstance(e.became, Failed)),
        )
        _list(
            file, "failed", (asdict(e.became) for e, _ in journal.entries() if isinstance(e.became, Failed))
        )
        file.write(b"," + _json({"outputs": hashes})[1:] + b"\n")


def decides(settings: Settings) -> dict[str, Any]:
    """What decides the outputs besides the sources: options, word lists, the package's own code."""
    together = hashlib.blake2b(digest_size=16)
    root = Path(extract.__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in _CODE):
        together.update(hashlib.blake2b(path.read_bytes()).digest())
    return _about(settings) | {"opening": asdict(settings.opening), "package": together.hexdigest()}


def _about(settings: Settings) -> dict[str, Any]:
    return {
        "version": __version__,
        "python": platform.python_version(),
        "options": {
            "tokenizer": settings.tokenizer,
            "lexicon": str(settings.lexicon) if settings.lexicon else None,
            "lexicon_sha256": _hashes_of(settings.lexicon),
        },
    }


def _hashes_of(folder: Path | None) -> dict[str, str]:
    """SHA-256 of the user's own lexicon files, by name."""
    if folder is None:
        return {}
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.tsv"))}


def _list(file: BinaryIO, name: str, items: Iterator[dict[str, Any]]) -> None:
    """A list of objects as the next member of the object that is being written."""
    file.write(b",\n " + json.dumps(name).encode() + b": [")
    end = b"]"
    for number, item in enumerate(items):
        file.write((b"," if number else b"") + b"\n" + _indented(item))
        end = b"\n ]"
    file.write(end)


def _indented(item: dict[str, Any]) -> bytes:
    return b"\n".join(b"  " + line for line in _json(item).split(b"\n"))


def _json(value: Any) -> bytes:
    """As everywhere in the record; a file name that is no valid text keeps its odd bytes as escapes."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
