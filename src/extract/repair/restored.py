"""The text as it was before the page lost characters, and the way back from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TypeVar

from extract.engine import Spans
from extract.mentions import QuantityMention, TimeMention
from extract.repair.losses import Loss

_DAMAGED = "damaged"
Mention = TypeVar("Mention", QuantityMention, TimeMention)


class Restored:
    """A text with its lost characters put back, and the way back to the offsets of the damaged one.

    Examples:
        >>> restored = Restored("共150620人", [Loss(4, "户", "150户620人", ())])
        >>> restored.text, restored.original(1, 5), restored.original(5, 9)
        ('共150户620人', (1, 4), (4, 8))
    """

    def __init__(self, text: str, losses: Iterable[Loss]) -> None:
        self._losses = sorted(losses, key=lambda loss: loss.place)
        self._places = [loss.place for loss in self._losses]
        self._shifts = [0, *accumulate(len(loss.lost) for loss in self._losses)]
        pieces: list[str] = []
        # Where each restored character stands in the restored text.
        self._inserted: list[int] = []
        position = length = 0
        for loss in self._losses:
            pieces += (text[position : loss.place], loss.lost)
            length += loss.place - position + len(loss.lost)
            self._inserted += range(length - len(loss.lost), length)
            position = loss.place
        self.text = "".join([*pieces, text[position:]])

    def restored(self, position: int) -> int:
        """The place in the restored text of the character at `position` of the damaged one."""
        return position + self._shifts[bisect_right(self._places, position)]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the damaged text of a span of the restored one."""
        return start - bisect_left(self._inserted, start), end - bisect_left(self._inserted, end)

    def blocked(self, spans: Spans | list[tuple[int, int]]) -> Spans:
        """Spans of the damaged text as spans of the restored one."""
        return Spans((self.restored(start), self.restored(end - 1) + 1) for start, end in spans)

    def touching(self, start: int, end: int) -> list[Loss]:
        """The losses inside or right beside the damaged text's span."""
        first = bisect_left(self._places, start)
        return self._losses[first : bisect_right(self._places, end)]

    def lead_back(
        self, times: Sequence[TimeMention], quantities: Sequence[QuantityMention]
    ) -> tuple[list[TimeMention], list[QuantityMention]]:
        """Mentions of the restored text as mentions of the damaged one; those at a loss say so."""
        for quantity in quantities:
            if quantity.twin is not None:
                quantity.twin = self.original(quantity.twin, quantity.twin)[0]
        return [self._back(time) for time in times], [self._back(quantity) for quantity in quantities]

    def _back(self, mention: Mention) -> Mention:
        mention.start, mention.end = self.original(mention.start, mention.end)
        for loss in self.touching(mention.start, mention.end):
            _mark(mention, loss.rules())
        return mention


def _mark(mention: QuantityMention | TimeMention, rules: tuple[str, ...]) -> None:
    if _DAMAGED not in mention.flags:
        mention.flags += (_DAMAGED,)
    mention.rules += rules
