"""Weighs the readings of a run: what is expected, what is proved, and how likely it is as printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.lexicon import Lexicon
from extract.repair.arithmetic import share_proofs, sum_proofs
from extract.repair.expectations import Expectations
from extract.repair.limits import Limits
from extract.repair.losses import Loss
from extract.repair.runs import Reading, Run, zeros
from extract.repair.surroundings import Cues, Surroundings

# A run is what it is printed as, unless a reading beats these points by the lead.
_AS_PRINTED = 4
_LEAD = 2
_PROOF = 6
_SHOWN = 3  # rejected readings that are named
_LONG = 7  # a round number of so many digits would be written with 万


class Weigher:
    """Decides how runs are read."""

    def __init__(self, lexicon: Lexicon, cues: Cues, limits: Limits) -> None:
        self._expectations = Expectations(lexicon, cues)
        self._limits = limits

    def loss(self, run: Run, around: Surroundings, others: Sequence[Run]) -> Loss | None:
        """What the run lost; None when it is read as printed. `others` are the runs of its paragraph."""
        readings = [
            found
            for found in self._expectations.readings(run, around)
            if not self._impossible(run, found, around)
        ]
        if not readings:
            return None
        printed = self._printed(run, around)
        self._prove(run, readings, printed, around, others)
        ranked = sorted(readings, key=lambda found: -found.points)
        best = ranked[0]
        tied = len(ranked) > 1 and ranked[1].points == best.points
        if tied or best.points < printed.points + _LEAD or not best.reasons:
            return None
        rejected = [f"{other.text} ({other.points} points)" for other in [printed, *ranked[1:]][:_SHOWN]]
        return Loss(best.place, best.lost, best.text, tuple(best.reasons), tuple(rejected))

    def _printed(self, run: Run, around: Surroundings) -> Reading:
        found = Reading(run.start, "", f"{run.digits}{run.scale}{run.unit_text} as printed", _AS_PRINTED)
        value = run.value
        if value is None:
            found.points -= 3 * _AS_PRINTED  # no number at all
        elif self._exceeds(run, value, around):
            found.points -= 2 * _AS_PRINTED
        elif len(run.digits) >= _LONG and zeros(run.digits) > 1:
            found.points -= 2
        elif run.scale and value >= 10**6:
            found.points -= 2
        return found

    def _exceeds(self, run: Run, value: Decimal, around: Surroundings) -> bool:
        clause = around.clause(run.start)
        before = around.text[clause.start : run.start]
        return not run.scale and self._limits.exceeded(value, run.unit_text, before)

    def _impossible(self, run: Run, found: Reading, around: Surroundings) -> bool:
        """Whether a number of the reading could not be either."""
        length = found.place - run.start
        parts = (run.digits[:length], run.digits[length:]) if found.lost in "—、" else (run.digits[length:],)
        return any(self._exceeds(run, Decimal(part), around) for part in parts)

    def _prove(
        self,
        run: Run,
        readings: Iterable[Reading],
        printed: Reading,
        around: Surroundings,
        others: Sequence[Run],
    ) -> None:
        start, end = around.paragraph(run.start)
        shares = around.shares(start, end)
        numbers = around.alike(start, end, run.unit_text, run.start)
        firsts, seconds = _parts(others)
        for found in readings:
            length = found.place - run.start
            first, second = Decimal(run.digits[:length]), Decimal(run.digits[length:])
            proofs = [
                *([] if found.lost == "年" else share_proofs(first, {*numbers, *firsts}, shares)),
                *share_proofs(second, {*numbers, *seconds}, shares),
                *(sum_proofs((first, second), numbers) if found.lost == "、" else ()),
            ]
            for proof in dict.fromkeys(proofs):
                found.add(_PROOF, f"proof: {proof}")
        whole = {other.value for other in others}
        if run.value is not None:
            for _ in share_proofs(run.value, [number for number in numbers if number not in whole], shares):
                printed.add(_PROOF, "")


def _parts(runs: Sequence[Run]) -> tuple[set[Decimal], set[Decimal]]:
    """What the first and the second number of each of `runs` could be."""
    cuts = [cut for run in runs for cut in run.cuts()]
    return {cut.first for cut in cuts}, {cut.second for cut in cuts}
