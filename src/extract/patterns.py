"""Regular expressions that are compiled when they are first used.

Most patterns are long, many being made from word lists, and a text needs few of them; compiling all of them
would take a third of the time that a short release takes from start to end. So no module compiles a pattern
when it is imported.

A pattern that is looked for in whole texts begins with its characters, and looks behind from there:
`ab(?<!cab)` rather than `(?<!c)ab`, `ab|cd` rather than `ab|[cd]x`, `[ab][ab]{1,3}` rather than `[ab]{2,4}`.
The engine skips to such a beginning; any other it tries at each character.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")


class _Late:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not in place yet: compiles, and puts the methods of the pattern in place."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return vars(self)[name]


def late(pattern: str) -> re.Pattern[str]:
    """What `re.compile` returns, as far as its methods are used here.

    Raises:
        re.error: the pattern is malformed; raised when it is first used.
    """
    return cast("re.Pattern[str]", _Late(pattern))


def comes_up(pattern: re.Pattern[str], text: str, times: int) -> bool:
    """Whether the pattern matches so many times; looks no further."""
    return sum(1 for _ in islice(pattern.finditer(text), times)) == times
