"""The atoms of time expressions: a year, a month, a day, 今年, 上午. `chains` puts them together.

An atom is a function from the time around it (the year of a month, the month of a day) to a period. Rules
read characters only; which year a bare month belongs to is decided when the chain is resolved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import TypeAlias

from extract.mentions import Period
from extract.times import resolvers
from extract.times.frame import Frame, Resolved

Resolve: TypeAlias = Callable[[Frame, Period | None], Resolved]


class Level(IntEnum):
    """How fine an atom is; in a chain every atom is finer than the one before."""

    YEAR = 1
    PART = 2
    MONTH = 3
    DAY = 4
    DAYPART = 5
    CLOCK = 6
    WHOLE = 9


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a time expression.

    `resolve` gets the reader's frame and the period of the coarser atoms before it, None for the first.
    `alone` is False for pieces that are times only within a chain: 8:30, 春季. `damaged` marks a date that
    lost a character on its page.
    """

    kind: str
    level: Level
    resolve: Resolve
    alone: bool = True
    damaged: bool = False


def fixed(kind: str, level: Level, period: Period) -> Atom:
    """An atom whose days are printed in full."""
    return Atom(kind, level, partial(resolvers.fixed, period))
