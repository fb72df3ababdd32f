"""From sources to finished bytes, in this process or in several, always in the order of the sources."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from itertools import starmap
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from extract.documents import Opening
from extract.errors import ExtractError, InputError
from extract.garbage import uncollected
from extract.outputs import spool, streams
from extract.outputs.section import NEEDED, Section, section

if TYPE_CHECKING:
    from extract.documents import Source
    from extract.pipeline import Extraction

# Tasks handed out ahead of the one being awaited: enough to keep workers busy, few enough for flat memory.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides how texts are read; the same settings and texts give the same bytes."""

    lexicon: Path | None = None
    tokenizer: str = "rjieba"
    opening: Opening = field(default_factory=Opening)
    names: Path | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One document of a run, as `run.json` lists it; `characters` are code points."""

    doc: str
    sha256: str
    characters: int
    claims: int
    entities: int
    findings: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A document that was read, and the bytes it adds to each output.

    `points` are those of its claims that can belong to a series across documents. `section` is its part of
    the report, None when it was not wanted.
    """

    read: Read
    rendered: dict[str, bytes]
    points: bytes
    section: Section | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read, and why."""

    file: str
    cause: str


Outcome: TypeAlias = Finished | Failed


class Reader:
    """Reads one source to the end; made once a process.

    Raises:
        LexiconError, NamesError: the user's lexicon or names are wrong.
    """

    def __init__(self, settings: Settings) -> None:
        from extract.lexicon import Lexicon
        from extract.pipeline import Extractor
        from extract.series import Points

        lexicon = Lexicon(settings.lexicon)
        self._limits = settings.opening.limits
        self._extractor = Extractor(lexicon=lexicon, tokenizer=settings.tokenizer, names=settings.names)
        self._points = Points(lexicon)

    @uncollected
    def __call__(self, source: Source, with_section: bool) -> Outcome:
        """Read `source` into finished bytes; whatever goes wrong stays with this one file."""
        try:
            extraction = self._extractor.extract(self._extractor.read(source, self._limits))
            points = spool.dump(self._points.of(extraction.document, extraction.claims))
            return _finish(extraction, points, with_section)
        except InputError as error:
            return Failed(error.name, error.cause)
        except Exception as error:
            return Failed(source.label, _describe(error))


def _finish(extraction: Extraction, points: bytes, with_section: bool) -> Finished:
    # What the report alone needs, the scene, is the most of it all: it goes before other streams are made.
    first = [stream for stream in streams.STREAMS if stream.name in NEEDED.values()]
    rendered = streams.render(extraction, first)
    shown = section(extraction, rendered) if with_section else None
    extraction.trace = None
    rendered |= streams.render(extraction, [stream for stream in streams.STREAMS if stream not in first])
    read = Read(
        doc=extraction.document.doc,
        sha256=extraction.document.sha256,
        characters=len(extraction.document.text),
        claims=len(extraction.claims),
        entities=len(extraction.entities),
        findings=len(extraction.findings),
    )
    return Finished(read, rendered, points, shown)


def outcomes(
    sources: Iterable[Source], settings: Settings, workers: int, wants_section: Callable[[], bool]
) -> Iterator[Outcome]:
    """What became of every source, in order and as soon as it is known; the same for any `workers`.

    `wants_section` is asked whenever a source is handed out; once it says no it must not say yes again.

    Raises:
        LexiconError, NamesError: the user's lexicon or names are wrong.
        ExtractError: a worker process died.
    """
    reader = _reader(settings)
    tasks = ((source, wants_section()) for source in sources)
    if workers == 1:
        yield from starmap(reader, tasks)
        return
    pool = ProcessPoolExecutor(workers, initializer=_prepare_worker)
    try:
        yield from _in_order(pool, tasks, settings, workers * _AHEAD)
    except BrokenProcessPool:
        raise ExtractError("a worker process died, perhaps for want of memory; try fewer --workers") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, tasks: Iterable[tuple[Source, bool]], settings: Settings, ahead: int
) -> Iterator[Outcome]:
    waiting: deque[Future[Outcome]] = deque()
    for source, with_section in tasks:
        waiting.append(pool.submit(_read, settings, source, with_section))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _read(settings: Settings, source: Source, with_section: bool) -> Outcome:
    return _reader(settings)(source, with_section)


@cache
def _reader(settings: Settings) -> Reader:
    return Reader(settings)


def _prepare_worker() -> None:
    """Leave interrupts to the parent, and end with it, even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _describe(error: Exception) -> str:
    """A defect of ours in one line, with the place where it happened."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    message = " ".join(str(error).split())[:200]
    return f"internal error, {type(error).__name__}: {message} ({Path(place.filename).name}:{place.lineno})"
