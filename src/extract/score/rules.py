"""How often each rule and cue fired, and how often what it decided was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from extract.score import layout
from extract.score.figures import decimals, ratio
from extract.score.tally import NOT_RIGHT, Outcome, Tally

# A rule that decides a field begins with the field's name; all others make the quantity itself.
_DECIDES = {
    "indicator": {"indicator"},
    "subject": {"subject"},
    "period": {"period"},
    "basis": {"basis"},
    "status": {"status"},
    "part": {"part_of"},
}
_QUANTITY = {"sign", "bound", "measure"}
# What follows is a word of the text, not the name of a rule.
_QUOTES = ("period", "subject", "basis compared with")


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule, how often it fired, and how often that was right."""

    rule: str
    fired: int
    right: int


def fired(tallies: Iterable[Tally]) -> list[Fired]:
    """Every rule behind the claims that were scored, those with the most mistakes first."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for tally in tallies:
        for outcome in tally.outcomes:
            for rule in {_named(rule) for rule in outcome.rules}:
                total[rule] += 1
                right[rule] += _is_right(rule, outcome)
    found = [Fired(rule, number, right[rule]) for rule, number in total.items()]
    return sorted(found, key=lambda one: (one.right - one.fired, -one.fired, one.rule))


def table(found: Iterable[Fired]) -> Table:
    """Rules, one a row; at most 80 columns wide."""
    made = layout.table("Rules and cues", "fired", "right", "wrong", "share right")
    for one in found:
        wrong = one.fired - one.right
        share = decimals(ratio(one.right, one.fired))
        made.add_row(Text(one.rule), str(one.fired), str(one.right), str(wrong), share)
    return made


def _named(rule: str) -> str:
    """The rule's name, without the words of the text that it quotes."""
    for start in _QUOTES:
        if rule.startswith(start):
            return start if start.startswith("basis") else rule.partition(": ")[0]
    return rule


def _is_right(rule: str, outcome: Outcome) -> bool:
    decided = _DECIDES.get(rule.partition(" ")[0].rstrip(":"), _QUANTITY)
    return not outcome.wrong & (decided | {*NOT_RIGHT, "spurious"})
