"""Sorts of words beside a figure: what a verb or a mark does there, where the word itself is too rare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.claims.phrases import Token
from extract.lexicon import Lexicon

# The last character of a verb that is in no list: 领到 and 签下 have a result, 升至 leads to the figure.
_ENDS = {
    **dict.fromkeys("到成下出走起去上入掉完得", "results"),
    **dict.fromkeys("为至达于", "reaches"),
}
_MARKS = frozenset("、“”（）")
_NOUNS = ("eng", "l")


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A row of `verb_sorts.tsv`."""

    verb: str
    sort: str

    def __post_init__(self) -> None:
        if self.sort not in VERB_SORTS:
            raise ValueError(f"unknown sort {self.sort!r}")


# All that a verb may be said to do; `results` comes from its last character alone.
VERB_SORTS = frozenset({"acts", "tells", "both", "moves", "reaches", "compares", "results"})


def verb_sorts(lexicon: Lexicon) -> Mapping[str, str]:
    """The sort of each verb in `verb_sorts.tsv`."""
    return {row.verb: row.sort for row in lexicon.rows("verb_sorts", VerbRow)}


def sorts(words: Sequence[Token], verbs: Mapping[str, str]) -> list[str]:
    """The sort of each word: a verb's, else n for nouns and names of things, a mark itself, or its tag."""
    return [verbs.get(text) or _by_shape(text, tag) for _, _, text, tag in words]


@lru_cache(maxsize=1 << 12)
def _by_shape(text: str, tag: str) -> str:
    if tag == "v":
        return _ENDS.get(text[-1], "v") if len(text) > 1 else "v1"
    if tag[0] in "nj" or tag in _NOUNS:
        return "n"
    return text if text in _MARKS else tag
