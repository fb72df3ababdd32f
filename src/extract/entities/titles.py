"""Titles of laws, plans, papers and books: what stands between 《 and 》."""

from __future__ import annotations

from extract.mentions import EntityMention
from extract.patterns import late

# The headline repeated at the foot of a page: 原标题：《…》.
_HEADLINE = late('原(?:标|文)题[:：][ “"]*《$')
_BEFORE = 8  # characters
_MARK = late("[《》\n]")


def find_titles(view: str) -> list[EntityMention]:
    """Titles in 《》, nested marks included, spans without the outer marks.

    A title ends in its own line; an opening mark that is never closed opens none.

    Examples:
        >>> [(m.start, m.end) for m in find_titles("印发《关于落实<条例>的通知》")]
        [(3, 14)]
    """
    found: list[EntityMention] = []
    opened: list[int] = []
    for mark in _MARK.finditer(view):
        if mark[0] == "《":
            opened.append(mark.end())
        elif mark[0] == "\n":
            opened.clear()
        elif opened:
            start = opened.pop()
            headline = _HEADLINE.search(view, max(0, start - _BEFORE), start)
            if not opened and not headline and view[start : mark.start()].strip():
                found.append(_title(view, start, mark.start()))
    return found


def _title(view: str, start: int, end: int) -> EntityMention:
    return EntityMention(start, end, "TITLE", view[start:end], rules=("title.marks",))
