"""Units: their spellings, codes, dimensions and exact factors, and conversion between them.

The table is `lexicon/units.tsv`. Rates are not listed: 元/吨 and 微克每立方米 are made of listed units.
Factors are fractions, so that conversions are exact: 亩 is 2000/3 m2.

Examples:
    >>> from extract.lexicon import Lexicon
    >>> units = Units(Lexicon())
    >>> units.convert(Decimal(3), "mu", "m2")
    Fraction(2000, 1)
    >>> units.resolve("元/吨").code, units.resolve("微克每立方米").code
    ('CNY/t', 'ug/m3')
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extract.errors import UnitError
from extract.lexicon import Lexicon
from extract.numerals import SCALES
from extract.patterns import late

_PER = late("[/每]")
_SCALED = late("([0-9]*)([十百千万亿]*)(.+)")
_JOINTS = late("([/.])")
_SCALE_CODE = late("(?<![0-9])[0-9]+[.]")  # the 10000. of 件/10000.人
_NOTE = late("[(（][^()（）]*[)）]$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of `units.tsv`, or a rate of such.

    A value in this unit times `factor` is the value in the dimension's reference unit.
    """

    code: str
    spellings: tuple[str, ...]
    dimension: str
    factor: Fraction


class Units:
    """All units of a lexicon.

    Args:
        lexicon: where `units.tsv` is read from.

    Raises:
        LexiconError: a line does not follow the header.
        UnitError: two units share a spelling, or a factor is not positive.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._by_code: dict[str, Unit] = {}
        self._by_spelling: dict[str, Unit] = {}
        self._references: dict[str, str] = {}
        for unit in lexicon.rows("units", Unit):
            self._add(unit)

    def _add(self, unit: Unit) -> None:
        if unit.factor <= 0:
            raise UnitError(f"units.tsv: the factor of {unit.code} is not positive")
        self._by_code[unit.code] = unit
        if unit.factor == 1:
            self._references.setdefault(unit.dimension, unit.code)
        for spelling in unit.spellings:
            other = self._by_spelling.setdefault(spelling, unit)
            if other is not unit:
                raise UnitError(f"units.tsv: {spelling} is both {other.code} and {unit.code}")

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._by_code.values())

    def spellings(self) -> tuple[str, ...]:
        """Every spelling of every listed unit."""
        return tuple(self._by_spelling)

    def spelled(self, spelling: str) -> Unit | None:
        """The listed unit of that spelling."""
        return self._by_spelling.get(spelling)

    def resolve(self, spelling: str) -> Unit:
        """The unit or rate as written; UnitError when it is neither.

        A bracket after a unit does not change it: 个（次） is 个. A scale below the line stays in the code:
        件/万人 is `件/10000.人`.
        """
        unit = self._by_spelling.get(spelling)
        if unit is not None:
            return unit
        bare = _NOTE.sub("", spelling)
        if bare != spelling:
            return self.resolve(bare)
        above, *below = _PER.split(spelling)
        if not below:
            raise UnitError(f"no unit {spelling}")
        rate = self._product(above)
        for part in below:
            rate = _quotient(rate, self._product(part))
        return rate

    def by_code(self, code: str) -> Unit:
        """The unit of that code, a rate if it has a slash; UnitError when a part of it is unknown."""
        unit = self._by_code.get(code)
        if unit is not None:
            return unit
        above, *below = code.split("/")
        if not below:
            raise UnitError(f"no unit code {code}")
        rate = self.by_code(above)
        for part in below:
            rate = _quotient(rate, self._scaled_code(part))
        return rate

    def convert(self, value: Decimal | Fraction, unit: str, target: str) -> Fraction:
        """`value` of unit code `unit` in unit code `target`, exactly; UnitError across dimensions."""
        from_unit, to_unit = self.by_code(unit), self.by_code(target)
        if from_unit.dimension != to_unit.dimension:
            raise UnitError(f"{unit} is {from_unit.dimension}, {target} is {to_unit.dimension}")
        return Fraction(value) * from_unit.factor / to_unit.factor

    def base(self, code: str) -> tuple[str, Fraction] | None:
        """The code of the reference unit of `code`'s dimension and the factor to it.

        None when `code` is such a unit, is not known, or has no unit of factor 1 in its dimension.

        Examples:
            >>> from extract.lexicon import Lexicon
            >>> Units(Lexicon()).base("mu")
            ('m2', Fraction(2000, 3))
        """
        try:
            factor = self.by_code(code).factor
        except UnitError:
            return None
        atoms = [code] if code in self._by_code else _JOINTS.split(_SCALE_CODE.sub("", code))
        base = [self._reference(atom) for atom in atoms]
        return None if factor == 1 or None in base else ("".join(map(str, base)), factor)

    def _reference(self, atom: str) -> str | None:
        """The code of factor 1 in the dimension of a listed code; a joint of a rate stays."""
        unit = self._by_code.get(atom)
        if unit is None or unit.factor == 1:
            return atom
        return self._references.get(unit.dimension)

    def _product(self, spelling: str) -> Unit:
        # What stands on one side of the line: a unit, 万 and a unit, or units joined by a dot (亩·年).
        unit = self._by_spelling.get(spelling)
        if unit is not None:
            return unit
        scaled = _SCALED.fullmatch(spelling)
        if scaled is not None and scaled[2] in SCALES and (scaled[1] or scaled[2]):
            return _times(int(scaled[1] or 1) * 10 ** SCALES[scaled[2]], self._product(scaled[3]))
        first, dot, rest = spelling.partition("·")
        if not dot:
            raise UnitError(f"no unit {spelling}")
        return _joined(self._product(first), self._product(rest))

    def _scaled_code(self, code: str) -> Unit:
        unit = self._by_code.get(code)
        if unit is not None:
            return unit
        scale, dot, rest = code.partition(".")
        if not dot:
            raise UnitError(f"no unit code {code}")
        if scale.isdecimal():
            return _times(int(scale), self._scaled_code(rest))
        return _joined(self.by_code(scale), self._scaled_code(rest))


def _quotient(above: Unit, below: Unit) -> Unit:
    dimension = f"{above.dimension}/{below.dimension}"
    return Unit(f"{above.code}/{below.code}", (), dimension, above.factor / below.factor)


def _joined(left: Unit, right: Unit) -> Unit:
    dimension = f"{left.dimension}.{right.dimension}"
    return Unit(f"{left.code}.{right.code}", (), dimension, left.factor * right.factor)


def _times(scale: int, unit: Unit) -> Unit:
    if scale == 0:
        raise UnitError(f"no unit 0 {unit.code}")
    return Unit(f"{scale}.{unit.code}", (), unit.dimension, unit.factor * scale)
