"""Other recognisers for Chinese, line by line over the same text; each does a part of the extraction.

    pip install -e '.[bench]'

A package that is not installed is left out. Duckling is not here: its Python package only speaks to a server.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

LINES = 200  # of the text: the slower ones take seconds for so many


class Peer(NamedTuple):
    """A recogniser; `read` returns what it finds in a line."""

    name: str
    read: Callable[[str], Sequence[Any] | None]


def installed() -> Iterator[Peer]:
    """The recognisers that can be imported."""
    for peers in (_recognizers, _jionlp):
        try:
            yield from peers()
        except ImportError:
            continue


def sample(texts: Sequence[str]) -> list[str]:
    """Lines of the texts, evenly spread."""
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return lines[:: max(len(lines) // LINES, 1)][:LINES]


def _recognizers() -> Iterator[Peer]:
    from recognizers_number import recognize_number
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    functions = {"number": recognize_number, "currency": recognize_currency, "dimension": recognize_dimension}
    for name, recognize in functions.items():
        yield Peer(f"Recognizers-Text, {name}", partial(_in_chinese, recognize))


def _in_chinese(recognize: Callable[[str, str], Sequence[Any]], line: str) -> Sequence[Any]:
    return recognize(line, "zh-cn")


def _jionlp() -> Iterator[Peer]:
    import jionlp

    now = time.time()
    yield Peer("JioNLP, money", partial(jionlp.ner.extract_money, with_parsing=True))
    yield Peer("JioNLP, time", partial(jionlp.ner.extract_time, time_base=now, with_parsing=True))
