"""What stands around a run: its clause and sentence, the numbers near it, the cues of what it must be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.mentions import QuantityMention
from extract.structure import Clause, Sentence, Structure


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of `repair_cues.tsv`; see there."""

    name: str
    place: str
    words: tuple[str, ...]


class Cues:
    """The cues by name."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("repair_cues", Cue)
        self._words = {row.name: row.words for row in rows}
        self._patterns = {row.name: re.compile(alternation(row.words)) for row in rows}

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
    """A document around its runs."""

    def __init__(self, text: str, structure: Structure, quantities: Sequence[QuantityMention]) -> None:
        self.text = text
        self._structure = structure
        self._quantities = quantities
        self._starts = [quantity.start for quantity in quantities]

    def clause(self, position: int) -> Clause:
        """The clause that holds `position`."""
        return self._structure.clause(position)

    def sentence(self, position: int) -> Sentence:
        """The sentence that holds `position`."""
        return self._structure.sentence(position)

    def paragraph(self, position: int) -> tuple[int, int]:
        """The span of the paragraph that holds `position`."""
        paragraph = self._structure.paragraphs[self.sentence(position).paragraph]
        return paragraph.start, paragraph.end

    def between(self, start: int, end: int) -> Sequence[QuantityMention]:
        """The quantities that start in [start, end)."""
        return self._quantities[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def alike(self, start: int, end: int, unit_text: str, without: int) -> list[Decimal]:
        """The values in that unit of [start, end), but for the quantity that starts at `without`."""
        return [
            abs(quantity.value)
            for quantity in self.between(start, end)
            if quantity.unit_text == unit_text and quantity.value is not None and quantity.start != without
        ]

    def shares(self, start: int, end: int) -> list[Decimal]:
        """The percentages of [start, end)."""
        return self.alike(start, end, "%", -1)

    @cached_property
    def pairs(self) -> list[int]:
        """Where the document tells households and persons as a pair: 150户620人."""
        return [match.start() for match in _PAIR.finditer(self.text)]


_PAIR = re.compile(r"[0-9]万?[余多]?户[^0-9，。；\n]{0,3}[0-9][0-9.]*[万余多]*(?:口人|人|名)")
