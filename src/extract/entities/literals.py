"""Literal strings in a text, all in one pass: an Aho-Corasick automaton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class LiteralFinder:
    """Finds any of `words`, leftmost-longest, no match overlapping another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._automaton = AhoCorasick(
            self._words,
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, word) of every match, in order."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield start, end, self._words[index]
