"""A document as the audit's rules read it: its figures in order, and the words between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.audit.figures import Figure, figure
from extract.claims.scene import Bound, Scene
from extract.units import Units


# Rules name the full-width marks; in the reading view both sorts stand.
_MARKS = str.maketrans(",:;()", "，：；（）")


class Page:
    """Figures of a document by sentence.

    Args:
        scene: the document.
        bounds: its claims in the making, in text order.
        units: the unit table.
    """

    def __init__(self, scene: Scene, bounds: Sequence[Bound], units: Units) -> None:
        self.view = scene.view.translate(_MARKS)
        self.structure = scene.structure
        found = (figure(bound, scene.view, units) for bound in bounds)
        self.figures = [one for one in found if one is not None]

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

    def depth(self, one: Figure) -> int:
        """How many brackets stand around a figure."""
        return self.structure.clauses[one.bound.clause].depth
