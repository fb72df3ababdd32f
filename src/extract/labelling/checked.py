"""The check of whole folders: every file read, every complaint told, as tables and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from extract.errors import InputError
from extract.labelling.check import Complaint, check
from extract.labelling.files import Texts, load
from extract.labelling.uncovered import uncovered
from extract.pipeline import Extractor
from extract.score import layout


@dataclass(slots=True)
class Checked:
    """What was found in one gold file; `uncovered` are numerals without a label, which may well be right."""

    stem: str
    claims: int = 0
    entities: int = 0
    complaints: list[Complaint] = field(default_factory=list)
    uncovered: list[tuple[int, str]] = field(default_factory=list)


def checked(path: Path, texts: Texts, extractor: Extractor) -> Checked:
    """Check one gold file; one that cannot be read at all has a single complaint."""
    found = Checked(path.stem)
    try:
        gold = load(path)
        document = texts.document(path.stem)
    except InputError as error:
        found.complaints.append(Complaint(1, "file", "", error.cause))
        return found
    found.claims, found.entities = len(gold.claims), len(gold.entities)
    found.complaints = check(gold, document)
    if document is not None and not found.complaints:
        found.uncovered = uncovered(gold, document, extractor)
    return found


def tables(results: Sequence[Checked]) -> Iterator[RenderableType]:
    """Complaints and numerals without a label file by file, then the numbers; at most 80 columns wide."""
    for result in results:
        if result.complaints:
            yield _complaints(result)
        if result.uncovered:
            yield _uncovered(result)
    classes = Counter(complaint.code for result in results for complaint in result.complaints)
    if classes:
        table = layout.table("Complaints", "number")
        for code, number in classes.most_common():
            table.add_row(code, str(number))
        yield table
    claims, entities, numerals, wrong = (
        sum(result.claims for result in results),
        sum(result.entities for result in results),
        sum(len(result.uncovered) for result in results),
        classes.total(),
    )
    yield Text(
        f"{len(results)} files, {claims} claims, {entities} entities: {wrong} complaints; "
        f"{numerals} numerals have no label."
    )


def data(results: Sequence[Checked]) -> list[dict[str, Any]]:
    """The same for programs."""
    return [asdict(result) for result in results]


def _complaints(result: Checked) -> Table:
    table = Table(title=result.stem, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("line", justify="right", no_wrap=True)
    for column in ("class", "text", "complaint"):
        table.add_column(column)
    for one in result.complaints:
        table.add_row(str(one.line), one.code, Text(one.text, overflow="fold"), Text(one.cause))
    return table


def _uncovered(result: Checked) -> Table:
    title = f"{result.stem}: numerals without a label"
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("start", justify="right", no_wrap=True)
    table.add_column("text")
    for start, shown in result.uncovered:
        table.add_row(str(start), Text(shown))
    return table
