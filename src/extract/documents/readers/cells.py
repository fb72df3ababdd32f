"""Data tables of a web page, row by row; tables that only lay out a page are not read here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.documents.readers.plain import row

_CELLS = ("td", "th")
_MOST_COLUMNS = 100  # a span beyond that is an error of the page, or an attack
_LONGEST_CELL = 300  # characters; what is longer is a column of text on the page


def is_data(table: Any) -> bool:
    """Whether a table holds data: two rows of two cells, no table within, no cell as long as an article."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    lines = [line for line in table.iter("tr") if sum(cell.tag in _CELLS for cell in line) > 1]
    return len(lines) > 1 and all(len(_text(cell)) <= _LONGEST_CELL for line in lines for cell in line)


def rows(table: Any, path: str) -> Iterator[tuple[str, str]]:
    """Text and place of every row; a cell that spans several columns or rows leaves the others empty."""
    below: dict[int, int] = {}
    for caption in table.iter("caption"):
        yield " ".join(_text(caption).split()), f"{path}/caption"
    for number, line in enumerate(table.iter("tr"), 1):
        yield row(_aligned(line, below)), f"{path} row {number}"


def _aligned(line: Any, below: dict[int, int]) -> list[str]:
    """The cells of a row in their columns; `below` holds how many rows more a column is taken."""
    found: list[str] = []
    for cell in line:
        if cell.tag not in _CELLS:
            continue
        while below.get(len(found), 0):
            below[len(found)] -= 1
            found.append("")
        text, width = _text(cell), _span(cell, "colspan")
        for column in range(len(found), min(len(found) + width, _MOST_COLUMNS)):
            below[column] = _span(cell, "rowspan") - 1
            found.append(text)
            text = ""
    while below.get(len(found), 0):
        below[len(found)] -= 1
        found.append("")
    return found


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MOST_COLUMNS) if value.isascii() and value.isdigit() else 1


def _text(node: Any) -> str:
    return "".join(node.itertext(with_tail=False)) if isinstance(node.tag, str) else ""
