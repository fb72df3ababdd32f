"""Lists of quantities: a unit written once, at the end, belongs to every member."""

from __future__ import annotations

import re

from extract.quantities.drafts import Draft, Form

SEPARATOR = re.compile(r" ?(?:、|和|与|及|或|以及|至|到|，|,) ?")


def share_units(text: str, drafts: list[Draft]) -> list[Draft]:
    """Give the members of a list the unit of the next one that has a unit: 15、22个百分点."""
    for index in range(len(drafts) - 2, -1, -1):
        left, right = drafts[index], drafts[index + 1]
        if not SEPARATOR.fullmatch(text, left.end, right.start) or not right.unit_text:
            continue
        if left.form in (Form.PENDING, Form.BARE) and right.form in (Form.COUNTED, Form.PENDING, Form.BARE):
            _lend(left, right)
        elif left.unit_text == "个" and right.unit_text.startswith("个"):
            left.unit, left.unit_text = right.unit, right.unit_text
    return drafts


def _lend(left: Draft, right: Draft) -> None:
    left.unit, left.unit_text = right.unit, right.unit_text
    if left.form is Form.PENDING and right.scale and left.low < 1000:
        left.low, left.high = left.low.scaleb(right.scale), left.high.scaleb(right.scale)
        left.scale = right.scale
    left.form = Form.COUNTED
    left.rule = "shared unit"
