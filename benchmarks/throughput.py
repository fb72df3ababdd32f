"""How fast a complete extraction is, as a multiple of cutting the same text with `jieba.lcut` alone.

    python benchmarks/throughput.py PATH... [--rounds N] [--workers N]

Both run in this process and take turns, so that a busy machine slows both. Extraction is timed from files to
all outputs on disk. Figures are medians over the rounds, with the range from the slowest to the fastest.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba

from extract.documents import discover
from extract.outputs import jsonl
from extract.outputs.run import run
from extract.outputs.work import Settings
from extract.records import Document


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        throughput(arguments.paths, Path(folder), arguments.rounds, arguments.workers)
        start_up(Path(folder), arguments.rounds)


def throughput(paths: Sequence[Path], out: Path, rounds: int, workers: int) -> None:
    """Characters a second of both, and how many times faster the extraction is."""
    jieba.setLogLevel(logging.WARNING)
    sources = discover(paths)

    def extract() -> None:
        run(sources, out, Settings(), workers=workers)

    extract()  # warms lexicons and dictionary, and leaves the texts in documents.jsonl
    texts = [document.text for document in jsonl.load(out / "documents.jsonl", Document)]
    claims = sum(1 for _ in jsonl.objects(out / "claims.jsonl"))
    characters = sum(map(len, texts))

    def cut() -> None:
        for text in texts:
            jieba.lcut(text)

    cut()
    pairs = [(seconds(extract), seconds(cut)) for _ in range(rounds)]
    print(f"{len(texts)} documents, {characters:,} characters, {claims:,} claims, {workers} worker(s)")
    report("extraction, characters/s", [characters / ours for ours, _ in pairs])
    report("jieba.lcut, characters/s", [characters / theirs for _, theirs in pairs])
    report("extraction / jieba.lcut", [theirs / ours for ours, theirs in pairs], digits=2)
    report("microseconds a claim", [ours / max(claims, 1) * 1e6 for ours, _ in pairs])


def start_up(folder: Path, rounds: int) -> None:
    """Seconds of a whole process for one short release, against loading jieba's dictionary."""
    release = folder / "release.txt"
    release.write_text("甲市上半年新增就业3万人。", encoding="utf-8")
    ours = [sys.executable, "-m", "extract", str(release), "--out", str(folder / "out"), "--quiet"]
    theirs = [sys.executable, "-c", "import jieba; jieba.setLogLevel(30); jieba.initialize()"]
    for name, command in (("start-up, one short release, s", ours), ("start-up of jieba, s", theirs)):

        def start(command: list[str] = command) -> None:
            subprocess.run(command, check=True)

        start()
        report(name, [seconds(start) for _ in range(rounds)], digits=2)


def seconds(action: Callable[[], None]) -> float:
    """How long `action` takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def report(name: str, values: Sequence[float], digits: int = 0) -> None:
    """One line: median and range."""
    low, middle, high = (
        f"{value:,.{digits}f}" for value in (min(values), statistics.median(values), max(values))
    )
    print(f"{name:32s} {middle:>12s}   ({low} to {high})")


if __name__ == "__main__":
    main()
