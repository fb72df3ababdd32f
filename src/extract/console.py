"""What a run says while it goes on and when it is done."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from extract.outputs.journal import Became
from extract.outputs.run import LISTED, Run
from extract.outputs.work import Failed, Read

if TYPE_CHECKING:
    # Imported where something is printed: a quiet run needs none of it.
    from rich.console import Console
    from rich.progress import Progress, TaskID
    from rich.table import Table
    from rich.text import Text

_A_LINE_EACH = 1000  # documents, when nobody knows how many there will be
_REFRESH_SECONDS = 0.1


class Reporter:
    """Names failures on standard error at once and shows progress there: a bar on a terminal, else lines.

    Args:
        total: number of documents; None when files hold several.
        quiet: failures only.
    """

    def __init__(self, total: int | None, *, quiet: bool) -> None:
        self._total = total
        self._quiet = quiet
        self._done = self._claims = self._characters = 0
        self._started = self._refreshed = time.monotonic()
        self._stopped: float | None = None
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    @cached_property
    def _console(self) -> Console:
        from rich.console import Console

        return Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

    def __enter__(self) -> Reporter:
        if not self._quiet and self._console.is_terminal:
            self._bar = _bar(self._console)
            self._task = self._bar.add_task("", total=self._total, claims=0, rate=0)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        self._stopped = time.monotonic()

    @property
    def seconds(self) -> float:
        """Time since the reporter was made, up to its end."""
        return (self._stopped or time.monotonic()) - self._started

    @property
    def rate(self) -> int:
        """Characters a second so far."""
        return int(self._characters / max(self.seconds, 0.001))

    def __call__(self, outcome: Became) -> None:
        """Note what became of the next document."""
        self._done += 1
        if isinstance(outcome, Failed):
            self._console.print(one_line(f"{outcome.file}: {outcome.cause}"))
        else:
            self._claims += outcome.claims
            self._characters += outcome.characters
        if self._bar:
            self._move()
        elif not self._quiet and self._at_a_tenth():
            of = "" if self._total is None else f"/{self._total}"
            self._console.print(f"{self._done}{of} documents, {self._claims:,} claims")

    def _move(self) -> None:
        # Refreshed by hand: the bar's own thread must not run while worker processes are forked.
        assert self._bar is not None
        assert self._task is not None
        self._bar.update(self._task, completed=self._done, claims=self._claims, rate=self.rate)
        if time.monotonic() - self._refreshed > _REFRESH_SECONDS:
            self._refreshed = time.monotonic()
            self._bar.refresh()

    def _at_a_tenth(self) -> bool:
        if self._total is None:
            return self._done % _A_LINE_EACH == 0
        return self._done * 10 // self._total > (self._done - 1) * 10 // self._total


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, for a message that must stay on one line."""
    return "".join(character if character.isprintable() else " " for character in text)


def summary(run: Run) -> Table:
    """Counts of the documents read, at most 80 columns wide."""
    from rich.table import Table

    counts = run.counts()
    failed = f", {counts['failed']} could not be read" if counts["failed"] else ""
    ignored = f", {run.ignored} of other kinds ignored" if run.ignored else ""
    title = f"{counts['documents']} documents read{failed}{ignored}"
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("", overflow="ellipsis", no_wrap=True, max_width=36)
    for name in ("characters", "claims", "entities", "findings"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, *numbers in _rows(run.read):
        table.add_row(name, *(f"{number:,}" for number in numbers))
    totals = (counts[name] for name in ("characters", "claims", "entities", "findings"))
    table.add_row("all documents", *(f"{total:,}" for total in totals), style="bold")
    return table


def closing(out: Path, reporter: Reporter, resumed: int = 0) -> Text:
    """How long the run took, and where to look first."""
    from rich.text import Text

    if resumed:
        return Text(f"{resumed} documents were done before. See {one_line(str(out / 'report.html'))}")
    speed = f"{reporter.seconds:.1f} s, {reporter.rate:,} characters a second."
    return Text(f"{speed} See {one_line(str(out / 'report.html'))}")


def _rows(read: Sequence[Read]) -> list[tuple[str, int, int, int, int]]:
    if len(read) > LISTED:
        return []
    return [(one_line(r.doc), r.characters, r.claims, r.entities, r.findings) for r in read]


def _bar(console: Console) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents, {task.fields[claims]:,} claims, {task.fields[rate]:,} characters/s"),
        TimeRemainingColumn(),
        console=console,
        auto_refresh=False,
        transient=True,
    )
