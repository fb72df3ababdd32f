"""The smallest edit of one printed number that would mend an identity.

A slip of the pen or the keyboard changes one digit, swaps two neighbours, drops or doubles one, moves the
decimal point, or writes 万 for 亿. An identity that fails and that no such edit mends is more likely one that
the text never meant.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise

from extract.audit.figures import Figure
from extract.audit.formulas import Interval
from extract.audit.groups import Group, rounded, squarely

_PLACES = 24  # more decimals than a numeral has


class Edit(IntEnum):
    """Kinds of slips, the smallest first."""

    DIGITS = 1  # one digit for another, or two neighbours swapped
    LENGTH = 2
    POINT = 3
    SCALE = 4


@dataclass(frozen=True, slots=True)
class Mend:
    """Figure number `position` of a group (0 is the result) as it would have to read."""

    edit: Edit
    position: int
    figure: Figure


def mends(group: Group, largest: Edit) -> list[Mend]:
    """The smallest edits of one number that make the group hold, none larger than `largest`."""
    for edit in Edit:
        found = [mend for mend in _attempts(group, edit) if _mended(group, mend)]
        if found or edit == largest:
            return [mend for mend in found if squarely(_with(group, mend))] or found
    return []


def _attempts(group: Group, edit: Edit) -> Iterator[Mend]:
    """Edits of each figure that come near what the others ask of it."""
    intervals = [operand.rounded for operand in group.operands]
    for position, figure in enumerate((group.result, *group.operands)):
        if not figure.exact or figure.constant:
            continue
        if position:
            wanted = group.formula.solve(group.result.rounded, intervals, position - 1)
        else:
            wanted = group.formula.compute(intervals)
        low, high = _as_printed(figure, wanted)
        for printed, power in _edited(figure.printed, edit):
            if edit > Edit.LENGTH or low <= _units(printed) <= high:
                yield Mend(edit, position, figure.reprinted(printed, Fraction(10) ** power))


def _as_printed(figure: Figure, wanted: Interval) -> tuple[int, int]:
    """What the numeral of a figure must be near to, in units of `_units`."""
    ends = sorted(end / figure.scale * 10**_PLACES for end in wanted)
    # A numeral that loses its last digit stands for more values: ten times half a unit on each side.
    slack = 5 * 10 ** (_PLACES - len(figure.printed.partition(".")[2]))
    return math.floor(ends[0]) - slack, math.ceil(ends[1]) + slack


def _units(printed: str) -> int:
    """A numeral as a whole number of the smallest units that are looked at."""
    whole, _, rest = printed.partition(".")
    return int((whole + rest).replace(",", "") + "0" * (_PLACES - len(rest)))


def _mended(group: Group, mend: Mend) -> bool:
    return rounded(_with(group, mend))


def _with(group: Group, mend: Mend) -> Group:
    """The group as it would be after the edit."""
    figures = [group.result, *group.operands]
    figures[mend.position] = mend.figure
    return replace(group, result=figures[0], operands=tuple(figures[1:]))


def _edited(printed: str, edit: Edit) -> Iterator[tuple[str, int]]:
    """A numeral after every slip of one kind, and the power of ten it is multiplied with."""
    if edit == Edit.POINT:
        yield from ((printed, power) for power in (1, 2, 3, -1, -2, -3))
    elif edit == Edit.SCALE:
        yield from ((printed, power) for power in (4, -4))
    else:
        slips = (_changed, _swapped) if edit == Edit.DIGITS else (_dropped, _added)
        variants = (variant for slip in slips for variant in slip(printed))
        yield from ((variant, 0) for variant in variants if _is_numeral(variant))


def _changed(printed: str) -> Iterator[str]:
    for at, digit in enumerate(printed):
        if digit.isdecimal():
            yield from (printed[:at] + new + printed[at + 1 :] for new in "0123456789" if new != digit)


def _swapped(printed: str) -> Iterator[str]:
    """Neighbouring digits swapped, the point staying in its place."""
    places = [at for at, digit in enumerate(printed) if digit.isdecimal()]
    for one, other in pairwise(places):
        if printed[one] != printed[other]:
            between = printed[one + 1 : other]
            yield printed[:one] + printed[other] + between + printed[one] + printed[other + 1 :]


def _dropped(printed: str) -> Iterator[str]:
    yield from (printed[:at] + printed[at + 1 :] for at, digit in enumerate(printed) if digit.isdecimal())


def _added(printed: str) -> Iterator[str]:
    for at in range(len(printed) + 1):
        yield from (printed[:at] + new + printed[at:] for new in "0123456789")


def _is_numeral(text: str) -> bool:
    """Whether it is a number as one would print it: no leading zero but before a point, and not nothing."""
    whole, point, rest = text.partition(".")
    if not whole or (point and not rest) or not whole.strip(","):
        return False
    return (whole[0] != "0" or whole == "0") and any(digit in "123456789" for digit in text)
