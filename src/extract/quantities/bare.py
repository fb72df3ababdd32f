"""Numbers without a unit: which of them are quantities all the same."""

from __future__ import annotations

import re

from extract.quantities.cues import Cues
from extract.quantities.drafts import Digits, Draft, Form

_OFFER_BEFORE = re.compile("(?:满|[0-9元](?:送|减|返|抵|用|立减|直降|立返))\\Z")
_OFFER_AFTER = re.compile("(?:送|减|返|抵|用|立减|直降|立返)[0-9]")
_MEDAL_AFTER = re.compile("[金银铜](?=[0-9、，。,；！\\s]|$)")
_LARGE_SCALES = re.compile("[十百千]?万亿|[百千]亿|[百千]万|万|亿")
# 百亿级集群, 万亿城市: a class of things rather than an amount.
_CLASS_AFTER = re.compile(
    "级|规模|企业|县|镇|村|城市|市|园区|产业|集群|俱乐部|台阶|强|项目|工程|赛道|母基金|市场|大关"
)


class Bare:
    """Keeps the numbers without unit that are quantities, drops the others."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def keeps(self, text: str, draft: Draft) -> bool:
        """Whether the draft is a quantity; marks classes named by an amount (千亿县) as optional."""
        if draft.form is Form.PENDING:
            return self._is_level(text, draft)
        if draft.form is not Form.BARE:
            return True
        if draft.digits is Digits.SCALE:
            return self._scale_counts(text, draft)
        draft.optional = draft.optional or text.startswith("级", draft.end)
        return True

    def _is_level(self, text: str, draft: Draft) -> bool:
        start, end = draft.start, draft.end
        if draft.digits is not Digits.ARABIC:
            return False
        if self._cues.ends("bare_level", text, start) or _MEDAL_AFTER.match(text, end):
            return True
        offer = _OFFER_BEFORE.search(text, max(0, start - 4), start) or _OFFER_AFTER.match(text, end)
        return offer is not None

    def _scale_counts(self, text: str, draft: Draft) -> bool:
        bounded = draft.bound not in (None, "=")
        if not bounded and not _LARGE_SCALES.fullmatch(draft.numeral):
            return False
        if len(draft.numeral) == 1 and not bounded:
            return False
        draft.optional = draft.optional or not bounded or _CLASS_AFTER.match(text, draft.end) is not None
        return True
