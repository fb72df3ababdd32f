"""Makes drafts of matches: reads numerals, looks up units, asks the guard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extract import numerals
from extract.engine import alternation
from extract.errors import UnitError
from extract.lexicon import Lexicon
from extract.numerals import Numeral
from extract.patterns import late
from extract.quantities.cues import Cues
from extract.quantities.drafts import Digits, Draft, Form, View
from extract.quantities.guards import UnitGuard, is_code, is_name
from extract.units import Unit, Units

NO_UNIT = Unit("", (), "", Fraction(1))
RANK = Unit("rank", ("位",), "rank", Fraction(1))
_NEAR = 24
_YEAR = late("(?:1[89]|20|21)[0-9]{2}|[一二][零〇一二三四五六七八九]{3}")
_NUMERAL = frozenset(numerals.CHINESE + "0123456789")
_SCALE_ONLY = late("[十百千万亿]+[多余]?[万亿]?")


@dataclass(frozen=True, slots=True)
class UnitSense:
    """A line of `unit_senses.tsv`; see there."""

    code: str
    spelling: str
    near: tuple[str, ...]


class Maker:
    """What all shape rules share.

    Args:
        lexicon: where contexts and cues are read from.
        units: the unit table.
    """

    def __init__(self, lexicon: Lexicon, units: Units) -> None:
        self.units = units
        self.cues = Cues(lexicon)
        self._guard = UnitGuard(lexicon, units)
        self._percent = units.resolve("%")
        self._senses: dict[str, list[tuple[re.Pattern[str], Unit]]] = {}
        for sense in lexicon.rows("unit_senses", UnitSense):
            meaning = (late(alternation(sense.near)), units.by_code(sense.code))
            self._senses.setdefault(sense.spelling, []).append(meaning)

    def unit(self, spelling: str) -> Unit | None:
        """The unit or rate as spelled, None when there is none."""
        unit = self.units.spelled(spelling)
        if unit is not None:
            return unit
        try:
            return self.units.resolve(spelling)
        except UnitError:
            return None

    def draft(self, match: re.Match[str], numeral: Numeral, written: str, form: Form) -> Draft:
        """A draft of the whole match, without a unit."""
        start, end = match.span()
        low, high = numeral.low, numeral.high
        return Draft(start, end, form, low, high, NO_UNIT, "", written, digits(written), numeral.more)

    def counted(self, draft: Draft, spelling: str, view: View) -> Draft | None:
        """The draft with its unit, or None where numeral and unit are no quantity."""
        unit = self.unit(spelling)
        if unit is None or is_code(draft.numeral) or self.is_part(draft.start, draft.end, view):
            return None
        if unit.code == "a" and _YEAR.fullmatch(draft.numeral):
            return None
        if not self._guard.accepts(view.text, draft, unit, spelling):
            return None
        draft.unit, draft.unit_text = self._sense(view.text, draft, spelling) or unit, spelling
        return draft

    def _sense(self, text: str, draft: Draft, spelling: str) -> Unit | None:
        for near, unit in self._senses.get(spelling, ()):
            if near.search(text, max(0, draft.start - _NEAR), draft.start) or near.match(text, draft.end):
                return unit
        return None

    def share(self, match: re.Match[str], low: Decimal, high: Decimal | None = None) -> Draft:
        """A percentage written in another way: 三成, 一半, 1/4."""
        draft = self.draft(match, Numeral(low, low if high is None else high), match[0], Form.SHARE)
        draft.unit, draft.unit_text = self._percent, "%"
        return draft

    @staticmethod
    def is_part(start: int, end: int, view: View) -> bool:
        """Whether text[start:end] only continues a numeral before it (the 五 of 第十五届), or a name."""
        text = view.text
        joined = start > 0 and text[start - 1] in _NUMERAL and not text[start].isdecimal()
        return (joined and not view.blocked.covers(start - 1)) or is_name(text, start, end)


def digits(written: str) -> Digits:
    """How a numeral is written."""
    if written[0].isdecimal():
        return Digits.ARABIC
    return Digits.SCALE if written != "十" and _SCALE_ONLY.fullmatch(written) else Digits.CHINESE


def trailing_scale(written: str) -> int:
    """The power of ten of the 万 or 亿 at the end of a numeral: 8 for 3.2亿."""
    tail = re.search("[万亿]+$", written.rstrip("多余来"))
    return numerals.SCALES.get(tail[0], 0) if tail else 0
