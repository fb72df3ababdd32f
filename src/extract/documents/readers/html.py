"""Web pages: headline, byline and body as lines of text, each with the path of its node.

Title, date and source are what the page's own head says in the terms of the guideline for government websites
(ArticleTitle, PubDate, ContentSource), Open Graph or schema.org; else they are read from the lines near the
headline, as from any text. The copyright line at the foot, whose year is no date of publication, is never
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree, html

from extract.documents.limits import Limits
from extract.documents.readers.body import LONGEST_BYLINE, Block, Page
from extract.documents.readers.head import day, facts
from extract.documents.readers.plain import Lines, Plain
from extract.encodings import decode_markup
from extract.errors import InputError
from extract.patterns import late

_LONGEST_TITLE = 100
_NEAR = 30  # blocks before the body among which headline and byline are looked for
_BYLINE = late(r"(?:19|20)\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}|来源|來源|发布时间|發佈時間")
_HEADINGS = ("h1", "h2", "h3")
_MOSTLY_LINKS = 0.6
_SITE = late(r"\s*[-_|—–]+\s*")  # between the headline and the site's name in a window's title
# XML 1.0 knows no other control characters, and libxml2 ends a page at a NUL.
_CONTROL = late("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read(data: bytes, name: str, limits: Limits) -> Plain:
    """Headline, byline and body of a web page.

    Raises:
        InputError: the bytes are no text, no page, or hold nothing to read.
    """
    del limits
    text, encoding = decode_markup(data, name)
    root = _parse(_CONTROL.sub("", text), name)
    said = facts(root)
    page = Page(root)
    lines = Lines()
    title = _title(page, said)
    if title:
        lines.add(title.text, title.path)
    bylines = _bylines(page, title)
    for block in bylines:
        lines.add(block.apart, block.path)
    for block in _body(page, title):
        lines.add(block.text, block.path)
    window = said.pop("page_title", "")
    days = [found for block in bylines if (found := day(block.apart))]
    if days:
        said.setdefault("date", days[0])
    if title and title.text.startswith(said.get("title", "")):  # a quotation mark cuts what the head says
        said["title"] = title.text
    said.setdefault("title", _SITE.split(window)[0])
    return lines.plain(encoding, {name: value for name, value in said.items() if value})


def _parse(text: str, name: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(name, f"is no HTML page that can be read ({type(error).__name__})") from None
    return root


def _title(page: Page, said: dict[str, str]) -> Block | None:
    """The headline as it stands on the page: a heading, or a line that the page's head repeats."""
    first, last = page.body
    near = page.blocks[max(first - _NEAR, 0) : min(first + 3, last)]
    whole = _bare(said.get("title", "") + said.get("page_title", ""))
    repeated = [block for block in near if _is_title(block.text) and _bare(block.text) in whole]
    headings = [block for block in near if block.tag in _HEADINGS and _is_title(block.text)]
    chosen = sorted(repeated, key=lambda block: -len(block.text)) or headings
    return chosen[0] if chosen else None


def _is_title(text: str) -> bool:
    return 5 <= len(text) <= _LONGEST_TITLE


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


def _bylines(page: Page, title: Block | None) -> list[Block]:
    """The lines with date or publisher between headline and body."""
    first = page.body[0]
    start = max(first - _NEAR, 0)
    after = _position(page.blocks, title, start, first) if title else None
    between = page.blocks[start if after is None else after + 1 : first]
    return [b for b in between if len(b.text) <= LONGEST_BYLINE and _BYLINE.search(b.text)]


def _position(blocks: Sequence[Block], block: Block, start: int, end: int) -> int | None:
    return next((number for number in range(start, end) if blocks[number] is block), None)


def _body(page: Page, title: Block | None) -> list[Block]:
    """The blocks of the body without lists of links and without the headline."""
    blocks = page.blocks[slice(*page.body)]
    return [b for b in blocks if b is not title and (b.linked < _MOSTLY_LINKS or "。" in b.text)]
