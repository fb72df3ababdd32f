"""Cues: words that set the status or the basis of the figures around them, kept as data.

In the manner of ConText (Chapman et al. 2001, Harkema et al. 2009): a literal, what it sets, in which
direction it reaches, how far, and what stops it. The examples beside each cue are its tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class CueRow:
    """A row of `cues.tsv`.

    `field` is status or basis, `value` what it is set to; `side` says where the figure stands seen from
    the cue: after, before or both; `reach` is touch (nothing but a few characters in between), clause,
    sentence or paragraph; `strength` strong goes before weak, weak before last; `stops` are words that end
    its reach. In `holds` and `fails` the figure is marked by 【】.
    """

    cue: str
    field: str
    value: str
    side: str
    reach: str
    strength: str
    stops: tuple[str, ...] = ()
    holds: str = ""
    fails: str = ""


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue in the text."""

    start: int
    end: int
    row: CueRow


class CueFinder:
    """Finds all cues of a text in one pass."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rows = {row.cue: row for row in lexicon.rows("cues", CueRow)}
        self._pattern = re.compile(alternation(self._rows))

    def find(self, view: str) -> list[CueHit]:
        """The cues of `view` in text order, the longest at each place."""
        return [CueHit(m.start(), m.end(), self._rows[m[0]]) for m in self._pattern.finditer(view)]
