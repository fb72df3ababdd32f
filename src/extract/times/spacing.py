"""Pages that set spaces around numbers (2020 年 1—5 月) are read without them, and spans are mapped back."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from extract.engine import Spans
from extract.patterns import late

_SPACES = late(" +")
_DASHES = "—–~～-"


class Tightened:
    """A text without the spaces around its numbers, with the way back to its offsets."""

    def __init__(self, text: str, gaps: list[tuple[int, int]]) -> None:
        self._shifts = list(accumulate(end - start for start, end in gaps))
        # Where each gap closed, in the tightened text.
        self._places = [
            start - shift for (start, _), shift in zip(gaps, [0, *self._shifts[:-1]], strict=True)
        ]
        self._gaps = gaps
        pieces = zip([0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)], strict=True)
        self.text = "".join([text[start:end] for start, end in pieces])

    def tight(self, position: int) -> int:
        """The place in the tightened text of a place in the original."""
        index = bisect_right(self._gaps, (position,))
        if index == 0:
            return position
        inside = position < self._gaps[index - 1][1]
        return self._places[index - 1] if inside else position - self._shifts[index - 1]

    def original(self, position: int) -> int:
        """The place in the original text of a character of the tightened one."""
        index = bisect_right(self._places, position)
        return position + (self._shifts[index - 1] if index else 0)

    def blocked(self, spans: Spans) -> Spans:
        """Spans of the original text as spans of the tightened one."""
        return Spans((self.tight(start), self.tight(end)) for start, end in spans)


def tighten(text: str) -> Tightened | None:
    """The tightened text; None when there is nothing to tighten.

    Examples:
        >>> tighten("2020 年 5 月").text
        '2020年5月'
    """
    gaps = [match.span() for match in _SPACES.finditer(text) if _within_number(text, *match.span())]
    return Tightened(text, gaps) if gaps else None


def _within_number(text: str, start: int, end: int) -> bool:
    # Between a digit and a Chinese character or dash, on either side.
    if start == 0 or end == len(text):
        return False
    before, after = text[start - 1], text[end]
    return (_is_digit(before) and _joins(after)) or (_joins(before) and _is_digit(after))


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


def _joins(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character in _DASHES
