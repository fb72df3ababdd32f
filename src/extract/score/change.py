"""A score against the baseline: what was gained and lost, claim by claim, and what the figures make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from extract.score import layout
from extract.score.baseline import Standing, standing
from extract.score.figures import Interval, all_figures, decimals, differences, total
from extract.score.scoring import Score
from extract.score.show import mistake_tables
from extract.score.tally import KINDS, NOT_RIGHT, Mistake, Tally


@dataclass(frozen=True, slots=True)
class Change:
    """What became right and what became wrong since the baseline.

    `before`, `after` and `intervals` are the figures of the documents that both hold, and `documents` those
    in which the number of full claims changed. `new` counts labels that the baseline does not know, `gone`
    those of the documents scored that gold no longer holds, `unscored` documents of the baseline not scored.
    """

    lost: Sequence[Mistake]
    gained: Sequence[Mistake]
    before: Mapping[str, Fraction]
    after: Mapping[str, Fraction]
    intervals: Mapping[str, Interval]
    documents: Mapping[str, tuple[int, int]]
    new: int
    gone: int
    unscored: int


def change(baseline: Mapping[str, Standing], now: Score) -> Change:
    """Compare the documents scored with how they stood."""
    after = {tally.doc: standing(tally) for tally in now.tallies}
    docs = [doc for doc in after if doc in baseline]
    pairs = [(baseline[doc].counts, after[doc].counts) for doc in docs]
    known = [tally for tally in now.tallies if tally.doc in baseline]
    full = {doc: (baseline[doc].counts.get("full", 0), after[doc].counts.get("full", 0)) for doc in docs}
    return Change(
        lost=[mistake for tally in known for mistake in _lost(baseline[tally.doc], tally)],
        gained=[mistake for tally in known for mistake in _gained(baseline[tally.doc], tally)],
        before=all_figures(total([one for one, _ in pairs])),
        after=all_figures(total([other for _, other in pairs])),
        intervals=differences(pairs),
        documents={doc: numbers for doc, numbers in full.items() if numbers[0] != numbers[1]},
        new=_unknown(after, baseline),
        gone=_unknown({doc: baseline[doc] for doc in docs}, after),
        unscored=len(baseline.keys() - after.keys()),
    )


def _lost(before: Standing, now: Tally) -> Iterator[Mistake]:
    told = {(mistake.place, mistake.kind): mistake for mistake in now.mistakes}
    yield from (told[place, kind] for place, kind in _became_wrong(before, standing(now)))


def _gained(before: Standing, now: Tally) -> Iterator[Mistake]:
    for place, kind in _became_wrong(standing(now), before):
        text = now.labelled.get(place) or before.spurious[place]
        yield Mistake(now.doc, kind, place, text)


def _became_wrong(before: Standing, after: Standing) -> Iterator[tuple[str, str]]:
    """Place and kind of what is wrong after and was not before, for labels that both know."""
    for place, kinds in after.verdicts.items():
        old = before.verdicts.get(place)
        if old is not None and not set(old) & set(NOT_RIGHT):
            yield from ((place, kind) for kind in kinds if kind not in old)
    for place in after.spurious.keys() - before.spurious.keys():
        # What lost its label, or was given one, is a change of gold.
        if place not in before.verdicts:
            yield place, "entity spurious" if " " in place else "spurious"


def _unknown(here: Mapping[str, Standing], there: Mapping[str, Standing]) -> int:
    nothing = Standing({}, {}, {})
    return sum(len(here[doc].verdicts.keys() - there.get(doc, nothing).verdicts.keys()) for doc in here)


def tables(found: Change) -> Iterator[RenderableType]:
    """What was lost and gained one by one, then the totals; at most 80 columns wide."""
    for title, mistakes in (("Lost", found.lost), ("Gained", found.gained)):
        if mistakes:
            yield from mistake_tables(title, mistakes)
    if found.lost or found.gained:
        yield _totals(found)
        yield _figures(found)
        yield _documents(found)
    yield from (Text(note) for note in _notes(found))


def _totals(found: Change) -> Table:
    table = layout.table("Claims and mentions", "gained", "lost")
    gained = Counter(mistake.kind for mistake in found.gained)
    lost = Counter(mistake.kind for mistake in found.lost)
    for kind in KINDS:
        if gained[kind] or lost[kind]:
            table.add_row(kind, str(gained[kind]), str(lost[kind]))
    table.add_row("all", str(gained.total()), str(lost.total()), style="bold")
    return table


def _figures(found: Change) -> Table:
    table = layout.table("Figures", "before", "now", "change", "95 %")
    for name, after in found.after.items():
        before = found.before[name]
        if after != before:
            cells = (decimals(before), decimals(after), f"{float(after - before):+.3f}")
            table.add_row(name, *cells, layout.interval(found.intervals[name]))
    return table


def _documents(found: Change) -> Table:
    table = layout.table("Full claims", "before", "now", "change")
    for doc, (old, new) in sorted(found.documents.items(), key=lambda item: item[1][1] - item[1][0]):
        table.add_row(doc, str(old), str(new), f"{new - old:+d}")
    won = sum(new > old for old, new in found.documents.values())
    table.add_row("documents won, lost", str(won), str(len(found.documents) - won), style="bold")
    return table


def _notes(found: Change) -> Iterator[str]:
    if not found.lost and not found.gained:
        yield "Nothing gained and nothing lost against the baseline."
    if found.new:
        yield f"{found.new} labels are not in the baseline; score --accept takes them in."
    if found.gone:
        yield f"{found.gone} labels of the baseline are no longer in gold."
    if found.unscored:
        yield f"{found.unscored} documents of the baseline were not scored."


def data(found: Change) -> dict[str, Any]:
    """The same as `tables`, for programs."""
    figures = {
        name: {
            "before": layout.number(found.before[name]),
            "now": layout.number(after),
            "interval": [layout.number(end) for end in found.intervals.get(name, ())],
        }
        for name, after in found.after.items()
    }
    return {
        "lost": [asdict(mistake) for mistake in found.lost],
        "gained": [asdict(mistake) for mistake in found.gained],
        "figures": figures,
        "documents": {doc: list(full) for doc, full in found.documents.items()},
        "labels": {"new": found.new, "gone": found.gone},
        "documents_not_scored": found.unscored,
    }
