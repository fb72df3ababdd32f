"""What a run can be expected to be, each by itself: a pair, a range, members of a list, a year and an amount.

Each expectation yields readings with points: how strongly the text around the run asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.lexicon import Lexicon
from extract.patterns import late
from extract.repair.arithmetic import decimals
from extract.repair.runs import COMMA, DASH, YEAR, Cut, Reading, Run, reading, zeros
from extract.repair.surroundings import Cues, Surroundings

_YEAR = late("(?:19[5-9]|20[0-4])[0-9]")
_YEAR_NEAR = late("(?:19[5-9]|20[0-4])[0-9]年")
LISTED_AFTER = late("(?:、|和|与|及|以及)[0-9]")
_LISTED_BEFORE = late(r"[0-9%‰](?:、|和|与|及)\Z")
# 在10与36之间: the other end of the range stands before the run.
_PARTNER = late(r"[0-9][^，。；,;0-9]{0,4}[与和到至—–~～-][^，。；,;0-9]{0,4}\Z")
_RANGE = late(r"[0-9][—–~～－-][0-9]")
_PAIRED = late("[0-9万余多]户[^0-9，。；]{0,2}\\Z")  # 150户620人
_NAMES = late("[、和与及]")
_FIGURE = late(r"[0-9]+(?:\.[0-9]+)*")
_MARKS = ("分别", "依次", "是", "为")  # between names and figures
_TOUCH = 8  # characters looked at right before a run
_LONG = 6
_ROUND = 2  # zeros at the end of a round number
_APART = 10  # figures that differ by no more than so many times are parallel
_OTHER_SCALE = 1000  # a county has so many times the people of a village
_FAR = 50  # a run so many times as large as its parallels is out of line


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of `repair_pairs.tsv`; see there."""

    unit: str
    lost: str
    least: Decimal
    most: Decimal
    usual_least: Decimal
    usual_most: Decimal


