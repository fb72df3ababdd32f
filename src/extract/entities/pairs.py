"""Several places in one word, a character each: 川渝两地, 深中一体化, 鲁豫川等地."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.engine import alternation
from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.entities.tail_rows import WordRow
from extract.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row of `pair_characters.tsv`."""

    character: str
    strict: bool


class PairReader:
    """Finds compounds of one-character names before a word that shows them."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("pair_characters", PairRow)
        self._strict = {row.character for row in rows if row.strict}
        contexts = alternation(row.word for row in lexicon.rows("pair_contexts", WordRow))
        characters = f"[{''.join(row.character for row in rows)}]"
        self._compound = re.compile(f"{characters}{characters}{{1,4}}(?={contexts})")

    def find(self, scene: Scene) -> Iterator[Candidate]:
        """The compounds of the text."""
        for match in self._compound.finditer(scene.view):
            start, end = match.span()
            while start < end and not scene.starts_word(start):
                start += 1  # 化 + 川渝
            if end - start > 1 and self._is_compound(scene, start, end):
                yield Candidate(start, end, "PLACE", ("place.pair",))

    def _is_compound(self, scene: Scene, start: int, end: int) -> bool:
        """Whether one character at least is hardly anything else, and it is no row of known names."""
        if self._strict.isdisjoint(scene.view[start:end]) or not scene.free(start, end):
            return False
        border = start  # known names fill the compound up to here
        known = scene.name_in(start, end)
        while known is not None and known[1] <= end:
            border = known[1] if known[0] == border else border
            known = scene.name_in(known[1], end)
        return known is None and border < end
