"""Tokens of a clause as the binder reads them: words, with mentions as single tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TypeAlias

from extract.claims.scene import ClauseTokens, Scene
from extract.tokens import Word, cut

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
    if (first.start < start and first.tag.isupper()) or (last.end > end and last.tag.isupper()):
        return None
    return cut(found, start, end)


def _read(scene: Scene, start: int, end: int) -> ClauseTokens:
    """The tokens of [start, end), put together from words and mentions."""
    found: list[Token] = []
    position, whole, words = start, True, scene.words
    for mark_start, mark_end, tag in scene.marks_in(start, end):
        if mark_start >= position:
            found += words.cut(position, mark_start)
            found.append(Token(mark_start, mark_end, scene.view[mark_start:mark_end], tag))
        elif mark_end > position:
            whole = False
        position = max(position, mark_end)
    found += words.cut(position, end)
    return ClauseTokens(found, list(map(_start, found)), whole)


_start = itemgetter(0)
