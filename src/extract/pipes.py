"""Tables of pipe rows in a text: where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from extract.mentions import Span

PIPES = "|｜"
_FEWEST = 2  # bars of a row


def table_spans(view: str) -> Iterator[Span]:
    """The stretches of whole lines that hold two bars or more each."""
    if not any(pipe in view for pipe in PIPES):
        return
    position, start = 0, -1
    for line in view.splitlines(keepends=True):
        is_row = sum(line.count(pipe) for pipe in PIPES) >= _FEWEST
        if is_row and start < 0:
            start = position
        elif not is_row and start >= 0:
            yield start, position
            start = -1
        position += len(line)
    if start >= 0:
        yield start, position
