"""Repeats: the same figure printed twice, in the body, in headline and body, or in two units.

The same claim is one of the same indicator, subject, period, measure and unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from extract.audit.figures import Figure
from extract.audit.groups import Evidence, Group, same
from extract.audit.page import Page

_Key: TypeAlias = tuple[str, ...]
_NAME = 4  # a shorter indicator does not tell one figure from another
_DIGITS = 2


def repeats(page: Page) -> Iterator[Group]:
    """The groups of a document."""
    known: dict[_Key, list[Figure]] = {}
    by_start = {one.span[0]: one for one in page.figures}
    for one in page.figures:
        twin = by_start.get(one.quantity.twin) if one.quantity.twin is not None else None
        if twin is not None and twin.dimension == one.dimension:
            yield Group("repeat", "two units", one, (twin,), same, Evidence.STRONG)
            continue
        key = _key(page, one)
        if key and one.digits >= _DIGITS:
            earlier = known.setdefault(key, [])
            for other in earlier:
                if other.bound.sentence != one.bound.sentence:
                    evidence = Evidence.FAIR if len(earlier) == 1 else Evidence.WEAK
                    yield Group("repeat", "printed twice", one, (other,), same, evidence)
            if all(other.value != one.value for other in earlier) and len(earlier) < _DIGITS:
                earlier.append(one)


def _key(page: Page, one: Figure) -> _Key | None:
    bound, quantity = one.bound, one.quantity
    name = "".join(page.view[start:end] for start, end in bound.indicator)
    if len(name) < _NAME or bound.status != "actual":
        return None
    owner = "、".join(entity.name for entity in bound.subject)
    return (name, owner, bound.period or "", quantity.measure, quantity.unit, bound.basis or "")
