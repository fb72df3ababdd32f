"""The fuzz target: any bytes under any name are read into claims or refused with an error of ours.

    python tests/fuzzing.py --minutes 30 [--seed 1] [--keep DIR]

mutates one file of each kind for so long, prints what broke, and keeps it and the slowest input: what broke
belongs into a test of its reader once it is mended. `tests/test_fuzz.py` runs the same target on inputs that
hypothesis makes.
"""

from __future__ import annotations

import argparse
import io
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import builders
from extract.documents import Contents, Limits, Opening, Source
from extract.errors import ExtractError
from extract.outputs import streams
from extract.pipeline import Extractor

OPENING = Opening(Limits(megabytes=1, ratio=50))
SECONDS = 60  # for one input of a megabyte at most; more is a hang
TOKENS = (
    *(
        "3.2万人",
        "5.2%",
        "百分之",
        "：",
        "1:20",
        "至",
        "2024年",
        "同比",
        "其中",
        "（",
        "万亿",
        "-",
        "|",
        "\r\n",
        "\u3000",
    ),
    *(
        "<p>",
        "</div>",
        "<table><tr><td>",
        "<td colspan=9999>",
        "<!--",
        "]]>",
        "&#x0;",
        "&#55296;",
        "<meta charset=big5>",
    ),
    *(
        "\\u0000",
        "\\ud800",
        '"',
        "{",
        "[",
        "/Page",
        "endstream",
        "obj",
        "%%EOF",
        "<w:t>",
        "<w:tbl>",
        "<w:sdt>",
    ),
)


@cache
def extractor() -> Extractor:
    return Extractor()


def target(path: Path) -> Counter[str]:
    """Read a file as a run does; counts what became of its documents. Any other error is a finding."""
    found: Counter[str] = Counter()
    for source in Contents([Source(path)], OPENING):
        try:
            document = extractor().read(source, OPENING.limits)
        except ExtractError:
            found["refused"] += 1
            continue
        extraction = extractor().extract(document)
        check(extraction)
        streams.render(extraction)
        found["read"] += 1
    return found


def check(extraction) -> None:
    """What holds for every extraction: quotations are quotations, parts lie within the text."""
    text = extraction.document.text
    for record in (*extraction.claims, *extraction.entities):
        assert text[record.start : record.end] == record.text
        assert record.start < record.end
    for start, end in extraction.document.furniture:
        assert 0 <= start < end <= len(text)
    for part in extraction.document.parts:
        assert 0 <= part.start < part.end <= len(text)


def mutated(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """`data` with a few changes; packages are changed inside, so that not all end at a checksum."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _repacked(data, chance, others)
    return _changed(data, chance, others)


def _repacked(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(members))
    if "word/document.xml" in members and chance.random() < 0.7:
        name = "word/document.xml"
    members[name] = _changed(members[name], chance, others)
    return builders.zipped(members)


def _changed(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 10, 40))):
        at = chance.randrange(len(changed) + 1)
        length = min(chance.choice((1, 1, 2, 4, 16, 100)), len(changed) - at)
        kind = chance.randrange(7)
        if kind == 0 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            changed[at:at] = chance.randbytes(length)
        elif kind == 2:
            del changed[at : at + length]
        elif kind == 3:
            changed[at:at] = changed[at : at + length] * chance.choice((2, 10, 200))
        elif kind == 4:
            other = chance.choice(others)
            start = chance.randrange(len(other))
            changed[at : at + length] = other[start : start + chance.choice((8, 64, 500))]
        elif kind == 5:
            changed[at : at + length] = chance.choice(TOKENS).encode(
                chance.choice(("utf-8", "gb18030", "utf-16-le"))
            )
        elif chance.random() < 0.1:
            del changed[at:]
    return bytes(changed[:900_000])


def _too_slow(number: int, frame: object) -> None:
    del number, frame
    raise TimeoutError(f"more than {SECONDS} s")


def main() -> None:
    """Fuzz for so many minutes and print findings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    seeds = builders.one_of_each()
    signal.signal(signal.SIGALRM, _too_slow)
    end, inputs, slowest, found, broken = (
        time.monotonic() + 60 * arguments.minutes,
        0,
        0.0,
        Counter(),
        Counter(),
    )
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            name = chance.choice(sorted(seeds))
            path = Path(folder) / name
            path.write_bytes(mutated(seeds[name], chance, list(seeds.values())))
            inputs += 1
            started = time.process_time()
            signal.alarm(SECONDS)
            try:
                found += target(path)
            except Exception as error:  # the findings
                place = traceback.extract_tb(error.__traceback__)[-1]
                key = f"{type(error).__name__} {Path(place.filename).name}:{place.lineno} ({name})"
                broken[key] += 1
                if broken[key] == 1:
                    arguments.keep.mkdir(exist_ok=True)
                    (arguments.keep / f"{len(broken)}-{name}").write_bytes(path.read_bytes())
                    print(key, str(error)[:200], flush=True)
            finally:
                signal.alarm(0)
            seconds = time.process_time() - started
            if seconds > slowest and inputs > 1:  # the first one loads everything
                slowest = seconds
                arguments.keep.mkdir(exist_ok=True)
                (arguments.keep / "slowest").write_bytes(path.read_bytes())
    print(f"{inputs} inputs, {dict(found)}, slowest {slowest:.1f} s of CPU, findings {dict(broken)}")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
