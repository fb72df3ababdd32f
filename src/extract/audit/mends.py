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


def mends(group: Group, largest: Edit) -> list[Mend]:
    """The smallest edits of one number that make the group hold, none larger than `largest`."""
    for edit in Edit:
        found = [mend for mend in _attempts(group, edit) if _mended(group, mend)]
        if found or edit == largest:
            return [mend for mend in found if squarely(_with(group, mend))] or found
    return []


def _attempts(group: Group, edit: Edit) -> Iterator[Mend]:
    for position, figure in enumerate((group.result, *group.operands)):
        if figure.exact and not figure.constant:
            for printed, factor in _edited(figure.printed, edit):
                yield Mend(edit, position, figure.reprinted(printed, factor))


def _mended(group: Group, mend: Mend) -> bool:
    return rounded(_with(group, mend))


def _with(group: Group, mend: Mend) -> Group:
    """The group as it would be after the edit."""
    figures = [group.result, *group.operands]
    figures[mend.position] = mend.figure
    return replace(group, result=figures[0], operands=tuple(figures[1:]))


def _edited(printed: str, edit: Edit) -> Iterator[tuple[str, Fraction]]:
    """A numeral after every slip of one kind, and what it is multiplied with beyond its digits."""
    if edit == Edit.POINT:
        yield from ((printed, Fraction(10) ** power) for power in (1, 2, 3, -1, -2, -3))
    elif edit == Edit.SCALE:
        yield from ((printed, Fraction(10) ** power) for power in (4, -4))
    else:
        slips = (_changed, _swapped) if edit == Edit.DIGITS else (_dropped, _added)
        variants = (variant for slip in slips for variant in slip(printed))
        yield from ((variant, Fraction(1)) for variant in variants if _is_numeral(variant))


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
