"""The user's own names: the file, its errors, and how they take part with the built-in ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import tables
from extract import Extractor
from extract.cli import app
from extract.entities import OwnName, read_names
from extract.errors import NamesError

TSV = "# 名单\nname\ttype\n青禾\tORG\n柳湾\tPLACE\r\n阮小满\tPERSON\n"
JSONL = (
    '{"label": "ORG", "pattern": "青禾", "id": "青禾农业有限公司"}\n'
    '{"label": "GPE", "pattern": [{"TEXT": "柳湾"}, {"orth": "新区"}]}\n'
)
TEXT = "青禾与柳湾农户签约，阮小满说，去年收购３万吨。"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def found(path: Path | None, text: str) -> list[tuple[str, str, str | None]]:
    entities = Extractor(names=path).parse(text).entities
    return [(e.text, e.type, e.name) for e in entities if e.type != "TIME"]


def test_both_forms_are_read(tmp_path: Path) -> None:
    assert read_names(write(tmp_path / "a.tsv", TSV)) == (
        OwnName("青禾", "ORG", "青禾"),
        OwnName("柳湾", "PLACE", "柳湾"),
        OwnName("阮小满", "PERSON", "阮小满"),
    )
    assert read_names(write(tmp_path / "a.jsonl", "\ufeff" + JSONL)) == (
        OwnName("青禾", "ORG", "青禾农业有限公司"),
        OwnName("柳湾新区", "PLACE", "柳湾新区"),
    )


@pytest.mark.parametrize(("kind", "lines", "expected", "why"), tables.cases("own_names_refused"))
def test_a_bad_line_is_one_error(tmp_path: Path, kind: str, lines: str, expected: str, why: str) -> None:
    path = write(tmp_path / f"mine.{kind}", lines + "\n")
    with pytest.raises(NamesError) as refused:
        read_names(path)
    assert str(refused.value) == f"{path}: {expected}", why


def test_a_file_that_cannot_be_read_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(NamesError, match=r"none\.tsv: No such file or directory$"):
        read_names(tmp_path / "none.tsv")
    (tmp_path / "gb.tsv").write_bytes("青禾\tORG".encode("gb18030"))
    with pytest.raises(NamesError, match=r"gb\.tsv: is not UTF-8 \(byte 0\)$"):
        read_names(tmp_path / "gb.tsv")


def test_own_names_are_found_beside_the_built_in_ones(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", TSV)
    assert found(None, TEXT) == [("阮小满", "PERSON", None)]
    assert found(path, TEXT) == [("青禾", "ORG", None), ("柳湾", "PLACE", None), ("阮小满", "PERSON", None)]


def test_the_id_is_what_a_name_resolves_to(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", JSONL)
    assert found(path, "青禾去年收购3万吨。") == [("青禾", "ORG", "青禾农业有限公司")]


def test_an_own_name_outranks_a_built_in_one_and_a_known_place_keeps_its_code(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "昆明\tORG\n和平\tPLACE\n玉溪\tPLACE\n")
    entities = Extractor(names=path).parse("昆明和玉溪去年各产粮3万吨。").entities
    assert [(e.text, e.type, e.code) for e in entities[:2]] == [
        ("昆明", "ORG", None),
        ("玉溪", "PLACE", "530400"),
    ]


def test_full_width_and_traditional_spellings_are_the_same_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "青Ａ灣\tORG\n")
    assert found(path, "青A湾去年收购3万吨。") == [("青A湾", "ORG", "青Ａ灣")]


def test_the_commands_take_the_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("a.txt"), "去年，青禾收购粮食3万吨。\n")
    write(Path("mine.tsv"), "青禾\tORG\n")
    write(Path("bad.tsv"), "青禾\n")
    run = CliRunner().invoke(app, ["run", "a.txt", "--names", "mine.tsv", "--quiet", "--workers", "2"])
    assert run.exit_code == 0
    assert '"青禾"' in Path("outputs/entities.jsonl").read_text("utf-8")
    assert '"names": "mine.tsv"' in Path("outputs/run.json").read_text("utf-8")
    told = CliRunner().invoke(app, ["explain", "a.txt:9", "a.txt", "--names", "mine.tsv"])
    assert told.exit_code == 0
    assert "青禾" in told.output
    refused = CliRunner().invoke(app, ["run", "a.txt", "--names", "bad.tsv"])
    assert refused.exit_code == 2
    assert refused.stderr.strip() == "bad.tsv: line 1: 1 columns where name and type are needed"
