"""A claim as a point of a series: light, and with the key that decides which points are compared.

Two claims belong to one series when name, subject, dimension of the unit, measure, basis, status and the kind
of their periods (a year to date, a month, as of a day) are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.errors import UnitError
from extract.lexicon import Lexicon
from extract.mentions import Period
from extract.numerals import SCALES
from extract.patterns import late
from extract.reading import view
from extract.records import Claim, Document
from extract.series.names import Names
from extract.series.periods import kind_of
from extract.units import Units

_NUMERAL = late(r"([0-9][0-9,]*)(?: ?\.([0-9]+))?[余多]? ?([十百千万亿]*)")
# 千亿斤 names a size.
_SCALE_ONLY = late("[十百千万亿]+(?![零一二三四五六七八九])")
# Things counted one by one are many matters under one name; a stock of thousands is one.
_MANY = 1000
_LONG = 4
# How the binder names what it took from elsewhere in the release.
_CARRIED = ("subject carried", "period carried")
_RATES = ("率", "比例", "比重")
_RELATIVE = ("fraction", "points", "")
_OPEN = "9999"  # after every day


class Key(NamedTuple):
    """What two points of one series have in common."""

    name: str
    subject: tuple[str, ...]
    dimension: str
    measure: str
    basis: str
    status: str
    period_kind: str


class Point(NamedTuple):
    """A claim in a series; numbers are strings, as in the claim.

    `base` is the value in the dimension's reference unit, `last` that of its last printed digit. `statistic`
    says that the name is one that releases carry on, `printed` that subject and period stand near the figure
    and were not carried to it from elsewhere.
    """

    key: Key
    id: str
    doc: str
    date: str
    start: int
    end: int
    text: str
    indicator: str
    subject: tuple[str, ...]
    unit_text: str
    bound: str
    period: str
    value: str
    base: Fraction
    last: Fraction
    statistic: bool
    printed: bool

    @property
    def running(self) -> bool:
        """Whether its period was not over when it was told: 今年 in a release of April."""
        end = Period.parse(self.period).end
        return end is None or not self.date or str(end) > self.date

    @property
    def order(self) -> tuple[str, str, str, str, int]:
        """Sorts points by period, then by release."""
        when = Period.parse(self.period)
        return str(when.end or _OPEN), str(when.start or ""), self.date, self.doc, self.start


class Points:
    """Makes the points of documents.

    Raises:
        LexiconError: a word list is malformed.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = Names(lexicon)
        self._units = Units(lexicon)

    def of(self, document: Document, claims: list[Claim]) -> Iterator[Point]:
        """The points of a document, in text order; claims that fit no series are left out."""
        for claim in claims:
            point = self._point(document, claim)
            if point is not None:
                yield point

    def _point(self, document: Document, claim: Claim) -> Point | None:
        if claim.value is None or not claim.subject or not claim.period or claim.status == "criterion":
            return None
        if "optional" in claim.flags or _SCALE_ONLY.match(claim.text):
            return None
        name = self._names.name(claim.indicator)
        if not name or claim.measure in ("rank", "ratio") or not self._carried(name, claim):
            return None
        dimension, factor = self._dimension(claim.unit)
        if name.endswith(_RATES) and dimension not in _RELATIVE:
            return None  # 339个 before 城市优良天数比例 counts the cities
        subjects = tuple(subject.code or subject.name for subject in claim.subject)
        kind = kind_of(claim.period)
        key = Key(name, subjects, dimension, claim.measure, claim.basis or "", claim.status, kind)
        return Point(
            key=key,
            id=claim.id,
            doc=document.doc,
            date=document.date or "",
            start=claim.start,
            end=claim.end,
            text=claim.text,
            indicator=claim.indicator,
            subject=tuple(subject.name for subject in claim.subject),
            unit_text=claim.unit_text,
            bound=claim.bound,
            period=claim.period,
            value=f"{claim.value:f}",
            base=Fraction(claim.value) * factor,
            last=last_digit(claim.text, claim.value) * factor,
            statistic=self._names.is_statistic(name),
            printed=not any(rule.startswith(_CARRIED) for rule in claim.rules),
        )

    def _carried(self, name: str, claim: Claim) -> bool:
        """Whether a later release can tell the same figure anew."""
        if self._names.is_statistic(name):
            of_body = all(subject.kind == "org" for subject in claim.subject)
            return of_body or not self._names.needs_whose(name)
        if claim.value is None or len(name) < _LONG:
            return False
        return claim.measure == "level" and abs(claim.value) >= _MANY

    def _dimension(self, code: str) -> tuple[str, Fraction]:
        """The dimension of a unit code and its factor; a unit of nobody's list is a dimension of its own."""
        if not code:
            return "", Fraction(1)
        try:
            unit = self._units.by_code(code)
        except UnitError:
            return code, Fraction(1)
        return unit.dimension, unit.factor


def last_digit(text: str, value: Decimal) -> Fraction:
    """The value of the last digit that was printed: 0.01亿 of 5.34亿元, 1 of 52家.

    Examples:
        >>> last_digit("5.34亿元", Decimal(534000000))
        Fraction(1000000, 1)
    """
    match = _NUMERAL.search(view(text))
    if match is None:  # Chinese numerals: the digits before the zeros are the printed ones
        exponent = value.normalize().as_tuple().exponent
        return Fraction(Decimal(1).scaleb(max(int(exponent), 0)))
    scale = SCALES.get(match[3], 0)
    return Fraction(Decimal(1).scaleb(scale - len(match[2] or "")))
