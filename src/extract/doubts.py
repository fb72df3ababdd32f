"""Which claims of an extraction a reader should look at first, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.claims.indicators import Choice
from extract.pipeline import Extraction
from extract.records import Claim

# Hundredths of a nat: the winner among the candidates is less than twice as likely as the next.
NARROW = 69


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim and what speaks against trusting it unread."""

    claim: Claim
    reasons: tuple[str, ...]


def doubts(extraction: Extraction) -> list[Doubt]:
    """The doubtful claims in text order.

    A claim is doubtful when the page lost characters there, when the ranker was hardly surer of the indicator
    than of the next candidate, or when indicator, subject or period are empty. A rule or threshold needs
    neither subject nor period.
    """
    choices = extraction.trace.choices if extraction.trace else {}
    found = []
    for number, claim in enumerate(extraction.claims):
        reasons = (*_damage(claim), *_margin(choices.get(number)), *_gaps(claim))
        if reasons:
            found.append(Doubt(claim, reasons))
    return found


def _damage(claim: Claim) -> Iterator[str]:
    if "damaged" in claim.flags:
        yield "characters were lost here"


def _margin(choice: Choice | None) -> Iterator[str]:
    if choice is None or len(choice.ranked) < 2:
        return
    (best, winner), (next_best, runner_up) = choice.ranked[:2]
    if best - next_best < NARROW:
        yield f"indicator: {winner.name} over {runner_up.name} by {best - next_best}"


def _gaps(claim: Claim) -> Iterator[str]:
    needed = {"indicator": claim.indicator}
    if claim.status != "criterion":
        needed |= {
            "subject": "".join(subject.name for subject in claim.subject),
            "period": claim.period or "",
        }
    for name, value in needed.items():
        if not value:
            yield f"no {name}"
