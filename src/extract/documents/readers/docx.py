"""Word files: paragraphs and tables in their order; python-docx opens the package.

Text that a reviewer deleted is left out and inserted text is read; running heads and feet, notes and comments
are not part of the release. Each line is a part: `paragraph 3`, `table 1 row 2`, counted in the file's body.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from extract.documents.limits import Limits
from extract.documents.readers.plain import Lines, Plain, row
from extract.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = (
    f"{_W}del",
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BODY = f"{_W}body"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_OLD = b"\xd0\xcf\x11\xe0"


def read(data: bytes, name: str, limits: Limits) -> Plain:
    """The paragraphs and table rows of a Word file, one a line.

    Raises:
        InputError: it is no Word file, damaged, encrypted or unpacks to more than the limit.
    """
    if data.startswith(_OLD):
        raise InputError(name, "is an old or an encrypted Word file; save it as .docx without a password")
    _check_size(data, name, limits)
    lines = Lines()
    for text, place in _body(_open(data, name)):
        for line in text.split("\n"):
            lines.add(line, place)
    return lines.plain()


def _check_size(data: bytes, name: str, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise InputError(name, "is no Word file, or a damaged one") from None
    if total > min(limits.document, limits.unpacked(len(data))):
        raise InputError(name, f"unpacks to {total:,} bytes; {limits.too_large()}")


def _open(data: bytes, name: str) -> Any:
    """The element that holds the body."""
    from docx import Document as open_word

    try:
        return next(open_word(io.BytesIO(data)).element.iterchildren(_BODY))
    except Exception as error:  # whatever a damaged file does to zip, XML and package reading
        raise InputError(name, f"is no Word file that can be read ({type(error).__name__})") from None


def _body(body: Any) -> Iterator[tuple[str, str]]:
    """Text and place of every paragraph and table row; those within content controls, too."""
    paragraphs = tables = 0
    for item in _blocks(body):
        if item.tag == _PARAGRAPH:
            paragraphs += 1
            yield "".join(_pieces(item)), f"paragraph {paragraphs}"
        else:
            tables += 1
            for number, line in enumerate(item.iterchildren(_ROW), 1):
                cells = ["".join(_pieces(cell)) for cell in line.iter(_CELL) if _row_of(cell) is line]
                yield row(cells), f"table {tables} row {number}"


def _blocks(node: Any) -> Iterator[Any]:
    for child in node:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag not in _SKIPPED:
            yield from _blocks(child)


def _row_of(cell: Any) -> Any:
    """The row that a cell belongs to: not that of a table around its own."""
    return next(cell.iterancestors(_ROW), None)


def _pieces(node: Any) -> Iterator[str]:
    """The text below `node`, a line feed between its paragraphs."""
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _SKIPPED:
            if child.tag == _PARAGRAPH:
                yield "\n"
            yield from _pieces(child)
