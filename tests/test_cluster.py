"""The Ray engine: the same bytes as the local one, also when an actor is killed; skipped without Ray."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

import builders
from extract import cluster
from extract.documents import discover
from extract.errors import ExtractError
from extract.outputs.run import run


def corpus(folder: Path, documents: int) -> Path:
    (folder / "corpus").mkdir()
    for number in range(documents):
        text = f"甲县今年上半年新增就业{number + 3}万人，同比增长5.{number}%。\n"
        (folder / "corpus" / f"{number:03}.txt").write_text(text, encoding="utf-8")
    (folder / "corpus" / "bad.txt").write_bytes(b"%PDF")
    rows = [{"text": builders.text()}] * 5
    (folder / "corpus" / "rows.jsonl").write_bytes(builders.json_lines(rows))
    return folder / "corpus"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_without_ray_it_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(ExtractError, match=r"needs Ray: python -m pip install 'extract-zh\[ray\]'"):
        run(discover([corpus(tmp_path, 1)]), tmp_path / "out", engine=cluster.outcomes)


@pytest.fixture
def ray():
    ray = pytest.importorskip("ray")
    yield ray
    ray.shutdown()


@pytest.mark.usefixtures("ray")
def test_ray_gives_the_bytes_of_the_local_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WINDOW", 20)
    folder = corpus(tmp_path, 30)
    local = run(discover([folder]), tmp_path / "local")
    done = run(discover([folder]), tmp_path / "ray", engine=cluster.outcomes)
    assert done.counts() == local.counts()
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")


@pytest.mark.usefixtures("ray")
def test_a_killed_actor_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The third document kills the process that reads it, once."""
    folder = corpus(tmp_path, 30)
    run(discover([folder]), tmp_path / "local")
    mark = tmp_path / "killed"

    class Deadly(cluster._Worker):
        def __call__(self, batch):
            if not mark.exists() and any(b"003.txt" in task for task in batch["task"]):
                mark.write_text(str(os.getpid()))
                os.kill(os.getpid(), signal.SIGKILL)
            return super().__call__(batch)

    monkeypatch.setattr(cluster, "_Worker", Deadly)
    run(discover([folder]), tmp_path / "ray", engine=cluster.outcomes)
    assert mark.exists()
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")
