"""The same release in another form has the same claims: width of digits, script, line ends, kind of file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from extract.documents import Source
from extract.pipeline import Extraction, Extractor
from extract.reading import view

EXTRACTOR = Extractor()
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
TO_TRADITIONAL = opencc.OpenCC("s2t")

# Sentences to make releases of; every number is replaced by another one.
SENTENCES = (
    "全县{what}{number}{unit}，同比{change}{rate}%。",
    "截至6月底，累计完成{what}{number}{unit}，占全年计划的{rate}%。",
    "其中，甲镇{what}{number}{unit}，乙镇{what}{rate}{unit}。",
    "力争到2025年，{what}达到{number}{unit}以上，年均增长{rate}%左右。",
    "{what}由去年的{rate}{unit}增加到{number}{unit}，居全市第三。",
)
WHAT = ("工业产值", "城镇新增就业", "粮食总产量", "接待游客", "固定资产投资额", "绿化造林面积")
numbers = st.one_of(
    st.integers(1, 9999).map(str), st.decimals("0.1", "999", places=1).map(str), st.just("12.05")
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(SENTENCES)).format(
        what=draw(st.sampled_from(WHAT)),
        number=draw(numbers),
        unit=draw(st.sampled_from(("亿元", "万人", "万吨", "亩", "人次", "万元"))),
        change=draw(st.sampled_from(("增长", "下降"))),
        rate=draw(numbers),
    )


releases = st.lists(st.lists(sentences(), min_size=1, max_size=4).map("".join), min_size=2, max_size=5).map(
    lambda body: [builders.TITLE, builders.BYLINE, *body]
)


def claims(extraction: Extraction) -> list[tuple[object, ...]]:
    """What must not depend on the form: everything a claim says, in simplified characters of usual width."""
    for claim in extraction.claims:
        assert extraction.document.text[claim.start : claim.end] == claim.text
    return [
        (
            *(claim.value, claim.low, claim.high, claim.parts, claim.unit, claim.bound, claim.measure),
            view(claim.indicator),
            *(tuple(subject.code for subject in claim.subject), claim.period, claim.basis, claim.status),
            claim.part_of is None,
        )
        for claim in extraction.claims
    ]


def of_text(text: str) -> list[tuple[object, ...]]:
    return claims(EXTRACTOR.parse(text, place="青河县"))


def of_file(name: str, data: bytes) -> list[tuple[object, ...]]:
    document = EXTRACTOR.read(Source(Path(name), {"place": "青河县"}, data=data))
    return claims(EXTRACTOR.extract(document))


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def full_width(text: str) -> str:
    """Figures in full width; the byline stays, whose date is no claim."""
    head, byline, body = text.split("\n", 2)
    return "\n".join([head.translate(FULL_WIDTH), byline, body.translate(FULL_WIDTH)])


def traditional(text: str) -> str:
    return TO_TRADITIONAL.convert(text)


@pytest.mark.parametrize("form", [crlf, full_width, traditional])
@settings(max_examples=25, deadline=None)
@given(release=releases)
def test_text_in_another_form(form: Callable[[str], str], release: list[str]) -> None:
    text = builders.text(release)
    assert of_text(form(text)) == of_text(text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@settings(max_examples=10, deadline=None)
@given(release=releases)
def test_text_in_another_encoding(encoding: str, release: list[str]) -> None:
    text = builders.text(release)
    assert of_file("a.txt", text.encode(encoding)) == of_text(text)


def pdf(release: list[str]) -> bytes:
    """A print without running heads: on a single page they cannot be told from a first line."""
    return builders.pdf(release, heads=False)


@pytest.mark.parametrize(
    ("name", "build"), [("a.html", builders.html), ("a.docx", builders.docx), ("a.pdf", pdf)]
)
@settings(max_examples=10, deadline=None)
@given(release=releases)
def test_another_kind_of_file(name: str, build: Callable[[list[str]], bytes], release: list[str]) -> None:
    assert of_file(name, build(release)) == of_text(builders.text(release))


def wrapped(text: str, width: int) -> str:
    """Every paragraph broken after so many characters, and set off by a blank line."""
    paragraphs = [
        "\n".join(line[start : start + width] for start in range(0, len(line), width))
        for line in text.splitlines()
    ]
    return "\n\n".join(paragraphs) + "\n"


@pytest.mark.parametrize("width", [26, 32, 38])
@settings(max_examples=15, deadline=None)
@given(release=releases.filter(lambda release: sum(len(line) // 38 for line in release) >= 4))
def test_text_that_was_wrapped(width: int, release: list[str]) -> None:
    text = "\n\n".join(release) + "\n"
    assert of_text(wrapped(builders.text(release), width)) == of_text(text)
