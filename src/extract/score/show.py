"""Scores as tables for a terminal and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from extract.score import layout
from extract.score.figures import (
    Counts,
    Interval,
    Retrieval,
    all_figures,
    decimals,
    entities,
    fields,
    intervals,
    retrievals,
    split,
    splittable,
    total,
)
from extract.score.scoring import Score
from extract.score.tally import KINDS, Mistake, Tally

_EXPLAINED = {
    "together": "all of these together",
    "exact": "indicator, every character",
    "core": "sign, bound and measure",
    "closeness": "indicator, mean character F1",
}


def tables(score: Score, *, documents: bool = True) -> Iterator[RenderableType]:
    """What a reader wants to see, at most 80 columns wide; `documents` adds a row for each."""
    counts = [tally.counts for tally in score.tallies]
    whole, around = total(counts), intervals(counts)
    yield _retrieval_table("Claims", retrievals(whole), around, "")
    yield _field_table(whole, around)
    if whole["ENTITY:gold"]:
        yield _retrieval_table("Entities", entities(whole), around, "entities ")
    if any(score.by_split().values()):
        yield _split_table(score)
    if documents:
        yield class_table(score.mistakes())
        yield _document_table(score.tallies)
    yield from (Text(note) for note in _notes(score))


def mistake_tables(title: str, mistakes: Sequence[Mistake]) -> Iterator[RenderableType]:
    """Mistakes, a table for each document: where it starts, what is wrong, what gold says, what was found."""
    yield Text(f"{title}: {len(mistakes)}", style="bold")
    for doc, found in groupby(mistakes, attrgetter("doc")):
        yield _of_document(doc, list(found))


def _of_document(doc: str, mistakes: Sequence[Mistake]) -> Table:
    """The mistakes of one document; what was gained has no sides to show."""
    sided = any(mistake.gold or mistake.pred for mistake in mistakes)
    table = Table(title=doc, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("start", justify="right", no_wrap=True)
    for column in ("wrong", "text", *(("gold", "found") if sided else ())):
        table.add_column(column)
    for mistake in mistakes:
        cells = (mistake.kind, mistake.text, *((mistake.gold, mistake.pred) if sided else ()))
        start = mistake.place.partition("-")[0]
        table.add_row(start, *(Text(cell, overflow="fold") for cell in cells))
    return table


def class_table(mistakes: Sequence[Mistake]) -> Table:
    """How many mistakes of each class there are, and in how many documents."""
    table = layout.table("Mistakes by class", "number", "documents")
    for kind in KINDS:
        docs = [mistake.doc for mistake in mistakes if mistake.kind == kind]
        if docs:
            table.add_row(kind, str(len(docs)), str(len(set(docs))))
    table.add_row("all", str(len(mistakes)), str(len({mistake.doc for mistake in mistakes})), style="bold")
    return table


def _split_table(score: Score) -> Table:
    """The documents seen while rules are made, and the others, apart."""
    names = ("quantity", "indicator", "subject", "period", "full")
    table = layout.table("Splits", "texts", "gold", *names, "95 % of full")
    for name, counts in score.by_split().items():
        if counts:
            whole = total(counts)
            figures = all_figures(whole)
            cells = (str(len(counts)), str(whole["gold"]), *(decimals(figures[name]) for name in names[:-1]))
            full = decimals(retrievals(whole)["full"].f1)
            table.add_row(name, *cells, full, layout.interval(intervals(counts)["full"]))
    return table


def data(score: Score) -> dict[str, Any]:
    """The same as `tables`, for programs: figures are numbers with three decimals."""
    counts = [tally.counts for tally in score.tallies]
    whole, around = total(counts), intervals(counts)
    return {
        "gold": whole["gold"],
        "pred": whole["pred"],
        **{name: _data(r, around, name) for name, r in retrievals(whole).items()},
        "fields": {name: _field_data(whole, around, name, share) for name, share in fields(whole).items()},
        "entities": {name: _data(r, around, f"entities {name}") for name, r in entities(whole).items()},
        "documents": {tally.doc: _document_data(tally) for tally in score.tallies},
        "splits": {name: _split_data(counts) for name, counts in score.by_split().items() if counts},
        "classes": Counter(mistake.kind for mistake in score.mistakes()),
        "missing": list(score.missing),
        "refused": [{"file": error.name, "cause": error.cause} for error in score.refused],
    }


def _retrieval_table(
    title: str, rows: Mapping[str, Retrieval], around: Mapping[str, Interval], prefix: str
) -> Table:
    table = layout.table(title, "gold", "found", "right", "P", "R", "F1", "95 %")
    for name, row in rows.items():
        numbers = [str(row.gold), str(row.pred), str(row.right)]
        numbers += [decimals(figure) for figure in (row.precision, row.recall, row.f1)]
        table.add_row(name, *numbers, layout.interval(around.get(prefix + name)))
    return table


def _field_table(whole: Mapping[str, int], around: Mapping[str, Interval]) -> Table:
    """`usual` and `special` part the claims by their label: `=`, level, actual or empty, and all others."""
    table = layout.table("Fields of right quantities", "right", "95 %", "usual", "n", "special", "n")
    for name, share in fields(whole).items():
        table.add_row(
            _EXPLAINED.get(name, name),
            decimals(share),
            layout.interval(around.get(name)),
            *_split(whole, name),
        )
    return table


def _split(whole: Mapping[str, int], name: str) -> Iterator[str]:
    if splittable(name):
        for kind in ("usual", "special"):
            share, number = split(whole, name, kind)
            yield decimals(share) if number else "-"
            yield str(number)


def _document_table(tallies: Sequence[Tally]) -> Table:
    table = layout.table("Documents", "gold", "found", "right", "full", "F1", "full F1", "entities")
    for tally in tallies:
        rows, kinds = retrievals(tally.counts), entities(tally.counts)
        quantity, full = rows["quantity"], rows["full"]
        numbers = [str(number) for number in (quantity.gold, quantity.pred, quantity.right, full.right)]
        figures = [decimals(row.f1) if row.gold else "-" for row in (quantity, full, kinds["all"])]
        table.add_row(tally.doc, *numbers, *figures)
    return table


def _notes(score: Score) -> Iterator[str]:
    if score.missing:
        yield f"{len(score.missing)} documents have gold but no claims: {', '.join(score.missing[:5])}"
    if score.unread:
        yield f"{score.unread} gold files belong to no document of this run and were left out."


def _data(row: Retrieval, around: Mapping[str, Interval], name: str) -> dict[str, Any]:
    figures = {"precision": row.precision, "recall": row.recall, "f1": row.f1}
    return {
        "gold": row.gold,
        "pred": row.pred,
        "right": row.right,
        **{key: layout.number(figure) for key, figure in figures.items()},
        "interval": [layout.number(figure) for figure in around.get(name, ())],
    }


def _field_data(
    whole: Mapping[str, int], around: Mapping[str, Interval], name: str, share: Fraction
) -> dict[str, Any]:
    found: dict[str, Any] = {"right": layout.number(share)}
    found["interval"] = [layout.number(figure) for figure in around.get(name, ())]
    for kind in ("usual", "special") if splittable(name) else ():
        right, number = split(whole, name, kind)
        found[kind] = {"right": layout.number(right), "n": number}
    return found


def _split_data(counts: Sequence[Counts]) -> dict[str, Any]:
    whole, around = total(counts), intervals(counts)
    return {"documents": len(counts)} | {
        name: _data(row, around, name) for name, row in retrievals(whole).items()
    }


def _document_data(tally: Tally) -> dict[str, int]:
    return {key: tally.counts[key] for key in ("gold", "pred", "right", "full")}
