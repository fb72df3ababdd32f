"""`report.html`: the releases as a reader would read them, each claim with its card, and a table of all.

One file without network access: style and script are inside, and the content security policy allows nothing
but these two, by their hashes. When the run is too long for one page, each document gets a page of its own
in `report_files/`, and `report.html` becomes their index.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from extract.outputs import page
from extract.outputs.charts import Series
from extract.outputs.section import Entry, Section

# Beyond these a browser takes seconds to lay one page out.
MOST_CLAIMS = 5_000
MOST_CHARACTERS = 1_000_000
# Beyond this a folder of pages serves nobody: the tables do.
MOST_PAGES = 2_000
PAGES = "report_files"


def dump(section: Section) -> bytes:
    """A section as it waits for its page: a line about it, then its HTML."""
    about = asdict(section.entry) | {"length": sum(map(len, section.html))}
    return b"".join((json.dumps(about).encode("ascii"), b"\n", *section.html))


def _load(file: BinaryIO) -> Iterator[tuple[Entry, bytes]]:
    """The sections that `dump` made."""
    for line in iter(file.readline, b""):
        about = json.loads(line)
        length = about.pop("length")
        yield Entry(**about), file.read(length)


class Report:
    """Decides which sections are shown, and makes the page, or the pages, of those that wait in a file.

    At least one document is shown, whatever its length. After MOST_PAGES documents no more is wanted
    (`full`), and the index says how many there are in all.
    """

    def __init__(self) -> None:
        self._shown = self._documents = self._claims = self._characters = 0

    @property
    def full(self) -> bool:
        """Whether no further section is wanted."""
        return self._shown >= MOST_PAGES

    def takes(self, claims: int, characters: int) -> bool:
        """Count a document; whether its section is to wait with the others."""
        self._documents += 1
        self._claims += claims
        self._characters += characters
        wanted = not self.full
        self._shown += wanted
        return wanted

    def write(
        self,
        folder: Path,
        waiting: Path,
        score: Mapping[str, Any] | None = None,
        series: Sequence[Series] = (),
    ) -> str:
        """Write the page, or the index of the pages, into `folder`; return its SHA-256 in hexadecimal.

        Args:
            folder: of the outputs.
            waiting: the file with the sections.
            score: figures and mistakes against gold, as `score.show.data` gives them; None without gold.
            series: what to draw.
        """
        too_long = self._claims > MOST_CLAIMS or self._characters > MOST_CHARACTERS
        paged = too_long and self._shown > 1
        if paged:
            (folder / PAGES).mkdir(exist_ok=True)
        with waiting.open("rb") as file:
            entries = [_page(folder, n, *one) if paged else one[0] for n, one in enumerate(_load(file), 1)]
            file.seek(0)
            parts = [] if paged else (html for _, html in _load(file))
            return self._index(
                folder / "report.html", entries, parts, score=score, series=series, paged=paged
            )

    def _index(
        self,
        path: Path,
        entries: Sequence[Entry],
        parts: Iterable[bytes],
        *,
        paged: bool,
        score: Mapping[str, Any] | None,
        series: Sequence[Series],
    ) -> str:
        pages = PAGES if paged else None
        with path.open("w+b") as file:
            file.write(page.head(entries, documents=self._documents, claims=self._claims, pages=pages))
            file.writelines(parts)
            file.write(page.foot(score=score, series=series))
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()


def _page(folder: Path, number: int, entry: Entry, section: bytes) -> Entry:
    """Write the page of one document."""
    parts = (page.head([entry], back="../report.html"), section, page.foot())
    (folder / PAGES / f"{number}.html").write_bytes(b"".join(parts))
    return entry
