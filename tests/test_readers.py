"""Readers: what is read from web pages, PDF and Word files, archives, tables; and what is refused."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import builders
from extract.documents import Contents, Limits, Opening, Source, discover, read
from extract.documents.contents import CONTAINERS
from extract.documents.readers import SUFFIXES
from extract.errors import InputError
from extract.furniture import FurnitureFinder
from extract.lexicon import Lexicon
from extract.records import Document
from tables import cases

FURNITURE = FurnitureFinder(Lexicon())
TEXT = builders.text()
LIMITS, OPENING = Limits(), Opening()


def document(name: str, data: bytes, limits: Limits = LIMITS) -> Document:
    return read(Source(Path("files") / name, data=data), FURNITURE, limits)


def refusal(name: str, data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(InputError) as refused:
        document(name, data, limits)
    assert str(refused.value).startswith(f"files/{name}: ")
    return refused.value.cause


def outcome(name: str, data: bytes) -> str:
    """The text, or why there is none."""
    try:
        return document(name, data).text
    except InputError as error:
        return error.cause


def members(path: Path, opening: Opening = OPENING) -> dict[str, str]:
    """By name: the text, or why it cannot be read."""
    found = {}
    for source in Contents([Source(path)], opening):
        try:
            found[source.name] = read(source, FURNITURE, opening.limits).text
        except InputError as error:
            found[source.name] = f"! {error.cause}"
    return found


def stored(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


# Web pages


@pytest.mark.parametrize(("html", "lines", "why"), cases("html"))
def test_pages(html: str, lines: str, why: str) -> None:
    data = html.encode("utf-8")
    if lines.startswith("!"):
        assert lines[1:] in refusal("a.html", data), why
    else:
        assert document("a.html", data).text == lines + "\n", why


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
def test_a_page_with_everything_around_it(charset: str) -> None:
    found = document("a.html", builders.html(charset=charset))
    assert found.text == TEXT
    assert (found.title, found.date, found.source) == (builders.TITLE, "2024-07-20", "甲县日报")


def test_a_big5_page_is_read_as_it_says() -> None:
    page = (
        "<meta charset=big5><body><div><p>縣內產值3億元，增長5%。</p><p>農業平穩，工業回升。</p></div></body>"
    )
    found = document("a.html", page.encode("big5"))
    assert (found.text, found.encoding) == ("縣內產值3億元，增長5%。\n農業平穩，工業回升。\n", "big5")


def test_a_page_with_a_few_damaged_bytes_is_read() -> None:
    page = builders.html([builders.TITLE, builders.BYLINE, *builders.BODY * 20], charset="gb18030")
    at = page.index("失业率".encode("gb18030"))
    found = document("a.html", page[:at] + b"\xff" + page[at:])
    assert "\ufffd失业率" in found.text
    assert "UTF-8" in refusal("a.html", b"\xff\xfe\xfd" * 99)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="PubDate" content="2024-03-08 09:30">', "2024-03-08"),
        ('<meta property="article:published_time" content="2024-03-08T09:30:00+08:00">', "2024-03-08"),
        ('<script type="application/ld+json">{"datePublished": "2024-03-08"}</script>', "2024-03-08"),
        ('<meta name="PubDate" content="2024-02-30">', "2024-07-20"),
        ('<meta name="PubDate" content="yesterday">', "2024-07-20"),
        ('<script type="application/ld+json">{"datePublished": </script>', "2024-07-20"),
        ("", "2024-07-20"),
    ],
)
def test_the_date_a_page_states_outranks_the_byline_and_the_foot_has_no_say(head: str, expected: str) -> None:
    page = builders.html().replace(b"<head>", b"<head>" + head.encode())
    assert document("a.html", page).date == expected


def test_the_parts_of_a_byline_are_kept_apart_and_numbers_in_prose_are_not() -> None:
    byline = "<span>2024-07-20 10:11</span><span>字号：大</span><span>来源：甲县日报</span><i>编辑：张三</i>"
    page = builders.html().replace(builders.BYLINE.encode(), byline.encode())
    found = document("a.html", page.replace("3.2万".encode(), "<b>3</b>.<i>2</i>万".encode()))
    assert (found.date, found.source) == ("2024-07-20", "甲县日报")
    assert "新增就业3.2万人" in found.text


def test_a_quotation_mark_does_not_cut_the_title() -> None:
    head = '<head><meta property="og:title" content="甲县上半年"就业">'
    assert document("a.html", builders.html().replace(b"<head>", head.encode())).title == builders.TITLE


def test_the_manifest_outranks_the_page() -> None:
    page = builders.html().replace(b"<head>", b'<head><meta name="PubDate" content="2024-03-08">')
    source = Source(Path("a.html"), {"date": "2020-01-01"}, data=page)
    assert read(source, FURNITURE).date == "2020-01-01"


def test_parts_name_the_nodes() -> None:
    found = document("a.html", builders.html())
    first, *_, last = found.parts
    assert (found.text[first.start : first.end], first.place) == (builders.TITLE, "/html/body[1]/h1[1]")
    assert found.text[last.start : last.end] == builders.BODY[-1]
    assert last.place == "/html/body[1]/div[2]/p[3]"


@pytest.mark.parametrize("tag", ["div", "table", "span", "b"])
def test_a_page_nested_without_end_is_read_or_refused(tag: str) -> None:
    page = f"<body>{f'<{tag}>' * 20_000}产值3亿元，增长5%。".encode()
    assert outcome("a.html", page) in ("产值3亿元，增长5%。\n", "holds no text")


# PDF


def test_print_is_joined_and_loses_running_heads() -> None:
    found = document("a.pdf", builders.pdf([*builders.PARAGRAPHS, *builders.BODY * 12], per_page=20))
    assert found.text == builders.text([*builders.PARAGRAPHS, *builders.BODY * 12])
    assert [part.place for part in found.parts] == ["page 1", "page 2", "page 3", "page 4"]
    assert found.text[found.parts[0].start :].startswith(builders.TITLE)


def test_a_page_number_is_no_text_but_a_figure_in_the_middle_and_a_single_head_are() -> None:
    found = document("a.pdf", builders.pdf(["标题在此处", "12", "产值3亿元，增长5%。", "34", "农业平稳。"]))
    assert found.text == "甲县统计资料2024\n标题在此处\n12\n产值3亿元，增长5%。\n34\n农业平稳。\n"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.4\n", "is no PDF file that can be read, or a cut one"),
        (b"hello", "is no PDF file that can be read, or a cut one"),
        (builders.pdf()[:400], "is no PDF file that can be read, or a cut one"),
        (builders.pdf(password="geheim"), "is encrypted"),
        (builders.pdf([], heads=False), "holds no text: scanned pages are not read"),
    ],
)
def test_pdf_files_that_are_refused(data: bytes, cause: str) -> None:
    assert refusal("a.pdf", data) == cause


# Word


def test_paragraphs_and_tables_in_their_order() -> None:
    found = document("a.docx", builders.docx(rows=[("指标", "数量"), ("企业", "672家")]))
    assert found.text == TEXT + "| 指标 | 数量 |\n| 企业 | 672家 |\n"
    assert [part.place for part in found.parts][-2:] == ["table 1 row 1", "table 1 row 2"]
    assert found.parts[0].place == "paragraph 1"


def word(body: str) -> bytes:
    """A Word file with this XML as its body."""
    data = builders.docx()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts["word/document.xml"].decode("utf-8")
    start = xml.index("<w:body>") + len("<w:body>")
    parts["word/document.xml"] = (xml[:start] + body + xml[xml.index("</w:body>") :]).encode("utf-8")
    return builders.zipped(parts)


@pytest.mark.parametrize(
    ("body", "lines", "why"),
    [
        (
            "<w:p><w:r><w:t>产值3</w:t></w:r><w:r><w:t>亿元</w:t></w:r></w:p>",
            "产值3亿元",
            "runs break no number",
        ),
        ("<w:p><w:ins><w:r><w:t>产值3亿元</w:t></w:r></w:ins></w:p>", "产值3亿元", "inserted text is read"),
        (
            "<w:p><w:r><w:t>一</w:t></w:r><w:del><w:r><w:delText>二</w:delText></w:r></w:del></w:p>",
            "一",
            "deleted",
        ),
        (
            "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>",
            "一\n二\t三",
            "breaks, tabs",
        ),
        (
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>一</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "一",
            "a control",
        ),
        ("<w:p><w:hyperlink><w:r><w:t>一</w:t></w:r></w:hyperlink></w:p>", "一", "a link"),
        (
            "<w:p/><w:p><w:r><w:t>  </w:t></w:r></w:p><w:p><w:r><w:t>一</w:t></w:r></w:p>",
            "一",
            "blank paragraphs",
        ),
    ],
)
def test_what_word_keeps_in_a_paragraph(body: str, lines: str, why: str) -> None:
    assert document("a.docx", word(body)).text == lines + "\n", why


BILLION_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "一">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def test_word_files_that_are_refused() -> None:
    good = builders.docx()
    assert refusal("a.docx", b"hello") == "is no Word file, or a damaged one"
    assert refusal("a.docx", good[: len(good) // 2]) == "is no Word file, or a damaged one"
    assert "old or an encrypted Word file" in refusal("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert "is no Word file that can be read" in refusal("a.docx", builders.zipped({"a.txt": b"x"}))
    assert refusal("a.docx", word("<w:p>")).startswith("is no Word file that can be read")
    bomb = builders.zipped({"word/document.xml": b"\0" * 30_000_000})
    assert "unpacks to 30,000,000 bytes" in refusal("a.docx", bomb, Limits(megabytes=10))


def test_a_word_file_without_a_document_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(builders.docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = b"<note>x</note>"
    assert refusal("a.docx", builders.zipped(parts)).startswith("is no Word file that can be read")


def test_an_xml_bomb_does_not_go_off() -> None:
    with zipfile.ZipFile(io.BytesIO(builders.docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts["word/document.xml"].decode("utf-8")
    head, body = xml.split("\n", 1)
    body = body.replace(builders.TITLE, builders.TITLE + "&i;")
    parts["word/document.xml"] = (head + BILLION_LAUGHS + body).encode("utf-8")
    assert len(outcome("a.docx", builders.zipped(parts))) < 2 * len(TEXT)


# Packed files


def test_gzip_is_looked_through() -> None:
    assert document("a.txt.gz", gzip.compress(TEXT.encode())).text == TEXT
    assert document("a.html.gz", gzip.compress(builders.html())).text == TEXT
    two = gzip.compress(TEXT.encode()) + gzip.compress(TEXT.encode())
    assert document("a.txt.gz", two).text == TEXT * 2


def test_gzip_files_that_are_refused() -> None:
    good = gzip.compress(TEXT.encode())
    assert refusal("a.txt.gz", good[:-9]) == "is a gzip file that was cut"
    assert refusal("a.txt.gz", b"hello") == "is no gzip file, or a damaged one"
    bomb = gzip.compress(b"0" * 3_000_000)
    assert "larger than 1 MB" in refusal("a.txt.gz", bomb, Limits(megabytes=1))
    assert "larger than" in refusal("a.txt.gz", bomb, Limits(megabytes=64, ratio=2))


def test_the_files_of_an_archive(tmp_path: Path) -> None:
    names = {
        "2024/a.txt": TEXT.encode("gb18030"),
        "2024/b.html": builders.html(),
        "c.txt.gz": gzip.compress(TEXT.encode()),
        "readme.md": b"x",
        "inner.zip": builders.zipped({"x.txt": b"x"}),
        ".hidden.txt": b"x",
        "__MACOSX/a.txt": b"x",
    }
    path = stored(tmp_path, "a.zip", builders.zipped(names))
    assert members(path) == {"a.zip/2024/a.txt": TEXT, "a.zip/2024/b.html": TEXT, "a.zip/c.txt.gz": TEXT}
    contents = Contents([Source(path)], Opening())
    assert len(list(contents)) == 3
    assert contents.ignored == 2


def test_names_in_gb18030_are_read(tmp_path: Path) -> None:
    data = builders.zipped({"zzzz.txt": TEXT.encode()})
    data = data.replace(b"zzzz", "甲县".encode("gb18030"))
    assert list(members(stored(tmp_path, "a.zip", data))) == ["a.zip/甲县.txt"]


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    data = builders.zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}, zipfile.ZIP_STORED)
    damaged = data.replace("甲县上半年".encode(), "乙县上半年".encode(), 1)
    found = members(stored(tmp_path, "a.zip", damaged))
    assert found == {"a.zip/a.txt": "! is damaged in the archive (BadZipFile)", "a.zip/b.txt": TEXT}
    assert members(stored(tmp_path, "b.zip", data[:-30])) == {
        "b.zip": "! is no zip archive, or a damaged one"
    }


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path) -> None:
    bomb = builders.zipped({f"{n}.txt": b"1" * 900_000 for n in range(9)})
    found = members(stored(tmp_path, "a.zip", bomb), Opening(Limits(megabytes=1, ratio=3)))
    assert [text[:2] for text in found.values()] == ["11", "11", "11", "! "]
    assert list(found.values())[-1] == "! unpacks to more than 3 times the archive's size"
    large = builders.zipped({"a.txt": b"1" * 1_000_001, "b.txt": TEXT.encode()})
    found = members(stored(tmp_path, "b.zip", large), Opening(Limits(megabytes=1)))
    assert found == {"b.zip/a.txt": "! is larger than 1 MB, the limit set by --max-mb", "b.zip/b.txt": TEXT}


# Tables of releases


ROWS = [{"text": TEXT, "date": "2024-07-21", "place": "甲县", "other": 1}, {"text": "农业平稳。"}]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_every_row_is_a_document(tmp_path: Path, name: str) -> None:
    if "parquet" in name:
        pytest.importorskip("pyarrow")
    data = builders.parquet(ROWS) if "parquet" in name else builders.json_lines(ROWS)
    path = stored(tmp_path, name, gzip.compress(data) if name.endswith(".gz") else data)
    assert members(path) == {f"{name}#1": TEXT, f"{name}#2": "农业平稳。"}
    first, second = (read(source, FURNITURE) for source in Contents([Source(path)], Opening()))
    assert (first.date, first.place, second.date) == ("2024-07-21", "甲县", None)


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_the_column_can_be_named(tmp_path: Path, name: str) -> None:
    if "parquet" in name:
        pytest.importorskip("pyarrow")
    rows = [{"content": TEXT}]
    path = stored(tmp_path, name, builders.parquet(rows) if "parquet" in name else builders.json_lines(rows))
    assert members(path, Opening(text_column="content")) == {f"{name}#1": TEXT}
    cause = "! has no text in 'text'; --text-column names the column"
    assert members(path) == {f"{name}#1": cause}


def test_a_bad_line_costs_itself(tmp_path: Path) -> None:
    lines = [
        b"{",
        b'{"text": 3}',
        b"[1]",
        b"\xff",
        b'{"text": "\\ud800"}',
        b'{"text": "a\\u0000"}',
        b'{"text": " "}',
    ]
    lines += [
        b'{"text": "x", "date": "2024/1/1"}',
        b"",
        b"[" * 100_000,
        b'{"text": "' + b"x" * 1_000_000 + b'"}',
    ]
    path = stored(tmp_path, "a.jsonl", b"\n".join([*lines, b'{"text": "yes"}']))
    found = members(path, Opening(Limits(megabytes=1)))
    causes = [
        "is no JSON in UTF-8",
        "has no text in 'text'; --text-column names the column",
        "is no JSON object",
        "is no JSON in UTF-8",
        "its text cannot be written as UTF-8 (character 0)",
        "holds NUL characters: a binary file, or UTF-16 without byte-order mark",
        "holds no text",
        "date 2024/1/1 is no day of the form YYYY-MM-DD",
        "is no JSON in UTF-8",
        "is larger than 1 MB, the limit set by --max-mb",
    ]
    assert list(found.values()) == [*(f"! {cause}" for cause in causes), "yes"]
    assert "a.jsonl#9" not in found, "a blank line is no document, but it is counted"


def test_tables_that_are_no_tables(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    cause = members(stored(tmp_path, "a.parquet", b"hello"))["a.parquet"]
    assert cause.startswith("! is no Parquet file that can be read")
    cut = gzip.compress(builders.json_lines(ROWS) * 50)[:-20]
    assert list(members(stored(tmp_path, "a.jsonl.gz", cut)).values())[-1].startswith("! is damaged")


def test_a_table_whose_text_is_not_utf8_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    data = builders.parquet([{"text": TEXT}], "none").replace("今年".encode(), b"\xff" * 6)
    (cause,) = members(stored(tmp_path, "a.parquet", data)).values()
    assert cause.startswith("! is no Parquet file that can be read")


def test_without_pyarrow_the_file_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.documents.contents.find_spec", lambda _: None)
    found = members(stored(tmp_path, "a.parquet", b"PAR1"))
    assert found == {"a.parquet": "! needs pyarrow: python -m pip install 'extract-zh[parquet]'"}


# Folders


def test_a_folder_gives_every_kind_and_counts_the_others(tmp_path: Path) -> None:
    for suffix in (*SUFFIXES, *CONTAINERS, ".txt.gz", ".jsonl.gz", ".md", ".png"):
        stored(tmp_path, f"a{suffix}", b"x")
    sources = discover([tmp_path])
    assert len(sources) == len(SUFFIXES) + len(CONTAINERS) + 2
    assert sources.ignored == 2


def test_a_file_of_another_kind_is_refused_when_named(tmp_path: Path) -> None:
    (source,) = discover([stored(tmp_path, "a.png", b"x")])
    assert "is of no kind that is read (.txt " in str(source.problem)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "in.txt").write_text(TEXT)
    outside = stored(tmp_path, "outside.txt", TEXT.encode())
    (tmp_path / "corpus" / "link.txt").symlink_to(outside)
    (tmp_path / "corpus" / "loop").symlink_to(tmp_path / "corpus")
    inside, link = discover([tmp_path / "corpus"])
    assert inside.problem is None
    assert str(link.problem) == f"{link.path}: is a link out of the folder"
    (named,) = discover([tmp_path / "corpus" / "link.txt"])
    assert read(named, FURNITURE).text == TEXT


def test_a_file_that_is_no_file(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "a.txt")
    (source,) = discover([tmp_path / "a.txt"])
    with pytest.raises(InputError, match="is no regular file"):
        read(source, FURNITURE)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(10**12)  # a sparse file: a terabyte that takes no room
    with pytest.raises(InputError, match="is larger than 64 MB, the limit set by --max-mb"):
        read(Source(tmp_path / "a.txt"), FURNITURE)


# Start


def test_no_reader_is_loaded_before_its_kind_is_met(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from extract import Extractor;"
        "from extract.documents import discover;"
        "Extractor().read(discover([Path(sys.argv[1])])[0]); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert not {"lxml", "pypdfium2", "docx", "pyarrow", "ray"} & set(done.stdout.split())
