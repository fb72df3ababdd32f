"""How fast a complete extraction is, as a multiple of cutting the same text with `jieba.lcut` alone.

    python benchmarks/throughput.py PATH... [--rounds N] [--workers N]

All run in this process and take turns, so that a busy machine slows all. Extraction is timed from files to
all outputs on disk; other recognisers (`peers.py`), where they are installed, on lines of the same text. With
one worker the clock is the processor time of this process, with several that on the wall. Figures are medians
over the rounds, with the range from the slowest to the fastest.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba
import peers

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
    clock = time.process_time if workers == 1 else time.perf_counter
    pairs = [(seconds(extract, clock), seconds(cut, clock)) for _ in range(rounds)]
    print(f"{len(texts)} documents, {characters:,} characters, {claims:,} claims, {workers} worker(s)")
    report("extraction, characters/s", [characters / ours for ours, _ in pairs])
    report("jieba.lcut, characters/s", [characters / theirs for _, theirs in pairs])
    report("extraction / jieba.lcut", [theirs / ours for ours, theirs in pairs], digits=2)
    report("microseconds a claim", [ours / max(claims, 1) * 1e6 for ours, _ in pairs])
    others(peers.sample(texts), rounds)


def others(lines: Sequence[str], rounds: int) -> None:
    """How many times faster than `jieba.lcut` other recognisers are on the same lines."""

    def cut() -> None:
        for line in lines:
            jieba.lcut(line)

    logging.disable(logging.ERROR)  # JioNLP logs what it cannot parse
    for peer in peers.installed():

        def read(peer: peers.Peer = peer) -> int:
            return sum(len(peer.read(line) or ()) for line in lines)

        found = read()
        ratios = [seconds(cut, time.process_time) / seconds(read, time.process_time) for _ in range(rounds)]
        report(f"{peer.name} / jieba.lcut", ratios, digits=3)
        print(f"{'':4s}found {found} in {len(lines)} lines")


def start_up(folder: Path, rounds: int) -> None:
    """Processor seconds of a whole process for one short release, against loading jieba's dictionary."""
    release = folder / "release.txt"
    release.write_text("甲市上半年新增就业3万人。", encoding="utf-8")
    ours = [sys.executable, "-m", "extract", str(release), "--out", str(folder / "out"), "--quiet"]
    theirs = [sys.executable, "-c", "import jieba; jieba.setLogLevel(30); jieba.initialize()"]

    def start(command: list[str]) -> float:
        return seconds(lambda: subprocess.run(command, check=True), children)

    start(ours), start(theirs)  # compiles modules, builds jieba's cache
    pairs = [(start(ours), start(theirs)) for _ in range(rounds)]
    report("start-up, one short release, s", [one for one, _ in pairs], digits=2)
    report("start-up of jieba, s", [other for _, other in pairs], digits=2)
    report("start-up / jieba", [one / other for one, other in pairs], digits=2)


def children() -> float:
    """Processor seconds of the processes that this one has started and that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def seconds(action: Callable[[], object], clock: Callable[[], float]) -> float:
    """How long `action` takes."""
    started = clock()
    action()
    return clock() - started


def report(name: str, values: Sequence[float], digits: int = 0) -> None:
    """One line: median and range."""
    low, middle, high = (
        f"{value:,.{digits}f}" for value in (min(values), statistics.median(values), max(values))
    )
    print(f"{name:42s} {middle:>12s}   ({low} to {high})")


if __name__ == "__main__":
    main()
