"""The words that relate figures, and patterns written with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.engine import alternation, compile_pattern
from extract.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class WordSet:
    """A line of `audit_words.tsv`; see there."""

    name: str
    words: tuple[str, ...]


class Patterns:
    """Compiles the patterns of the audit's rules; `{rise}` in one stands for any word of the set `rise`."""

    def __init__(self, lexicon: Lexicon) -> None:
        sets = lexicon.rows("audit_words", WordSet)
        self._fragments = {row.name: alternation(row.words) for row in sets}

    def __call__(self, name: str, pattern: str) -> re.Pattern[str]:
        """The compiled pattern; RuleError names the rule when it is malformed."""
        return compile_pattern(f"audit {name}", pattern, self._fragments)
