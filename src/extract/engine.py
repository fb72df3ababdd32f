"""The rule engine: named rules, checked, leftmost-longest. It knows no Chinese.

A rule is a name, a pattern and a production. Patterns are regular expressions of `re` in which `{name}`
stands for a fragment, an alternation built from a lexicon. At each place where a set's anchor matches,
every rule is tried; the longest match whose production accepts it wins, and the earlier rule wins a tie.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from extract.errors import RuleError
from extract.mentions import Span
from extract.patterns import late

Context = TypeVar("Context")
Result = TypeVar("Result")
_Trie: TypeAlias = "dict[str, _Trie]"
_DIGITS = late("[0-9]*")
_FRAGMENT = late(r"\{([a-z][a-z_]*)\}")


class Rule(NamedTuple, Generic[Context, Result]):
    """A named pattern and what it produces; the production returns None to decline a match.

    `opens` only saves time: the characters with which a match can begin or, when it begins with digits,
    that can stand behind them; "" when it can be any.
    """

    name: str
    pattern: str
    produce: Callable[[re.Match[str], Context], Result | None]
    opens: str = ""


class Hit(NamedTuple, Generic[Result]):
    """What a rule made of text[start:end]."""

    start: int
    end: int
    rule: str
    result: Result


# How a rule is tried: its pattern's `match`, its production, its name.
_Trial: TypeAlias = tuple[
    Callable[[str, int, int], "re.Match[str] | None"],
    Callable[["re.Match[str]", Context], "Result | None"],
    str,
]


class RuleSet(Generic[Context, Result]):
    """Rules tried together, in the visible order in which they are given.

    A pattern is compiled when it is first tried: most are long, and a short text needs few. `check` compiles
    all.

    Args:
        anchor: a pattern for the first characters of every match; only these places are tried.
        fragments: what `{name}` stands for in patterns.

    Raises:
        RuleError: a name repeats; while compiling, a pattern is malformed, names an unknown fragment or
            matches "".
    """

    def __init__(
        self, anchor: str, rules: Sequence[Rule[Context, Result]], fragments: Mapping[str, str]
    ) -> None:
        self.rules = tuple(rules)
        self._fragments = fragments
        self._anchor = compile_pattern("anchor", anchor, fragments)
        self._compiled: dict[str, _Trial[Context, Result]] = {}
        self._opened_by: dict[str, list[_Trial[Context, Result]]] = {}
        names = Counter(rule.name for rule in rules)
        repeated = sorted(name for name, count in names.items() if count > 1)
        if repeated:
            raise RuleError(f"rule names given twice: {', '.join(repeated)}")

    def check(self) -> None:
        """Compile every pattern; RuleError names the first rule that is wrong."""
        for rule in self.rules:
            self._trial(rule)

    def scan(self, text: str, context: Context, blocked: Spans | None = None) -> Iterator[Hit[Result]]:
        """Yield hits from left to right, none overlapping another or a blocked span."""
        position = 0
        gaps = _Gaps(blocked, len(text))
        for anchor in self._anchor.finditer(text):
            start = anchor.start()
            if start < position:
                continue
            limit = gaps.limit(start)
            if limit <= start:
                continue
            hit = self._longest(text, start, limit, context)
            if hit is not None:
                position = hit.end
                yield hit

    def _longest(self, text: str, start: int, limit: int, context: Context) -> Hit[Result] | None:
        best: tuple[str, Result] | None = None
        reach = start  # so that a pattern of nothing but look-around never makes an empty hit
        for match_at, produce, name in self._trials(_opening(text, start)):
            match = match_at(text, start, limit)
            if match is None or match.end() <= reach:
                continue
            result = produce(match, context)
            if result is not None:
                reach = match.end()
                best = name, result
        return Hit(start, reach, *best) if best else None

    def _trials(self, opening: str) -> list[_Trial[Context, Result]]:
        found = self._opened_by.get(opening)
        if found is None:
            fitting = [rule for rule in self.rules if not rule.opens or opening in rule.opens]
            found = self._opened_by[opening] = [self._trial(rule) for rule in fitting]
        return found

    def _trial(self, rule: Rule[Context, Result]) -> _Trial[Context, Result]:
        found = self._compiled.get(rule.name)
        if found is None:
            pattern = compile_pattern(rule.name, rule.pattern, self._fragments)
            found = self._compiled[rule.name] = (pattern.match, rule.produce, rule.name)
        return found


def _opening(text: str, start: int) -> str:
    if not "0" <= text[start] <= "9":
        return text[start]
    end = _DIGITS.match(text, start).end()  # type: ignore[union-attr]  # it matches the empty string too
    return text[end : end + 1]


class _Gaps:
    """What is left of a text between blocked spans, asked for from left to right."""

    def __init__(self, blocked: Spans | None, end: int) -> None:
        self._spans = iter(blocked or ())
        self._beyond = (end, end + 1)
        self._next = next(self._spans, self._beyond)

    def limit(self, position: int) -> int:
        """Where the gap around `position` ends; not beyond it when it is blocked."""
        while self._next[1] <= position:
            self._next = next(self._spans, self._beyond)
        return self._next[0]


class Spans:
    """Sorted, merged spans of a text that must not be read again."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def __iter__(self) -> Iterator[Span]:
        return zip(self._starts, self._ends, strict=True)

    def covers(self, position: int) -> bool:
        """Whether the character at `position` lies in one of the spans."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]

    def touches(self, start: int, end: int) -> bool:
        """Whether a character of [start, end) lies in one of the spans."""
        index = bisect_right(self._starts, start)
        if index and self._ends[index - 1] > start:
            return True
        return index < len(self._starts) and self._starts[index] < end


def compile_pattern(name: str, pattern: str, fragments: Mapping[str, str]) -> re.Pattern[str]:
    """Compile a rule's pattern with its fragments filled in.

    Raises:
        RuleError: it is malformed, names an unknown fragment or matches ""; the message names the rule.
    """

    def fill(match: re.Match[str]) -> str:
        if match[1] not in fragments:
            raise RuleError(f"rule {name}: no lexicon fragment {match[1]}")
        return f"(?:{fragments[match[1]]})"

    try:
        compiled = re.compile(_FRAGMENT.sub(fill, pattern))
    except (re.error, OverflowError, RecursionError) as error:
        raise RuleError(f"rule {name}: {error}") from None
    if compiled.match("") is not None:
        raise RuleError(f"rule {name}: matches the empty string")
    return compiled


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first, as a trie so that it is matched in one pass.

    It is a group, so that a quantifier may follow. No words give a pattern that never matches.

    Examples:
        >>> alternation(["万元", "万", "元"])
        '(?:万(?:元)?|元)'
    """
    trie: _Trie = {}
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    pattern = _trie_pattern(trie) if trie else "(?!)"
    return pattern if len(trie) > 1 else f"(?:{pattern})"


def _trie_pattern(node: _Trie) -> str:
    branches = [re.escape(char) + _trie_pattern(child) for char, child in sorted(node.items()) if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"{body}?" if "" in node else body
