"""PDF files, read by pdfium: the lines of every page, without running heads and feet, wraps joined.

A page holds lines, not paragraphs. A line that reaches the right edge of its column goes on in the next one,
without a blank, as Chinese is written; a short line, an indented next one, a wider gap or another size of
letters end a paragraph. Lines that come back at the same place of several pages, but for their numbers, are
running heads and feet and are left out. Each paragraph is a part `page 3`; one that goes on over the end of
a page belongs to the page where it starts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extract.documents.limits import Limits
from extract.documents.readers.plain import Lines, Plain
from extract.errors import InputError
from extract.patterns import late

_DIGITS = late(r"\d+")
_PAGE_NUMBER = late(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,共]+\s*\d{1,4}\s*页?)?[-—–·\s]*")
_EDGE = 3  # lines at the top and the foot of a page among which running ones are looked for
_OFTEN = 3  # pages on which such a line comes back
_WIDER_GAP = 1.5  # times the usual distance of lines
_OTHER_SIZE = 1.15
_LEAST_EDGE = 0.6  # of the page's width: further left, nobody breaks a line
_LATIN = late(r"[A-Za-z]")
_STOPS = "。！？!?；;：:"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text and its box in points, y upwards; `width` is that of the page."""

    text: str
    page: int
    width: float
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """Height of the letters, at least a point."""
        return max(self.top - self.bottom, 1.0)


def read(data: bytes, name: str, limits: Limits) -> Plain:
    """The paragraphs of a PDF file.

    Raises:
        InputError: it is no PDF, damaged, encrypted, too long, or holds no text (a scan).
    """
    pages = list(_pages(data, name, limits))
    running = _running(pages)
    lines = Lines()
    kept = [line for page in pages for line in page if id(line) not in running]
    for text, place in _paragraphs(kept):
        lines.add(text, place)
    plain = lines.plain()
    if not plain.text:
        raise InputError(name, "holds no text: scanned pages are not read")
    return plain


def _pages(data: bytes, name: str, limits: Limits) -> Iterator[list[Line]]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        encrypted = "password" in str(error).lower() or "security" in str(error).lower()
        cause = "is encrypted" if encrypted else "is no PDF file that can be read, or a cut one"
        raise InputError(name, cause) from None
    length = 0
    try:
        for number in range(len(document)):
            lines = list(_lines(document, number))
            length += sum(len(line.text) for line in lines)
            if length > limits.document:
                raise InputError(name, limits.too_large())
            yield lines
    except PdfiumError as error:
        raise InputError(name, f"cannot be read beyond page {number} ({error})") from None
    finally:
        document.close()


def _lines(document: Any, number: int) -> Iterator[Line]:
    """The lines of one page that are not blank, in pdfium's order, which is that of reading."""
    page = document[number]
    text_page = page.get_textpage()
    try:
        position = 0
        for line in text_page.get_text_range().split("\n"):
            # pdfium counts UTF-16 units, of which a rare character has two.
            units = len(line.encode("utf-16-le", "surrogatepass")) // 2
            text = line.strip("\r\n\t \u3000\u0002\ufffe")
            if text:
                first = position + len(line) - len(line.lstrip())
                last = position + units - 1 - (len(line) - len(line.rstrip()))
                yield _boxed(text_page, (text, number + 1, page.get_width()), first, last)
            position += units + 1
    finally:
        text_page.close()
        page.close()


def _boxed(text_page: Any, about: tuple[str, int, float], first: int, last: int) -> Line:
    text, page, width = about
    left, bottom, _, top = text_page.get_charbox(first, loose=True)
    _, _, right, _ = text_page.get_charbox(max(first, last), loose=True)
    # What was never text on the page (private signs, halves of pairs) has no place in a record.
    clean = "".join(character for character in text if character.isprintable() or character in "\t \u3000")
    return Line(clean, page, width, left, max(right, left), bottom, max(top, bottom))


def _running(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The running heads and feet, as ids of lines: what comes back at the edge of pages, and page numbers."""
    edges = [line for page in pages for line in _edge(page, _EDGE)]
    often = Counter(mark for mark, _ in {(_mark(line), line.page) for line in edges})
    enough = max(min(_OFTEN, len(pages)), 2)
    outermost = [line for page in pages for line in _edge(page, 1)]
    numbers = {id(line) for line in outermost if _PAGE_NUMBER.fullmatch(line.text)}
    return numbers | {id(line) for line in edges if often[_mark(line)] >= enough}


def _edge(page: Sequence[Line], number: int) -> list[Line]:
    """The lowest and the highest lines of a page, whatever their order in the file."""
    ordered = sorted(page, key=lambda line: line.bottom)
    return [*ordered[:number], *ordered[max(len(page) - number, number) :]]


def _mark(line: Line) -> tuple[str, int]:
    """What tells a running line on every page: its text but for numbers, and its height on the page."""
    return _DIGITS.sub("#", line.text), round(line.bottom / 4)


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    layout = Layout(lines)
    text, page = "", 0
    for number, line in enumerate(lines):
        if number and layout.goes_on(lines[number - 1], line):
            text += _glue(text, line.text) + line.text
            continue
        if text:
            yield text, f"page {page}"
        text, page = line.text, line.page
    if text:
        yield text, f"page {page}"


class Layout:
    """What tells where paragraphs end: the edges of the text, the usual distance of lines, indents."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._right: dict[int, float] = {}
        for line in lines:
            # A page on which no line comes near the right half has no wrapped ones.
            least = _LEAST_EDGE * line.width
            self._right[line.page] = max(self._right.get(line.page, least), line.right)
        self._left = min((line.left for line in lines), default=0.0)
        self._has_indents = any(self._is_indented(line) for line in lines)
        self._gap = _usual_gap(lines)

    def goes_on(self, line: Line, after: Line) -> bool:
        """Whether `after` is the same paragraph: the line is full, and nothing marks a new beginning."""
        if self._right[line.page] - line.right > 1.5 * line.size or self._is_indented(after):
            return False
        if not 1 / _OTHER_SIZE < after.size / line.size < _OTHER_SIZE:
            return False
        ends = line.text[-1] in _STOPS
        if ends and not (self._has_indents and after.page == line.page):
            return False
        gap = line.bottom - after.bottom
        return after.page != line.page or -line.size < gap <= _WIDER_GAP * max(self._gap, line.size)

    def _is_indented(self, line: Line) -> bool:
        return line.left - self._left > 0.8 * line.size


def _glue(before: str, after: str) -> str:
    """Between the two halves: nothing in Chinese and in numbers, a blank between Latin words."""
    return " " if _LATIN.match(before[-1]) and _LATIN.match(after[0]) else ""


def _usual_gap(lines: Sequence[Line]) -> float:
    """The most frequent distance of two lines of a page, in points; 0 for a single line."""
    gaps = Counter(
        round(above.bottom - below.bottom)
        for above, below in pairwise(lines)
        if above.page == below.page and above.bottom > below.bottom
    )
    return float(max(gaps, key=lambda gap: (gaps[gap], -gap), default=0))
