"""A whole run: every source read, every output written, all or nothing."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import __version__
from extract.outputs import series, work
from extract.outputs.report import Report
from extract.outputs.spool import Spool
from extract.outputs.staging import staged
from extract.outputs.streams import Writer

if TYPE_CHECKING:
    from extract.documents import Source

DEFAULT_OUT = Path("outputs")


@dataclass(frozen=True, slots=True)
class Read:
    """One document of a run, as `run.json` lists it; `characters` are code points."""

    doc: str
    sha256: str
    characters: int
    claims: int
    entities: int
    findings: int


@dataclass(slots=True)
class Run:
    """What a run did, in the order of its sources."""

    read: list[Read] = field(default_factory=list)
    failed: list[work.Failed] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Totals over all documents."""
        totals = {"documents": len(self.read), "failed": len(self.failed)}
        for name in ("characters", "claims", "entities", "findings"):
            totals[name] = sum(getattr(document, name) for document in self.read)
        return totals


def run(
    sources: Sequence[Source],
    out: Path = DEFAULT_OUT,
    settings: work.Settings = work.Settings(),  # noqa: B008 - frozen, so it can be shared
    *,
    workers: int = 1,
    on_document: Callable[[work.Outcome], None] | None = None,
) -> Run:
    """Read `sources` and write all outputs into `out`, which stays untouched when anything stops the run.

    Args:
        sources: from `documents.discover`.
        out: the folder of the outputs, made when missing.
        settings: lexicon and tokenizer.
        workers: processes; the bytes written do not depend on it.
        on_document: told of each document once its bytes are written, in order.

    Raises:
        LexiconError: the user's lexicon is wrong.
        OSError: `out` cannot be written.
    """
    done = Run()
    with staged(out) as folder, Report(folder) as report, Spool(folder) as spool:
        with Writer(folder) as writer:
            for outcome in work.outcomes(sources, settings, workers, lambda: not report.full):
                _note(done, outcome, writer, report)
                if isinstance(outcome, work.Finished):
                    spool.add(outcome.points)
                if on_document:
                    on_document(outcome)
        hashes = writer.hashes() | {"report.html": report.write(__version__)} | series.write(folder, spool)
        (folder / "run.json").write_bytes(_run_json(done, settings, hashes))
    return done


def _note(done: Run, outcome: work.Outcome, writer: Writer, report: Report) -> None:
    if isinstance(outcome, work.Failed):
        done.failed.append(outcome)
        return
    writer.add(outcome.rendered)
    report.add(outcome.doc, outcome.claims, outcome.characters, outcome.section)
    names = Read.__dataclass_fields__
    done.read.append(Read(**{name: getattr(outcome, name) for name in names}))


def _run_json(done: Run, settings: work.Settings, hashes: dict[str, str]) -> bytes:
    """The record of the run; no clock and no machine in it, so that equal runs are equal bytes."""
    record: dict[str, Any] = {
        "version": __version__,
        "python": platform.python_version(),
        "options": {
            "tokenizer": settings.tokenizer,
            "lexicon": str(settings.lexicon) if settings.lexicon else None,
            "lexicon_sha256": _hashes_of(settings.lexicon),
        },
        "counts": done.counts(),
        "files": [asdict(document) for document in done.read],
        "failed": [asdict(failure) for failure in done.failed],
        "outputs": hashes,
    }
    # A file name that is no valid text keeps its odd bytes as escapes.
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _hashes_of(folder: Path | None) -> dict[str, str]:
    """SHA-256 of the user's own lexicon files, by name."""
    if folder is None:
        return {}
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.tsv"))}
