"""Text whose lines were broken at a fixed width: how it is recognised, and read without the breaks.

Stages take a line break for the end of a paragraph. In a text that was wrapped at a width (by a mail program,
a terminal, a copy from print) most breaks are no such thing: they fall within sentences and within numbers.
Such a text is read *joined*, with these breaks left out, and everything found is given back in offsets of
the text as it is stored.

A text is taken for wrapped when all of this holds; widths are counted in columns, two for a Chinese
character and one for a digit, or two for every character, whichever fits more lines:

- there is a width, of 20 to 160, that no more than a twentieth of the lines exceed, and at least three lines
  are *full*: the first piece of the next line (a character, a number, a word) would not have fitted;
- full lines make up at least a quarter of all lines, and most of them break off in mid-sentence;
- more than a third of them hold a comma or a full stop, as prose does and rows of a table do not.

A full line is joined to the next one, unless a blank line or an indent sets that one off or it begins like an
item of a list; behind a full stop only when the text sets off its paragraphs in this way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import TypeAlias

from extract.mentions import Span
from extract.patterns import late

_NARROWEST, _WIDEST = 20, 160  # columns
_LEAST_FULL = 3  # lines
_FULL_SHARE = 1 / 4
_LONGER_SHARE = 1 / 20
_SLACK = 4  # columns that a width may be short of the widest line: two characters
_WIDE = late("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]")
_UNSURE = late("[\u00a1-\u02ff\u0370-\u04ff\u2010-\u266f]")  # one column or two, by the font
_LINE = late(r"[^ \t\n](?:[^\n]*[^ \t\n])?")
# What is not broken: a number with its sign and marks, a word; closing marks stay with what is before them.
_PIECE = late(r"(?:[0-9A-Za-z.,%+\-/]+|.)[，。；：、！？）】》”’,.;:!?)\]]*")
_PROSE = late("[，。；]|,(?![0-9])")
_STOP = late(r"[。！？!?][”’」』）)】》]*$")
_ITEM = late(r"[（(]?[一二三四五六七八九十]{1,3}[、)）]|[（(]?\d{1,2}[、)）]|[|｜•·●○◆■※]")
_WORDS = late(r"[A-Za-z]")


Measure: TypeAlias = Callable[[str, int, int], int]


class Joined:
    """A text without the breaks that only a width made, and the way between its offsets and the stored ones.

    Args:
        view: the reading view of the stored text.
        breaks: the spans of the breaks, blanks around them included, and what is read there instead: nothing,
            or a blank between Latin words.
    """

    def __init__(self, view: str, breaks: Sequence[tuple[Span, str]]) -> None:
        self._breaks = breaks
        self._starts, self._shifts = [0], [0]  # where a stretch begins, and what is to be added from there on
        for (start, end), instead in breaks:
            self._starts.append(start + len(instead) - self._shifts[-1])
            self._shifts.append(self._shifts[-1] + end - start - len(instead))
        self._stored_starts = list(map(add, self._starts, self._shifts))
        self.text = self.cut(view)

    def cut(self, text: str) -> str:
        """`text`, which has the offsets of the stored text, without the breaks."""
        pieces, position = [], 0
        for (start, end), instead in self._breaks:
            pieces += [text[position:start], instead]
            position = end
        return "".join(pieces) + text[position:]

    def stored(self, span: Span) -> Span:
        """The span in the stored text of one in the joined text; a break inside it is part of it."""
        start, end = span
        return start + self._shift(start), (
            end + self._shift(end - 1) if end > start else start + self._shift(start)
        )

    def joined(self, span: Span) -> Span:
        """The span in the joined text of one in the stored text that neither begins nor ends in a break."""
        start, end = span
        return start - self._back(start), end - self._back(max(end - 1, start))

    def _shift(self, position: int) -> int:
        return self._shifts[bisect_right(self._starts, position) - 1]

    def _back(self, position: int) -> int:
        return self._shifts[bisect_right(self._stored_starts, position) - 1]


@lru_cache(maxsize=1)  # a text is described, then read
def joined(text: str, view: str) -> Joined | None:
    """The reading view of `text` without the breaks of a fixed width; None without such, as nearly always."""
    spans = [match.span() for match in _LINE.finditer(view)]
    full = max(_full(text, spans, _columns), _full(text, spans, _characters), key=len)
    return _joined(view, spans, full) if _is_wrapped(view, spans, full) else None


def _full(text: str, spans: Sequence[Span], measure: Measure) -> list[int]:
    """The numbers of the full lines at the width that this measure finds."""
    width = _width(text, spans, measure)
    if width is None:
        return []
    return [
        n for n, (line, after) in enumerate(pairwise(spans)) if _is_full(text, line, after, width, measure)
    ]


def _joined(view: str, spans: Sequence[Span], full: Sequence[int]) -> Joined | None:
    spaced = any(_sets_off(view[end:after]) for (_, end), (after, _) in pairwise(spans))
    breaks = [found for number in full if (found := _break(view, spans[number], spans[number + 1], spaced))]
    return Joined(view, breaks) if breaks else None


def _characters(text: str, start: int, end: int) -> int:
    del text
    return 2 * (end - start)


def _columns(text: str, start: int, end: int) -> int:
    return end - start + len(_WIDE.findall(text, start, end))


def _width(text: str, spans: Sequence[Span], measure: Measure) -> int | None:
    """The width at which lines may have been broken."""
    if len(spans) <= _LEAST_FULL:
        return None
    short = [span for span in spans if span[1] - span[0] <= _WIDEST]
    if len(spans) - len(short) > _LONGER_SHARE * len(spans):
        return None
    widths = Counter(measure(text, _line_start(text, start), end) for start, end in short)
    near = {w: sum(widths[w - less] for less in range(_SLACK)) for w in widths if _NARROWEST <= w <= _WIDEST}
    if not near:
        return None
    width = max(near, key=lambda w: (near[w], w))
    longer = sum(number for w, number in widths.items() if w > width) + len(spans) - len(short)
    return width if longer <= _LONGER_SHARE * len(spans) else None


def _line_start(text: str, start: int) -> int:
    """Where the line begins whose first character that is no blank is at `start`."""
    return max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1


def _is_full(text: str, line: Span, after: Span, width: int, measure: Measure) -> bool:
    """Whether the first piece of the next line would not have fitted on this one."""
    piece = _PIECE.match(text, *after)
    start = _line_start(text, line[0])
    length = measure(text, start, line[1])
    unsure = len(_UNSURE.findall(text, start, line[1])) if measure is _columns else 0
    return piece is not None and length <= width < length + unsure + measure(text, *piece.span())


def _is_wrapped(view: str, spans: Sequence[Span], full: Sequence[int]) -> bool:
    if len(full) < max(_LEAST_FULL, _FULL_SHARE * len(spans)):
        return False
    texts = [view[slice(*spans[number])] for number in full]
    broken = sum(_STOP.search(text) is None for text in texts)
    prose = sum(_PROSE.search(text) is not None for text in texts)
    return 2 * broken > len(full) and 3 * prose > len(full)


def _break(view: str, line: Span, after: Span, spaced: bool) -> tuple[Span, str] | None:
    """What is left out between two lines, and what is read instead; None when the break is meant."""
    if _sets_off(view[line[1] : after[0]]) or _ITEM.match(view, *after):
        return None
    if not spaced and _STOP.search(view, *line):
        return None
    words = _WORDS.match(view, line[1] - 1) and _WORDS.match(view, after[0])
    return (line[1], after[0]), " " if words else ""


def _sets_off(between: str) -> bool:
    """Whether a blank line or an indent sets off what follows."""
    return between.count("\n") > 1 or len(between.rpartition("\n")[2]) > 1
