"""The public records, validated by pydantic; `python -m extract schema` prints their JSON Schema.

Offsets are code points into `Document.text`, end exclusive: `text[start:end]` is what a record was read
from. Numbers are decimal strings in JSON and `Decimal` in Python; nothing here is a float.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from extract.errors import UnitError
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.units import Units

Bound = Literal["=", "~", ">", ">=", "<", "<="]
Measure = Literal["level", "share", "change", "change_rate", "ratio", "rank"]
Basis = Literal["yoy", "prior", "since", "target", "area"]
Status = Literal["actual", "target", "forecast", "criterion"]
EntityType = Literal["PLACE", "ORG", "PERSON", "TIME", "TITLE"]
SubjectKind = Literal["place", "org", "person"]
Kind = Literal["sum", "share", "growth", "difference", "ratio", "product", "mean", "repeat"]
Relation = Literal["same", "updated", "conflict"]
Verdict = Literal["holds", "truncated", "broken", "unchecked"]

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
PERIOD_PATTERN = rf"^(?:{_DAY}|\.\.)/(?:{_DAY}|\.\.)$"


def plain(number: Decimal) -> str:
    """A decimal without exponent: Decimal("5.340E+8") is "534000000".

    Zeros that were printed after the decimal point are kept: 45.80 stays "45.80".
    """
    return f"{number:f}"


def written_out(number: Decimal) -> Decimal:
    """The same number without exponent: 1.25E+5 is 125000."""
    return Decimal(plain(number)) if int(number.as_tuple().exponent) > 0 else number


def _written_out(value: object) -> object:
    if isinstance(value, float):
        raise ValueError("is a float; give a decimal string")
    return written_out(value) if isinstance(value, Decimal) else value


Number = Annotated[Decimal, BeforeValidator(_written_out), PlainSerializer(plain, when_used="json")]


class Record(BaseModel):
    """Base of all records: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def trusted(cls, **values: object) -> Self:
        """A record of values known to be valid: one for every field, in order, of its exact type.

        Nothing is checked. For the pipeline, which makes a thousand a document. `model_construct` is slower
        than validation, and like that notes for each record which fields were set; here all records of a
        class share that note.
        """
        record = cls.__new__(cls)
        put = object.__setattr__
        put(record, "__dict__", values)
        put(record, "__pydantic_fields_set__", _fields(cls))
        put(record, "__pydantic_extra__", None)
        put(record, "__pydantic_private__", None)
        return record


@cache
def _fields(record_type: type[Record]) -> set[str]:
    """The names of all fields."""
    return set(record_type.model_fields)


class Part(Record):
    """A stretch of a document's text, and where it stands in the file it was read from."""

    start: int
    end: int
    place: str = Field(description="page 3, paragraph 12, table 1 row 2, or the path of an HTML node")


class Document(Record):
    """A release as it was read. `text` is never rewritten."""

    doc: str = Field(description="the file's name")
    text: str = Field(description="the plain text that all offsets refer to")
    title: str | None = None
    date: str | None = Field(None, pattern=rf"^{_DAY}$", description="publication date, ISO")
    source: str | None = Field(None, description="publisher")
    place: str | None = Field(None, description="what 全市, 全省, 我县 mean, full name")
    url: str | None = None
    sha256: str = Field(description="of the file's bytes")
    encoding: str = Field("utf-8", description="the encoding the bytes were decoded with")
    furniture: tuple[Span, ...] = Field((), description="page furniture: never read for claims")
    parts: tuple[Part, ...] = Field((), description="pages, nodes or rows of the file; none for plain text")


class Subject(Record):
    """A place, organisation or person that a figure belongs to."""

    name: str
    kind: SubjectKind
    code: str | None = Field(None, description="GB/T 2260 (6 or 9 digits) or ISO 3166-1 alpha-2")


class Entity(Record):
    """A mention of a place, organisation, person, time or title."""

    doc: str
    start: int
    end: int
    text: str
    type: EntityType
    name: str | None = Field(None, description="the full name it resolves to, when that differs from text")
    code: str | None = None
    period: str | None = Field(None, pattern=PERIOD_PATTERN, description="of a TIME")
    flags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class Quantity(Record):
    """A numeral with its unit: exact value, code, bound and measure.

    `value` is signed for changes; a range has `low` and `high` and no value; a:b has `parts` and the
    quotient as value; a ratio of three or more has `parts` alone.
    """

    start: int
    end: int
    text: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    parts: tuple[Number, ...] | None = Field(None, description="the parts of a ratio")
    unit: str = Field(description="ISO 4217 for money, UCUM where it has one, else a code of our own")
    unit_text: str = Field(description="the unit as written, without 万 亿 千 百")
    bound: Bound = "="
    measure: Measure = "level"

    def written(self) -> str:
        """The value as labels write it: 5, 3..6, 2.45:1; "" when there is none."""
        if self.parts:
            return ":".join(map(plain, self.parts))
        if self.low is not None and self.high is not None:
            return f"{plain(self.low)}..{plain(self.high)}"
        return plain(self.value) if self.value is not None else ""

    def to(self, unit: str) -> Fraction:
        """The value in another unit code of the same dimension, exactly.

        3亩 `.to("m2")` is 2000. Units of a user's own lexicon are converted with `extract.units.Units`.

        Raises:
            UnitError: the quantity has no single value (a range), a code is unknown, or the dimensions
                differ (hectares to tonnes).
        """
        if self.value is None:
            raise UnitError(f"{self.text} has no single value to convert")
        return _shipped_units().convert(self.value, self.unit, unit)


@cache
def _shipped_units() -> Units:
    return Units(Lexicon())


class Claim(Quantity):
    """A numeric claim: a quantity, what it counts or measures, whose, when, against what, and how sure."""

    id: str = Field(description="stable from run to run")
    doc: str
    indicator: str = Field("", description="verbatim pieces in reading order, one space between")
    indicator_spans: tuple[Span, ...] = Field((), description="where its pieces stand in the text")
    subject: tuple[Subject, ...] = ()
    period: str | None = Field(None, pattern=PERIOD_PATTERN, description="start/end or ../as-of day")
    basis: Basis | None = None
    status: Status = "actual"
    part_of: str | None = Field(None, description="id of the claim of which this one is a part")
    sentence: Span
    flags: tuple[str, ...] = ()
    rules: tuple[str, ...] = Field((), description="the rules and cues behind every field, in order")


class Finding(Record):
    """A checked identity between quantities of one document, by their spans."""

    doc: str
    kind: Kind
    verdict: Verdict
    result: Span
    operands: tuple[Span, ...]
    stated: Number
    computed: Number | None = None
    suspects: tuple[Span, ...] = ()
    message: str


class Link(Record):
    """Two claims of one series, by their ids: `b` tells `a` again, carries it on, or contradicts it."""

    a: str
    b: str
    relation: Relation


RECORDS: tuple[type[Record], ...] = (Document, Entity, Quantity, Claim, Finding, Link)
