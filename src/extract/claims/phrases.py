"""Tokens of a clause as the binder reads them: words, with mentions as single tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TypeAlias

from extract.claims.scene import ClauseTokens, Scene
from extract.tokens import Word

# A word, a mention or a cue. `tag` is jieba's part of speech, or PLACE ORG PERSON TIME QTY CUE.
Token: TypeAlias = Word
_MOST_CLAUSES = 1 << 13  # kept at a time: more than all but the longest texts have


def tokens(scene: Scene, start: int, end: int) -> list[Token]:
    """The tokens of [start, end): mentions whole, words cut where a mention begins or ends.

    Of mentions that overlap the first counts.
    """
    if start >= end:
        return []
    clause = scene.structure.clause(start)
    if clause.start <= start and end <= clause.end:
        known = scene.tokens.get(clause.index)
        if known is None:
            if len(scene.tokens) >= _MOST_CLAUSES:
                scene.tokens.clear()
            known = scene.tokens[clause.index] = _read(scene, clause.start, clause.end)
        found = _slice(known, start, end) if known.whole else None
        if found is not None:
            return found
    return _read(scene, start, end).tokens


def first_token(scene: Scene, start: int, end: int) -> Token | None:
    """The first of the tokens of [start, end), without the others: it often decides alone."""
    if start >= end:
        return None
    mentions = scene.marks_in(start, end)
    limit = end
    if mentions:
        limit, stop, tag = mentions[0]
        if limit == start:
            return Token(start, stop, scene.view[start:stop], tag)
    word = scene.words.at(start)
    if word is None:
        return None
    stop = min(word.end, limit)
    return Token(start, stop, scene.view[start:stop], word.tag)


def _slice(known: ClauseTokens, start: int, end: int) -> list[Token] | None:
    """The tokens of a stretch of the clause; None where it cuts a mention, which is then none."""
    found = known.tokens[bisect_right(known.starts, start) - 1 : bisect_left(known.starts, end)]
    first, last = found[0], found[-1]
    if first.start < start:
        if first.tag.isupper():
            return None
        found[0] = Token(start, first.end, first.text[start - first.start :], first.tag)
    if last.end > end:
        if last.tag.isupper():
            return None
        last = found[-1]
        found[-1] = Token(last.start, end, last.text[: end - last.start], last.tag)
    return found


def _read(scene: Scene, start: int, end: int) -> ClauseTokens:
    """The tokens of [start, end), put together from words and mentions."""
    found: list[Token] = []
    position, whole, view, words = start, True, scene.view, scene.words
    for mention_start, mention_end, tag in scene.marks_in(start, end):
        if mention_start >= position:
            found += words.cut(position, mention_start)
            found.append(Token(mention_start, mention_end, view[mention_start:mention_end], tag))
        elif mention_end > position:
            whole = False
        position = max(position, mention_end)
    found += words.cut(position, end)
    return ClauseTokens(found, list(map(_start, found)), whole)


_start = itemgetter(0)
