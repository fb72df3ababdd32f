"""Finds the quantities of a text, step by step: shapes, lists, bounds, what counts, measures."""

from __future__ import annotations

from extract.engine import Spans
from extract.lexicon import Lexicon
from extract.mentions import QuantityMention
from extract.quantities.bare import Bare
from extract.quantities.bounds import Bounds
from extract.quantities.cues import Cues
from extract.quantities.drafts import Draft, View
from extract.quantities.guards import Names
from extract.quantities.lists import link_twins, share_units
from extract.quantities.measures import Measures
from extract.quantities.optional import Optionality
from extract.quantities.shapes import shapes
from extract.quantities.tables import Tables
from extract.units import Units


class QuantityFinder:
    """Finds quantities; made once, used for many texts.

    Args:
        lexicon: where units, contexts, bound words, directions, cues and names are read from.

    Raises:
        LexiconError, UnitError, RuleError: a list or a rule is malformed.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        cues = Cues(lexicon)
        self._names = Names(lexicon)
        units = Units(lexicon)
        self._shapes = shapes(lexicon, units)
        self._tables = Tables(units)
        self._bounds = Bounds(lexicon, cues)
        self._bare = Bare(cues)
        self._optional = Optionality(cues)
        self._measures = Measures(lexicon, cues)

    def find(self, view: str, blocked: Spans) -> list[QuantityMention]:
        """The quantities of `view`, a document's reading view, from left to right.

        Nothing is read inside `blocked`: times, titles in 《》, page furniture.
        """
        drafts = self._drafts(view, blocked)
        share_units(view, drafts)
        self._tables.read(view, drafts)
        self._bounds.mark(view, drafts)
        drafts = [draft for draft in drafts if self._bare.keeps(view, draft)]
        for draft in drafts:
            self._optional.mark(view, draft)
        link_twins(view, drafts)
        return self._measures.mentions(view, drafts)

    def _drafts(self, view: str, blocked: Spans) -> list[Draft]:
        reading = View(view, Spans([*blocked, *self._names.spans(view)]))
        drafts = []
        for hit in self._shapes.scan(view, reading, reading.blocked):
            hit.result.rules = (hit.rule,)
            drafts.append(hit.result)
        return drafts
