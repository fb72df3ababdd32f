"""`report.html`: each release with its claims marked in the text and listed beside it.

One file without network access: style and script are inside, and the content security policy allows nothing
but these two, by their hashes. All text of a release is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from extract.outputs import jsonl
from extract.records import Claim, Document, Finding, plain

if TYPE_CHECKING:
    from extract.outputs.run import Read

Kept = TypeVar("Kept", Claim, Finding)
_HERE = Path(__file__).parent
# Beyond these a browser takes seconds to lay the page out.
MOST_CLAIMS = 5_000
MOST_CHARACTERS = 1_000_000
_BOUNDS = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: plain, page furniture, or what a claim was read from."""

    text: str
    claim: Claim | None = None
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with its number as people write it, and the text of the whole it is part of."""

    claim: Claim
    number: str
    whole: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """What the report shows of one document."""

    document: Document
    claims: Sequence[Claim]
    findings: Sequence[Finding]

    @property
    def about(self) -> str:
        """File, date, publisher and place, as far as known."""
        document = self.document
        known = (document.doc, document.date, document.source, document.place)
        return " · ".join(part for part in known if part)

    @property
    def pieces(self) -> Iterator[Piece]:
        """The whole text in order, nothing left out."""
        return pieces(self.document, self.claims)

    @property
    def rows(self) -> Iterator[Row]:
        """The claims in the order of the text."""
        texts = {claim.id: claim.text for claim in self.claims}
        for claim in self.claims:
            yield Row(claim, number(claim), texts.get(claim.part_of or ""))

    @property
    def broken(self) -> int:
        """How many identities do not hold."""
        return sum(finding.verdict == "broken" for finding in self.findings)


def write(folder: Path, read: Sequence[Read], version: str) -> str:
    """Write `report.html` from the JSON lines in `folder`; return its SHA-256 in hexadecimal.

    Documents are shown until the next one would pass MOST_CLAIMS or MOST_CHARACTERS, at least one; the page
    says how many there are in all.
    """
    contents = _that_fit(read)
    html = _template().generate(
        counts={"documents": len(read), "claims": sum(one.claims for one in read)},
        shown={"documents": len(contents), "claims": sum(one.claims for one in contents)},
        contents=contents,
        pages=_pages(folder, len(contents)),
        version=version,
        **_inline(),
    )
    digest = hashlib.sha256()
    with (folder / "report.html").open("wb") as file:
        for chunk in html:
            data = chunk.encode("utf-8")
            digest.update(data)
            file.write(data)
    return digest.hexdigest()


def pieces(document: Document, claims: Iterable[Claim]) -> Iterator[Piece]:
    """The text cut where claims and furniture begin and end; where two overlap, the first one keeps it."""
    spans: list[tuple[int, int, Claim | None]] = [(claim.start, claim.end, claim) for claim in claims]
    spans += [(start, end, None) for start, end in document.furniture]
    position = 0
    for start, end, claim in sorted(spans, key=lambda span: span[:2]):
        if start > position:
            yield Piece(document.text[position:start])
        if end > max(start, position):
            yield Piece(document.text[max(start, position) : end], claim, claim is None)
        position = max(position, end)
    yield Piece(document.text[position:])


def number(claim: Claim) -> str:
    """The value with digits grouped, a range as `3–6`, a ratio as `1:2`, the bound before it.

    Negative numbers have a true minus sign.
    """
    bound = _BOUNDS[claim.bound]
    if claim.parts:
        return bound + ":".join(plain(part) for part in claim.parts)
    values = [claim.value] if claim.value is not None else [claim.low, claim.high]
    return bound + "–".join(f"{value:,f}".replace("-", "−") for value in values if value is not None)


def _that_fit(read: Sequence[Read]) -> Sequence[Read]:
    claims = characters = count = 0
    for document in read:
        claims += document.claims
        characters += document.characters
        if count and (claims > MOST_CLAIMS or characters > MOST_CHARACTERS):
            break
        count += 1
    return read[:count]


class _ByDocument(Generic[Kept]):
    """Records that come in the order of documents, taken one document at a time."""

    def __init__(self, records: Iterable[Kept]) -> None:
        self._groups: Iterator[tuple[str, Iterator[Kept]]] = groupby(records, key=lambda record: record.doc)
        self._next = next(self._groups, None)

    def of(self, doc: str) -> list[Kept]:
        """The records of `doc`, which must come in the order of the files."""
        if self._next is None or self._next[0] != doc:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def _pages(folder: Path, count: int) -> Iterator[Page]:
    claims = _ByDocument(jsonl.load(folder / "claims.jsonl", Claim))
    findings = _ByDocument(jsonl.load(folder / "audit.jsonl", Finding))
    documents = jsonl.load(folder / "documents.jsonl", Document)
    for _, document in zip(range(count), documents, strict=False):
        yield Page(document, claims.of(document.doc), findings.of(document.doc))


def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template("report.html.j2")


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
