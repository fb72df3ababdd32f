"""Which numbers are worth weighing: a cheap look at each, so that intact text costs next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.engine import Spans
from extract.mentions import QuantityMention
from extract.patterns import late
from extract.repair.expectations import LISTED_AFTER
from extract.repair.limits import Limits
from extract.repair.runs import Run
from extract.repair.surroundings import Cues

_RUN = late(r"([0-9]+(?:\.[0-9]+)?)(?![0-9.,])([十百千万亿]*)")
# 15.222.3%: no number; nor a date, a section or a version when a unit or a list follows.
_TWO_POINTS = late(
    r"([0-9](?<![0-9A-Za-z.:：/_-][0-9])(?<=(?!(?:19|20)[0-9]{2}\.)[0-9])[0-9]*\.[0-9]{2,}\.[0-9]+)(?![0-9.])([万亿]*)"
    r"(%|‰|个百分点|[吨元亩倍米斤]|公[里斤]|(?=[、和与及][0-9.]+(?:%|‰|个百分点)))"
)
_LONG = 6  # digits before the decimal point
_SHORT = 4
_YEAR_FIRST = late("(?:19[5-9]|20[0-4])[0-9][1-9]")
_PERSONS = ("人", "口人", "名")
_CLAUSE = 40


class Suspects:
    """Finds the runs of digits that may have lost a character."""

    def __init__(self, cues: Cues, limits: Limits) -> None:
        self._cues = cues
        self._limits = limits

    def runs(self, text: str, quantities: Sequence[QuantityMention], blocked: Spans) -> Iterator[Run]:
        """The suspicious runs of `text`, in text order among each kind."""
        for quantity in quantities:
            if quantity.value is None:
                continue  # a range has two ends already
            match = _RUN.match(text, quantity.start)
            if match is not None and match.end() <= quantity.end and self._suspicious(text, match, quantity):
                yield Run(*match.span(1), match[1], match[2], quantity.unit_text, quantity.end)
        for match in _TWO_POINTS.finditer(text):
            if not blocked.covers(match.start()):
                yield Run(*match.span(1), match[1], match[2], match[3], match.end())

    def _suspicious(self, text: str, match: re.Match[str], quantity: QuantityMention) -> bool:
        digits = match[1].partition(".")[0]
        if len(digits) >= _LONG:
            return True
        if len(digits) > 1 and self._cues.follows("two_ends", text, quantity.end):
            return True
        if len(digits) >= _SHORT and self._asked_for(text, digits, quantity):
            return True
        if len(digits) == 1 or match[2]:
            return False
        start, end = quantity.start, quantity.end
        clause = max(0, start - _CLAUSE)
        return self._limits.exceeded(Decimal(match[1]), quantity.unit_text, text, clause, start, end)

    def _asked_for(self, text: str, digits: str, quantity: QuantityMention) -> bool:
        """Whether a shorter run stands where two numbers are told, or begins like a year."""
        if quantity.unit_text in _PERSONS or _YEAR_FIRST.match(digits):
            return True
        if LISTED_AFTER.match(text, quantity.end):
            return True
        return self._cues.within("respectively", text, max(0, quantity.start - _CLAUSE), quantity.start)
