"""A transparent ranker: integer weights of named features, summed; the largest sum wins.

The weights lie in one sorted text file (`lexicon/weights.tsv`), are made by `python -m extract train` and
are the same on every machine. Every feature has a readable name, so an explanation can print what decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from struct import Struct
from typing import Any, TypeAlias, TypeVar

from extract.claims.features import Features, Get
from extract.lexicon import Lexicon
from extract.patterns import late

Option = TypeVar("Option")
# A function that names facts, and its arguments: the same few come again and again.
Fact: TypeAlias = tuple[Any, ...]

GIVEN = " | "  # between a candidate's name and a fact

_OWN = late(" (?:ends|length) [^ ]+$")
_LANE = 32  # bits of a sum; weights are thousands at most, and facts some thirty
_MOST_ROWS = 1 << 12  # facts whose weights are kept; words of the text are among them
_MOST_NAMED = 1 << 10  # facts whose names are kept
_ZERO = 1 << (_LANE - 1)  # added to each lane, so that none is negative


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A row of `weights.tsv`."""

    feature: str
    weight: int


class Weights:
    """Feature weights; a feature that is not listed weighs nothing.

    A feature `name | fact` says that a fact speaks for or against the candidate of that name. The same facts
    are weighed for every candidate of a figure. So a fact's weights for all names are kept in one integer, a
    lane of bits for each name, and one addition for each fact sums them for all names.
    """

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = dict(weights)
        self._tables: dict[Features, list[Get]] = {}
        # Names of candidates that have weights by their last character or length: `left ends 量`.
        self.named = frozenset(feature.rsplit(" ", 2)[0] for feature in weights if _OWN.search(feature))
        self._said: dict[str, dict[str, int]] = {}
        for feature, weight in weights.items():
            name, mark, fact = feature.partition(GIVEN)
            if mark:
                self._said.setdefault(fact, {})[name] = weight
        names = sorted({name for row in self._said.values() for name in row})
        self._lanes = {name: lane for lane, name in enumerate(names)}
        self._zeros = sum(_ZERO << _LANE * lane for lane in range(len(names) + 1))
        self._layout = Struct(f"<{len(names) + 1}I")
        self._rows = _Rows({fact: self._pack(row) for fact, row in self._said.items()})
        self._told = lru_cache(maxsize=_MOST_NAMED)(self._tell)

    @classmethod
    def load(cls, lexicon: Lexicon) -> Weights:
        """The weights of `weights.tsv`."""
        return cls({row.feature: row.weight for row in lexicon.rows("weights", WeightRow)})

    def tables(self, features: Features) -> list[Get]:
        """For each template of `features` a function that gives the weight of a value, or a default."""
        if features not in self._tables:
            self._tables[features] = features.tables(self._weights)
        return self._tables[features]

    def said(self, facts: Iterable[Fact], names: Iterable[str]) -> list[int]:
        """What the facts together say of each candidate's name: the sums of `name | fact`."""
        packed = sum(map(self._rows.__getitem__, facts), self._zeros)
        sums = self._layout.unpack(packed.to_bytes(self._layout.size, "little"))
        lanes, none = self._lanes, len(self._lanes)
        return [sums[lanes.get(name, none)] - _ZERO for name in names]

    def _pack(self, row: Mapping[str, int]) -> int:
        return sum(weight << _LANE * self._lanes[name] for name, weight in row.items())

    def compared(self, facts: Iterable[Fact], one: str, other: str) -> list[tuple[str, int]]:
        """By how much each fact speaks more for one candidate than for another, 0 where for both alike."""
        told = chain.from_iterable(map(self._told, facts))
        return [(name, row.get(one, 0) - row.get(other, 0)) for name, row in told]

    def _tell(self, fact: Fact) -> list[tuple[str, Mapping[str, int]]]:
        """The names of the fact that weigh something, each with its weights by candidate."""
        return [(name, self._said[name]) for name in named(fact) if name in self._said]

    def parts(self, features: Iterable[str]) -> list[tuple[str, int]]:
        """The features that weigh something, with their weights."""
        found = [(feature, self._weights.get(feature, 0)) for feature in features]
        return [part for part in found if part[1]]


class _Rows(dict[Fact, int]):
    """What facts weigh for all names, packed; worked out when first asked for."""

    def __init__(self, packed: Mapping[str, int]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, fact: Fact) -> int:
        if len(self) >= _MOST_ROWS:
            self.clear()
        row = self[fact] = sum([self._packed.get(name, 0) for name in named(fact)])
        return row


def named(fact: Fact) -> list[str]:
    """The names of what a fact says."""
    name, *values = fact
    names: list[str] = name(*values)
    return names


def best(options: Sequence[Option], totals: Sequence[int]) -> Option:
    """The option with the largest total, the first of these."""
    return options[totals.index(max(totals))]
