"""The whole way from file to records, on the releases of corpus/: what holds for every record of any text."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.documents import discover
from extract.engine import Spans
from extract.errors import InputError
from extract.mentions import Period
from extract.pipeline import Extraction, Extractor
from extract.reading import view
from extract.records import Claim, Document

CORPUS = Path(__file__).parent.parent / "corpus"
EXTRACTOR = Extractor()
DOCUMENTS = {source.path.stem: EXTRACTOR.read(source) for source in discover([CORPUS])}
FOUND = {name: EXTRACTOR.extract(document) for name, document in DOCUMENTS.items()}
EVERY = pytest.mark.parametrize("name", DOCUMENTS)
TO_TRADITIONAL = opencc.OpenCC("s2t")
# A release in traditional characters has no other spelling to try.
SIMPLIFIED = [
    name for name, document in DOCUMENTS.items() if TO_TRADITIONAL.convert(document.text) != document.text
]
WIDE = str.maketrans({digit: chr(ord(digit) + 0xFEE0) for digit in "0123456789"})


def check(extraction: Extraction) -> None:
    """What must hold for the records of any text."""
    text = extraction.document.text
    claims = {claim.id: claim for claim in extraction.claims}
    assert len(claims) == len(extraction.claims), "ids are unique"
    assert all(a.end <= b.start for a, b in pairwise(extraction.claims)), "claims are in order, none overlaps"
    furniture = Spans(extraction.document.furniture)
    for claim in extraction.claims:
        assert text[claim.start : claim.end] == claim.text != ""
        assert claim.indicator == " ".join(text[start:end] for start, end in claim.indicator_spans)
        assert list(claim.indicator_spans) == sorted(claim.indicator_spans)
        assert claim.sentence[0] <= claim.start < claim.end <= claim.sentence[1]
        assert not furniture.covers(claim.start)
        assert claim.rules
        assert claim.part_of is None or claims[claim.part_of] is not claim
        assert not is_circular(claim, claims)
        check_value(claim)
    for entity in extraction.entities:
        assert text[entity.start : entity.end] == entity.text != ""
        assert entity.type == "TIME" or entity.period is None
        check_period(entity.period)


def check_value(claim: Claim) -> None:
    """A value, a range, or the parts of a ratio; and a period whose start is not behind its end."""
    if claim.parts is not None:
        assert claim.low is None
        assert (claim.value is None) == (len(claim.parts) > 2 or claim.parts[1] == 0)
    elif claim.value is None:
        assert claim.low is not None
        assert claim.high is not None
        assert claim.low <= claim.high
    else:
        assert claim.low is claim.high is None
    check_period(claim.period)


def check_period(text: str | None) -> None:
    if text is not None:
        period = Period.parse(text)
        assert period.start is None or period.end is None or period.start <= period.end


def is_circular(claim: Claim, claims: dict[str, Claim]) -> bool:
    seen = set()
    while claim.part_of is not None and claim.id not in seen:
        seen.add(claim.id)
        claim = claims[claim.part_of]
    return claim.id in seen


def meaning(extraction: Extraction) -> list[dict[str, Any]]:
    """The claims without anything that depends on how the text is spelled: offsets, quotations, ids."""
    number = {claim.id: index for index, claim in enumerate(extraction.claims)}
    reading = view(extraction.document.text)
    return [
        {
            "value": claim.value,
            "range": (claim.low, claim.high),
            "parts": claim.parts,
            "unit": claim.unit,
            "bound": claim.bound,
            "measure": claim.measure,
            "indicator": [reading[start:end] for start, end in claim.indicator_spans],
            "subject": [subject.name for subject in claim.subject],
            "period": claim.period,
            "basis": claim.basis,
            "status": claim.status,
            "part_of": claim.part_of and number[claim.part_of],
            "flags": claim.flags,
            "text": reading[claim.start : claim.end],
        }
        for claim in extraction.claims
    ]


def mentions(extraction: Extraction) -> list[tuple[str, str, str | None, str | None]]:
    reading = view(extraction.document.text)
    return [(reading[e.start : e.end], e.type, e.code, e.period) for e in extraction.entities]


def respelled(document: Document, text: str) -> Extraction:
    """The same document with another text; what is known of it stays."""
    known = {"title": document.title, "date": document.date, "place": document.place}
    return EXTRACTOR.parse(text, **known)


@cache
def reference(name: str) -> Extraction:
    return respelled(DOCUMENTS[name], DOCUMENTS[name].text)


def assert_same(name: str, text: str) -> None:
    found = respelled(DOCUMENTS[name], text)
    assert meaning(found) == meaning(reference(name))
    assert mentions(found) == mentions(reference(name))
    check(found)


# What holds for the corpus


@EVERY
def test_records_hold_together(name: str) -> None:
    check(FOUND[name])
    assert FOUND[name].claims
    assert FOUND[name].entities


@EVERY
def test_another_extractor_finds_the_same_with_the_same_ids(name: str) -> None:
    again = OTHER.extract(DOCUMENTS[name])
    assert again.claims == FOUND[name].claims
    assert again.entities == FOUND[name].entities


OTHER = Extractor(tokenizer="rjieba")


def test_ids_are_unique_over_the_corpus() -> None:
    ids = [claim.id for extraction in FOUND.values() for claim in extraction.claims]
    assert len(set(ids)) == len(ids)


def test_ids_do_not_depend_on_the_process() -> None:
    name, extraction = next(iter(FOUND.items()))
    code = (
        "import sys; from pathlib import Path; from extract.documents import discover;"
        "from extract.pipeline import Extractor; e = Extractor();"
        "print(' '.join(c.id for c in e.extract(e.read(discover([Path(sys.argv[1])])[0])).claims))"
    )
    command = [sys.executable, "-c", code, str(CORPUS / f"{name}.txt")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert printed.stdout.split() == [claim.id for claim in extraction.claims]


# The same text, spelled or stored otherwise


@EVERY
def test_full_width_digits(name: str) -> None:
    assert_same(name, DOCUMENTS[name].text.translate(WIDE))


@EVERY
def test_half_width_marks(name: str) -> None:
    # A mark beside a digit or a Latin letter may be theirs and stays as it is.
    text = re.sub(r"(?<![0-9A-Za-z])[，；：！？（）](?![0-9A-Za-z ])", half_width, DOCUMENTS[name].text)
    assert_same(name, text)


def half_width(mark: re.Match[str]) -> str:
    return chr(ord(mark[0]) - 0xFEE0)


@EVERY
@pytest.mark.parametrize("line_end", ["\r\n", "\r", " \n", "\u2028"])
def test_line_ends(name: str, line_end: str) -> None:
    assert_same(name, DOCUMENTS[name].text.replace("\n", line_end))


@pytest.mark.parametrize("name", SIMPLIFIED)
def test_traditional_characters(name: str) -> None:
    # A few words have two traditional spellings and come back otherwise; such lines stay as they are.
    lines = [(line, TO_TRADITIONAL.convert(line)) for line in DOCUMENTS[name].text.split("\n")]
    text = "\n".join(other if view(other) == view(line) else line for line, other in lines)
    assert text != DOCUMENTS[name].text
    assert_same(name, text)


@EVERY
def test_indentation_and_blanks_at_line_ends(name: str) -> None:
    lines = DOCUMENTS[name].text.split("\n")
    assert_same(
        name, "\n".join(f"\u3000\u3000{line}\u00a0 " if line and "|" not in line else line for line in lines)
    )


@EVERY
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings(name: str, encoding: str, tmp_path: Path) -> None:
    document = DOCUMENTS[name]
    (tmp_path / document.doc).write_bytes(document.text.encode(encoding))
    (source,) = discover([tmp_path])
    stored = EXTRACTOR.read(source)
    assert stored.encoding == encoding.removesuffix("-sig")
    assert_same(name, stored.text)


# Any text


@st.composite
def fragments(draw: st.DrawFn) -> tuple[str, str]:
    """A document and a stretch of its text, cut anywhere."""
    name = draw(st.sampled_from(sorted(DOCUMENTS)))
    text = DOCUMENTS[name].text
    start = draw(st.integers(0, len(text)))
    return name, text[start : start + draw(st.integers(0, 400))]


@given(fragments())
def test_a_text_cut_anywhere_is_read(fragment: tuple[str, str]) -> None:
    name, text = fragment
    check(respelled(DOCUMENTS[name], text))


@given(
    fragments(),
    st.integers(0, 400),
    st.sampled_from("1０．，,、。；：:（）()%％年月日亿万千百十多余近分别其中至-—“”《》\n\t \u200b増"),
)
def test_a_text_with_a_stray_character_is_read(fragment: tuple[str, str], position: int, stray: str) -> None:
    name, text = fragment
    check(respelled(DOCUMENTS[name], text[:position] + stray + text[position:]))


@given(st.text(max_size=200))
def test_any_characters_are_read(text: str) -> None:
    check(EXTRACTOR.parse(text, date="2024-05-06", place="甲县"))


@pytest.mark.parametrize(
    "text",
    ["3倍/0个", "2比0", "", "\n", "。", "（", "3", "%", "《", "，，，", "1:2:3", "\ufeff", "\x00", "　"],
)
def test_hardly_any_text_is_read(text: str) -> None:
    check(EXTRACTOR.parse(text))


def test_a_text_that_cannot_be_stored_is_refused() -> None:
    with pytest.raises(InputError, match="its text cannot be written as UTF-8"):
        EXTRACTOR.parse("全县3万人\ud83d")
    with pytest.raises(InputError, match="date 2024-5-6 is no day"):
        EXTRACTOR.parse("全县3万人", date="2024-5-6")


def test_a_long_text_without_a_full_stop_is_read_in_reasonable_time() -> None:
    text = "全市新增就业3.5万人，增长5.2%，" * 1000
    assert len(EXTRACTOR.parse(text, date="2024-05-06").claims) == 2000


def test_records_made_unchecked_are_what_checked_ones_would_be():
    text = "昆明市2023年新增就业3.2万人，同比增长5.3%至6%；\n男女比例为2.5:1，其中女性占四成，约1000亿元。"
    found = EXTRACTOR.parse(text, date="2024-03-01", place="云南省昆明市")
    records = [*found.claims, *found.entities]
    assert len(found.claims) > 4
    assert found.entities
    for record in records:
        checked = type(record).model_validate(dict(record), strict=True)
        assert checked == record
        assert checked.model_dump_json() == record.model_dump_json()
        assert record.model_copy(update={"start": 0}).model_fields_set == record.model_fields_set


def test_a_word_that_points_back_owns_figures_and_is_no_mention() -> None:
    found = EXTRACTOR.parse("岳阳市发布公告。该市新增企业320家。", date="2024-05-01")
    assert [entity.text for entity in found.entities] == ["岳阳市"]
    assert [subject.name for claim in found.claims for subject in claim.subject] == ["岳阳市"]
