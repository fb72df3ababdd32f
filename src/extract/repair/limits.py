"""How large a number in a unit can be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extract.lexicon import Lexicon

_BEHIND = 4  # 100200毫米的大暴雨


@dataclass(frozen=True, slots=True)
class Limit:
    """A line of `repair_limits.tsv`; see there."""

    name: str
    unit: str
    ceiling: Decimal
    near: tuple[str, ...] = ()


class Limits:
    """The largest values that occur, by unit as written."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._limits: dict[str, list[Limit]] = {}
        for row in lexicon.rows("repair_limits", Limit):
            self._limits.setdefault(row.unit, []).append(row)

    def exceeded(self, value: Decimal, unit_text: str, text: str, clause: int, start: int, end: int) -> bool:
        """Whether no such value occurs at text[start:end], in the clause that begins at `clause`."""
        near = [limit for limit in self._limits.get(unit_text, ()) if value > limit.ceiling]
        if not near:
            return False
        around = text[clause:start] + text[end : end + _BEHIND]
        return any(not limit.near or any(word in around for word in limit.near) for limit in near)
