"""Units: a case table, and the table of units itself checked the way pint checks its registry."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from extract.errors import UnitError
from extract.lexicon import Lexicon
from extract.records import Quantity
from extract.units import Unit, Units

ROWS = tables.rows("units")
UNITS = Units(Lexicon())
CODES = [unit.code for unit in UNITS]


def answer(text):
    try:
        if " > " not in text:
            return UNITS.resolve(text).code
        quantity, target = text.split(" > ")
        value, unit = quantity.split(" ")
        return str(UNITS.convert(Decimal(value), unit, target))
    except UnitError:
        return "error"


@pytest.mark.parametrize(("text", "expected", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_case(text, expected, why):
    assert answer(text) == expected, why


def test_the_table_is_large():
    assert len(CODES) >= 400
    assert sum(len(unit.dimension) == 3 and unit.dimension.isupper() for unit in UNITS) >= 30


def test_codes_and_spellings_are_clean():
    for unit in UNITS:
        assert unit.factor > 0
        for spelling in unit.spellings:
            assert spelling == spelling.strip() != "", unit.code
            assert spelling[0] not in "0123456789一二三四五六七八九十万亿", spelling


def test_every_spelling_resolves_to_its_own_code():
    for unit in UNITS:
        assert {UNITS.resolve(spelling).code for spelling in unit.spellings} == {unit.code}


def test_a_dimension_with_several_units_has_a_reference_unit():
    dimensions = {}
    for unit in UNITS:
        dimensions.setdefault(unit.dimension, []).append(unit.factor)
    several = {name: factors for name, factors in dimensions.items() if len(factors) > 1}
    without = {name for name, factors in several.items() if Fraction(1) not in factors}
    assert without <= {"fraction"}  # whose reference is the number one


@given(st.sampled_from(CODES), st.sampled_from(CODES), st.integers(-(10**9), 10**9))
def test_conversion_there_and_back(unit, target, value):
    if UNITS.by_code(unit).dimension != UNITS.by_code(target).dimension:
        with pytest.raises(UnitError):
            UNITS.convert(Decimal(value), unit, target)
        return
    there = UNITS.convert(Decimal(value), unit, target)
    assert UNITS.convert(there, target, unit) == value


PLAIN = [code for code in CODES if "/" not in code and "." not in code]


@given(st.sampled_from(PLAIN), st.sampled_from(PLAIN))
def test_a_rate_is_found_again_by_its_code(above, below):
    spelled = f"{UNITS.by_code(above).spellings[0]}/{UNITS.by_code(below).spellings[0]}"
    rate = UNITS.resolve(spelled)
    again = UNITS.by_code(rate.code)
    assert (again.dimension, again.factor) == (rate.dimension, rate.factor)


def write(folder, row):
    (folder / "units.tsv").write_text(f"code\tspellings\tdimension\tfactor\n{row}\n", encoding="utf-8")
    return Lexicon(folder)


def test_a_spelling_of_two_units_is_refused(tmp_path):
    with pytest.raises(UnitError, match="公斤 is both"):
        Units(write(tmp_path, "catty\t公斤\tmass\t1"))


def test_a_factor_must_be_positive(tmp_path):
    with pytest.raises(UnitError, match="not positive"):
        Units(write(tmp_path, "void\t虚斤\tmass\t0"))


def test_a_user_can_add_a_unit(tmp_path):
    units = Units(write(tmp_path, "wei\t苇捆\tcount of 苇捆\t1"))
    assert units.resolve("苇捆") == Unit("wei", ("苇捆",), "count of 苇捆", Fraction(1))


def quantity(text, unit, **value):
    return Quantity(start=0, end=len(text), text=text, unit=unit, unit_text=text[-1], **value)


CONVERSIONS = [
    ("3亩", "mu", "3", "m2", "2000"),
    ("1公顷", "har", "1", "mu", "15"),
    ("20%", "%", "20", "%", "20"),
]


@pytest.mark.parametrize(("text", "unit", "value", "target", "expected"), CONVERSIONS)
def test_a_record_converts_itself(text, unit, value, target, expected):
    assert quantity(text, unit, value=Decimal(value)).to(target) == Fraction(expected)


def test_a_record_refuses_another_dimension():
    with pytest.raises(UnitError, match="area"):
        quantity("3亩", "mu", value=Decimal(3)).to("t")


def test_a_range_has_no_single_value_to_convert():
    with pytest.raises(UnitError, match="3至5亩"):
        quantity("3至5亩", "mu", low=Decimal(3), high=Decimal(5)).to("m2")
