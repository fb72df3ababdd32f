"""Any bytes are read or refused with an error of ours: the target of `fuzzing.py` on inputs of hypothesis."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
import fuzzing
from extract import parse
from extract.documents.contents import CONTAINERS
from extract.documents.readers import SUFFIXES
from extract.errors import ExtractError

SEEDS = builders.one_of_each()
NAMES = sorted([f"x{suffix}" for suffix in (*SUFFIXES, *CONTAINERS, ".txt.gz", ".jsonl.gz")])
on_disk = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("pyarrow")
    return tmp_path


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_themselves_are_read(folder: Path, name: str) -> None:
    (folder / name).write_bytes(SEEDS[name])
    assert set(fuzzing.target(folder / name)) == {"read"}


@on_disk
@given(name=st.sampled_from(NAMES), data=st.binary(max_size=400))
def test_any_bytes_under_any_name(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    fuzzing.target(folder / name)


@on_disk
@given(name=st.sampled_from(sorted(SEEDS)), seed=st.integers(0, 2**32))
def test_files_with_changes(folder: Path, name: str, seed: int) -> None:
    data = fuzzing.mutated(SEEDS[name], random.Random(seed), list(SEEDS.values()))
    (folder / name).write_bytes(data)
    fuzzing.target(folder / name)


pieces = st.sampled_from(
    [*fuzzing.TOKENS, *builders.BODY, "，", "。", "1", "9", ".", "%", "亿", "年", "月", "\n", " "]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_parsed(text: str) -> None:
    try:
        fuzzing.check(parse(text, date="2024-07-20", place="昆明市"))
    except ExtractError as error:
        assert "cannot be written as UTF-8" in str(error)  # noqa: PT017 - both outcomes are right
