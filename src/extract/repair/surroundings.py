"""What stands around a run: its clause and sentence, the numbers near it, the cues of what it must be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.mentions import QuantityMention, Span
from extract.patterns import late
from extract.repair.runs import Run
from extract.structure import Structure


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of `repair_cues.tsv`; see there."""

    name: str
    words: tuple[str, ...]


_PAIR = late(r"[0-9]万?[余多]?户[^0-9，。；\n]{0,3}[0-9][0-9.]*[万余多]*(?:口人|人|名)")
_CLAUSE = 120
_PARAGRAPH = 400


class Cues:
    """The cues by name."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("repair_cues", Cue)
        self._words = {row.name: row.words for row in rows}
        self._patterns = {row.name: late(alternation(row.words)) for row in rows}

    def ends(self, name: str, text: str, position: int) -> bool:
        """Whether a word of the cue ends at `position`."""
        return text.endswith(self._words[name], 0, position)

    def within(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether a word of the cue stands in text[start:end]."""
        return self._patterns[name].search(text, start, end) is not None

    def follows(self, name: str, text: str, position: int) -> bool:
        """Whether a word of the cue begins at `position`."""
        return self._patterns[name].match(text, position) is not None


class Surroundings:
    """A document around its runs; what is looked at is bounded, so that the work grows with the runs."""

    def __init__(self, text: str, structure: Structure, quantities: Sequence[QuantityMention]) -> None:
        self.text = text
        self._structure = structure
        self._quantities = quantities
        self._starts = [quantity.start for quantity in quantities]

    def clause(self, run: Run) -> Span:
        """The clause of `run`, as far as it is near."""
        clause = self._structure.clause(run.start)
        return max(clause.start, run.start - _CLAUSE), min(clause.end, run.after + _CLAUSE)

    def sentence(self, run: Run) -> Span:
        """The sentence of `run`, as far as it is near."""
        sentence = self._structure.sentence(run.start)
        return max(sentence.start, run.start - _PARAGRAPH), min(sentence.end, run.after + _PARAGRAPH)

    def paragraph(self, run: Run) -> Span:
        """The paragraph of `run`, as far as it is near."""
        paragraph = self._structure.paragraphs[self.paragraph_number(run)]
        return max(paragraph.start, run.start - _PARAGRAPH), min(paragraph.end, run.after + _PARAGRAPH)

    def paragraph_number(self, run: Run) -> int:
        """Which paragraph `run` stands in."""
        return self._structure.sentence(run.start).paragraph

    def alike(self, span: Span, unit_text: str, run: Run) -> list[Decimal]:
        """The values in that unit in `span`, but for the run itself."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return [
            abs(quantity.value)
            for quantity in self._quantities[first:last]
            if quantity.unit_text == unit_text and quantity.value is not None and quantity.start != run.start
        ]

    def tells_pair(self, span: Span) -> bool:
        """Whether households and persons are told as a pair in `span`: 150户620人."""
        return bisect_left(self.pairs, span[0]) < bisect_left(self.pairs, span[1])

    @cached_property
    def pairs(self) -> list[int]:
        """Where the document tells households and persons as a pair."""
        return [match.start() for match in _PAIR.finditer(self.text)]

    @cached_property
    def printed(self) -> frozenset[str]:
        """All quantities as they are printed."""
        return frozenset([self.text[quantity.start : quantity.end] for quantity in self._quantities])
