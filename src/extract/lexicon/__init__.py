"""Word lists as data: `*.tsv` files beside this module, validated when they are loaded.

A file starts with `#` lines that explain it, then one header line with the column names, then one row a
word. Columns are the fields of a row class, in order; a field's type converts its cell. Empty cells are
allowed only where the field has a default. The first column is the key and must not repeat.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from extract.errors import LexiconError

Row = TypeVar("Row")
_HERE = Path(__file__).parent


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|"))


def _flag(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError("is neither yes nor no")
    return cell == "yes"


_CONVERTERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    bool: _flag,
    Decimal: Decimal,
    Fraction: Fraction,
    tuple[str, ...]: _words,
}


class Lexicon:
    """The built-in lists, with the user's own laid over them.

    Args:
        overlay: a folder of TSV files of the same names and columns. A row whose key is built in replaces
            it; other rows are added.

    Raises:
        LexiconError: the overlay is no folder, or a file in it has no built-in counterpart.
    """

    def __init__(self, overlay: Path | None = None) -> None:
        self.overlay = overlay
        if overlay is not None:
            _check_overlay(overlay)

    def rows(self, name: str, row_type: type[Row]) -> tuple[Row, ...]:
        """All rows of `name`.tsv as `row_type`; LexiconError names file, line and cause."""
        built_in = read(_HERE / f"{name}.tsv", row_type)
        own = self.overlay / f"{name}.tsv" if self.overlay else None
        if own is None or not own.is_file():
            return built_in
        key = _key(row_type)
        merged = {key(row): row for row in (*built_in, *read(own, row_type))}
        return tuple(merged.values())


def names() -> tuple[str, ...]:
    """The names of all built-in lists, sorted."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.tsv")))


def read(path: Path, row_type: type[Row]) -> tuple[Row, ...]:
    """Read and validate one TSV file.

    Raises:
        LexiconError: the file is missing or no UTF-8, the header differs from the fields of `row_type`, a
            row has too many or too few cells, a cell does not convert, a key is empty or repeats.
    """
    lines = _data_lines(path)
    number, header = next(lines, (0, ""))
    columns = _columns(row_type)
    if header.split("\t") != list(columns):
        raise LexiconError(str(path), f"line {number}: header must be {' '.join(columns)}")
    key = _key(row_type)
    seen: dict[Any, Row] = {}
    for number, line in lines:
        row = _row(path, number, line, columns, row_type)
        if key(row) in seen:
            raise LexiconError(str(path), f"line {number}: {key(row)} is listed twice")
        seen[key(row)] = row
    return tuple(seen.values())


def _check_overlay(overlay: Path) -> None:
    if not overlay.is_dir():
        raise LexiconError(str(overlay), "is not a folder of lexicon files")
    for path in sorted(overlay.glob("*.tsv")):
        if path.stem not in names():
            raise LexiconError(str(path), f"no such list; known are {', '.join(names())}")


def _data_lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LexiconError(str(path), "file not found") from None
    except UnicodeDecodeError as error:
        raise LexiconError(str(path), f"is not UTF-8 (byte {error.start})") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _columns(row_type: type[Any]) -> dict[str, tuple[Callable[[str], Any], bool]]:
    hints = typing.get_type_hints(row_type)
    return {
        field.name: (_CONVERTERS[hints[field.name]], field.default is not dataclasses.MISSING)
        for field in dataclasses.fields(row_type)
    }


def _row(
    path: Path,
    number: int,
    line: str,
    columns: dict[str, tuple[Callable[[str], Any], bool]],
    row_type: type[Row],
) -> Row:
    cells = line.split("\t")
    if len(cells) != len(columns):
        raise LexiconError(str(path), f"line {number}: {len(cells)} cells where {len(columns)} are needed")
    values = {}
    for cell, (column, (convert, optional)) in zip(cells, columns.items(), strict=True):
        if cell != cell.strip():
            raise LexiconError(str(path), f"line {number}: {column} has spaces around it")
        if cell == "" and optional:
            continue
        if cell == "":
            raise LexiconError(str(path), f"line {number}: {column} is empty")
        try:
            values[column] = convert(cell)
        except (ValueError, ArithmeticError) as error:
            raise LexiconError(str(path), f"line {number}: {column} {cell!r} {error}") from None
    return row_type(**values)


def _key(row_type: type[Any]) -> Callable[[Any], Any]:
    """What a row is known by: its first column."""
    return attrgetter(dataclasses.fields(row_type)[0].name)
