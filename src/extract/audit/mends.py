"""The smallest edit of one printed number that would mend an identity.

A slip of the pen or the keyboard changes one digit, swaps two neighbours, drops or doubles one, moves the
decimal point, or writes 万 for 亿. An identity that fails and that no such edit mends is more likely one that
the text never meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise

from extract.audit.figures import Figure
from extract.audit.groups import Group, rounded, squarely


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


def mends(group: Group) -> list[Mend]:
    """The smallest edits of one number that make the group hold; none when no single slip explains it."""
    found = [mend for mend in _attempts(group) if _mended(group, mend)]
    least = min((mend.edit for mend in found), default=Edit.SCALE)
    found = [mend for mend in found if mend.edit == least]
    return [mend for mend in found if squarely(_with(group, mend))] or found


def _attempts(group: Group) -> Iterator[Mend]:
    for position, figure in enumerate((group.result, *group.operands)):
        if figure.exact and not figure.constant:
            for edit, printed, factor in _edits(figure):
                yield Mend(edit, position, figure.reprinted(printed, factor))


def _mended(group: Group, mend: Mend) -> bool:
    return rounded(_with(group, mend))


def _with(group: Group, mend: Mend) -> Group:
    """The group as it would be after the edit."""
    figures = [group.result, *group.operands]
    figures[mend.position] = mend.figure
    return replace(group, result=figures[0], operands=tuple(figures[1:]))


def _edits(figure: Figure) -> Iterator[tuple[Edit, str, Fraction]]:
    one, printed = Fraction(1), figure.printed
    for variant in (*_changed(printed), *_swapped(printed)):
        if _is_numeral(variant):
            yield Edit.DIGITS, variant, one
    for variant in (*_dropped(printed), *_added(printed)):
        if _is_numeral(variant):
            yield Edit.LENGTH, variant, one
    for power in (1, 2, 3, -1, -2, -3):
        yield Edit.POINT, printed, Fraction(10) ** power
    for power in (4, -4):
        yield Edit.SCALE, printed, Fraction(10) ** power


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
