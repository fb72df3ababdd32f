"""The public records: what they accept, refuse and print, and that their JSON Schema says the same."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from extract.documents import discover
from extract.errors import UnitError
from extract.mentions import Period
from extract.outputs import jsonl
from extract.outputs.run import run
from extract.records import RECORDS, Claim, Document, Entity, Finding, Link, Number, Quantity, Record, plain
from tables import cases

CORPUS = Path(__file__).parent.parent / "corpus"
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False).filter(
    lambda number: abs(number.adjusted()) < 40
)
GIVEN: dict[type[Record], dict[str, Any]] = {
    Document: {"doc": "a.txt", "text": "甲", "sha256": "0" * 64},
    Entity: {"doc": "a.txt", "start": 0, "end": 1, "text": "甲", "type": "PLACE"},
    Quantity: {"start": 0, "end": 3, "text": "3亿元", "value": "300000000", "unit": "CNY", "unit_text": "元"},
    Claim: {
        "id": "x",
        "doc": "a.txt",
        "start": 0,
        "end": 3,
        "text": "3亿元",
        "value": "300000000",
        "unit": "CNY",
        "unit_text": "元",
        "sentence": (0, 4),
    },
    Finding: {
        "doc": "a.txt",
        "kind": "sum",
        "verdict": "holds",
        "result": (0, 1),
        "operands": ((2, 3), (4, 5)),
        "stated": "3",
        "message": "1 + 2",
    },
    Link: {"a": "1", "b": "2", "relation": "same"},
}
ALL = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)


@pytest.mark.parametrize(("number", "expected", "why"), cases("plain"))
def test_how_a_decimal_is_printed(number: str, expected: str, why: str) -> None:
    assert plain(Decimal(number)) == expected, why


@given(NUMBERS)
def test_a_number_survives_json(number: Decimal) -> None:
    adapter = TypeAdapter(Number)
    text = adapter.dump_json(number)
    assert text.startswith(b'"')
    assert b"E" not in text
    assert adapter.validate_json(text) == number


def test_every_record_has_an_example() -> None:
    assert set(GIVEN) == set(RECORDS)


@ALL
def test_records_survive_json(record: type[Record]) -> None:
    made = record(**GIVEN[record])
    assert record.model_validate_json(made.model_dump_json()) == made


@ALL
def test_an_unknown_field_is_refused(record: type[Record]) -> None:
    with pytest.raises(ValidationError, match="colour"):
        record(**GIVEN[record], colour="red")


@ALL
def test_a_record_is_never_changed(record: type[Record]) -> None:
    made = record(**GIVEN[record])
    field = next(iter(GIVEN[record]))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(made, field, GIVEN[record][field])


@ALL
@pytest.mark.parametrize("missing", [0, 1, -1])
def test_a_missing_field_is_refused(record: type[Record], missing: int) -> None:
    required = [name for name, field in record.model_fields.items() if field.is_required()]
    fields = dict(GIVEN[record])
    del fields[required[missing]]
    with pytest.raises(ValidationError, match=required[missing]):
        record(**fields)


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (Claim, "value", 3.5),
        (Claim, "low", 0.0),
        (Claim, "parts", (Decimal(1), 2.0)),
        (Claim, "value", "NaN"),
        (Claim, "value", "Infinity"),
        (Claim, "value", "three"),
        (Claim, "bound", "≥"),
        (Claim, "measure", "size"),
        (Claim, "basis", "same"),
        (Claim, "status", "plan"),
        (Claim, "start", "first"),
        (Claim, "sentence", (1, 2, 3)),
        (Claim, "period", "2024"),
        (Claim, "period", "2024-01-01"),
        (Claim, "period", "2024-01-01/2024"),
        (Claim, "period", "../2024-01-01 "),
        (Claim, "period", "２０２４-01-01/.."),
        (Claim, "subject", ({"name": "甲", "kind": "river"},)),
        (Document, "date", "2024/05/06"),
        (Document, "date", "2024-05-06T10:20"),
        (Entity, "type", "THING"),
        (Entity, "period", "soon"),
        (Finding, "stated", 43.24),
        (Finding, "verdict", "true"),
    ],
)
def test_a_wrong_value_is_refused(record: type[Record], field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        record(**(GIVEN[record] | {field: value}))


@pytest.mark.parametrize("period", ["2024-01-01/2024-12-31", "../2024-07-31", "2024-01-01/..", "../.."])
def test_periods(period: str) -> None:
    assert Claim(**GIVEN[Claim], period=period).period == period
    assert str(Period.parse(period)) == period


@pytest.mark.parametrize("period", ["", "2024-01-01", "2024-01-01/", "/2024-01-01", "2024-02-30/..", "a/b"])
def test_what_is_no_period(period: str) -> None:
    with pytest.raises(ValueError, match=r"Invalid isoformat string|day is out of range"):
        Period.parse(period)


def test_a_quantity_converts_itself_exactly() -> None:
    area = Quantity(**(GIVEN[Quantity] | {"value": "3", "unit": "mu", "unit_text": "亩"}))
    assert area.to("m2") == 2000
    with pytest.raises(UnitError, match="no unit code furlong"):
        area.to("furlong")
    spread = area.model_copy(update={"value": None, "low": Decimal(1), "high": Decimal(2)})
    with pytest.raises(UnitError, match=r"has no single value to convert$"):
        spread.to("m2")


def test_numbers_of_a_claim_are_exact_strings() -> None:
    claim = Claim(**(GIVEN[Claim] | {"value": None, "low": "3E+9", "high": Decimal("45.80")}))
    line = json.loads(claim.model_dump_json())
    assert (line["value"], line["low"], line["high"]) == (None, "3000000000", "45.80")
    assert isinstance(claim.low, Decimal)


# The schema


def validator(record: type[Record]) -> jsonschema.Draft202012Validator:
    schema = record.model_json_schema(mode="serialization")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@ALL
def test_the_schema_describes_a_printed_record(record: type[Record]) -> None:
    line = json.loads(record(**GIVEN[record]).model_dump_json())
    check = validator(record)
    assert check.is_valid(line)
    assert not check.is_valid(line | {"colour": "red"})
    assert not check.is_valid(
        {name: value for name, value in line.items() if name != next(iter(GIVEN[record]))}
    )


def test_the_schema_knows_no_number_but_offsets() -> None:
    properties = Claim.model_json_schema(mode="serialization")["properties"]
    assert "number" not in json.dumps(properties)
    assert properties["start"]["type"] == "integer"


def test_every_line_of_the_outputs_follows_the_schema(tmp_path: Path) -> None:
    run(discover([CORPUS]), tmp_path)
    kinds = {"claims": Claim, "entities": Entity, "documents": Document, "audit": Finding}
    for name, record in kinds.items():
        check = validator(record)
        lines = [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()]
        assert [error.message for line in lines for error in check.iter_errors(line)] == []
        assert len(list(jsonl.load(tmp_path / f"{name}.jsonl", record))) == len(lines)
        assert lines or name == "audit"
