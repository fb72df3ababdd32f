"""A transparent ranker: integer weights of named features, summed; the largest sum wins.

The weights lie in one sorted text file (`lexicon/weights.tsv`), are made by `python -m extract train` and
are the same on every machine. A feature is a readable string, so an explanation can print what decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.lexicon import Lexicon

GIVEN = " | "  # between a candidate's name and a fact


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A row of `weights.tsv`."""

    feature: str
    weight: int


class Weights:
    """Feature weights; a feature that is not listed weighs nothing.

    A feature `name | fact` says that a fact speaks for or against the candidate of that name. These are
    kept by fact, because the same facts are weighed for every candidate of a figure.
    """

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._get = dict(weights).get
        self._said: dict[str, dict[str, int]] = {}
        for feature, weight in weights.items():
            name, mark, fact = feature.partition(GIVEN)
            if mark:
                self._said.setdefault(fact, {})[name] = weight

    @classmethod
    def load(cls, lexicon: Lexicon) -> Weights:
        """The weights of `weights.tsv`."""
        return cls({row.feature: row.weight for row in lexicon.rows("weights", WeightRow)})

    def total(self, features: Iterable[str]) -> int:
        """The sum of the features' weights."""
        get = self._get
        return sum([get(feature, 0) for feature in features])

    def said(self, facts: Iterable[str], names: Iterable[str]) -> list[int]:
        """What the facts together say of each candidate's name: the sums of `name | fact`."""
        get = self._said.get
        rows = [row for row in map(get, facts) if row is not None]
        return [sum([row[name] for row in rows if name in row]) for name in names]

    def compared(self, facts: Iterable[str], one: str, other: str) -> list[tuple[str, int]]:
        """By how much each fact speaks more for one candidate than for another, 0 where for both alike."""
        get = self._said.get
        rows = [(fact, get(fact)) for fact in facts]
        return [(fact, row.get(one, 0) - row.get(other, 0)) for fact, row in rows if row is not None]

    def parts(self, features: Iterable[str]) -> list[tuple[str, int]]:
        """The features that weigh something, with their weights."""
        found = [(feature, self._get(feature, 0)) for feature in features]
        return [part for part in found if part[1]]
