"""Numbers as the tables hold them: exact, but for quotients without end."""

from __future__ import annotations

from decimal import Decimal

# Digits and decimals of decimal128 columns, the widest that Parquet, DuckDB and pandas all keep exact.
DIGITS, DECIMALS = 38, 12
_SMALLEST = Decimal(1).scaleb(-DECIMALS)


def quotient(number: Decimal | None) -> Decimal | None:
    """A number that a division made, to at most 12 decimals: 1:3 has no exact decimal.

    Examples:
        >>> quotient(Decimal(1) / 3), quotient(Decimal("2.45"))
        (Decimal('0.333333333333'), Decimal('2.45'))
    """
    if number is None or fits(number) or number.adjusted() >= DIGITS - DECIMALS:
        return number
    return number.quantize(_SMALLEST)


def fits(number: Decimal) -> bool:
    """Whether a decimal128 column holds `number` exactly."""
    behind = int(number.normalize().as_tuple().exponent)
    return number.adjusted() < DIGITS - DECIMALS and behind >= -DECIMALS
