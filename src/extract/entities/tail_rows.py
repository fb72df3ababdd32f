"""The rows behind names that end in a telling word, and what an unknown word is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extract.patterns import late
from extract.tokens import known_pieces

# Function words and numerals, which no unknown name is made of.
_GRAMMAR = late(
    "[这那该每各某从据经由起继到在向为的了与和及等一二三四五六七八九十百千两座条个块片所家名位次届第]"
)


@dataclass(frozen=True, slots=True)
class TailRow:
    """A row of `name_tails.tsv`."""

    suffix: str
    kind: str
    direct: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class PartRow:
    """A row of `org_units.tsv`."""

    suffix: str
    direct: bool
    middle: bool


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of a plain list of words."""

    word: str


@dataclass(frozen=True, slots=True)
class GenericRow:
    """A row of `generic_words.tsv`."""

    word: str
    before: str


@dataclass(frozen=True, slots=True)
class CharacterRow:
    """A row of `transliteration.tsv`."""

    character: str


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A row of `name_verbs.tsv`."""

    verb: str


class Tail(NamedTuple):
    """A name that ends at `end` with the word of `row`."""

    start: int
    end: int
    row: TailRow


def is_unknown(text: str) -> bool:
    """Whether the dictionary lacks the word and no function word is in it: then it is likely a name."""
    return len(known_pieces(text)) > 1 and not _GRAMMAR.search(text)
