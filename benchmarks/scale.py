"""Memory and time by the number of documents and by the size of one.

    python benchmarks/scale.py FOLDER [--documents 100 1000 10000] [--megabytes 0.1 1 10] [--workers N]

The texts of FOLDER are repeated as often as is needed: as lines of a JSON lines file for many documents, cut
to paragraphs of about 500 characters; one behind the other for a single long one. Each figure is one run of
the command line in a process of its own: processor time, and the largest resident set of any process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

_RELEASE = 500  # characters: a short release
_MEASURE = "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); "
_MEASURE += "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
_MEASURE += "print(used.ru_utime + used.ru_stime, used.ru_maxrss); sys.exit(code)"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", nargs="*", type=int, default=[100, 1_000, 10_000])
    parser.add_argument("--megabytes", nargs="*", type=float, default=[0.1, 1, 10])
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(arguments.folder.glob("*.txt"))]
    print("documents  megabytes  CPU s  CPU s/MB  peak MB")
    with tempfile.TemporaryDirectory() as folder:
        for number in arguments.documents:
            path = Path(folder) / "many.jsonl"
            with path.open("w", encoding="utf-8") as file:
                for text in islice(cycle(releases(texts)), number):
                    file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
            measure(path, Path(folder) / "out", number, arguments.workers)
        for megabytes in arguments.megabytes:
            path = Path(folder) / "long.txt"
            path.write_bytes(b"".join(islice_bytes(texts, int(megabytes * 1_000_000))))
            measure(path, Path(folder) / "out", 1, 1)


def releases(texts: Sequence[str]) -> list[str]:
    """The texts cut to paragraphs of about the length of a short release."""
    found, part = [], ""
    for line in (line for text in texts for line in text.splitlines()):
        part += line + "\n"
        if len(part) >= _RELEASE:
            found.append(part)
            part = ""
    return found or [part]


def islice_bytes(texts: Sequence[str], size: int) -> Iterator[bytes]:
    """The texts again and again, up to about `size` bytes, whole lines."""
    for line in cycle([line + "\n" for text in texts for line in text.splitlines()]):
        data = line.encode("utf-8")
        size -= len(data)
        if size < 0:
            return
        yield data


def measure(path: Path, out: Path, documents: int, workers: int) -> None:
    """One run, one line."""
    command = [sys.executable, "-m", "extract", str(path), "--out", str(out), "--quiet"]
    command += ["--workers", str(workers)]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, *command],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"NO_COLOR": "1"},
    )
    size = path.stat().st_size / 1_000_000
    *_, seconds, peak = map(float, done.stdout.split())
    print(
        f"{documents:9,}  {size:9.2f}  {seconds:5.1f}  {seconds / size:8.2f}  {peak / 1000:7.0f}", flush=True
    )


if __name__ == "__main__":
    main()
