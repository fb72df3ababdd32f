"""Tokens of a clause as the binder reads them: words, with mentions as single tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from extract.claims.scene import Scene


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mention or a cue. `tag` is jieba's part of speech, or PLACE ORG PERSON TIME QTY CUE."""

    start: int
    end: int
    text: str
    tag: str


def tokens(scene: Scene, start: int, end: int) -> list[Token]:
    """The tokens of [start, end): mentions whole, words cut where a mention begins or ends."""
    found: list[Token] = []
    position = start
    for mention_start, mention_end, tag in [*_mentions(scene, start, end), (end, end, "")]:
        if mention_start > position:
            found += _words(scene, position, mention_start)
        if mention_end > mention_start >= position:
            found.append(Token(mention_start, mention_end, scene.view[mention_start:mention_end], tag))
        position = max(position, mention_end)
    return found


# Look-alikes, and words of a rule (每人), which belong to its indicator.
_NO_MARKS = frozenset({"none", "criterion"})


def _mentions(scene: Scene, start: int, end: int) -> list[tuple[int, int, str]]:
    spans = [(q.start, q.end, "QTY") for q in scene.quantities.between(start, end)]
    spans += [(t.start, t.end, "TIME") for t in scene.times.between(start, end)]
    spans += [(c.start, c.end, "CUE") for c in scene.cues.between(start, end) if c.row.value not in _NO_MARKS]
    spans += [(e.start, e.end, e.type) for e in scene.entities.between(start, end) if e.type != "TITLE"]
    return sorted(span for span in spans if span[1] <= end)


def _words(scene: Scene, start: int, end: int) -> Iterator[Token]:
    words = scene.words.of(start)
    for index in range(max(bisect_right(words, start, key=_start) - 1, 0), len(words)):
        word = words[index]
        if word.start >= end:
            return
        low, high = max(word.start, start), min(word.end, end)
        if low < high:
            yield Token(low, high, scene.view[low:high], word.tag)


_start = attrgetter("start")
