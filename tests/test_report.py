from __future__ import annotations

import base64
import hashlib
import json
import re
from decimal import Decimal
from fractions import Fraction
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from extract.outputs import charts, marks, page, report, streams
from extract.outputs.report import PAGES, Report
from extract.outputs.section import exact, section
from extract.pipeline import Extractor

SERIES = charts.Series(
    "产值",
    "清江市",
    "元",
    [charts.Point(f"{year}", Decimal(year - 2000), "a.txt", 40) for year in range(2020, 2024)],
)


def section_of(extraction):
    return section(extraction, streams.render(extraction))


def written(tmp_path: Path, *extractions, **more) -> str:
    gathered, waiting = Report(), tmp_path / "sections"
    with waiting.open("wb") as file:
        for one in extractions:
            if gathered.takes(len(one.claims), len(one.document.text)):
                file.write(report.dump(section_of(one)))
    digest = gathered.write(tmp_path, waiting, **more)
    data = (tmp_path / "report.html").read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest
    return data.decode("utf-8")


def named(name: str):
    extraction = samples.extraction()
    extraction.document = extraction.document.model_copy(update={"doc": name, "title": name})
    return extraction


def data_of(html: str) -> list[dict]:
    blocks = re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    return [json.loads(block) for block in blocks]


def plain(html: str) -> str:
    named = re.sub(r'<span class="control">U\+(\w+)</span>', lambda m: chr(int(m[1], 16)), html)
    return unescape(re.sub(r"<[^>]*>", "", named))


def test_the_text_can_be_read_without_scripts(tmp_path):
    html = written(tmp_path, samples.extraction())
    first = samples.extraction().claims[0]
    mark = f'<a class="c level actual" id="t-{first.id}" href="#t-{first.id}">534.2亿元</a>'
    assert mark in html
    assert '<span class="e PLACE" title="422800">清江市</span>' in html
    assert '<span class="furniture">来源：清江日报  2024-07-20</span>' in html
    assert "a.txt · 2024-07-20 · 清江日报" in html
    assert 'class="c change actual"' in html
    assert "<noscript>" in html


def test_the_records_are_those_of_the_outputs(tmp_path):
    extraction = samples.extraction()
    (data,) = data_of(written(tmp_path, extraction))
    rendered = streams.render(extraction)
    assert data["claims"] == [json.loads(line) for line in rendered["claims.jsonl"].splitlines()]
    assert data["findings"] == [json.loads(line) for line in rendered["audit.jsonl"].splitlines()]
    assert data["doc"] == "a.txt"


def test_a_text_without_claims_has_an_empty_list(tmp_path):
    (data,) = data_of(written(tmp_path, samples.Extraction(samples.document("无"), [])))
    assert (data["claims"], data["findings"], data["why"]) == ([], [], [])


def test_each_claim_says_what_its_indicator_was_chosen_from():
    extraction = Extractor().parse(
        "全县粮食产量3万吨，油料产量2万吨，比上年增长5%。", date="2024-03-08", place="青河县"
    )
    (data,) = data_of(b"".join(section_of(extraction).html).decode())
    assert len(data["why"]) == len(extraction.claims)
    for claim, why in zip(extraction.claims, data["why"], strict=True):
        scores = [score for score, _, _ in why["ranked"]]
        assert scores == sorted(scores, reverse=True)
        assert why["ranked"][0][2] == claim.indicator


@pytest.mark.parametrize(
    ("unit", "values", "base"),
    [
        ("mu", {"value": "3"}, [["2000"], "m2"]),
        ("mu", {"value": "1"}, [["2000/3"], "m2"]),
        ("t", {"value": None, "low": "1", "high": "2.5"}, [["1000", "2500"], "kg"]),
        ("CNY/t", {"value": "1234"}, [["1.234"], "CNY/kg"]),
        ("cm", {"value": "-50"}, [["-0.5"], "m"]),
        ("CNY", {"value": "3"}, None),
        ("%", {"value": "3"}, None),
        ("户", {"value": "3"}, None),
        ("unheard-of", {"value": "3"}, None),
        ("", {"value": "3"}, None),
        ("mu", {"value": None, "parts": ("1", "2", "3")}, None),
    ],
)
def test_the_exact_value_in_the_base_unit(unit, values, base):
    claim = samples.claim("12家", unit=unit, **values)
    html = b"".join(section_of(samples.Extraction(samples.document(), [claim])).html)
    (data,) = data_of(html.decode())
    assert data["base"].get(claim.id) == base


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_exact_numbers_lose_nothing(above, below):
    assert Fraction(exact(Fraction(above, below))) == Fraction(above, below)


