"""Which place a document is about, when nobody says: what 全市 or 我县 must mean in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extract.entities.divisions import Division, in_force
from extract.entities.gazetteer import Found

NATION = "中国"
_HEAD = 400  # characters in which a release introduces itself
_HEAD_WEIGHT = 3
_LEAST = 3  # what a place must weigh to be the document's own


def own_place(found: Iterable[Found], year: int) -> str | None:
    """The full name of the document's own place, or None when the text leaves it open.

    The pronoun that is used most (全市, 我县) says of what kind the place is; the place of that kind that is
    named most, names at the head counting more, is taken. Without such a pronoun a text that speaks of 我国
    or 全国 is about the country.
    """
    pronouns: Counter[str] = Counter()
    named: Counter[Division] = Counter()
    for name in found:
        if name.entry.kind == "pronoun":
            pronouns[name.entry.name[-1]] += 1
        elif name.entry.kind == "division" and not name.entry.weak:
            for division in in_force(name.entry.divisions, year):
                named[division] += _HEAD_WEIGHT if name.start < _HEAD else 1
    local = [noun for noun, _ in pronouns.most_common() if noun != "国"]
    for noun in local:
        best = next(
            (d for d, weight in named.most_common() if d.name.endswith(noun) and weight >= _LEAST), None
        )
        if best is not None:
            return best.name
    return NATION if pronouns["国"] and not local else None
