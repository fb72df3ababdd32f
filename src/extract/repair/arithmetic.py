"""Proofs: a reading of a damaged run is right when the arithmetic around it holds for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

# A share printed in whole percent fits by chance too often to prove anything.
_LEAST_DECIMALS = 1
_LEAST_DIFFERENCE = 100


def decimals(number: Decimal) -> int:
    """How many digits are printed after the decimal point."""
    return max(0, -int(number.as_tuple().exponent))


def share_proofs(number: Decimal, others: Iterable[Decimal], shares: Iterable[Decimal]) -> Iterator[str]:
    """Printed percentages that `number` is of another number, or another number of it.

    Examples:
        >>> list(share_proofs(Decimal(30), [Decimal(40)], [Decimal("75.00")]))
        ['30 / 40 = 75.00%']
    """
    usable = [share for share in shares if decimals(share) >= _LEAST_DECIMALS and 0 < share < 100]
    for other in others:
        part, whole = sorted((number, other))
        if part <= 0:
            continue
        for share in usable:
            if _fits(part / whole * 100, share):
                yield f"{part:f} / {whole:f} = {share:f}%"


def _fits(computed: Decimal, printed: Decimal) -> bool:
    """Whether `printed` is `computed` rounded, or cut off, at its last digit."""
    last = Decimal(1).scaleb(-decimals(printed))
    return -last / 2 <= computed - printed < last


def sum_proofs(parts: tuple[Decimal, ...], totals: Iterable[Decimal]) -> Iterator[str]:
    """Printed numbers that `parts` add up to.

    Examples:
        >>> list(sum_proofs((Decimal(102), Decimal(137)), [Decimal(239)]))
        ['102 + 137 = 239']
    """
    total = sum(parts)
    if any(number == total for number in totals):
        yield f"{' + '.join(f'{part:f}' for part in parts)} = {total:f}"


def difference_proofs(number: Decimal, others: Sequence[Decimal]) -> Iterator[str]:
    """Two printed numbers whose difference is `number`; small numbers differ by chance and prove nothing.

    Examples:
        >>> list(difference_proofs(Decimal(892), [Decimal(9223), Decimal(8331)]))
        ['9223 - 8331 = 892']
    """
    if number < _LEAST_DIFFERENCE:
        return
    for whole, part in permutations(others, 2):
        if whole - part == number:
            yield f"{whole:f} - {part:f} = {number:f}"
