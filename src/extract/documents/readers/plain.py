"""What every reader gives: the text, where its stretches stand in the file, what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.records import Part


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text of one document.

    `encoding` is the one the bytes were decoded with; `facts` holds title, date, source, place and url as far
    as the file itself names them, which outranks what the text suggests.
    """

    text: str
    encoding: str = "utf-8"
    parts: tuple[Part, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


class Lines:
    """Gathers a text line by line, each with its place."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._parts: list[Part] = []
        self._length = 0

    def add(self, line: str, place: str) -> None:
        """Append a line; nothing for a blank one. Lines of one place that follow each other are one part."""
        line = line.strip()
        if not line:
            return
        start, self._length = self._length, self._length + len(line) + 1
        self._texts.append(line)
        if self._parts and self._parts[-1].place == place:
            start = self._parts.pop().start
        self._parts.append(Part(start=start, end=self._length - 1, place=place))

    def plain(self, encoding: str = "utf-8", facts: Mapping[str, str] | None = None) -> Plain:
        """The text so far, each line with a line feed behind it."""
        text = "".join(f"{line}\n" for line in self._texts)
        return Plain(text, encoding, tuple(self._parts), facts or {})


def row(cells: list[str]) -> str:
    """A row of a table as one line: | 指标 | 单位 | 增长 |, line breaks within a cell as blanks."""
    inside = " | ".join(" ".join(cell.split()).replace("|", "｜") for cell in cells)
    return f"| {inside} |" if any(cell.strip() for cell in cells) else ""
