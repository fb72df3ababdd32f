"""Series: case tables for names and links, and what must hold for all points."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from extract import Extractor
from extract.documents import discover
from extract.lexicon import Lexicon
from extract.outputs import spool
from extract.outputs.run import run
from extract.series import Key, Point, Points, collect, links
from extract.series.names import Head, Names
from extract.series.periods import kind_of
from extract.series.points import last_digit

LEXICON = Lexicon()
NAMES, POINTS, EXTRACTOR = Names(LEXICON), Points(LEXICON), Extractor()


def points_of(text, date, doc):
    extraction = EXTRACTOR.parse(text, date=date, place="青河县")
    document = extraction.document.model_copy(update={"doc": doc})
    claims = [claim.model_copy(update={"id": f"{doc}:{claim.start}"}) for claim in extraction.claims]
    return list(POINTS.of(document, claims))


@pytest.mark.parametrize(("indicator", "name", "why"), tables.cases("series_names"))
def test_name(indicator, name, why):
    assert NAMES.name(indicator) == name, why


@pytest.mark.parametrize(
    ("first", "first_date", "second", "second_date", "expected", "why"), tables.cases("series_links")
)
def test_link(first, first_date, second, second_date, expected, why):
    points = [*points_of(first, first_date, "a"), *points_of(second, second_date, "b")]
    texts = {point.id: point.text for point in points}
    found = [link for series in collect(points) for link in links(series.points)]
    told = [f"{link.relation} {texts[link.a]} {texts[link.b]}" for link in found]
    assert " | ".join(told) == expected, why


def test_a_third_of_the_links_is_none():
    rows = tables.rows("series_links")
    assert 3 * len([row for row in rows if not row[4]]) >= len(rows)


@pytest.mark.parametrize(
    ("period", "kind"),
    [
        ("2023-01-01/2023-12-31", "year to date"),
        ("2023-01-01/2023-08-31", "year to date"),
        ("2024-02-01/2024-02-29", "month"),
        ("2023-01-01/2023-01-31", "month"),
        ("2023-04-01/2023-06-30", "quarter"),
        ("../2023-06-30", "as of"),
        ("2023-06-30/..", "since"),
        ("2023-06-30/2023-06-30", "day"),
        ("2023-05-01/2023-05-05", "days"),
        ("2016-01-01/2019-12-31", "years"),
        ("2023-03-15/2023-09-14", "stretch"),
    ],
)
def test_kind_of_period(period, kind):
    assert kind_of(period) == kind


@pytest.mark.parametrize(
    ("text", "value", "last"),
    [
        ("5.34亿元", "534000000", 10**6),
        ("1,234.50元", "1234.50", Fraction(1, 100)),
        ("800余公斤", "800", 1),
        ("８.1％", "8.1", Fraction(1, 10)),
        ("三百二十万人", "3200000", 10**5),
        ("三十二", "32", 1),
    ],
)
def test_last_printed_digit(text, value, last):
    assert last_digit(text, Decimal(value)) == last


# What must hold for all points

KEY = Key("产值", ("654325",), "CNY", "level", "", "actual", "year to date")
ENDS = ("2022-12-31", "2023-06-30", "2023-12-31")


def point(number, doc, value, period, **fields):
    date = "2024-03-0" + str(1 + doc)
    given_fields = {
        "key": KEY,
        "id": str(number),
        "doc": f"r{doc}",
        "date": date,
        "start": number,
        "end": number + 2,
        "text": f"{value}元",
        "indicator": "产值",
        "subject": ("青河县",),
        "unit_text": "元",
        "bound": "=",
        "period": f"{period[:4]}-01-01/{period}",
        "value": str(value),
        "base": Fraction(value),
        "last": Fraction(1),
        "statistic": True,
        "printed": True,
    }
    return Point(**(given_fields | fields))


MADE = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 3), st.sampled_from(ENDS)), min_size=1, max_size=12
).map(lambda rows: [point(number, *row) for number, row in enumerate(rows)])


@given(MADE)
def test_links_join_different_releases_each_pair_once(points):
    by_id = {point.id: point for point in points}
    found = [(link.a, link.b) for link in links(points)]
    assert len(found) == len(set(found))
    assert len(found) < 2 * len(points), "the work grows with the number of points"
    for first, second in found:
        assert by_id[first].doc != by_id[second].doc
        assert by_id[first].date <= by_id[second].date


@given(MADE, st.randoms())
def test_the_order_of_the_points_does_not_matter(points, random):
    shuffled = list(points)
    random.shuffle(shuffled)
    assert list(links(shuffled)) == list(links(points))


@given(MADE)
def test_relations_mean_what_they_say(points):
    by_id = {point.id: point for point in points}
    for link in links(points):
        first, second = by_id[link.a], by_id[link.b]
        if link.relation == "same":
            assert (first.period, first.value) == (second.period, second.value)
        elif link.relation == "conflict":
            assert first.period == second.period
            assert first.value != second.value
        else:
            assert first.period < second.period


@given(MADE)
def test_the_spool_gives_back_what_was_put_in(tmp_path_factory, points):
    folder = tmp_path_factory.mktemp("spool")
    path = folder / "points.jsonl"
    path.write_bytes(spool.dump(points[:3]) + spool.dump(points[3:]))
    with spool.Spool(path) as kept:
        assert list(kept.groups(1)) == [points]


def test_a_release_that_contradicts_itself_links_nothing():
    told = [point(0, 0, 1, ENDS[0]), point(1, 0, 2, ENDS[0]), point(2, 1, 1, ENDS[0])]
    assert not list(links(told))


def test_what_was_carried_from_elsewhere_contradicts_nothing():
    told = [point(0, 0, 1, ENDS[0], printed=False), point(1, 1, 2, ENDS[0])]
    assert not list(links(told))


def test_the_binder_says_when_it_carries():
    (claim,) = EXTRACTOR.parse("青河县公报\n粮食总产量36万吨。", date="2024-01-20").claims
    assert any(rule.startswith("subject carried") for rule in claim.rules)


def test_a_running_year_is_carried_on():
    told = [point(0, 0, 1, "2024-12-31"), point(1, 1, 2, "2024-12-31")]
    assert [link.relation for link in links(told)] == ["updated"]


def test_series_for_a_chart_are_in_order_of_period():
    later, earlier = point(0, 0, 1, ENDS[2]), point(1, 1, 2, ENDS[0])
    (series,) = collect([later, earlier])
    assert series.key == KEY
    assert series.points == (earlier, later)
    assert collect([later]) == []


# The run


@pytest.fixture
def releases(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "manifest.tsv").write_text(
        "doc\ttitle\tdate\tsource\tplace\turl\na.txt\t\t2023-07-20\t\t青河县\t\nb.txt\t\t2023-10-25\t\t青河县\t\n",
        encoding="utf-8",
    )
    (folder / "a.txt").write_text("上半年，全县地区生产总值36.2亿元。\n", encoding="utf-8")
    (folder / "b.txt").write_text("前三季度，全县地区生产总值58.9亿元。\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_writes_links_and_a_long_table(releases, tmp_path, workers):
    out = tmp_path / "out"
    run(discover([releases]), out, workers=workers)
    claims = [json.loads(line) for line in (out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    (link,) = [json.loads(line) for line in (out / "links.jsonl").read_text(encoding="utf-8").splitlines()]
    assert link == {"a": claims[0]["id"], "b": claims[1]["id"], "relation": "updated"}
    table = (out / "series.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["value"] for row in rows] == ["3620000000", "5890000000"]
    assert [row["release"] for row in rows] == ["a.txt", "b.txt"]
    assert {row["indicator"] for row in rows} == {"生产总值"}
    report = (out / "report.html").read_text(encoding="utf-8")
    for row in rows:
        page, _, anchor = row["link"].partition("#")
        assert page == "report.html"
        assert f'id="{anchor}"' in report


def test_the_words_are_known():
    for row in LEXICON.rows("series_heads", Head):
        assert NAMES.is_statistic(f"某业{row.head}")
