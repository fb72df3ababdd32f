"""Finds what a text lost: suspicious runs first, then each is weighed among the others of its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from extract.engine import Spans
from extract.lexicon import Lexicon
from extract.mentions import QuantityMention, TimeMention
from extract.repair.expectations import Expectations, Pairs
from extract.repair.limits import Limits
from extract.repair.losses import Loss
from extract.repair.plain import from_times, scaled_pairs, side_by_side, small_ranges
from extract.repair.runs import Run
from extract.repair.surroundings import Cues, Surroundings
from extract.repair.suspects import Suspects
from extract.repair.units_lost import last_without_unit, without_unit
from extract.repair.weighing import Weigher
from extract.structure import Structure


class Repairer:
    """Finds lost characters; made once, used for many texts.

    Args:
        lexicon: the word lists `repair_*`.

    Raises:
        LexiconError: a list is malformed.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues, self._pairs, limits = Cues(lexicon), Pairs(lexicon), Limits(lexicon)
        self._suspects = Suspects(self._cues, limits)
        self._weigher = Weigher(Expectations(self._cues, self._pairs), limits)

    def losses(
        self,
        text: str,
        structure: Structure,
        quantities: Sequence[QuantityMention],
        times: Sequence[TimeMention],
    ) -> list[Loss]:
        """The lost characters of a reading view, in text order.

        Args:
            text: the reading view.
            structure: of that view.
            quantities: what was read from it as printed.
            times: the same.
        """
        dated = Spans((time.start, time.end) for time in times)
        found = [
            *from_times(text, times),
            *side_by_side(text, quantities, self._cues),
            *scaled_pairs(text, self._pairs, dated),
            *small_ranges(text),
            *without_unit(text, quantities, self._cues),
            *last_without_unit(text, quantities),
        ]
        runs = list(self._suspects.runs(text, quantities, dated))
        if runs:
            found += self._weighed(runs, Surroundings(text, structure, quantities))
        # Where two finders see one loss, the surer one comes first.
        first = {loss.place: loss for loss in reversed(found)}
        return sorted(first.values(), key=attrgetter("place"))

    def _weighed(self, runs: Sequence[Run], around: Surroundings) -> list[Loss]:
        paragraphs: dict[int, list[Run]] = {}
        for run in runs:
            paragraphs.setdefault(around.paragraph_number(run), []).append(run)
        return [loss for group in paragraphs.values() for loss in self._weigher.losses(group, around)]
