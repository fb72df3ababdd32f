"""Finds the quantities of a text: shapes first, then lists, bounds, measures."""

from __future__ import annotations

from extract.engine import Spans
from extract.lexicon import Lexicon
from extract.mentions import QuantityMention
from extract.quantities.bounds import Bounds
from extract.quantities.drafts import Draft, Form, View
from extract.quantities.guards import Names
from extract.quantities.lists import share_units
from extract.quantities.measures import Measures
from extract.quantities.shapes import Shapes
from extract.units import Units


class QuantityFinder:
    """Finds quantities; made once, used for many texts.

    Args:
        lexicon: where units, bound words, directions and names are read from.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = Names(lexicon)
        self._shapes = Shapes(lexicon, Units(lexicon))
        self._bounds = Bounds(lexicon)
        self._measures = Measures(lexicon)

    def find(self, view: str, blocked: Spans) -> list[QuantityMention]:
        """The quantities of `view`, a document's reading view, from left to right.

        Nothing is read inside `blocked`: times, titles in 《》, page furniture.
        """
        reading = View(view, Spans([*blocked, *self._names.spans(view)]))
        drafts = [hit.result for hit in self._shapes.rules.scan(view, reading, reading.blocked)]
        drafts = [draft for draft in share_units(view, drafts) if draft.form is not Form.PENDING]
        return self._measures.apply(view, drafts, [self._bounds.of(view, draft) for draft in drafts])
