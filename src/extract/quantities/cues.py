"""Words that must stand near a rank, a ratio or a bare number for it to be a quantity."""

from __future__ import annotations

from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.patterns import late

_PUNCTUATION = late(r"[\s，。、；！？：,;:!?()（）】”》—…~]|\Z")


def at_break(text: str, position: int) -> bool:
    """Whether a punctuation mark, a space or the text's end stands at `position`."""
    return _PUNCTUATION.match(text, position) is not None


@dataclass(frozen=True, slots=True)
class CueSet:
    """A line of `quantity_cues.tsv`; see there."""

    name: str
    reach: int
    words: tuple[str, ...]


class Cues:
    """The cue sets by name."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("quantity_cues", CueSet)
        self._reach = {row.name: row.reach for row in rows}
        self._patterns = {row.name: late(alternation(row.words)) for row in rows}
        self._words = {row.name: row.words for row in rows}

    def words(self, name: str) -> tuple[str, ...]:
        """The words of the set."""
        return self._words[name]

    def before(self, name: str, text: str, position: int) -> bool:
        """Whether a word of the set stands within its reach before `position`."""
        return self._patterns[name].search(text, max(0, position - self._reach[name]), position) is not None

    def ends(self, name: str, text: str, position: int) -> bool:
        """Whether a word of the set ends at `position`."""
        return text.endswith(self._words[name], 0, position)

    def within(self, name: str, text: str) -> bool:
        """Whether a word of the set stands anywhere in `text`."""
        return self._patterns[name].search(text) is not None

    def follows(self, name: str, text: str, position: int) -> bool:
        """Whether a word of the set begins at `position`."""
        return self._patterns[name].match(text, position) is not None