def test_hostile_text_is_escaped_everywhere(tmp_path):
    hostile = """<script>alert("x")</script>'&</div><!--3个"""
    claim = samples.claim("3个", text=hostile, indicator=hostile, unit_text=hostile, rules=(hostile,))
    document = samples.document(hostile, doc='"><script>.txt', title=hostile, source=hostile, place=hostile)
    series = charts.Series(hostile, hostile, hostile, [charts.Point(hostile, Decimal(1), hostile, 0)])
    score = {"mistakes": [{"doc": hostile, "text": hostile}]}
    html = written(
        tmp_path, samples.Extraction(document, [claim]), samples.extraction(), series=[series], score=score
    )
    assert "<script>alert" not in html
    assert '"><script>' not in html
    assert "</div><!--3" not in html
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in html
    assert html.count("<script") == 4  # two documents, the score, the program
    assert data_of(html)[0]["claims"][0]["indicator"] == hostile


def test_characters_that_turn_the_direction_are_named():
    assert marks.shown("a\u202eb") == 'a<span class="control">U+202E</span>b'


def test_equal_input_gives_equal_bytes(tmp_path):
    assert written(tmp_path, samples.extraction()) == written(tmp_path, samples.extraction())


def test_nothing_is_loaded_and_only_our_script_and_style_may_run(tmp_path):
    html = written(tmp_path, samples.extraction(), series=[SERIES])
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|https?:(?!//www\.w3\.org/2000/svg)""", html)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none'; ")
    for tag, opening in (("style", "<style>"), ("script", '<script type="module">')):
        inside = re.search(rf"{opening}(.*?)</{tag}>", html, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"""\s(?:style|on[a-z]+)=["']""", html.split('<script type="module">')[0])


def test_every_module_is_joined_before_those_that_use_it():
    joined = []
    for name in page.SCRIPTS:
        used = re.findall(r'from "\./([^"]+)"', (page.FOLDER / name).read_text(encoding="utf-8"))
        assert set(used) <= set(joined), name
        joined.append(name)
    assert {path.name for path in page.FOLDER.glob("*.js")} == set(joined)


def test_no_name_is_declared_by_two_modules():
    declared = [
        name
        for script in page.SCRIPTS
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:const|let|function) (\w+)",
            (page.FOLDER / script).read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    ]
    assert len(declared) == len(set(declared))


def test_every_word_that_is_asked_for_is_there_in_both_languages():
    known = set(re.findall(r'^  "?([\w ]+?)"?: \["[^"]+", "[^"]+"\],$', _asset("words.js"), re.MULTILINE))
    asked = set()
    for path in page.FOLDER.iterdir():
        if path.suffix in {".js", ".j2"}:
            text = path.read_text(encoding="utf-8")
            asked |= set(re.findall(r'say\("([\w ]+)"\)|data-say(?:-\w+)?="([\w ]+)"', text))
    assert {one or other for one, other in asked} <= known
    columns = set(re.findall(r"^  (\w+): \{ key", _asset("table.js"), re.MULTILINE))
    assert columns
    assert columns <= known


def _asset(name: str) -> str:
    return (page.FOLDER / name).read_text(encoding="utf-8")


# Long runs


