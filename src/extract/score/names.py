"""What the score takes for the same: synonyms of units, and places with or without their suffix."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon

_COUNTRY = {"全国": "中国", "我国": "中国"}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A line of `score_units.tsv`."""

    unit: str
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class SuffixRow:
    """A line of `score_suffixes.tsv`."""

    suffix: str


class Names:
    """Folds names and units; always by the built-in lists, so that no overlay can change a score."""

    def __init__(self) -> None:
        lexicon = Lexicon()
        self._units = {row.unit: row.same_as for row in lexicon.rows("score_units", UnitRow)}
        suffixes = alternation(row.suffix for row in lexicon.rows("score_suffixes", SuffixRow))
        self._suffix = re.compile(rf"(?:(?:[\u4e00-\u9fff]族)+自治[县州旗]|{suffixes})$")

    def unit(self, text: str) -> str:
        """The form in which a unit is compared: 公斤 gives 千克."""
        text = text.strip()
        return self._units.get(text, text)

    def place(self, name: str) -> str:
        """A subject without its administrative ending: 昆明市 gives 昆明."""
        return _COUNTRY.get(name) or self._suffix.sub("", name) or name
