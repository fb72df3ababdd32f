"""A whole run: every source read, every output written, all or nothing, and gone on with when interrupted."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from extract.documents import Contents
from extract.errors import ExtractError
from extract.outputs import record, series, work
from extract.outputs.journal import Became, Journal
from extract.outputs.report import PAGES, Report, dump
from extract.outputs.spool import Spool
from extract.outputs.staging import JOURNAL, WORK, staged
from extract.outputs.streams import POINTS, SECTIONS, Writer

if TYPE_CHECKING:
    from extract.documents import Source

DEFAULT_OUT = Path("outputs")
LISTED = 20  # failures, and one more than this of the documents, are kept in memory; run.json lists all
_COUNTED = ("characters", "claims", "entities", "findings")
Engine: TypeAlias = Callable[
    [Iterable["Source"], work.Settings, int, Callable[[], bool]], Iterator[work.Outcome]
]


@dataclass(slots=True)
class Run:
    """What a run did: totals, and the first documents and failures in the order of its sources.

    `resumed` counts the documents that an interrupted run had done before, `ignored` the files that are of no
    kind that is read.
    """

    read: list[work.Read] = field(default_factory=list)
    failed: list[work.Failed] = field(default_factory=list)
    resumed: int = 0
    ignored: int = 0
    _totals: Counter[str] = field(default_factory=Counter)

    def counts(self) -> dict[str, int]:
        """Totals over all documents."""
        return {name: self._totals[name] for name in ("documents", "failed", *_COUNTED)}

    def add(self, became: Became) -> None:
        """Count one more source."""
        if isinstance(became, work.Failed):
            self._totals["failed"] += 1
            self.failed += [became][: LISTED - len(self.failed)]
            return
        self._totals["documents"] += 1
        for name in _COUNTED:
            self._totals[name] += getattr(became, name)
        self.read += [became][: LISTED + 1 - len(self.read)]


def run(  # noqa: PLR0913 - what decides a run, and who is told of it
    sources: Iterable[Source],
    out: Path = DEFAULT_OUT,
    settings: work.Settings = work.Settings(),  # noqa: B008 - frozen, so it can be shared
    *,
    workers: int = 1,
    resume: bool = False,
    engine: Engine = work.outcomes,
    on_document: Callable[[Became], None] | None = None,
    appraise: Callable[[Path], Mapping[str, Any] | None] | None = None,
) -> Run:
    """Read `sources` and write all outputs into `out`, which stays untouched when anything stops the run.

    Args:
        sources: from `documents.discover`.
        out: the folder of the outputs, made when missing.
        settings: lexicon, tokenizer, names, how files are opened.
        workers: processes; the bytes written do not depend on it.
        resume: go on where a run with the same settings and sources was interrupted. A source that has
            changed since, and all behind it, are read again.
        engine: what reads the sources: `outputs.work.outcomes`, or another of its form.
        on_document: told of each document once its bytes are written, in order, those of an interrupted
            run first.
        appraise: given the finished `claims.jsonl`, says what the report shows of the score.

    Raises:
        LexiconError, NamesError: the user's lexicon or names are wrong.
        ExtractError: another run is writing into `out`.
        OSError: `out` cannot be written.
    """
    contents = Contents(sources, settings.opening)
    with staged(out, [PAGES], resume=resume) as folder, Writer(folder) as writer:
        with Journal(folder / WORK / JOURNAL, writer, record.decides(settings)) as journal:
            under_way = _UnderWay(journal, writer, on_document)
            left = under_way.resume(iter(contents))
            for outcome in engine(left, settings, workers, lambda: not under_way.report.full):
                under_way.note(outcome)
        with Spool(folder / POINTS) as spool:
            linked, charted = series.write(folder, spool)
        score = appraise(folder / "claims.jsonl") if appraise else None
        page = under_way.report.write(folder, folder / SECTIONS, score, charted)
        hashes = writer.hashes() | {"report.html": page} | linked
        record.write(folder / "run.json", settings, under_way.done.counts(), journal, hashes)
    under_way.done.ignored = getattr(sources, "ignored", 0) + contents.ignored
    return under_way.done


class _UnderWay:
    """A run between its first and its last document: its outputs, its journal, its totals."""

    def __init__(
        self, journal: Journal, writer: Writer, on_document: Callable[[Became], None] | None
    ) -> None:
        self.journal = journal
        self.report = Report()
        self.done = Run()
        self._writer = writer
        self._tell = on_document or (lambda _: None)
        self._handed_out: deque[tuple[str, str]] = deque()

    def resume(self, sources: Iterator[Source]) -> Iterator[Source]:
        """Take up what the journal holds of `sources`; returns those that are left.

        Raises:
            ExtractError: the files of the interrupted run are damaged.
        """
        kept, end, last, other = 0, None, None, None
        for entry, position in self.journal.entries():
            source = next(sources, None)
            if source is None or not entry.is_of(source):
                other = source
                break
            kept, end, last = kept + 1, position, entry
        if last is None:
            self._writer.begin()
        elif not self._writer.go_on(last.sizes, last.check):
            raise ExtractError("the interrupted run left damaged files; run again without --resume")
        for entry, _ in islice(self.journal.entries(), kept):
            self._count(entry.became)
            self._tell(entry.became)
        self.journal.begin(end)
        self.done.resumed = kept
        return self._stamped(chain([other] if other else [], sources))

    def _stamped(self, sources: Iterator[Source]) -> Iterator[Source]:
        """Note what tells each source, before it is read."""
        for source in sources:
            self._handed_out.append((source.label, source.stamp()))
            yield source

    def note(self, outcome: work.Outcome) -> None:
        """Write down what became of the next source."""
        label, stamp = self._handed_out.popleft()
        if isinstance(outcome, work.Failed):
            self._count(outcome)
            self.journal.note(label, stamp, outcome, 0)
            self._tell(outcome)
            return
        read = outcome.read
        section = outcome.section if self._count(read) else None
        size = self._writer.add(outcome.rendered, dump(section) if section else None, outcome.points)
        self.journal.note(label, stamp, read, size)
        self._tell(read)

    def _count(self, became: Became) -> bool:
        """Count a document; whether the report shows it."""
        self.done.add(became)
        if isinstance(became, work.Failed):
            return False
        return self.report.takes(became.claims, became.characters)
