"""Word lists as data: `*.tsv` files beside this module, validated when they are loaded.

A file starts with `#` lines that explain it, then one header line with the column names, then one row a
word. Columns are the fields of a row class, in order; a field's type converts its cell. Empty cells are
allowed only where the field has a default. The first column is the key and must not repeat.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from extract.errors import InputError, LexiconError

Row = TypeVar("Row")
_HERE = Path(__file__).parent


def _words(cell: str) -> tuple[str, ...]:
    words = tuple(cell.split("|"))
    if not all(words):
        raise ValueError
    return words


def _flag(cell: str) -> bool:
    return {"yes": True, "no": False}[cell]


def _decimal(cell: str) -> Decimal:
    number = Decimal(cell)
    if not number.is_finite():
        raise ValueError
    return number


# What a field's type makes of a cell, and what to call a cell of which it makes nothing.
_CONVERTERS: dict[Any, tuple[Callable[[str], Any], str]] = {
    str: (str, "text"),
    int: (int, "whole number"),
    bool: (_flag, "yes or no"),
    Decimal: (_decimal, "decimal number"),
    Fraction: (Fraction, "number or fraction"),
    tuple[str, ...]: (_words, "list of words separated by |"),
}


class _Column(NamedTuple):
    name: str
    convert: Callable[[str], Any]
    kind: str
    default: Any  # dataclasses.MISSING where a cell must be filled


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
        self._read: dict[tuple[str, type[Any]], tuple[Any, ...]] = {}
        if overlay is not None:
            _check_overlay(overlay)

    def rows(self, name: str, row_type: type[Row]) -> tuple[Row, ...]:
        """All rows of `name`.tsv as `row_type`; LexiconError names file, line and cause."""
        known = self._read.get((name, row_type))
        if known is None:
            known = self._read[name, row_type] = self._merged(name, row_type)
        return known

    def _merged(self, name: str, row_type: type[Row]) -> tuple[Row, ...]:
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
    lines = data_lines(path)
    number, header = next(lines, (0, ""))
    columns = _columns(row_type)
    names = [column.name for column in columns]
    if header.split("\t") != names:
        raise LexiconError(str(path), f"line {number}: header must be {' '.join(names)}")
    return _Table(path, list(lines)).rows(columns, row_type)


def _check_overlay(overlay: Path) -> None:
    if not overlay.is_dir():
        raise LexiconError(str(overlay), "is not a folder of lexicon files")
    for path in sorted(overlay.glob("*.tsv")):
        if path.stem not in names():
            raise LexiconError(str(path), f"no such list; known are {', '.join(names())}")


def data_lines(path: Path, wrong: type[InputError] = LexiconError) -> Iterator[tuple[int, str]]:
    """The lines of a list with their numbers, without empty ones and comments.

    Raises:
        InputError: of the type `wrong`; the file is missing or no UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise wrong(str(path), error.strerror or "cannot be read") from None
    except UnicodeDecodeError as error:
        raise wrong(str(path), f"is not UTF-8 (byte {error.start})") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line


def _columns(row_type: type[Any]) -> list[_Column]:
    hints = typing.get_type_hints(row_type)
    return [
        _Column(field.name, *_CONVERTERS[hints[field.name]], field.default)
        for field in dataclasses.fields(row_type)
    ]


class _Table:
    """The rows of a list, checked and converted column by column: a column has the same few cells."""

    def __init__(self, path: Path, lines: Sequence[tuple[int, str]]) -> None:
        self._path = path
        self._numbers = [number for number, _ in lines]
        self._cells = [line.split("\t") for _, line in lines]

    def rows(self, columns: Sequence[_Column], row_type: type[Row]) -> tuple[Row, ...]:
        """All rows; LexiconError names the line and the cause."""
        if not self._cells:
            return ()
        for index, cells in enumerate(self._cells):
            if len(cells) != len(columns):
                raise self._wrong(index, f"{len(cells)} cells where {len(columns)} are needed")
        values = list(map(self._values, columns, zip(*self._cells, strict=True)))
        self._check_keys(values[0])
        rows: list[Row] = []
        try:
            for row in map(row_type, *values):
                rows.append(row)
        except ValueError as error:  # a class checks what concerns several cells in its __post_init__
            raise self._wrong(len(rows), error) from None
        return tuple(rows)

    def _values(self, column: _Column, cells: Sequence[str]) -> Sequence[Any]:
        if column.convert is str and all(cells) and list(map(str.strip, cells)) == list(cells):
            return cells
        values = {}
        for cell in dict.fromkeys(cells):
            try:
                values[cell] = _value(column, cell)
            except ValueError as error:
                raise self._wrong(cells.index(cell), error) from None
        return [values[cell] for cell in cells]

    def _check_keys(self, keys: Sequence[Any]) -> None:
        if len(set(keys)) == len(keys):
            return
        for index, key in enumerate(keys):
            if key in keys[:index]:
                raise self._wrong(index, f"{key} is listed twice")

    def _wrong(self, index: int, cause: object) -> LexiconError:
        return LexiconError(str(self._path), f"line {self._numbers[index]}: {cause}")


def _value(column: _Column, cell: str) -> Any:
    if cell != cell.strip():
        raise ValueError(f"{column.name} has spaces around it")
    if cell == "":
        if column.default is dataclasses.MISSING:
            raise ValueError(f"{column.name} is empty")
        return column.default
    try:
        return column.convert(cell)
    except (ValueError, KeyError, ArithmeticError):
        raise ValueError(f"{column.name} {cell!r} is no {column.kind}") from None


def _key(row_type: type[Any]) -> Callable[[Any], Any]:
    """What a row is known by: its first column."""
    return attrgetter(dataclasses.fields(row_type)[0].name)
