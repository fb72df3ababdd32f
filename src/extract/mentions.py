"""What the finding stages hand to each other: light records without validation.

Offsets are code points into the document's text, end exclusive. The public, validated
records are in `records.py`; claims are turned into them once, at the end of the pipeline.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; `start` None means "as of `end`".

    Examples:
        >>> str(Period(date(2019, 1, 1), date(2019, 12, 31)))
        '2019-01-01/2019-12-31'
        >>> str(Period(None, date(2020, 7, 31)))
        '../2020-07-31'
    """

    start: date | None
    end: date | None

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `start/end`, `../end` or `start/..`; ValueError when it is neither."""
        start, _, end = text.partition("/")
        return cls(*(None if part == ".." else date.fromisoformat(part) for part in (start, end)))


@dataclass(slots=True)
class QuantityMention:
    """A quantity in the text: numeral, multiplier and unit, with the exact value.

    `value` is None for a range (`low`, `high`) and for a ratio of three or more parts (`parts`);
    it is signed for changes. `unit` is the code, `unit_text` the unit as written without multipliers.
    `rules` names the rules and cues that made it. `twin` is the start of the quantity this one repeats
    in another unit: 700万吨(折合140亿斤).
    """

    start: int
    end: int
    value: Decimal | None
    unit: str
    unit_text: str
    bound: str = "="
    measure: str = "level"
    low: Decimal | None = None
    high: Decimal | None = None
    parts: tuple[Decimal, ...] = ()
    flags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    twin: int | None = None


@dataclass(slots=True)
class TimeMention:
    """A time expression; `period` is None when it cannot be resolved, and `reason` then says why.

    `kind` is a word of the times grammar, such as `year`, `month`, `day`, `quarter`, `as_of`, `comparison`.
    """

    start: int
    end: int
    kind: str
    period: Period | None
    reason: str | None = None
    flags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class EntityMention:
    """A named place, organisation, person or title.

    `type` is PLACE, ORG, PERSON or TITLE. `name` is the full name it resolves to (全市 gives 昆明市),
    or the text itself; `code` the official code of a place (6 or 9 digits, ISO 3166-1 alpha-2 for a country).
    `flags` holds `ambiguous` when the text does not decide between several places.
    """

    start: int
    end: int
    type: str
    name: str
    code: str | None = None
    flags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
