"""Literal strings in a text, all in one pass: an Aho-Corasick automaton."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_FEW = 2000  # words of which the complete table of states is small, and twice as quick


class LiteralFinder:
    """Finds any of `words`, leftmost-longest, no match overlapping another."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(words)
        self._automaton = AhoCorasick(
            self.words,
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
            implementation=Implementation.DFA if len(self.words) < _FEW else Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(index into `words`, start, end) of every match, in order."""
        matches: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text)
        return matches
