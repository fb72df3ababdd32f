"""The points of all documents on disk, found again series by series: in memory stays one number a point."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

from extract.series.points import Key, Point

_DIGEST = 8  # bytes that stand for a key


def dump(points: Iterable[Point]) -> bytes:
    """One line a point: the digest of its key, and the point."""
    return b"".join(_digest(point.key) + _json(point) + b"\n" for point in points)


def _digest(key: Key) -> bytes:
    text = json.dumps(key, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=_DIGEST // 2).hexdigest().encode()


def _json(point: Point) -> bytes:
    plain = point._replace(base=str(point.base), last=str(point.last))  # type: ignore[arg-type]  # fractions as text
    return json.dumps(plain).encode()


def _load(line: bytes) -> Point:
    key, *rest = json.loads(line[_DIGEST:])
    fields: dict[str, Any] = dict(zip(Point._fields[1:], rest, strict=True))
    name, subject, *others = key
    fields |= {"subject": tuple(fields["subject"])}
    fields |= {"base": Fraction(fields["base"]), "last": Fraction(fields["last"])}
    return Point(Key(name, tuple(subject), *others), **fields)


class Spool:
    """The file at `path`, made of what `dump` gave of each document, read series by series.

    A context manager.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._places: dict[bytes, list[int]] = {}
        start = 0
        for line in self._file:
            self._places.setdefault(line[:_DIGEST], []).append(start)
            start += len(line)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def groups(self, least: int) -> Iterator[list[Point]]:
        """The points with one digest, `least` of them or more, in the order of their first points."""
        for places in self._places.values():
            if len(places) >= least:
                yield [self._at(place) for place in places]

    def _at(self, place: int) -> Point:
        self._file.seek(place)
        return _load(self._file.readline())
