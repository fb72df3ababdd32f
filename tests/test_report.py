from __future__ import annotations

import base64
import hashlib
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from extract.outputs import marks, report
from extract.outputs.report import Report


def page(tmp_path, *extractions):
    gathered, spool = Report(), tmp_path / "report.part"
    with spool.open("wb") as sections:
        for one in extractions:
            if gathered.takes(one.document.doc, len(one.claims), len(one.document.text)):
                sections.write(report.section(one))
    digest = gathered.write(tmp_path / "report.html", spool, "0.0")
    data = (tmp_path / "report.html").read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest
    return data.decode("utf-8")


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_text_and_claims_are_shown_and_linked(tmp_path):
    html = page(tmp_path, samples.extraction())
    first = samples.extraction().claims[0]
    assert f'<mark class="actual"><a id="t-{first.id}" href="#r-{first.id}">534.2亿元</a></mark>' in html
    assert f'<tr id="r-{first.id}" title="scaled, cue:上半年">' in html
    assert f'href="#t-{first.id}">产值</a>' in html
    assert "53,420,000,000 <span>元</span>" in html
    assert '<span class="whole">534.2亿元</span>' in html
    assert '<span class="furniture">来源：清江日报  2024-07-20</span>' in html
    assert "a.txt · 2024-07-20 · 清江日报" in html
    assert "43.24 % printed" in html


def test_hostile_text_is_escaped_everywhere(tmp_path):
    hostile = """<script>alert("x")</script>'&</div>3个"""
    claim = samples.claim("3个", text=hostile, indicator=hostile, unit_text=hostile, rules=(hostile,))
    document = samples.document(hostile, doc='"><script>.txt', title=hostile, source=hostile, place=hostile)
    html = page(tmp_path, samples.Extraction(document, [claim]), samples.extraction())
    assert "<script>alert" not in html
    assert html.count("<script>") == 1
    assert '"><script>' not in html
    assert "</div>3" not in html
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in html


def test_equal_input_gives_equal_bytes(tmp_path):
    assert page(tmp_path, samples.extraction()) == page(tmp_path, samples.extraction())


def test_nothing_is_loaded_and_only_our_script_and_style_may_run(tmp_path):
    html = page(tmp_path, samples.extraction())
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|https?:""", html)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"""\s(?:style|on[a-z]+)=["']""", html)


def test_a_long_report_shows_the_first_documents_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST_CLAIMS", 12)
    html = page(tmp_path, *[samples.extraction() for _ in range(4)])
    assert "the first 2 of 4 documents, 10 of 20 claims" in html
    assert html.count("<section") == 2


def test_one_document_is_shown_however_long(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST_CHARACTERS", 3)
    html = page(tmp_path, *[samples.extraction() for _ in range(2)])
    assert html.count("<section") == 1
    assert "the first 1 of 2 documents" in html


def test_a_short_report_has_no_such_note(tmp_path):
    assert 'class="note"' not in page(tmp_path, samples.extraction())


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": "53420000000"}, "53,420,000,000"),
        ({"value": "-3.20"}, "−3.20"),
        ({"value": "4000", "bound": ">="}, "≥ 4,000"),
        ({"value": "4000", "bound": "~"}, "≈ 4,000"),
        ({"value": None, "low": "3000", "high": "6000"}, "3,000–6,000"),
        ({"value": "2.45", "parts": ("2.45", "1")}, "2.45:1"),
        ({"value": None, "parts": ("1", "2", "3"), "bound": "~"}, "≈ 1:2:3"),
        ({"value": "1E+9"}, "1,000,000,000"),
    ],
)
def test_numbers_are_written_as_people_write_them(fields, shown):
    assert marks.number(samples.claim("2.45:1", **fields)) == shown


@given(
    st.text("abc<&>\"'中文\n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=3),
)
def test_no_character_of_the_text_is_lost_or_doubled(text, claimed, furniture):
    spans = [(start, min(start + length, len(text))) for start, length in claimed if start < len(text)]
    claims = [
        samples.claim("x", text="x").model_copy(
            update={"start": start, "end": end, "text": text[start:end], "id": f"{start}-{number}"}
        )
        for number, (start, end) in enumerate(spans)
    ]
    odd = tuple((start, min(start + length, len(text))) for start, length in furniture if start < len(text))
    html = marks.text(samples.Extraction(samples.document(text, furniture=odd), claims))
    assert plain(html) == text
