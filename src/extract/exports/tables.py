"""The exported tables as rows of typed cells, one function a table, streamed from the outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from extract.exports.columns import Column, columns_of, dictionary
from extract.exports.inputs import Outputs, Release
from extract.exports.numbers import quotient
from extract.exports.observations import observations
from extract.mentions import Span
from extract.outputs.tables import sentence
from extract.records import Claim, plain

Cell: TypeAlias = str | int | Decimal | date | None
Row: TypeAlias = Mapping[str, Cell]

REPORT = "report.html"


@dataclass(frozen=True, slots=True)
class Table:
    """A table by name; its columns are those of the dictionary."""

    name: str
    make: Callable[[Outputs], Iterator[Row]]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return columns_of(self.name)

    def rows(self, outputs: Outputs) -> Iterator[list[Cell]]:
        """Its rows, the cells in the order of the columns."""
        names = [column.name for column in self.columns]
        for row in self.make(outputs):
            yield [row[name] for name in names]


def link(claim: str) -> str:
    """Where the report shows the claim of that id, from the folder of the outputs."""
    return f"{REPORT}#t-{claim}"


def _claims(outputs: Outputs) -> Iterator[Row]:
    for release in outputs.releases():
        for claim in release.claims:
            yield _claim(claim, release)


def _claim(claim: Claim, release: Release) -> Row:
    document = release.document
    start, end = days(claim.period)
    return {
        **claim.model_dump(include={"doc", "text", "low", "high", "unit", "unit_text", "bound"}),
        **claim.model_dump(include={"measure", "indicator", "period", "basis", "status", "part_of", "id"}),
        "title": document.title,
        "date": day(document.date),
        "source": document.source,
        "sentence": sentence(claim, document.text),
        "value": quotient(claim.value) if claim.parts else claim.value,
        "value_text": claim.written(),
        "parts": ":".join(map(plain, claim.parts)) if claim.parts else None,
        "subject": "、".join(subject.name for subject in claim.subject),
        "subject_codes": "、".join(subject.code or "" for subject in claim.subject),
        "period_start": start,
        "period_end": end,
        "flags": " ".join(claim.flags),
        "start": claim.start,
        "end": claim.end,
        "rules": " | ".join(claim.rules),
        "link": link(claim.id),
    }


def _documents(outputs: Outputs) -> Iterator[Row]:
    for release in outputs.releases():
        document = release.document
        yield {
            **document.model_dump(include={"doc", "title", "source", "place", "url", "sha256", "encoding"}),
            "date": day(document.date),
            "characters": len(document.text),
            "claims": len(release.claims),
            "entities": len(release.entities),
            "findings": len(release.findings),
            "broken": sum(finding.verdict == "broken" for finding in release.findings),
            "text": document.text,
        }


def _entities(outputs: Outputs) -> Iterator[Row]:
    for release in outputs.releases():
        for entity in release.entities:
            lists = {"flags": " ".join(entity.flags), "rules": " | ".join(entity.rules)}
            yield entity.model_dump() | lists


def _audit(outputs: Outputs) -> Iterator[Row]:
    for release in outputs.releases():
        text = release.document.text
        for finding in release.findings:
            start, end = finding.result
            yield {
                **finding.model_dump(include={"doc", "kind", "verdict", "stated", "message"}),
                "result": text[start:end],
                "operands": _quoted(text, finding.operands),
                "stated_text": plain(finding.stated),
                "computed": quotient(finding.computed),
                "computed_text": plain(finding.computed) if finding.computed is not None else None,
                "suspects": _quoted(text, finding.suspects),
                "start": start,
                "end": end,
            }


def _quoted(text: str, spans: Iterable[Span]) -> str:
    return "; ".join(text[start:end] for start, end in spans)


def _links(outputs: Outputs) -> Iterator[Row]:
    for found in outputs.links():
        yield found.model_dump()


def _series(outputs: Outputs) -> Iterator[Row]:
    for line in outputs.series():
        row = line | {"value_text": line.get("value") or ""}
        yield {column.name: typed(row.get(column.name) or "", column.kind) for column in columns_of("series")}


def _dictionary(_: Outputs) -> Iterator[Row]:
    for column in dictionary():
        yield {
            "table": column.table,
            "column": column.name,
            "kind": column.kind,
            "en": column.en,
            "zh": column.zh,
        }


_READ: dict[str, Callable[[str], Cell]] = {
    "text": str,
    "number": Decimal,
    "integer": int,
    "day": date.fromisoformat,
}


def typed(cell: str, kind: str) -> Cell:
    """The cell of a text file as a value of its column's kind; None when it is empty or no such value."""
    if not cell:
        return None
    try:
        return _READ[kind](cell)
    except (ValueError, ArithmeticError):
        return None


def day(text: str | None) -> date | None:
    """An ISO date."""
    return date.fromisoformat(text) if text else None


def days(period: str | None) -> tuple[date | None, date | None]:
    """First and last day of a period; None for an unknown one.

    Examples:
        >>> days("../2020-07-31")
        (None, datetime.date(2020, 7, 31))
    """
    start, _, end = (period or "../..").partition("/")
    return day(start.strip(".")), day(end.strip("."))


CLAIMS, DOCUMENTS = Table("claims", _claims), Table("documents", _documents)
ENTITIES, AUDIT = Table("entities", _entities), Table("audit", _audit)
LINKS, SERIES = Table("links", _links), Table("series", _series)
OBSERVATIONS = Table("observations", observations)
COLUMNS = Table("columns", _dictionary)
# As a reader looks at them.
TABLES = (CLAIMS, AUDIT, SERIES, DOCUMENTS, ENTITIES, LINKS, OBSERVATIONS, COLUMNS)
