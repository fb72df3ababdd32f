"""How large a number in a unit can be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extract.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Limit:
    """A line of `repair_limits.tsv`; see there."""

    unit: str
    ceiling: Decimal
    near: tuple[str, ...] = ()


class Limits:
    """The largest values that occur, by unit as written."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._limits = {row.unit: row for row in lexicon.rows("repair_limits", Limit)}

    def has(self, unit_text: str) -> bool:
        """Whether anything is known of the unit."""
        return unit_text in self._limits

    def exceeded(self, value: Decimal, unit_text: str, before: str) -> bool:
        """Whether no `value` in that unit occurs behind the words `before` of its clause."""
        limit = self._limits.get(unit_text)
        if limit is None or value <= limit.ceiling:
            return False
        return not limit.near or any(word in before for word in limit.near)
