"""Counts that a careful reader may leave out: sets already known, parts of the speech, bare spans of time."""

from __future__ import annotations

from extract.patterns import late
from extract.quantities.cues import Cues
from extract.quantities.drafts import Digits, Draft, Form
from extract.quantities.guards import BARE_NOUN

_LISTED = late("[^，。；！？,;：:（）()\\n]*\\Z")
_JOINT = late("[、和与及]")
_NUMBERED = late("[0-9一二两三四五六七八九十]")
_MOST_LISTED = 12
_WINDOW = 60


class Optionality:
    """Marks drafts as optional where the surface shows it."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def mark(self, text: str, draft: Draft) -> None:
        """Set `draft.optional` for definite, apposed, document-part and time counts."""
        if draft.form is not Form.COUNTED or draft.optional:
            return
        dimension = draft.unit.dimension
        if dimension.startswith("count") or dimension == "person":
            draft.optional = self._is_known(text, draft)
        elif dimension in ("calendar time", "time"):
            counted = draft.digits is Digits.ARABIC and dimension == "time" and draft.unit_text != "小时"
            bare = draft.bound == "=" and not counted
            draft.optional = bare and not self._cues.before("duration_before", text, draft.start)

    def _is_known(self, text: str, draft: Draft) -> bool:
        if dimension_is_area(draft) or draft.numeral == "一":
            return True
        if self._cues.ends("definite", text, draft.start):
            return True
        if draft.low > _MOST_LISTED or draft.digits is Digits.SCALE:
            return False
        return self._cues.follows("part_after", text, draft.end) or _is_apposed(text, draft)


def dimension_is_area(draft: Draft) -> bool:
    """Whether places are counted without a classifier: 九市一区, 5方面."""
    return draft.unit.dimension == BARE_NOUN


def _is_apposed(text: str, draft: Draft) -> bool:
    # 甲、乙和丙3个县: the names before are as many as the number says.
    phrase = _LISTED.search(text, max(0, draft.start - _WINDOW), draft.start)
    if phrase is None or draft.low < 2 or _NUMBERED.search(phrase[0]):
        return False
    return len(_JOINT.findall(phrase[0])) + 1 == draft.low
