"""The shallow tree of a document: paragraphs, sentences, segments, clauses, brackets.

Built once, on the reading view, so that later stages ask for scope instead of searching for punctuation.
A paragraph is a line; a heading is a short line without a sentence's end. Sentences end at 。！？ or the
line; segments at ；; clauses at ， and at an ASCII comma that does not separate thousands. Commas inside
brackets belong to the bracket, which is a clause of its own kind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n")
_BREAK = re.compile(r"[，；;：:（）()\[\]【】]|,(?!\d{3}(?!\d))")
_OPEN, _CLOSE = "（([【", "）)]】"
_HEADING_LENGTH = 45
_BLANKS = " \t\u3000\xa0\r\n\ufeff"


@dataclass(slots=True)
class Clause:
    """A stretch without a clause break. `depth` counts the brackets around it.

    `before` is the punctuation that opens it ("" at a sentence's start), `after` the one that closes it.
    """

    start: int
    end: int
    depth: int
    before: str
    after: str
    index: int = 0


@dataclass(slots=True)
class Sentence:
    """A sentence with its clauses; `segments` are ranges of clause numbers between semicolons."""

    start: int
    end: int
    paragraph: int
    clauses: list[Clause] = field(default_factory=list)
    index: int = 0


@dataclass(slots=True)
class Paragraph:
    """A line of the text. `heading` is true for a short line that ends no sentence."""

    start: int
    end: int
    heading: bool
    index: int


class Structure:
    """Paragraphs, sentences and clauses of a text, each found from a position in logarithmic time."""

    def __init__(self, view: str) -> None:
        self.paragraphs = list(_paragraphs(view))
        self.sentences: list[Sentence] = []
        self.clauses: list[Clause] = []
        for paragraph in self.paragraphs:
            self._add_sentences(view, paragraph)
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self._clause_starts = [clause.start for clause in self.clauses]

    def sentence(self, position: int) -> Sentence:
        """The sentence that holds `position` (the nearest before it, for a position between two)."""
        return self.sentences[max(bisect_right(self._sentence_starts, position) - 1, 0)]

    def clause(self, position: int) -> Clause:
        """The clause that holds `position`, or the nearest before it."""
        return self.clauses[max(bisect_right(self._clause_starts, position) - 1, 0)]

    def spans(self) -> list[tuple[int, int]]:
        """Sentence spans, for the tokenizer."""
        return [(sentence.start, sentence.end) for sentence in self.sentences]

    def _add_sentences(self, view: str, paragraph: Paragraph) -> None:
        start = paragraph.start
        ends = [m.end() for m in _SENTENCE_END.finditer(view, paragraph.start, paragraph.end)]
        for end in [*ends, paragraph.end]:
            if view[start:end].strip(_BLANKS):
                sentence = Sentence(start, end, paragraph.index, index=len(self.sentences))
                sentence.clauses = _clauses(view, start, end, len(self.clauses))
                self.clauses += sentence.clauses
                self.sentences.append(sentence)
            start = end


def _paragraphs(view: str) -> Iterator[Paragraph]:
    start = index = 0
    for line in view.split("\n"):
        stripped = line.strip(_BLANKS)
        if stripped:
            heading = len(stripped) <= _HEADING_LENGTH and stripped[-1] not in "。！？!?；;，,、：:"
            yield Paragraph(start, start + len(line), heading, index)
            index += 1
        start += len(line) + 1


def _clauses(view: str, start: int, end: int, first: int) -> list[Clause]:
    clauses: list[Clause] = []
    depth, before, position = 0, "", start
    for match in [*_BREAK.finditer(view, start, end), None]:
        stop, mark = (match.start(), match[0]) if match else (end, "")
        if stop > position:
            clauses.append(Clause(position, stop, depth, before, mark, first + len(clauses)))
        if mark in _OPEN and mark:
            depth += 1
        elif mark in _CLOSE and mark:
            depth = max(depth - 1, 0)
        before, position = mark, match.end() if match else end
    return clauses or [Clause(start, end, 0, "", "", first)]
