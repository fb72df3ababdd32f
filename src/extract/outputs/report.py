"""`report.html`: each release with its claims marked in the text and listed beside it.

One file without network access: style and script are inside, and the content security policy allows nothing
but these two, by their hashes. All text of a release is escaped.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from extract.outputs import marks

if TYPE_CHECKING:
    from extract.pipeline import Extraction
    from extract.records import Document

# Beyond these a browser takes seconds to lay the page out.
MOST_CLAIMS = 5_000
MOST_CHARACTERS = 1_000_000
_HERE = Path(__file__).parent


def section(extraction: Extraction) -> bytes:
    """What the report shows of one document."""
    html = _template("section.html.j2").render(
        document=extraction.document,
        about=_about(extraction.document),
        text=Markup(marks.text(extraction)),  # escaped there, field by field
        rows=Markup(marks.rows(extraction)),
        findings=extraction.findings,
        broken=sum(finding.verdict == "broken" for finding in extraction.findings),
    )
    return html.encode("utf-8")


class Report:
    """Decides which sections the page shows, and puts it together; the sections wait in the file `spool`.

    Documents are shown in order until the next one would pass MOST_CLAIMS or MOST_CHARACTERS, at least one;
    the page says how many there are in all.
    """

    def __init__(self) -> None:
        self._contents: list[tuple[str, int]] = []
        self._documents = self._claims = self._characters = 0
        self.full = False

    def takes(self, doc: str, claims: int, characters: int) -> bool:
        """Count a document; whether its section belongs into the spool."""
        self._documents += 1
        self._claims += claims
        self._characters += characters
        too_long = self._claims > MOST_CLAIMS or self._characters > MOST_CHARACTERS
        self.full = self.full or (too_long and bool(self._contents))
        if not self.full:
            self._contents.append((doc, claims))
        return not self.full

    def write(self, path: Path, spool: Path, version: str) -> str:
        """Write the page; return its SHA-256 in hexadecimal."""
        inline = _inline()
        head = _template("head.html.j2").render(
            documents=self._documents,
            claims=self._claims,
            contents=self._contents,
            shown=sum(claims for _, claims in self._contents),
            version=version,
            **inline,
        )
        with path.open("w+b") as file, spool.open("rb") as sections:
            file.write(head.encode("utf-8"))
            shutil.copyfileobj(sections, file)
            file.write(_template("foot.html.j2").render(**inline).encode("utf-8"))
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()


def _about(document: Document) -> str:
    """File, date, publisher and place, as far as known."""
    known = (document.doc, document.date, document.source, document.place)
    return " · ".join(part for part in known if part)


@cache
def _template(name: str) -> Template:
    return Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    ).get_template(name)


def _inline() -> dict[str, Markup]:
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    script = (_HERE / "report.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": Markup(policy)}


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
