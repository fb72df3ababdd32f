"""Files, folders and manifests: what is wrong stays with one source, and is said in one line."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.documents import MANIFEST, Source, describe, discover, read
from extract.errors import ExtractError, InputError, ManifestError
from extract.furniture import FurnitureFinder
from extract.lexicon import Lexicon
from tables import cases, rows

FURNITURE = FurnitureFinder(Lexicon())
HEADER = "doc\ttitle\tdate\tsource\tplace\turl"
TEXT = "甲县上半年经济运行平稳\n\n上半年，全县产值3亿元，增长5%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a.txt and b.txt."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def manifest(folder: Path, lines: str, header: str = HEADER, encoding: str = "utf-8") -> None:
    (folder / MANIFEST).write_bytes(f"{header}\n{lines}\n".encode(encoding))


def outcomes(sources: list[Source]) -> dict[str, str]:
    """By file name: "read", or why not."""
    found = {}
    for source in sources:
        try:
            found[source.name] = read(source, FURNITURE) and "read"
        except InputError as error:
            found[source.name] = str(error)
    return found


def readable(sources: list[Source]) -> list[str]:
    return [name for name, outcome in outcomes(sources).items() if outcome == "read"]


# Manifests


@pytest.mark.parametrize(
    ("header", "lines", "expected", "why"),
    [
        *(pytest.param(HEADER, *case, id=case[-1]) for case in rows("manifest_lines")),
        *(pytest.param(f"{HEADER}\tsplit", *case, id=case[-1]) for case in rows("manifest_splits")),
    ],
)
def test_a_broken_line_is_one_source_that_cannot_be_read(
    folder: Path, header: str, lines: str, expected: str, why: str
) -> None:
    manifest(folder, lines, header)
    found = outcomes(discover([folder]))
    troubles = [outcome for outcome in found.values() if outcome != "read"]
    assert len(troubles) == bool(expected), why
    assert all(expected in trouble and str(folder) in trouble for trouble in troubles), why
    assert found["b.txt"] == "read", "the other file is still done"


@pytest.mark.parametrize(
    "header", ["", "doc title date", "doc,title,date,source,place,url", "title\tdoc", TEXT]
)
def test_a_broken_header_costs_no_file(folder: Path, header: str) -> None:
    manifest(folder, "a.txt\t甲\t\t\t\t", header)
    sources = discover([folder])
    assert readable(sources) == ["a.txt", "b.txt"]
    (trouble,) = [source.problem for source in sources if source.problem]
    assert isinstance(trouble, ManifestError)
    assert str(trouble).startswith(f"{folder / MANIFEST}: line 1: the header must be doc title date")


def test_a_manifest_that_is_no_text_costs_no_file(folder: Path) -> None:
    (folder / MANIFEST).write_bytes(b"PK\x03\x04")
    found = outcomes(discover([folder]))
    assert found.pop(MANIFEST).endswith(
        "manifest.tsv: is a zip archive (or a Word or Excel file), not plain text"
    )
    assert set(found.values()) == {"read"}


def test_a_manifest_that_is_a_folder_costs_no_file(folder: Path) -> None:
    (folder / MANIFEST).mkdir()
    assert outcomes(discover([folder]))[MANIFEST].endswith("Is a directory")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_manifests_of_every_origin(folder: Path, encoding: str, line_end: str) -> None:
    text = line_end.join([HEADER, "a.txt\t甲县的标题\t2024-05-06\t乙报\t丙县\thttps://x.cn", ""])
    (folder / MANIFEST).write_bytes(text.encode(encoding))
    document = read(discover([folder])[0], FURNITURE)
    known = (document.title, document.date, document.source, document.place, document.url)
    assert known == ("甲县的标题", "2024-05-06", "乙报", "丙县", "https://x.cn")


def test_the_manifest_outranks_the_text_and_the_text_fills_its_gaps(folder: Path) -> None:
    (folder / "a.txt").write_text("甲县的好消息\n2020-01-02 来源：丙报\n产值3亿元。", encoding="utf-8")
    manifest(folder, "a.txt\t\t2024-05-06\t\t\t")
    document = read(discover([folder])[0], FURNITURE)
    assert (document.title, document.date, document.source) == ("甲县的好消息", "2024-05-06", "丙报")


def test_a_manifest_holds_for_its_own_folder_only(folder: Path) -> None:
    below = folder / "below"
    below.mkdir()
    (below / "c.txt").write_text(TEXT, encoding="utf-8")
    manifest(folder, "c.txt\t错\t\t\t\t")
    manifest(below, "c.txt\t对\t\t\t\t")
    sources = discover([folder])
    assert [read(s, FURNITURE).title for s in sources if s.path == below / "c.txt"] == ["对"]
    assert [str(s.path) for s in sources if s.problem] == [str(folder / "c.txt")]


def test_a_manifest_is_used_for_a_file_that_is_named(folder: Path) -> None:
    manifest(folder, "a.txt\t甲\t\t\t\t\nb.txt\t乙\tno date\t\t\t")
    (source,) = discover([folder / "a.txt"])
    assert read(source, FURNITURE).title == "甲"


def test_what_a_shell_makes_of_an_asterisk(folder: Path) -> None:
    manifest(folder, "a.txt\t甲\t\t\t\t")
    assert readable(discover(sorted(folder.glob("*")))) == ["a.txt", "b.txt"]


def test_a_listed_file_need_not_end_in_txt(folder: Path) -> None:
    (folder / "c.text").write_text(TEXT, encoding="utf-8")
    assert readable(discover([folder])) == ["a.txt", "b.txt"]
    manifest(folder, "c.text\t甲\t\t\t\t")
    assert readable(discover([folder])) == ["a.txt", "b.txt", "c.text"]


# Files and folders


def test_files_are_found_below_a_folder_in_sorted_order(folder: Path) -> None:
    for name in ("z/2.txt", "z/1.TXT", "z/notes.md", ".git/x.txt", ".hidden.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TEXT, encoding="utf-8")
    assert [source.name for source in discover([folder])] == ["a.txt", "b.txt", "1.TXT", "2.txt"]


def test_a_hidden_folder_can_be_named(tmp_path: Path) -> None:
    hidden = tmp_path / ".work"
    hidden.mkdir()
    (hidden / "a.txt").write_text(TEXT, encoding="utf-8")
    assert readable(discover([hidden])) == ["a.txt"]


def test_a_path_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match=r"nowhere: no such file or folder$"):
        discover([tmp_path / "nowhere"])
    with pytest.raises(ExtractError, match="File name too long"):
        discover([tmp_path / ("a" * 5000)])


def test_a_folder_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match=r"no file in this folder is of a kind that is read \(\.txt "):
        discover([tmp_path])
    manifest(tmp_path, "a.txt\t甲\t\t\t\t")
    with pytest.raises(ExtractError, match=r"no file in this folder is of a kind that is read \(\.txt "):
        discover([tmp_path])
    with pytest.raises(ExtractError, match=r"manifest\.tsv: no file to read$"):
        discover([tmp_path / MANIFEST])


def test_a_file_named_twice_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "link.txt").symlink_to(folder / "a.txt")
    sources = discover([folder, folder / "a.txt", Path("a.txt"), Path()])
    assert [source.name for source in sources] == ["a.txt", "b.txt", "link.txt"]
    assert all(source.problem is None for source in sources)


def test_two_files_with_one_name_cannot_both_be_read(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "c.txt").write_text(TEXT, encoding="utf-8")
    problems = {str(s.path): str(s.problem) for s in discover([folder]) if s.problem}
    clash = folder / "two" / "c.txt"
    assert problems == {str(clash): f"{clash}: has the same name as {folder / 'one' / 'c.txt'}"}


def test_a_listed_file_that_is_missing_takes_no_name_from_another(folder: Path) -> None:
    (folder / "below").mkdir()
    (folder / "below" / "c.txt").write_text(TEXT, encoding="utf-8")
    manifest(folder, "c.txt\t甲\t\t\t\t")
    assert [s.path.name for s in discover([folder]) if s.problem is None] == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "holds no text"),
        (b" \n\t\r\n", "holds no text"),
        ("\ufeff\u3000\u200b\n".encode(), "holds no text"),
        (b"\x00\x01", "holds NUL characters: a binary file, or UTF-16 without byte-order mark"),
        (b"\xff\xfe\xfd", "is in no known encoding (tried UTF-8, UTF-16, GB18030, Big5)"),
    ],
)
def test_a_file_without_text_is_refused(folder: Path, data: bytes, cause: str) -> None:
    path = folder / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        read(Source(path), FURNITURE)
    assert str(refused.value) == f"{path}: {cause}"


def test_a_file_that_goes_away_or_cannot_be_opened(folder: Path) -> None:
    with pytest.raises(InputError, match=r"c\.txt: No such file or directory$"):
        read(Source(folder / "c.txt"), FURNITURE)
    with pytest.raises(InputError, match=r"Is a directory$"):
        read(Source(folder), FURNITURE)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    assert outcomes(discover([folder]))["a.txt"].endswith("Permission denied")


def test_a_file_whose_name_is_no_text(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff.txt")).write_text(TEXT, encoding="utf-8")
    found = outcomes(discover([folder]))
    assert [outcome for outcome in found.values() if "its name cannot be written as UTF-8" in outcome]
    assert list(found.values()).count("read") == 2


def test_a_very_long_line_is_read(folder: Path) -> None:
    text = "增长3%，" * 50_000
    (folder / "a.txt").write_text(text, encoding="utf-8")
    document = read(discover([folder])[0], FURNITURE)
    assert document.text == text
    assert (document.title, document.furniture) == (None, ())


# Documents


@given(st.text(min_size=1))
def test_the_text_is_never_changed(text: str) -> None:
    document = describe(text, FURNITURE, doc="a.txt", known={})
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_hash_is_that_of_the_file(folder: Path, encoding: str) -> None:
    data = TEXT.replace("\n", "\r\n").encode(encoding)
    (folder / "a.txt").write_bytes(data)
    document = read(discover([folder])[0], FURNITURE)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.encoding == encoding.removesuffix("-sig")
    assert document.text.removeprefix("\ufeff") == TEXT.replace("\n", "\r\n")


@pytest.mark.parametrize(("text", "title", "date", "source", "why"), cases("imprint"))
def test_what_a_text_says_of_itself(text: str, title: str, date: str, source: str, why: str) -> None:
    document = describe(text, FURNITURE, doc="a.txt", known={})
    assert (document.title or "", document.date or "", document.source or "") == (title, date, source), why


def test_a_third_of_that_table_finds_no_date() -> None:
    table = rows("imprint")
    assert 3 * len([row for row in table if not row[2]]) >= len(table)


@pytest.mark.parametrize("day", ["", "2024", "2024-02-30", "20240506", "２０２４-05-06", "yesterday"])
def test_a_date_that_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(InputError, match=r"^memory: date .*is no day of the form YYYY-MM-DD$"):
        describe(TEXT, FURNITURE, doc="memory", known={"date": day})


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InputError, match=r"^memory: its text cannot be written as UTF-8 \(character 1\)$"):
        describe("甲\ud800", FURNITURE, doc="memory", known={})
