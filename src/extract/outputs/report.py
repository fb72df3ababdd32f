"""`report.html`: the releases as a reader would read them, each claim with its card, and a table of all.

One file without network access: style and script are inside, and the content security policy allows nothing
but these two, by their hashes. When the run is too long for one page, each document gets a page of its own
in `report_files/`, and `report.html` becomes their index.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from extract.outputs import page
from extract.outputs.charts import Series
from extract.outputs.section import Entry, Section

# Beyond these a browser takes seconds to lay one page out.
MOST_CLAIMS = 5_000
MOST_CHARACTERS = 1_000_000
# Beyond this a folder of pages serves nobody: the tables do.
MOST_PAGES = 2_000
PAGES = "report_files"


class Report:
    """Gathers sections in a temporary file until the page would grow too long, then writes pages.

    A context manager. At least one document is shown, whatever its length. After MOST_PAGES documents no
    more is wanted (`full`), and the index says how many there are in all.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._spool = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        self._contents: list[Entry] = []
        self._sizes: list[int] = []
        self._documents = self._claims = self._characters = 0
        self._paged = False

    def __enter__(self) -> Report:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()

    @property
    def full(self) -> bool:
        """Whether no further section is wanted."""
        return len(self._contents) >= MOST_PAGES

    def add(self, claims: int, characters: int, section: Section | None) -> None:
        """Count a document and, unless the report is full, show it; `section` may be None when it is."""
        self._documents += 1
        self._claims += claims
        self._characters += characters
        if section is None or self.full:
            return
        too_long = self._claims > MOST_CLAIMS or self._characters > MOST_CHARACTERS
        if too_long and self._contents and not self._paged:
            self._turn_to_pages()
        self._contents.append(section.entry)
        if self._paged:
            self._write_page(len(self._contents), section.entry, section.html)
        else:
            self._sizes.append(self._spool.write(section.html))

    def write(self, score: Mapping[str, Any] | None = None, series: Sequence[Series] = ()) -> str:
        """Write the page, or the index of the pages; return its SHA-256 in hexadecimal.

        Args:
            score: figures and mistakes against gold, as `score.show.data` gives them; None without gold.
            series: what to draw.
        """
        head = page.head(
            self._contents,
            documents=self._documents,
            claims=self._claims,
            pages=PAGES if self._paged else None,
        )
        with (self._folder / "report.html").open("w+b") as file:
            file.write(head)
            if not self._paged:
                self._spool.seek(0)
                shutil.copyfileobj(self._spool, file)
            file.write(page.foot(score=score, series=series))
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _turn_to_pages(self) -> None:
        """Make a page of each section gathered so far."""
        self._paged = True
        (self._folder / PAGES).mkdir()
        self._spool.seek(0)
        for number, entry in enumerate(self._contents, 1):
            self._write_page(number, entry, self._spool.read(self._sizes[number - 1]))
        self._spool.truncate(0)

    def _write_page(self, number: int, entry: Entry, section: bytes) -> None:
        parts = (page.head([entry], back="../report.html"), section, page.foot())
        (self._folder / PAGES / f"{number}.html").write_bytes(b"".join(parts))
