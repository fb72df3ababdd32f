"""A document as the audit's rules read it: its figures in order, and the words between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.audit.figures import Figure, figure
from extract.audit.words import Patterns
from extract.claims.scene import Bound, Scene
from extract.mentions import Span
from extract.patterns import late
from extract.units import Units

_NOUN = 24  # no name of a figure is longer
_AFTER = 10
_MARK = late(r"[，。；：、（）0-9%\n]")
_MARKS = tuple(zip(",:;()", "，：；（）", strict=True))


class Page:
    """Figures of a document by sentence.

    Args:
        scene: the document.
        bounds: its claims in the making, in text order.
        units: the unit table.
    """

    def __init__(self, scene: Scene, bounds: Sequence[Bound], units: Units, patterns: Patterns) -> None:
        self.source = scene.view
        self.view = _with_full_marks(scene.view)
        self.structure = scene.structure
        found = (figure(bound, scene.view, units) for bound in bounds)
        self.figures = [one for one in found if one is not None]
        self.shares = [bound for bound in bounds if len(bound.quantity.parts) > 2]
        self._fill = patterns("fill", r"(?:{carries}|{rise}|{fall}|同比|比上年|分别|每年|\s)+$")
        self._nouns: dict[Span, str] = {}
        self._names: dict[Span, str] = {}
        self._headings = [p.start for p in scene.structure.paragraphs if p.heading]
        self._before = dict(zip([one.span for one in self.figures[1:]], self.figures, strict=False))

    def sentences(self) -> Iterator[list[Figure]]:
        """The figures of each sentence that has some, in order."""
        for _, run in groupby(self.figures, key=lambda one: one.bound.sentence):
            yield list(run)

    def paragraph(self, one: Figure) -> int:
        """The number of the line in which a figure stands."""
        return self.structure.sentences[one.bound.sentence].paragraph

    def gap(self, before: Figure, after: Figure) -> str:
        """The words between two figures."""
        return self.view[before.span[1] : after.span[0]]

    def lead(self, run: Sequence[Figure], at: int) -> str:
        """The words before figure number `at` of a sentence, back to the figure before it."""
        one = run[at]
        start = self.structure.sentences[one.bound.sentence].start
        return self.view[run[at - 1].span[1] if at else start : one.span[0]]

    def noun(self, one: Figure) -> str:
        """The words right before a figure, back to a mark; in a list, the claim's indicator."""
        if one.span not in self._nouns:
            self._nouns[one.span] = self._noun(one)
        return self._nouns[one.span]

    def name(self, one: Figure) -> str:
        """The words that name a figure, from the text alone; a change has those of the figure before it."""
        if one.span not in self._names:
            start = one.span[0]
            words = self._fill.sub("", _after_mark(self.view[max(start - _NOUN, 0) : start]))
            words += self.after(one) if one.is_level else ""
            before = self._before.get(one.span)
            if not words and not one.is_level and before and before.bound.sentence == one.bound.sentence:
                words = self.name(before)
            self._names[one.span] = words
        return self._names[one.span]

    def section(self, one: Figure) -> int:
        """How many headings stand before it or hold it."""
        return bisect_right(self._headings, one.span[0])

    def in_heading(self, one: Figure) -> bool:
        """Whether it stands in a heading."""
        return self.structure.paragraphs[self.paragraph(one)].heading

    def after(self, one: Figure) -> str:
        """The words right after a figure, up to a mark."""
        return _MARK.split(self.view[one.span[1] : one.span[1] + _AFTER], 1)[0]

    def _noun(self, one: Figure) -> str:
        start = one.span[0]
        words = _after_mark(self.view[max(start - _NOUN, 0) : start])
        noun = self._fill.sub("", words)
        if noun and "分别" not in words:
            return noun
        return "".join(self.view[start:end] for start, end in one.bound.indicator)

    def depth(self, one: Figure) -> int:
        """How many brackets stand around a figure."""
        return self.structure.clauses[one.bound.clause].depth


def _with_full_marks(view: str) -> str:
    """The view as rules name its marks: full-width. One for one, so that offsets stay true."""
    for ascii_mark, mark in _MARKS:
        view = view.replace(ascii_mark, mark)
    return view


def common(one: str, other: str) -> int:
    """The length of the longest stretch of characters that two texts share."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best


def _after_mark(words: str) -> str:
    """What follows the last mark, digit or unit sign."""
    return _MARK.split(words)[-1]
