"""Regular expressions that are compiled when they are first used.

Most patterns are long, being made from word lists, and a text needs few of them; compiling all of them would
take a third of the time that a short release takes from start to end.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Method:
    """A method of the compiled pattern; the first one to be asked for compiles it and puts all in place.

    It has no `__set__`, so the bound methods that it leaves with the pattern hide it from then on.
    """

    def __set_name__(self, owner: type[_Late], name: str) -> None:
        self._name = name

    def __get__(self, late: _Late, owner: type[_Late]) -> Any:
        compiled = re.compile(late.pattern)
        vars(late).update({name: getattr(compiled, name) for name in _METHODS})
        return getattr(compiled, self._name)


class _Late:
    match = _Method()
    fullmatch = _Method()
    search = _Method()
    finditer = _Method()
    findall = _Method()
    split = _Method()
    sub = _Method()

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern


_METHODS = [name for name, value in vars(_Late).items() if isinstance(value, _Method)]


def late(pattern: str) -> re.Pattern[str]:
    """What `re.compile` returns, as far as its methods are used here.

    Raises:
        re.error: the pattern is malformed; raised when it is first used.
    """
    return cast("re.Pattern[str]", _Late(pattern))
