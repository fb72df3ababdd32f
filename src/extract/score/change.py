"""One run against an earlier one on the same gold: what was gained and lost, document by document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rich.console import RenderableType

from extract.score import layout
from extract.score.figures import Counts, Interval, all_figures, decimals, differences, total
from extract.score.scoring import Score


@dataclass(frozen=True, slots=True)
class Change:
    """Figures before and after, the interval of their difference, and full claims won or lost by document."""

    before: Mapping[str, Fraction]
    after: Mapping[str, Fraction]
    intervals: Mapping[str, Interval]
    documents: Mapping[str, tuple[int, int]]


def change(earlier: Score, now: Score) -> Change:
    """Compare the documents that both scores hold."""
    before = {tally.doc: tally.counts for tally in earlier.tallies}
    after = {tally.doc: tally.counts for tally in now.tallies}
    docs = [doc for doc in after if doc in before]
    pairs: list[tuple[Counts, Counts]] = [(before[doc], after[doc]) for doc in docs]
    full = {doc: (before[doc]["full"], after[doc]["full"]) for doc in docs}
    return Change(
        before=all_figures(total([one for one, _ in pairs])),
        after=all_figures(total([other for _, other in pairs])),
        intervals=differences(pairs),
        documents={doc: numbers for doc, numbers in full.items() if numbers[0] != numbers[1]},
    )


def tables(earlier: Score, now: Score) -> Iterator[RenderableType]:
    """Every figure that changed, and the documents in which full claims were won or lost."""
    found = change(earlier, now)
    figures = layout.table("Change", "before", "now", "change", "95 %")
    for name, after in found.after.items():
        before = found.before[name]
        if after != before:
            cells = (decimals(before), decimals(after), f"{float(after - before):+.3f}")
            figures.add_row(name, *cells, layout.interval(found.intervals[name]))
    yield figures
    documents = layout.table("Full claims", "before", "now", "change")
    for doc, (old, new) in sorted(found.documents.items(), key=lambda item: item[1][1] - item[1][0]):
        documents.add_row(doc, str(old), str(new), f"{new - old:+d}")
    won = sum(new > old for old, new in found.documents.values())
    documents.add_row("documents won, lost", str(won), str(len(found.documents) - won), style="bold")
    yield documents


def data(earlier: Score, now: Score) -> dict[str, Any]:
    """The same as `tables`, for programs."""
    found = change(earlier, now)
    figures = {
        name: {
            "before": layout.number(found.before[name]),
            "now": layout.number(after),
            "interval": [layout.number(end) for end in found.intervals.get(name, ())],
        }
        for name, after in found.after.items()
    }
    return {"figures": figures, "documents": {doc: list(full) for doc, full in found.documents.items()}}