def test_a_long_run_gets_a_page_for_each_document_and_an_index(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST_CLAIMS", 12)
    html = written(tmp_path, *[named(f"{number}<.txt") for number in range(4)])
    assert "<article" not in html
    assert re.findall(rf'href="({PAGES}/[^"]*)"', html) == [
        f"{PAGES}/{number}.html" for number in range(1, 5)
    ]
    assert sorted(path.name for path in (tmp_path / PAGES).iterdir()) == [f"{n}.html" for n in range(1, 5)]
    for number in range(4):
        one = (tmp_path / PAGES / f"{number + 1}.html").read_text(encoding="utf-8")
        assert [data["doc"] for data in data_of(one)] == [f"{number}<.txt"]
        assert one.count("<article") == 1
        assert 'href="../report.html"' in one
        assert one.endswith("</html>\n")


def test_a_folder_of_very_many_pages_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST_CLAIMS", 1)
    monkeypatch.setattr(report, "MOST_PAGES", 2)
    html = written(tmp_path, *[samples.extraction() for _ in range(4)])
    assert "the first 2 of 4 documents, 10 of 20 claims" in html
    assert len(list((tmp_path / PAGES).iterdir())) == 2


def test_one_document_is_one_page_however_long(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST_CHARACTERS", 3)
    html = written(tmp_path, samples.extraction())
    assert html.count("<article") == 1
    assert not (tmp_path / PAGES).exists()


def test_a_short_report_has_no_note_and_leaves_one_file(tmp_path):
    assert "This page shows the first" not in written(tmp_path, samples.extraction())
    assert {path.name for path in tmp_path.iterdir()} == {"report.html", "sections"}


# The text


@given(
    st.text("abc<&>\"'中文\n\r\u202e", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=3),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6),
)
def test_no_character_of_the_text_is_lost_or_doubled(text, claimed, furniture, names):
    def spans(found):
        return [(start, min(start + length, len(text))) for start, length in found if start < len(text)]

    claims = [
        samples.claim("x", text="x").model_copy(
            update={"start": start, "end": end, "text": text[start:end], "id": f"{start}-{number}"}
        )
        for number, (start, end) in enumerate(spans(claimed))
    ]
    entities = [
        SimpleNamespace(start=start, end=end, type="ORG", name=None, code=None, period=None)
        for start, end in spans(names)
    ]
    about = samples.document(text, furniture=tuple(spans(furniture)))
    html = "".join(marks.pieces(samples.Extraction(about, claims, entities)))
    assert plain(html) == text


def test_a_name_ends_where_a_claim_begins():
    claim = samples.claim("12家")
    around = SimpleNamespace(
        start=claim.start - 2, end=claim.end + 1, type="ORG", name="某厂", code="1", period=None
    )
    html = "".join(marks.pieces(samples.Extraction(samples.document(), [claim], [around])))
    assert (
        f'<span class="e ORG" title="某厂 1">减少</span><a class="c level actual" id="t-{claim.id}"' in html
    )


def test_a_long_text_is_cut_into_parts_at_line_ends(monkeypatch):
    monkeypatch.setattr(marks, "PART", 20)
    text = "".join(f"第{number}段有3个。\n" for number in range(20))
    claims = [
        samples.claim("3个", text=text).model_copy(
            update={"start": m.start(), "end": m.end(), "id": str(m.start())}
        )
        for m in re.finditer("3个", text)
    ]
    html = "".join(marks.pieces(samples.Extraction(samples.document(text), claims)))
    parts = html.split('<div class="part">')[1:]
    assert len(parts) > 5
    assert all(part.endswith("\n</div>") for part in parts)
    assert plain(html) == text


# Series


def test_a_series_is_drawn_and_can_be_read(tmp_path):
    html = written(tmp_path, samples.extraction(), series=[SERIES])
    assert "清江市 · 产值 · 元" in html
    assert 'aria-label="4 values, 2020 20, 2023 23"' in html
    assert html.count("<circle") == 4
    assert '<th scope="row">2021</th><td class="number">21</td>' in html


def test_a_line_at_zero_shows_where_the_scale_begins():
    def drawn(*values):
        points = [charts.Point("2020", Decimal(value), "a.txt", 0) for value in values]
        return charts.svg(charts.Series("", "", "", points))

    assert 'class="zero" d="M0 88H320"' in drawn(10, 40)
    assert 'class="zero" d="M0 48H320"' in drawn(-5, 5)
    assert 'class="zero"' not in drawn(100, 101)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        (["10", "20", "40"], "8,68 160,48 312,8"),  # from zero
        (["100", "101"], "8,88 312,8"),  # near each other: the line spans the values
        (["-5", "5"], "8,88 312,8"),
        (["3"], "8,48"),
        (["3", "3"], "8,48 312,48"),
        (["0", "0"], "8,48 312,48"),
    ],
)
def test_where_the_line_runs(values, line):
    points = [charts.Point("2020", Decimal(value), "a.txt", 0) for value in values]
    assert f'points="{line}"' in charts.svg(charts.Series("", "", "", points))
