"""How far two labellers agree: quantities, each field of the quantities they share, mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from rich.table import Table

from extract.errors import ExtractError
from extract.labelling.files import gold_files
from extract.score import layout
from extract.score.compare import FIELDS, align, judge, same_value
from extract.score.figures import decimals, entities, ratio, retrievals, total
from extract.score.labels import Item, Labels, read
from extract.score.names import Names
from extract.score.scoring import Score, score
from extract.score.tally import Mistake

# Fields with a closed set of values, for which agreement by chance can be told.
_CODES = ("bound", "measure", "basis", "status")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two labellings agree on one thing.

    `kappa` is Cohen's: agreement above what chance gives, for fields with a closed set of values; None for
    others, and where both say the same everywhere.
    """

    name: str
    number: int
    agreed: Fraction
    kappa: Fraction | None = None


def compared(one: Path, two: Path) -> Score:
    """The second folder scored as if the first were gold, on the documents that both hold.

    Raises:
        ExtractError: they share no document; a file is broken.
    """
    shared = {path.stem for path in gold_files(one)} & {path.stem for path in gold_files(two)}
    if not shared:
        raise ExtractError(f"{one} and {two}: no document that both label")
    return score(one, two, shared)


def agreements(one: Path, two: Path, scored: Score) -> list[Agreement]:
    """F1 of quantities, full claims, links and mentions; shares of agreement in each field."""
    names = Names()
    first, second = read(one, names), read(two, names)
    pairs = [pair for tally in scored.tallies for pair in _pairs(first[tally.doc], second[tally.doc])]
    counts = total([tally.counts for tally in scored.tallies])
    rows, mentions = retrievals(counts), entities(counts)["all"]
    quantity = rows["quantity"]
    found = [Agreement("quantity", quantity.gold, quantity.f1)]
    found += [_of_field(name, pairs) for name in FIELDS]
    found.append(Agreement("all of these together", rows["full"].gold, rows["full"].f1))
    found.append(Agreement("part_of", rows["part_of"].gold, rows["part_of"].f1))
    return [*found, Agreement("mentions", mentions.gold, mentions.f1)]


def table(found: Sequence[Agreement]) -> Table:
    """The agreements, one a row."""
    made = layout.table("Agreement", "labelled", "agreed", "kappa")
    for one in found:
        kappa = "" if one.kappa is None else decimals(one.kappa)
        made.add_row(one.name, str(one.number), decimals(one.agreed) if one.number else "-", kappa)
    return made


def _pairs(one: Labels, two: Labels) -> list[tuple[Item, Item]]:
    """The quantities on which both agree."""
    pairs = [(one.claims[i], two.claims[j]) for i, j in align(one.claims, two.claims)]
    return [(a, b) for a, b in pairs if not a.optional and same_value(a, b) and a.unit == b.unit]


def _of_field(name: str, pairs: Sequence[tuple[Item, Item]]) -> Agreement:
    agreed = ratio(sum(judge(a, b)[name] for a, b in pairs), len(pairs))
    kappa = _kappa(agreed, name, pairs) if name in _CODES else None
    return Agreement(name, len(pairs), agreed, kappa)


def _kappa(agreed: Fraction, name: str, pairs: Sequence[tuple[Item, Item]]) -> Fraction | None:
    first, second = (Counter(getattr(pair[side], name) for pair in pairs) for side in (0, 1))
    chance = ratio(sum(first[code] * second[code] for code in first), len(pairs) ** 2)
    return (agreed - chance) / (1 - chance) if chance < 1 else None


def data(found: Sequence[Agreement], differences: Sequence[Mistake]) -> dict[str, Any]:
    """The same for programs, with the differences asked for."""
    rows = {
        one.name: {
            "labelled": one.number,
            "agreed": layout.number(one.agreed),
            "kappa": None if one.kappa is None else layout.number(one.kappa),
        }
        for one in found
    }
    return {"agreement": rows, "differences": [asdict(difference) for difference in differences]}
