"""Administrative divisions of China by name, code and year, and the townships below them.

The tables are built by `scripts/build_places.py`; sources, vintage and licences are in their headers.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from extract import lexicon as lexicon_package
from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.patterns import late

LEVELS = ("country", "province", "city", "county", "township", "village")
_RANK = {level: rank for rank, level in enumerate(LEVELS)}
_STEM = {"province": 2, "city": 4}  # digits that the codes of everything inside share; else six
PRESENT = 9999  # stands for "still valid" and for the year of a text without a date
_TAIWAN = "710000"
_COUNTIES = 1 << 8  # whose townships are kept at hand, of three thousand
_TOWNSHIPS = Path(lexicon_package.__file__).parent / "townships.tsv.gz"
# What the press writes for the long suffix of an autonomous unit: 寻甸回族彝族自治县 is 寻甸县.
# 科尔沁左翼中旗 is 科左中旗, 乌拉特前旗 is 乌前旗.
_BANNER = late("(.).{2,}?([左右]?)翼?([前中后]?)(?<=[左右翼前中后])旗")
_AUTONOMOUS = {"自治县": "县", "自治州": "州", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of a plain list of names."""

    name: str


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand at the start; frozen ones take twice as long
class Division:
    """A province, city or county under one name, valid from year `first` to year `last`."""

    id: str
    code: str
    name: str
    short: str
    level: str
    first: int
    last: int = PRESENT

    def valid(self, year: int) -> bool:
        """Whether the name and code were in force in `year`."""
        return self.first <= year <= self.last

    def names(self) -> tuple[str, ...]:
        """Full name, short name, and the usual contractions of an autonomous unit or a banner."""
        pairs = [(suffix, tail) for suffix, tail in _AUTONOMOUS.items() if self.name.endswith(suffix)]
        contracted = [self.short + tail for pair in pairs for tail in pair]
        banner = _BANNER.fullmatch(self.name)
        if banner:
            contracted.append("".join(banner.groups()) + "旗")
        return tuple(dict.fromkeys((self.name, self.short, *contracted)))

    def holds(self, other: Division) -> bool:
        """Whether `other` lies in this division, by the digits of the codes."""
        return _RANK[self.level] < _RANK[other.level] and other.code.startswith(self.stem)

    @property
    def stem(self) -> str:
        """The digits that the codes of everything inside share."""
        return self.code[: _STEM.get(self.level, 6)]


class DivisionTable:
    """All divisions down to counties, with look-up by code."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.all = lexicon.rows("places", Division)
        self._by_code: dict[str, list[Division]] = defaultdict(list)
        self._by_short: dict[str, list[Division]] = defaultdict(list)
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        for division in self.all:
            self._by_code[division.code].append(division)
            self._by_stem[division.code[:4]].add(division.code)
            self._by_short[division.short].append(division)

    def by_code(self, code: str, year: int) -> Division | None:
        """The division that had `code` in `year`, else the one that had it last."""
        group = self._by_code.get(code, [])
        return in_force(group, year)[0] if group else None

    def namesakes(self, division: Division) -> list[Division]:
        """What the division was called or coded in other years, itself included."""
        return [d for d in self._by_short[division.short] if d.code[:2] == division.code[:2]]

    def inside(self, division: Division, year: int) -> list[Division]:
        """The counties of a city, or the county itself."""
        if division.level == "county":
            return [division]
        inner = [d for code in self._by_stem[division.stem] for d in self._by_code[code]]
        return in_force([d for d in inner if d.level == "county"], year)

    def counties(self, province: Division, year: int) -> list[Division]:
        """The counties of a province in force in `year`."""
        inner = (
            d
            for stem, codes in self._by_stem.items()
            if stem.startswith(province.stem)
            for d in self._at(codes)
        )
        return [division for division in inner if division.level == "county" and division.valid(year)]

    def _at(self, codes: Iterable[str]) -> list[Division]:
        """The divisions with these codes, by code, so that the order is always the same."""
        return [division for code in sorted(codes) for division in self._by_code[code]]

    def parents(self, division: Division, year: int) -> list[Division]:
        """The divisions that hold this one, the nearest first."""
        codes = [division.code[:4] + "00", division.code[:2] + "0000"]
        found = [self.by_code(code, year) for code in codes if code != division.code]
        return [parent for parent in found if parent is not None]


@dataclass(frozen=True, slots=True)
class Townships:
    """The townships of one county: what follows the county's code, by full and by short name.

    `opens` holds the first two characters of the names, so that most places in a text are told at once.
    """

    full: dict[str, str]
    short: dict[str, str]
    opens: frozenset[str]


class TownshipTable:
    """Townships by their county; read when the first one is asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        peoples = alternation(row.name for row in lexicon.rows("peoples", NameRow))
        self._suffix = late(f"(?:{peoples}+(?:乡|苏木)|镇|乡|街道|苏木|市|区)$")
        self._of = lru_cache(maxsize=_COUNTIES)(self._townships)

    def of(self, county: Division) -> Townships | None:
        """The townships of a county (of a city, for Taiwan), None when it is none."""
        line = _line(county)
        return self._of(line) if line else None

    def _townships(self, line: str) -> Townships:
        full = _names(line)
        short = {self._suffix.sub("", name): digits for name, digits in full.items()}
        short = {name: digits for name, digits in short.items() if len(name) > 1}
        return Townships(full, short, frozenset(name[:2] for name in (*full, *short)))


def township_names(county: Division) -> dict[str, str]:
    """What follows the county's code by the full names of its townships; nothing when it is no county."""
    return _names(_line(county))


def _names(line: str) -> dict[str, str]:
    return {town[:-3]: town[-3:].removesuffix("000") for town in line.split("\t")} if line else {}


def _line(county: Division) -> str:
    """What the file of townships says of a county, "" when it is none."""
    return _lines().get(county.code + county.name if county.code == _TAIWAN else county.code, "")


@cache
def _lines() -> dict[str, str]:
    """What the file of townships says of each county."""
    lines = gzip.decompress(_TOWNSHIPS.read_bytes()).decode().splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))


def in_force(divisions: Sequence[Division], year: int) -> list[Division]:
    """Those valid in `year`, or, where none is, those whose validity ended or began nearest to it."""
    valid = [division for division in divisions if division.first <= year <= division.last]
    if valid or not divisions:
        return valid
    distance = min(_distance(division, year) for division in divisions)
    return [division for division in divisions if _distance(division, year) == distance]


def _distance(division: Division, year: int) -> int:
    return max(division.first - year, year - division.last, 0)
