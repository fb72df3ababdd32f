"""Records as JSON lines, UTF-8, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from extract.errors import InputError
from extract.records import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


def dump(records: Iterable[Record]) -> bytes:
    """One JSON object a line; nothing at all for no records."""
    # The serializer itself: the wrapper around it costs as much again, for hundreds of claims a release.
    return b"".join([record.__pydantic_serializer__.to_json(record) + b"\n" for record in records])


def load(path: Path, record_type: type[AnyRecord]) -> Iterator[AnyRecord]:
    """Read the records of a file back, one at a time.

    Raises:
        InputError: the file is missing, or a line is no such record; it names the line.
    """
    for number, line in _lines(path):
        try:
            yield record_type.model_validate_json(line)
        except ValueError:
            raise InputError(str(path), f"line {number} is no {record_type.__name__} record") from None


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and JSON object of every line that is not blank; numbers stay exact as `Decimal`.

    Raises:
        InputError: the file is missing, or a line is no JSON object; it names the line.
    """
    for number, line in _lines(path):
        try:
            value = json.loads(line, parse_float=Decimal)
        except ValueError:
            raise InputError(str(path), f"line {number} is no JSON") from None
        if not isinstance(value, dict):
            raise InputError(str(path), f"line {number} is no JSON object")
        yield number, value


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is not UTF-8 (byte {error.start})") from None
