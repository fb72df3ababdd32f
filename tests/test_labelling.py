"""Labels: checked, compared, drafted and exported."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from extract.documents import discover
from extract.errors import ExtractError, GoldError
from extract.labelling import agree, brat, checked, draft, measeval, places
from extract.labelling.check import check
from extract.labelling.files import GoldFile, Texts, gold_files, load
from extract.labelling.numbers import readable
from extract.labelling.uncovered import uncovered
from extract.pipeline import Extractor
from extract.reading import view
from extract.score.names import Names
from extract.training import load as load_examples

ROOT = Path(__file__).parent.parent
TEXT = "上半年甲县新增就业近8万人，其中脱贫人口3万人。\n一、5G基站建成120座，用地4亩。\n"
EXTRACTOR = Extractor()


def claim(n: str, quote: str, value: str, unit: str, **fields) -> dict:
    start = TEXT.index(quote)
    usual = {"bound": "=", "measure": "level", "indicator": "新增就业", "subject": "甲县", "period": ""}
    usual |= {"basis": "", "status": "actual", "part_of": "", "flags": []}
    span = {"n": n, "start": start, "end": start + len(quote), "text": quote, "value": value, "unit": unit}
    return span | usual | fields


def entity(quote: str, kind: str, **fields) -> dict:
    start = TEXT.index(quote)
    return {"type": kind, "start": start, "end": start + len(quote), "text": quote} | fields


def labels() -> list[dict]:
    return [claim("1", "8万人", "80000", "人", bound="~"), claim("2", "3万人", "30000", "人")]


def checks() -> list:
    return [pytest.param(*case, id=why) for *case, why in tables.rows("gold_checks")]


def numbers() -> list:
    return [pytest.param(*case, id=f"{case[0]} - {why}") for *case, why in tables.rows("label_numbers")]


def gold_file(claims: list[dict], entities: list[dict] = (), head: dict | None = None) -> GoldFile:
    rows = enumerate([*claims, *entities], 2)
    numbered = list(rows)
    found = GoldFile(Path("a.jsonl"), head)
    found.claims, found.entities = numbered[: len(claims)], numbered[len(claims) :]
    return found


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    path = tmp_path_factory.mktemp("texts") / "a.txt"
    path.write_bytes(TEXT.encode())
    return Texts([path]).document("a")


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_bytes(TEXT.encode())
    return tmp_path / "corpus"


def write(folder: Path, name: str, *rows: dict) -> Path:
    folder.mkdir(exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (folder / name).write_text("".join(lines), encoding="utf-8")
    return folder / name


# Checking


@pytest.mark.parametrize(("span", "unit", "around", "value", "expected"), numbers())
def test_what_can_be_read_from_a_span(span, unit, around, value, expected):
    assert (Decimal(value) in readable(view(span), view(unit).strip(), around)) == (expected == "yes")


@given(st.integers(1, 10**9), st.integers(0, 8), st.integers(1, 9))
def test_another_digit_is_always_noticed(number, place, more):
    digits = str(number)
    at = place % len(digits)
    other = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    assert Decimal(number) in readable(f"{number}户", "户", "")
    assert Decimal(other) not in readable(f"{number}户", "户", "")


@pytest.mark.parametrize(("change", "expected"), checks())
def test_complaints(document, change, expected):
    first, second = labels()
    found = check(gold_file([first, second | json.loads(change)], head={"sha256": document.sha256}), document)
    assert sorted(complaint.code for complaint in found) == sorted(expected.split())
    assert all(complaint.cause for complaint in found)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"type": "CITY"}, ["field"]),
        ({"start": 4, "end": 6}, ["offset"]),
        ({"text": "甲"}, ["offset"]),
        ({"period": "2024"}, ["period"]),
        ({"type": None}, ["field"]),
        ({"start": 0, "end": 5, "text": "上半年甲县"}, ["overlap"]),
    ],
)
def test_complaints_about_mentions(document, change, expected):
    mentions = [entity("上半年", "TIME"), entity("甲县", "PLACE") | change]
    gold = gold_file(labels(), mentions, head={"sha256": document.sha256})
    assert [complaint.code for complaint in check(gold, document)] == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (None, ["document"]),
        ({"sha256": "0"}, ["document"]),
        ({}, ["document"]),
    ],
)
def test_complaints_about_the_document_line(document, head, expected):
    assert [complaint.code for complaint in check(gold_file(labels(), head=head), document)] == expected


def test_a_draft_is_a_complaint_and_so_is_a_missing_text(document):
    drafted = gold_file(labels(), head={"sha256": document.sha256, "draft": True})
    assert [complaint.code for complaint in check(drafted, document)] == ["draft"]
    assert [complaint.code for complaint in check(gold_file(labels(), head={}), None)] == ["document"]


def test_parts_that_go_in_a_circle(document):
    first, second = labels()
    gold = gold_file([first | {"part_of": "2"}, second | {"part_of": "1"}], head={"sha256": document.sha256})
    assert [complaint.code for complaint in check(gold, document)] == ["part_of", "part_of"]


def test_numerals_without_a_label_are_named(document):
    def shown(*claims):
        return [text for _, text in uncovered(gold_file(list(claims)), document, EXTRACTOR)]

    # 上半年 is a time, 一、 a list number, 5G a name.
    assert [text.partition("[")[2].partition("]")[0] for text in shown()] == [
        "8万人",
        "3万人",
        "120座",
        "4亩",
    ]
    assert len(shown(*labels())) == 2
    rest = [claim("3", "120座", "120", "座"), claim("4", "4亩", "4", "亩")]
    assert shown(*labels(), *rest) == []


def test_files_are_checked_together(corpus):
    write(corpus.parent / "gold", "a.jsonl", {"document": {}}, *({"claim": one} for one in labels()))
    write(corpus.parent / "gold", "b.jsonl", {"note": 1})
    texts = Texts([corpus])
    results = [checked.checked(path, texts, EXTRACTOR) for path in gold_files(corpus.parent / "gold")]
    assert [[one.code for one in result.complaints] for result in results] == [["document"], ["file"]]
    assert checked.data(results)[0]["claims"] == 2


def test_our_own_labels_have_nothing_wrong():
    texts = Texts([ROOT / "corpus"])
    for path in gold_files(ROOT / "gold"):
        assert check(load(path), texts.document(path.stem)) == [], path.name


def test_no_gold_is_an_error(tmp_path):
    with pytest.raises(ExtractError, match="no gold file"):
        gold_files(tmp_path)
    with pytest.raises(ExtractError, match="no gold file"):
        gold_files(tmp_path / "nowhere.jsonl")


# Comparing


def test_agreement_is_told_field_by_field(tmp_path):
    first, second = labels()
    both = [first, second, claim("3", "120座", "120", "座"), claim("4", "4亩", "4", "亩")]
    other = [first, second | {"bound": "~"}, both[2] | {"indicator": "基站"}, both[3] | {"value": "5"}]
    write(tmp_path / "one", "a.jsonl", *({"claim": row} for row in both), {"entity": entity("甲县", "PLACE")})
    write(tmp_path / "two", "a.jsonl", *({"claim": row} for row in other))
    write(tmp_path / "two", "b.jsonl", {"claim": first})
    scored = agree.compared(tmp_path / "one", tmp_path / "two")
    found = {one.name: one for one in agree.agreements(tmp_path / "one", tmp_path / "two", scored)}
    assert (found["quantity"].number, found["quantity"].agreed) == (4, Fraction(3, 4))
    assert (found["bound"].number, found["bound"].agreed) == (3, Fraction(2, 3))
    # By chance (1*2 + 2*1) / 9 would agree: kappa is (2/3 - 4/9) / (5/9).
    assert found["bound"].kappa == Fraction(2, 5)
    assert found["indicator"].agreed == Fraction(2, 3)
    assert found["indicator"].kappa is None
    assert (found["status"].agreed, found["status"].kappa) == (1, None)
    assert found["all of these together"].agreed == Fraction(1, 4)
    assert found["mentions"].agreed == 0
    assert [mistake.kind for mistake in scored.mistakes()][:3] == ["bound", "indicator", "value"]


def test_labels_of_two_texts_are_not_compared(tmp_path):
    for name, digest in (("one", "0"), ("two", "1")):
        write(tmp_path / name, "a.jsonl", {"document": {"sha256": digest}}, {"claim": labels()[0]})
    assert "labels another text" in str(agree.compared(tmp_path / "one", tmp_path / "two").refused[0])


def test_labellers_who_share_nothing_are_not_compared(tmp_path):
    write(tmp_path / "one", "a.jsonl", {"claim": labels()[0]})
    write(tmp_path / "two", "b.jsonl", {"claim": labels()[0]})
    with pytest.raises(ExtractError, match="no document that both label"):
        agree.compared(tmp_path / "one", tmp_path / "two")
    with pytest.raises(ExtractError, match="no gold file"):
        agree.compared(tmp_path / "one", tmp_path / "nowhere")


# Drafting


@pytest.mark.parametrize("path", sorted((ROOT / "corpus").glob("*.txt")), ids=lambda path: path.stem[:12])
def test_a_draft_is_right_in_form(path, tmp_path):
    (source,) = discover([path])
    document = EXTRACTOR.read(source)
    extraction = EXTRACTOR.extract(document)
    gold = load(draft.write(extraction, tmp_path / "gold"))
    assert [complaint.code for complaint in check(gold, document)] == ["draft"]
    assert len(gold.claims) == len(extraction.claims)
    assert len(gold.entities) == len(extraction.entities)
    parts = [row["n"] for _, row in gold.claims if row["part_of"]]
    assert len(parts) == sum(claim.part_of is not None for claim in extraction.claims)


def test_labels_are_never_overwritten_by_a_draft(tmp_path):
    extraction = EXTRACTOR.parse(TEXT)
    path = draft.write(extraction, tmp_path)
    before = path.read_bytes()
    with pytest.raises(GoldError, match="is there already"):
        draft.write(extraction, tmp_path)
    assert path.read_bytes() == before


def test_nothing_is_trained_on_a_draft(corpus):
    (source,) = discover([corpus / "a.txt"])
    draft.write(EXTRACTOR.extract(EXTRACTOR.read(source)), corpus.parent / "gold")
    with pytest.raises(ExtractError, match="no text has labels"):
        load_examples([corpus.parent / "gold"], [corpus], EXTRACTOR)


# Exporting


def test_words_of_a_label_are_found_nearest_to_the_figure():
    row = claim("2", "3万人", "30000", "人", indicator="新增就业 脱贫人口")
    assert [TEXT[slice(*span)] for span in places.indicator(TEXT, row)] == ["新增就业", "脱贫人口"]
    assert places.indicator(TEXT, row | {"indicator": "不在"}) == []
    mentions = [entity("甲县", "PLACE"), entity("上半年", "TIME", period="2024-01-01/2024-06-30")]
    assert places.subject(TEXT, row, mentions, Names()) == (3, 5)
    assert places.subject(TEXT, row | {"subject": "乙县"}, mentions, Names()) is None
    assert places.time(TEXT, row | {"period": "2024-01-01/2024-06-30"}, mentions) == (0, 3)
    assert places.time(TEXT, row, mentions) is None
    later = claim("4", "4亩", "4", "亩")
    assert places.subject(TEXT, later, mentions, Names()) is None  # another line


@pytest.mark.parametrize("path", gold_files(ROOT / "gold"), ids=lambda path: path.stem[:12])
def test_brat_files_quote_the_text(path, tmp_path):
    gold, document = load(path), Texts([ROOT / "corpus"]).document(path.stem)
    brat.write(gold, document.text, tmp_path)
    assert (tmp_path / f"{path.stem}.txt").read_bytes().decode() == document.text
    lines = (tmp_path / f"{path.stem}.ann").read_text(encoding="utf-8").splitlines()
    ids = [line.partition("\t")[0] for line in lines]
    assert len(set(ids)) == len(ids)
    for line in lines:
        number, middle, *rest = line.split("\t")
        if number[0] == "T":
            _, _, spans = middle.partition(" ")
            pieces = [document.text[slice(*map(int, span.split()))] for span in spans.split(";")]
            assert rest == [" ".join(pieces)]
        else:
            assert {f"T{n}" for n in re.findall(r"(?:^| |:)T(\d+)", middle)} <= set(ids)
    kinds = [line.split("\t")[1].split()[0] for line in lines]
    assert kinds.count("Quantity") == len(gold.claims)
    assert kinds.count("PartOf") == sum(bool(row["part_of"]) for _, row in gold.claims)
    assert kinds.count("AnnotatorNotes") == len(gold.claims)


def test_brat_knows_every_kind_of_annotation(tmp_path):
    brat.write_settings(tmp_path)
    settings = (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    gold = gold_file([*labels()], [entity("甲县", "PLACE")])
    brat.write(gold, TEXT, tmp_path)
    lines = (tmp_path / "a.ann").read_text(encoding="utf-8").splitlines()
    for line in lines:
        kind, _, rest = line.split("\t")[1].partition(" ")
        assert kind == "AnnotatorNotes" or re.search(rf"^{kind}\b", settings, re.MULTILINE)
        if line[0] == "A":
            assert rest.split()[1] in settings
    assert "#1\tAnnotatorNotes T1\tvalue=80000; unit=人; subject=甲县" in lines


@pytest.mark.parametrize("path", gold_files(ROOT / "gold"), ids=lambda path: path.stem[:12])
def test_measeval_rows_quote_the_text_and_point_to_each_other(path, tmp_path):
    gold, document = load(path), Texts([ROOT / "corpus"]).document(path.stem)
    measeval.Export().write(gold, document.text, tmp_path)
    assert (tmp_path / "text" / f"{path.stem}.txt").read_bytes().decode() == document.text
    lines = (tmp_path / "tsv" / f"{path.stem}.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines]
    assert tuple(header) == measeval.COLUMNS
    groups = {row[5]: row[1] for row in rows}
    assert len(groups) == len(rows)
    for row in rows:
        assert row[6] == " ".join(document.text[int(row[3]) : int(row[4])].split())
        other = json.loads(row[7]) if row[7] else {}
        for relation in ("HasQuantity", "HasProperty", "Qualifies"):
            assert relation not in other or groups[other[relation]] == row[1]
    assert sum(row[2] == "Quantity" for row in rows) == len(gold.claims)


def test_measeval_says_how_a_quantity_is_meant(tmp_path):
    claims = [
        claim("1", "8万人", "80000", "人", bound="~"),
        claim("3", "120座", "100..120", "座", subject=""),
        claim("4", "4亩", "4", "亩", bound=">=", indicator="用地"),
    ]
    measeval.Export().write(gold_file(claims, [entity("甲县", "PLACE")]), TEXT, tmp_path)
    rows = [line.split("\t") for line in (tmp_path / "tsv" / "a.tsv").read_text("utf-8").splitlines()[1:]]
    said = {row[6]: json.loads(row[7]) for row in rows if row[2] == "Quantity"}
    assert said["8万人"] == {"mods": ["IsCount", "IsApproximate"], "unit": "人"}
    assert said["120座"] == {"mods": ["IsCount", "IsRange"], "unit": "座"}
    assert said["4亩"] == {"mods": ["IsRange"], "unit": "亩"}
    assert [row[2] for row in rows if row[1] == "1"] == ["Quantity", "MeasuredProperty", "MeasuredEntity"]
    assert [row[2] for row in rows if row[1] == "3"] == ["Quantity", "MeasuredEntity"]