class Pairs:
    """The pairs of units, by the second."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._pairs = {pair.unit: pair for pair in lexicon.rows("repair_pairs", Pair)}

    def of(self, unit_text: str) -> Pair | None:
        """The pair whose second unit that is."""
        return self._pairs.get(unit_text)


class Expectations:
    """All expectations, asked in one order."""

    def __init__(self, cues: Cues, pairs: Pairs) -> None:
        self._cues = cues
        self._pairs = pairs

    def readings(self, run: Run, around: Surroundings) -> Iterator[Reading]:
        """Every reading of `run` as two numbers that something around it could ask for."""
        for cut in run.cuts():
            for read in (self._pair, self._range, self._list, self._year):
                found = read(run, cut, around)
                if found is not None:
                    yield found

    def _pair(self, run: Run, cut: Cut, around: Surroundings) -> Reading | None:
        # 贫困户150620人: 150户620人
        pair = self._pairs.of(run.unit_text)
        if pair is None or not pair.least <= cut.ratio <= pair.most:
            return None
        text = around.text
        if "." in run.digits or run.scale or _PAIRED.search(text, max(0, run.start - _TOUCH), run.start):
            return None
        found = reading(run, cut, pair.lost)
        if pair.usual_least <= cut.ratio <= pair.usual_most:
            found.add(2, f"{cut.ratio:.1f} {pair.unit} to one {pair.lost} is usual")
        if self._cues.ends("household", text, run.start):
            found.add(4 if len(run.digits) >= _LONG else 2, f"the noun before it is counted in {pair.lost}")
        sentence = around.sentence(run)
        if around.tells_pair(sentence):
            out_of_line = _out_of_line(run, around.alike(sentence, run.unit_text, run), _OTHER_SCALE)
            found.add(4 if out_of_line else 2, f"the sentence tells {pair.lost} and {pair.unit} as a pair")
        elif _out_of_line(run, around.alike(sentence, pair.lost, run), _OTHER_SCALE):
            found.add(4, f"so many {pair.unit} do not fit the number of {pair.lost} in the sentence")
        elif around.pairs:
            found.add(2, f"the text tells {pair.lost} and {pair.unit} as a pair")
        for told in (f"{cut.left}{pair.lost}", f"{cut.right}{pair.unit}"):
            if told in around.printed:
                found.add(4, f"{told} stands elsewhere in the text")
        return found

    def _range(self, run: Run, cut: Cut, around: Surroundings) -> Reading | None:
        # 日均接单30004000单: 3000—4000单
        if not 1 < cut.ratio <= 20 or decimals(cut.first) > decimals(cut.second):
            return None
        found = reading(run, cut, DASH)
        start, _ = around.clause(run)
        if self._wants_two_ends(run, around):
            found.add(6, "a range is asked for by what follows")
        if len(run.digits) >= _LONG and _is_round(cut.left) and _is_round(cut.right):
            found.add(3, "both ends are round numbers")
        if len(cut.left) == len(cut.right):
            found.add(1, "both ends have as many digits")
        if cut.ratio <= 3:
            found.add(1, "the ends are near each other")
        if self._cues.within("daily", around.text, start, run.start):
            found.add(1, "a usual amount is told")
        if _RANGE.search(around.text, *around.paragraph(run)):
            found.add(1, "the paragraph tells ranges")
        return found

    def _wants_two_ends(self, run: Run, around: Surroundings) -> bool:
        if not self._cues.follows("two_ends", around.text, run.after):
            return False
        return _PARTNER.search(around.text, around.clause(run)[0], run.start) is None

    def _list(self, run: Run, cut: Cut, around: Surroundings) -> Reading | None:
        # 分别提高1522个百分点: 15、22个百分点
        text, clause = around.text, around.clause(run)
        others = around.alike(clause, run.unit_text, run)
        if run.number is not None and others and run.number <= max(others) * _APART:
            return None  # it is one of them as it stands
        found = reading(run, cut, COMMA)
        if self._cues.within("respectively", text, clause[0], run.start):
            found.add(2, "figures of several things are told")
        if others and self._one_is_missing(run, around):
            found.add(3, "one figure fewer than things named is printed")
        before = _LISTED_BEFORE.search(text, max(0, run.start - _TOUCH), run.start)
        if before or LISTED_AFTER.match(text, run.after):
            found.add(2, "it stands in a list")
        if run.value is None:
            found.add(1, "no number has two decimal points")
        if not found.points:
            return None
        if decimals(cut.first) == decimals(cut.second) > 0:
            found.add(1, "both have as many decimals")
        if len(cut.left) == len(cut.right):
            found.add(1, "both have as many digits")
        return found

    def _one_is_missing(self, run: Run, around: Surroundings) -> bool:
        """Whether the clause names one thing more than it prints figures behind 分别."""
        text, (start, end) = around.text, around.clause(run)
        mark = max(text.rfind(word, start, run.start) for word in _MARKS)
        if mark < 0:
            return False
        named = len(_NAMES.findall(text, start, mark)) + 1
        printed = len(_FIGURE.findall(text, mark, end))
        return named > 1 and named == printed + 1

    def _year(self, run: Run, cut: Cut, around: Surroundings) -> Reading | None:
        # 2018年9032元，20199414元: 2019年9414元
        if not _YEAR.fullmatch(cut.left) or not (run.unit_text or run.scale):
            return None
        paragraph = around.paragraph(run)
        alike = around.alike(paragraph, run.unit_text, run)
        amount = cut.second * run.factor
        near = [value for value in alike if amount / _APART <= value <= amount * _APART]
        if not near or not _out_of_line(run, alike):
            return None
        found = reading(run, cut, YEAR)
        found.add(3, f"{cut.right} is in line with other figures of the paragraph, {run.digits} is not")
        if _YEAR_NEAR.search(around.text, *paragraph):
            found.add(2, "the paragraph names years")
        if run.start == around.clause(run)[0] or self._cues.ends("turning", around.text, run.start):
            found.add(1, "a time can stand here")
        return found


def _is_round(digits: str) -> bool:
    return zeros(digits) >= _ROUND


def _out_of_line(run: Run, others: Sequence[Decimal], times: int = _FAR) -> bool:
    """Whether the run as printed is far larger than all numbers like it."""
    return bool(others) and run.number is not None and run.number >= max(others) * times
