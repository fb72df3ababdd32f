"""Figures from counts: precision, recall, F1, shares of right fields, and their intervals."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from extract.score.compare import FIELDS, USUAL
from extract.score.tally import ENTITY_TYPES, OVERLAP_UNIT

Counts: TypeAlias = Mapping[str, int]
Interval: TypeAlias = tuple[Fraction, Fraction]

DRAWS = 1000
SEED = 20200807
# (shown name, key of what is right, of what was found, of what is labelled)
RETRIEVALS = (
    ("quantity", "right", "pred", "gold"),
    ("span", "span", "pred", "gold"),
    ("full", "full", "pred", "gold"),
    ("part_of", "links_right", "links_pred", "links_gold"),
)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """How much of what was labelled was found, and how much of what was found was right."""

    right: int
    pred: int
    gold: int

    @property
    def precision(self) -> Fraction:
        """Right among found; 0 when nothing was found."""
        return ratio(self.right, self.pred)

    @property
    def recall(self) -> Fraction:
        """Right among labelled; 0 when nothing is labelled."""
        return ratio(self.right, self.gold)

    @property
    def f1(self) -> Fraction:
        """Harmonic mean of precision and recall."""
        return ratio(2 * self.right, self.pred + self.gold)


def ratio(part: int, whole: int) -> Fraction:
    """`part / whole`, 0 when there is no whole."""
    return Fraction(part, whole) if whole else Fraction(0)


def retrievals(counts: Counts) -> dict[str, Retrieval]:
    """Quantity, span, full claim and part_of, by name."""
    return {
        name: Retrieval(counts.get(right, 0), counts.get(pred, 0), counts.get(gold, 0))
        for name, right, pred, gold in RETRIEVALS
    }


def entities(counts: Counts) -> dict[str, Retrieval]:
    """Per type of entity, and `all`."""
    kinds = {**{kind: kind for kind in ENTITY_TYPES}, "all": "ENTITY"}
    return {
        name: Retrieval(*(counts.get(f"{kind}:{what}", 0) for what in ("right", "pred", "gold")))
        for name, kind in kinds.items()
    }


def fields(counts: Counts) -> dict[str, Fraction]:
    """The share of right quantities in which a field, or several together, are right."""
    keys = {**{name: name for name in FIELDS}, "together": "full", "core": "core", "exact": "exact"}
    shares = {name: ratio(counts.get(key, 0), counts.get("right", 0)) for name, key in keys.items()}
    closeness = ratio(counts.get("overlap", 0), OVERLAP_UNIT * counts.get("right", 0))
    return shares | {"closeness": closeness}


def split(counts: Counts, name: str, kind: str) -> tuple[Fraction, int]:
    """Share right and number of the right quantities whose labelled field is `usual` or `special`."""
    total = counts.get(f"{name}:{kind}:gold", 0)
    return ratio(counts.get(f"{name}:{kind}:right", 0), total), total


def splittable(name: str) -> bool:
    """Whether a field has a usual value."""
    return name in USUAL


def all_figures(counts: Counts) -> dict[str, Fraction]:
    """Every figure that gets an interval, by name."""
    found = {name: retrieval.f1 for name, retrieval in retrievals(counts).items()}
    found |= {f"entities {name}": retrieval.f1 for name, retrieval in entities(counts).items()}
    return found | fields(counts)


def total(counts: Sequence[Counts]) -> Counter[str]:
    """The counts of several documents together."""
    whole: Counter[str] = Counter()
    for one in counts:
        whole.update(one)
    return whole


def intervals(counts: Sequence[Counts], draws: int = DRAWS, seed: int = SEED) -> dict[str, Interval]:
    """95 % intervals of all figures: documents drawn with replacement, `draws` times, by a fixed seed."""
    return _intervals(counts, all_figures, draws, seed)


def differences(pairs: Sequence[tuple[Counts, Counts]], draws: int = DRAWS) -> dict[str, Interval]:
    """95 % intervals of second minus first, both on the same draws of documents."""
    sides = ("before ", "after ")
    counts = [
        {side + key: number for side, one in zip(sides, pair, strict=True) for key, number in one.items()}
        for pair in pairs
    ]

    def difference(sums: Counts) -> dict[str, Fraction]:
        before, after = (
            all_figures({key.removeprefix(side): n for key, n in sums.items() if key.startswith(side)})
            for side in sides
        )
        return {name: after[name] - before[name] for name in after}

    return _intervals(counts, difference, draws, SEED)


def _intervals(
    counts: Sequence[Counts], figures: Callable[[Counts], dict[str, Fraction]], draws: int, seed: int
) -> dict[str, Interval]:
    if not counts:
        return {}
    keys = sorted({key for one in counts for key in one})
    rows = [tuple(one.get(key, 0) for key in keys) for one in counts]
    generator = random.Random(seed)
    samples: dict[str, list[Fraction]] = {}
    for _ in range(draws):
        drawn = generator.choices(rows, k=len(rows))
        sums = dict(zip(keys, map(sum, zip(*drawn, strict=True)), strict=True))
        for name, figure in figures(sums).items():
            samples.setdefault(name, []).append(figure)
    return {name: _middle(sorted(values)) for name, values in samples.items()}


def _middle(values: Sequence[Fraction]) -> Interval:
    tail = len(values) // 40
    return values[tail], values[-1 - tail]


def decimals(figure: Fraction) -> str:
    """A figure with three decimals."""
    return f"{float(figure):.3f}"
