"""Weighs the readings of a run: what is expected, what is proved, and how likely it is as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.mentions import Span
from extract.repair.arithmetic import difference_proofs, share_proofs, sum_proofs
from extract.repair.expectations import Expectations
from extract.repair.limits import Limits
from extract.repair.losses import Loss
from extract.repair.runs import COMMA, DASH, SEPARATORS, YEAR, Cut, Reading, Run, zeros
from extract.repair.surroundings import Surroundings

_SCALED = 10**6  # such a number before 万 would be written with 亿
# A run is what it is printed as, unless a reading beats these points by the lead.
_AS_PRINTED = 4
_LEAD = 2
_PROOF = 6
_NEAR = 8  # runs before and after that may prove a run
_SHOWN = 3  # rejected readings that are named
_NO_POINT = (*SEPARATORS, YEAR)  # what a run may have lost other than its decimal point
_LONG = 7  # a round number of so many digits would be written with 万


@dataclass(frozen=True, slots=True)
class Case:
    """A run, the readings that something asks for, and the run as printed."""

    run: Run
    readings: list[Reading]
    printed: Reading


class Weigher:
    """Decides how runs are read."""

    def __init__(self, expectations: Expectations, limits: Limits) -> None:
        self._expectations = expectations
        self._limits = limits

    def losses(self, runs: Sequence[Run], around: Surroundings) -> Iterator[Loss]:
        """What the runs of one paragraph lost; nothing of those that are read as printed."""
        cases = [Case(run, self._possible(run, around), self._printed(run, around)) for run in runs]
        cases = [case for case in cases if case.readings]
        for number, case in enumerate(cases):
            near = cases[max(0, number - _NEAR) : number] + cases[number + 1 : number + _NEAR]
            _prove(case, around, near)
        for case in cases:
            loss = _decided(case)
            if loss is not None:
                yield loss

    def _possible(self, run: Run, around: Surroundings) -> list[Reading]:
        return [
            found
            for found in self._expectations.readings(run, around)
            if not any(self._exceeds(run, part, around) for part in found.parts_in_unit())
        ]

    def _printed(self, run: Run, around: Surroundings) -> Reading:
        found = Reading(
            Cut(run.start, "", run.digits),
            "",
            f"{run.digits}{run.scale}{run.unit_text} as printed",
            _AS_PRINTED,
        )
        value = run.value
        if value is None:
            found.points -= 3 * _AS_PRINTED  # no number at all
        elif self._exceeds(run, value, around):
            found.points -= 2 * _AS_PRINTED
        elif run.scale and value >= _SCALED:
            found.points -= 2
        elif len(run.digits) >= _LONG and zeros(run.digits) > 1:
            found.points -= 1
        return found

    def _exceeds(self, run: Run, value: Decimal, around: Surroundings) -> bool:
        start, _ = around.clause(run)
        return not run.scale and self._limits.exceeded(
            value, run.unit_text, around.text, start, run.start, run.after
        )


def _decided(case: Case) -> Loss | None:
    ranked = sorted(case.readings, key=lambda found: -found.points)
    best = ranked[0]
    tied = len(ranked) > 1 and ranked[1].points == best.points
    if tied or best.points < case.printed.points + _LEAD or not best.reasons:
        return None
    rejected = [f"{other.text} ({other.points} points)" for other in [case.printed, *ranked[1:]][:_SHOWN]]
    return Loss(best.cut.place, best.lost, best.text, tuple(best.reasons), tuple(rejected))


def _prove(case: Case, around: Surroundings, others: Sequence[Case]) -> None:
    """Add what other runs and arithmetic say for the readings, and for the run as printed."""
    run, paragraph = case.run, around.paragraph(case.run)
    _note_like(case, around.sentence(run), others)
    for found in case.readings:
        for proof in dict.fromkeys(_proofs(run, found, around, others)):
            found.add(_PROOF, f"proof: {proof}")
    if run.number is not None:
        suspects = {other.run.number for other in others}
        numbers = around.alike(paragraph, run.unit_text, run)
        intact = [number for number in numbers if number not in suspects]
        shares = around.alike(paragraph, "%", run)
        proofs = [*share_proofs(run.number, intact, shares), *difference_proofs(run.number, intact)]
        for proof in dict.fromkeys(proofs):
            case.printed.add(_PROOF, f"proof: {proof}")


def _note_like(case: Case, sentence: Span, others: Sequence[Case]) -> None:
    """Add what it says for a pair that other runs of the sentence are such pairs too."""
    for found in case.readings:
        if found.lost in _NO_POINT:
            continue
        like = [
            other
            for other in others
            if sentence[0] <= other.run.start < sentence[1]
            and other.run.unit_text == case.run.unit_text
            and any(read.lost == found.lost and read.points for read in other.readings)
        ]
        if like:
            found.add(2 * min(len(like), 2), f"{len(like)} runs beside it can be read alike")


def _proofs(run: Run, found: Reading, around: Surroundings, others: Sequence[Case]) -> Iterator[str]:
    paragraph = around.paragraph(run)
    numbers = around.alike(paragraph, run.unit_text, run)
    first, second = found.cut.first * run.factor, found.cut.second * run.factor
    if found.lost == COMMA:
        yield from sum_proofs((first, second), numbers)
    elif found.lost not in (DASH, YEAR):
        shares = around.alike(paragraph, "%", run)
        firsts, seconds = _pairs_of(others, found.lost)
        firsts += around.alike(paragraph, found.lost, run)
        seconds += numbers
        yield from share_proofs(first, firsts, shares)
        yield from share_proofs(second, seconds, shares)
        yield from difference_proofs(first, firsts)
        yield from difference_proofs(second, seconds)


def _pairs_of(cases: Sequence[Case], lost: str) -> tuple[list[Decimal], list[Decimal]]:
    """The first and second numbers of the readings of other runs as such a pair."""
    cuts = [found.cut for case in cases for found in case.readings if found.lost == lost]
    return [cut.first for cut in cuts], [cut.second for cut in cuts]
