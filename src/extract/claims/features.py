"""Named features of an option, weighed without building their names.

A template makes a feature's name from a value: `e tags {word} {word}` makes `e tags n v` from ("n", "v").
Training and explanations read names. Ranking looks the values up in one table for each template.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping, Sequence
from operator import add
from typing import TypeAlias

from extract.patterns import late

Table: TypeAlias = dict[Hashable, int]
Get: TypeAlias = Callable[[Hashable, int], int]

_FIELD = late(r"\{([a-z]+)\}")
# What may stand for a field in a name, and how it is read.
_FIELDS: dict[str, tuple[str, Callable[[str], Hashable]]] = {
    "char": ("(.)", str),
    "number": (r"(\d+)", int),
    "text": ("(.+)", str),
    "word": (r"(\S+)", sys.intern),  # tags and kinds: told apart by identity
    "words": (r"(\S+(?: \S+)*|)", lambda text: tuple(map(sys.intern, text.split()))),
}


class Template:
    """How a feature is named. Its value is a tuple, but for one field the field itself, for none True.

    Examples:
        >>> template = Template("nouns {number} after {word}")
        >>> template.name((2, "v")), template.value("nouns 2 after v"), template.value("nouns 2")
        ('nouns 2 after v', (2, 'v'), None)
    """

    def __init__(self, template: str) -> None:
        fields = _FIELD.findall(template)
        literals = map(re.escape, _FIELD.split(template)[::2])
        patterns = [*(_FIELDS[name][0] for name in fields), ""]
        self._pattern = re.compile("".join(map(add, literals, patterns)))
        self._readers = [_FIELDS[name][1] for name in fields]
        self._format = _FIELD.sub("{}", template)
        self._prefix = template.partition("{")[0]

    def name(self, value: Hashable) -> str:
        """The name of the feature that has this value."""
        parts = value if isinstance(value, tuple) and len(self._readers) > 1 else (value,)
        return self._format.format(*(" ".join(p) if isinstance(p, tuple) else p for p in parts))

    def value(self, name: str) -> Hashable:
        """The value of the feature of that name; None when it is no name of this template."""
        match = self._pattern.fullmatch(name)
        if match is None:
            return None
        values = tuple(read(text) for read, text in zip(self._readers, match.groups(), strict=True))
        return values if len(values) > 1 else values[0] if values else True

    def table(self, weights: Mapping[str, int], names: Sequence[str]) -> Table:
        """By value the weights of the features of this template; `names` are all names in sorted order."""
        first = bisect_left(names, self._prefix)
        last = bisect_left(names, self._prefix + chr(0x10FFFF))
        found = ((self.value(name), weights[name]) for name in names[first:last])
        return {value: weight for value, weight in found if value is not None}


class Features:
    """Templates whose tables are asked together; always in this order."""

    def __init__(self, *templates: str) -> None:
        self._templates = [Template(template) for template in templates]

    def tables(self, weights: Mapping[str, int]) -> list[Get]:
        """For each template a function that gives the weight of a value, or its second argument."""
        names = sorted(weights)
        return [template.table(weights, names).get for template in self._templates]

    def asked(self, ask: Callable[[Sequence[Get]], object]) -> list[str]:
        """The names of the features whose weights `ask` wants from the tables that it is given."""
        found: list[str] = []

        def noting(template: Template) -> Get:
            def get(value: Hashable, default: int) -> int:
                found.append(template.name(value))
                return default

            return get

        ask([noting(template) for template in self._templates])
        return found
