"""Regular expressions that are compiled when they are first used.

Most patterns are long, many being made from word lists, and a text needs few of them; compiling all of them
would take a third of the time that a short release takes from start to end. So no module compiles a pattern
when it is imported.

A pattern that is looked for in whole texts begins with the characters themselves, a set or words, and looks
behind only then: `[0-9](?<!\\.[0-9])`, not `(?<!\\.)[0-9]`; `ab|ac`, not `a[bc]|^x`; `[ab][ab]{1,3}`, not `[ab]{2,4}`.
So the engine skips to them at once, where it would else try at each character.
"""

from __future__ import annotations

import re
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
