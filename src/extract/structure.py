"""The shallow tree of a document: paragraphs, sentences, clauses, brackets.

Built once, on the reading view, so that later stages ask for scope instead of searching for punctuation.
A paragraph is a line; a heading is a short line without a sentence's end. Sentences end at 。！？ or with the
line. Clauses end at ，；：, at brackets, and at an ASCII comma or colon; but a comma that separates
thousands (1,234) and a colon between digits (2.45:1, 16:44) belong to the number. What stands in brackets
is one or more clauses of its own, one level deeper. No span has blanks around it.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass, field

from extract.patterns import late
from extract.reading import lines

_SENTENCE = late(r"[^。！？!?]*[。！？!?]+[”’」』）)】》]*|[^。！？!?]+")
_BREAK = late(r"[，；;：（()）\[\]［］【】〔〕,:][ \t]*")
_IN_NUMBER = late(r"(?<=\d)(?:,(?=\d{3}(?!\d))|[：:](?=\d))")
_DEPTH = dict.fromkeys("（([［【〔", 1) | dict.fromkeys("）)]］】〕", -1)
_HEADING_LENGTH = 45
_NO_HEADING_END = "。！？!?；;，,、：:"
_BLANKS = " \t"


@dataclass(slots=True)
class Clause:
    """A stretch without a clause break. `depth` counts the brackets around it.

    `before` is the punctuation that opens it ("" at a sentence's start), `after` the one that closes it
    ("" at a sentence's end, whose mark belongs to the clause).
    """

    start: int
    end: int
    depth: int
    before: str
    after: str
    index: int = 0


@dataclass(slots=True)
class Sentence:
    """A sentence with its clauses, the mark at its end included; `paragraph` is the number of its line."""

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
    """Paragraphs, sentences and clauses of a reading view, found from a position in logarithmic time.

    Blank lines belong to nothing; every other character but a blank lies in exactly one sentence.
    """

    def __init__(self, view: str) -> None:
        self.paragraphs: list[Paragraph] = []
        self.sentences: list[Sentence] = []
        self.clauses: list[Clause] = []
        for index, (start, end) in enumerate(lines(view)):
            self.paragraphs.append(Paragraph(start, end, _is_heading(view, start, end), index))
            self._add_sentences(view, self.paragraphs[-1])
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self._clause_starts = [clause.start for clause in self.clauses]

    def sentence(self, position: int) -> Sentence:
        """The sentence that holds `position`, or the nearest before it; IndexError in a blank text."""
        index = bisect_right(self._sentence_starts, position)
        return self.sentences[index - 1 if index else 0]

    def paragraph_of(self, sentence: int) -> Paragraph:
        """The paragraph of the sentence of that number."""
        return self.paragraphs[self.sentences[sentence].paragraph]

    def bracket_opening(self, clause: Clause) -> Clause:
        """The first clause of the bracket in which `clause` stands; one outside brackets is its own."""
        index = clause.index
        while clause.depth and index and self.clauses[index - 1].depth >= clause.depth:
            index -= 1
        return self.clauses[index]

    def clause(self, position: int) -> Clause:
        """The clause that holds `position`, or the nearest before it; IndexError in a blank text."""
        index = bisect_right(self._clause_starts, position)
        return self.clauses[index - 1 if index else 0]

    def spans(self) -> list[tuple[int, int]]:
        """Sentence spans, for the tokenizer."""
        return [(sentence.start, sentence.end) for sentence in self.sentences]

    def _add_sentences(self, view: str, paragraph: Paragraph) -> None:
        for match in _SENTENCE.finditer(view, paragraph.start, paragraph.end):
            start, end = _trimmed(view, match.start(), match.end())
            clauses = _clauses(view, start, end, len(self.clauses))
            self.sentences.append(Sentence(start, end, paragraph.index, clauses, len(self.sentences)))
            self.clauses += clauses


def _is_heading(view: str, start: int, end: int) -> bool:
    return end - start <= _HEADING_LENGTH and view[end - 1] not in _NO_HEADING_END


def _trimmed(view: str, start: int, end: int) -> tuple[int, int]:
    while start < end and view[start] in _BLANKS:
        start += 1
    while start < end and view[end - 1] in _BLANKS:
        end -= 1
    return start, end


def _clauses(view: str, start: int, end: int, number: int) -> list[Clause]:
    """The clauses of the sentence view[start:end], numbered from `number`; itself when it is all marks."""
    clauses: list[Clause] = []
    depth, before, position = 0, "", start
    for match in _BREAK.finditer(view, start, end):
        stop = match.start()
        mark = sys.intern(view[stop])
        if mark in ",:：" and _IN_NUMBER.match(view, stop):
            continue
        if position < stop:
            last = stop if view[stop - 1] not in _BLANKS else _trimmed(view, position, stop)[1]
            clauses.append(Clause(position, last, depth, before, mark, number + len(clauses)))
        depth = max(depth + _DEPTH.get(mark, 0), 0)
        before, position = mark, match.end()
    if position < end:
        clauses.append(Clause(position, end, depth, before, "", number + len(clauses)))
    return clauses or [Clause(start, end, 0, "", "", number)]
