"""The body of a web page: its blocks of text in order, and which of them are the release.

One walk gathers blocks (paragraphs, headings, rows of data tables) and, for every element, the figures of the
published measure of text and symbol density (Hong, Chen and Liu 2019, as in GeneralNewsExtractor): long text
in few tags, with few links and much punctuation, in many paragraphs. The element with the highest score is
the body. Time grows linearly with the page.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extract.documents.readers import cells
from extract.patterns import late

_BLOCK_TAGS = """
address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section
summary table tbody td tfoot th thead title tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
# Elements that can be the body; formatting such as <span> neither is one nor counts as a tag.
_CONTAINERS = frozenset(["article", "body", "center", "dd", "div", "main", "section", "td"])
# No text of a release stands in these.
_SKIPPED_TAGS = """
aside audio button canvas datalist embed footer head iframe input math nav noscript object script
select style svg template textarea video
"""
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Names that content systems give to the element around the body.
_LIKELY = re.compile(
    r"article|content|news_?te?xt|post_?text|main_?text|TRS_Editor|\bzoom\b|UCAP|detail", re.IGNORECASE
)
LONGEST_BYLINE = 120  # characters
_MARKS = late("[！，。？、；：“”‘’《》％%（）,.?:;'\"!()]")
_SPACE = late(r"[ \t\r\n\f\v]+")
# Between these a line break of the page's source is no blank: Chinese is written without.
_CLOSED_UP = late(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])\s*\n\s*|\s*\n\s*(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page: its text, the path of its node, its tag, and the share of it that is links.

    `apart` is the text with a blank between elements, as a byline shows date, publisher and author; of a long
    line it is the text itself.
    """

    text: str
    path: str
    tag: str
    linked: float
    apart: str


@dataclass(slots=True)
class _Open:
    """An element whose end has not come: its path, its figures, the number of its first block."""

    path: str
    tag: str
    first: int
    likely: bool
    length: int = 0
    linked: int = 0
    tags: int = 0
    links: int = 0
    paragraphs: int = 0
    marks: int = 0
    children: Counter[str] = field(default_factory=Counter)

    def score(self) -> float:
        """The density of the text; 0 for one without elements in it, and for nothing but links."""
        tags = self.tags - self.links
        if tags <= 0 and self.length > 10 * self.linked > 0:
            tags = self.tags
        plain = (2 if self.likely else 1) * self.length - self.linked
        if plain <= 0 or tags <= 0:
            return 0.0
        paragraphs, marks = math.log10(self.paragraphs + 2), math.log(max(plain / (self.marks + 1), 1.0001))
        # The published measure is drawn to short boxes of advertising; the length outweighs them.
        return plain / tags * paragraphs * marks * math.log10(plain + 1)


class Page:
    """All blocks of a page in order, and `body`: the first and the last but one of those of the release."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self.body = (0, 0)
        self._best = 0.0
        self._open = [_Open("", "", 0, False)]
        self._text: list[tuple[str, bool]] = []
        self._links = 0
        self._walk(root)

    def _walk(self, root: Any) -> None:
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped = None
        for event, node in walker:
            if event == "start":
                if not self._enter(node):
                    walker.skip_subtree()
                    skipped = node
            else:
                if event == "end" and node is not skipped:
                    self._leave(node)
                skipped = None if node is skipped else skipped
                if node is not root:
                    self._add(node.tail)
        self._flush()

    def _enter(self, node: Any) -> bool:
        """Note the start of an element; False when nothing in it is to be read."""
        tag, above = node.tag, self._open[-1]
        above.children[tag] += 1
        path = f"{above.path}/{tag}[{above.children[tag]}]" if above.path else f"/{tag}"
        if tag in _BLOCKS:
            self._flush()
        if tag in _SKIPPED or _is_hidden(node):
            return False
        if tag == "table" and cells.is_data(node):
            self._table(node, path)
            return False
        names = f"{node.get('class', '')} {node.get('id', '')} {node.get('itemprop', '')}"
        self._open.append(_Open(path, tag, len(self.blocks), bool(_LIKELY.search(names))))
        self._links += tag == "a"
        self._add(node.text)
        return True

    def _leave(self, node: Any) -> None:
        if node.tag in _BLOCKS:
            self._flush()
        done = self._open.pop()
        self._links -= done.tag == "a"
        self._judge(done)
        above = self._open[-1]
        above.length += done.length
        above.linked += done.linked
        above.tags += done.tags + (done.tag in _BLOCKS or done.tag == "a")
        above.links += done.links + (done.tag == "a")
        above.paragraphs += done.paragraphs + (done.tag == "p")
        above.marks += done.marks

    def _judge(self, done: _Open) -> None:
        if done.tag in _CONTAINERS and len(self.blocks) > done.first:
            score = done.score()
            if score > self._best:
                self._best, self.body = score, (done.first, len(self.blocks))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._text.append((text, self._links > 0))
        length = len(_SPACE.sub("", text))
        element = self._open[-1]
        element.length += length
        element.linked += length if self._links else 0
        element.paragraphs += length > 0
        element.marks += len(_MARKS.findall(text))

    def _flush(self) -> None:
        """End the current block."""
        pieces = [text for text, _ in self._text]
        linked = sum(len(text.strip()) for text, is_link in self._text if is_link)
        self._text.clear()
        text = collapsed("".join(pieces))
        if text:
            element = self._nearest_block()
            apart = collapsed(" ".join(pieces)) if len(text) <= LONGEST_BYLINE else text
            self.blocks.append(Block(text, element.path, element.tag, linked / len(text), apart))

    def _nearest_block(self) -> _Open:
        return next((o for o in reversed(self._open) if o.tag in _BLOCKS), self._open[-1])

    def _table(self, node: Any, path: str) -> None:
        element = self._open[-1]
        for text, place in cells.rows(node, path):
            self.blocks.append(Block(text, place, "tr", 0.0, text))
            element.length += len(text)
            element.marks += len(_MARKS.findall(text))
            element.paragraphs += 1


def collapsed(text: str) -> str:
    """Text as a browser shows it: blanks and line breaks of the source as one blank, none next to Chinese."""
    return _SPACE.sub(" ", _CLOSED_UP.sub("", text)).strip()


def _is_hidden(node: Any) -> bool:
    return "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))
