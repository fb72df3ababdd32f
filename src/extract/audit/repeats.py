"""Repeats: the same figure printed twice, in the body, in headline and body, or in two units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from extract.audit.figures import Figure
from extract.audit.formulas import same
from extract.audit.groups import Evidence, Group
from extract.audit.page import Page, common

_Key: TypeAlias = tuple[str | int, ...]
_NAME = 6  # a shorter name does not tell one figure from another
_SHARED = 4  # characters that the names of one thing have in common
_LONG = 8  # characters in common that make it the same words
_DIGITS = 2
_CANDIDATES = 8  # figures of a section that may repeat one of its headline


def repeats(page: Page) -> Iterator[Group]:
    """The groups of a document."""
    by_start = {one.span[0]: one for one in page.figures}
    for one in page.figures:
        twin = by_start.get(one.quantity.twin) if one.quantity.twin is not None else None
        if twin is not None and twin.dimension == one.dimension:
            yield Group("repeat", "two units", one, (twin,), same, Evidence.STRONG)
    told = [one for one in page.figures if _tells(one)]
    yield from _in_body(page, told)
    yield from _of_headlines(page, told)


def _tells(one: Figure) -> bool:
    """Whether a second print of it is no chance; durations and small counts come again by themselves."""
    return one.quantity.twin is None and one.dimension != "time" and one.digits >= _DIGITS


def _of_headlines(page: Page, figures: list[Figure]) -> Iterator[Group]:
    """A headline's figure is one of its section's, with the same name, measure and unit."""
    headlines: dict[_Key, list[Figure]] = {}
    bodies: dict[_Key, list[Figure]] = {}
    for one in figures:
        key: _Key = (page.section(one), one.quantity.measure, one.quantity.unit)
        (headlines if page.in_heading(one) else bodies).setdefault(key, []).append(one)
    for key, rivals in headlines.items():
        body = bodies.get(key, [])
        values = {one.quantity.value for one in body}
        for headline in rivals:
            alike = [one for one in body[:_CANDIDATES] if _shared(page, headline, one) >= _SHARED]
            for number, one in enumerate(alike):
                told = headline.quantity.value in values or number
                evidence = Evidence.FAIR if told else _evidence(page, headline, one, rivals)
                yield Group("repeat", "headline and body", headline, (one,), same, evidence)


def _evidence(page: Page, headline: Figure, one: Figure, rivals: list[Figure]) -> Evidence:
    """How surely the first figure of its name that the section gives is the headline's."""
    shared = _shared(page, headline, one)
    others = [rival for rival in rivals if rival != headline]
    if not _same_time(headline, one) or any(_shared(page, rival, one) >= shared for rival in others):
        return Evidence.WEAK
    return Evidence.STRONG


def _shared(page: Page, one: Figure, other: Figure) -> int:
    return common(page.name(one), page.name(other))


def _in_body(page: Page, figures: list[Figure]) -> Iterator[Group]:
    """Figures with the same words around them, of one measure and unit."""
    known: dict[_Key, Figure] = {}
    settled: set[_Key] = set()
    for one in figures:
        key = _key(page, one)
        if key is None or page.in_heading(one):
            continue
        other = known.setdefault(key, one)
        if other.bound.sentence == one.bound.sentence or key in settled:
            continue
        if other.quantity.value == one.quantity.value:
            settled.add(key)
        if one.digits > _DIGITS and _same_claim(page, other, one):
            first, second = page.name(other), page.name(one)
            alike = first.endswith(second) or second.endswith(first)
            evidence = Evidence.FAIR if alike else Evidence.WEAK
            yield Group("repeat", "printed twice", one, (other,), same, evidence)


def _key(page: Page, one: Figure) -> _Key | None:
    name = page.name(one)
    if len(name) < _NAME or one.bound.parent is not None:
        return None
    return (name[-_NAME:], one.quantity.measure, one.quantity.unit)


def _same_claim(page: Page, one: Figure, other: Figure) -> bool:
    """Whether two figures of one name must agree: much the same words, one subject, time and basis."""
    first, second = one.bound, other.bound
    owners = [{entity.name for entity in bound.subject} for bound in (first, second)]
    subject = not all(owners) or owners[0] & owners[1]
    frame = first.basis == second.basis and first.status == second.status and _same_time(one, other)
    return bool(subject and frame) and _shared(page, one, other) >= _LONG


def _same_time(one: Figure, other: Figure) -> bool:
    periods = (one.bound.period, other.bound.period)
    return None in periods or periods[0] == periods[1]
