"""What the binder reads: one document with everything the stages before it found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeAlias, TypeVar

from extract.claims.cues import CueHit
from extract.engine import Spans
from extract.mentions import EntityMention, QuantityMention, Span, TimeMention
from extract.structure import Structure
from extract.tokens import Word, Words


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


PROMISES = ("target", "forecast")  # the statuses of what is still to come

Mention = TypeVar("Mention", bound=_Spanned)


class Index(Generic[Mention]):
    """Mentions in text order, found by position in logarithmic time."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.all]

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that start in [start, end)."""
        starts = self._starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return ()  # as nearly always
        return self.all[first : bisect_left(starts, end, first)]


# A mention or a cue among the tokens: start, end, tag.
Mark: TypeAlias = tuple[int, int, str]
# Look-alikes, and words of a rule (每人), which belong to its indicator.
_NO_MARKS = frozenset({"none", "criterion"})


@dataclass(slots=True)
class ClauseTokens:
    """The tokens of a clause and where each starts; `whole` says that together they are the clause.

    They are not where a mention overlaps another.
    """

    tokens: list[Word]
    starts: list[int]
    whole: bool


@dataclass(slots=True)
class Scene:
    """One document as the binder sees it.

    `home` is the place that 全市 or 全省 means, if known; `furniture` holds the page's own lines; `verbs`
    says of which sort a verb is (sorts.py); `source` is who published the text, if known; `tokens` are the
    clauses that were read as tokens so far (phrases.py).
    """

    view: str
    structure: Structure
    words: Words
    quantities: Index[QuantityMention]
    times: Index[TimeMention]
    entities: Index[EntityMention]
    cues: Index[CueHit]
    home: EntityMention | None
    reference: date | None
    furniture: Spans
    verbs: Mapping[str, str]
    source: str | None = None
    tokens: dict[int, ClauseTokens] = field(default_factory=dict)
    _marks: list[Mark] | None = None

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """The mentions and cues that lie in [start, end), in order; titles are none."""
        marks = self._marks
        if marks is None:
            marks = self._marks = self._all_marks()
        first = bisect_left(marks, (start,))
        return [mark for mark in marks[first : bisect_left(marks, (end,), first)] if mark[1] <= end]

    def _all_marks(self) -> list[Mark]:
        marks = [(q.start, q.end, "QTY") for q in self.quantities.all]
        marks += [(t.start, t.end, "TIME") for t in self.times.all]
        marks += [(c.start, c.end, "CUE") for c in self.cues.all if c.row.value not in _NO_MARKS]
        marks += [(e.start, e.end, e.type) for e in self.entities.all if e.type != "TITLE"]
        return sorted(marks)


@dataclass(slots=True)
class Bound:
    """A claim in the making: a quantity and what has been bound to it so far.

    `indicator` holds spans in reading order, `chosen` names the candidate they are. `why` names the rules and
    cues, in the order they fired. `parent` is the number of the claim of which this one is a part; `run` the
    place in a list of figures with a shared head, and that list's size.
    """

    quantity: QuantityMention
    number: int
    sentence: int
    clause: int
    indicator: tuple[Span, ...] = ()
    chosen: str = ""
    subject: tuple[EntityMention, ...] = ()
    period: str | None = None
    basis: str | None = None
    status: str = "actual"
    parent: int | None = None
    run: tuple[int, int] | None = None
    why: list[str] = field(default_factory=list)

    def has_subject_of(self, other: Bound) -> bool:
        """Whether both belong to the same names, in the same order."""
        return [name.name for name in self.subject] == [name.name for name in other.subject]


def figure_before(bounds: Sequence[Bound], bound: Bound) -> Bound | None:
    """The figure right before another in the text."""
    return bounds[bound.number - 1] if bound.number else None
