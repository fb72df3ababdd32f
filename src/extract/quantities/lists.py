"""What neighbouring quantities lend each other: units in lists, twins in brackets."""

from __future__ import annotations

from itertools import pairwise

from extract.patterns import late
from extract.quantities.drafts import Draft, Form
from extract.quantities.maker import trailing_scale

SEPARATOR = late(r" ?(?:、|和|与|及|或|以及|至|到|，|,) ?")
_TWIN = late(
    r"[(（,，]?(?:人民币)?(?:折合|约合|合计约|相当于|折算|约折合|即|合|折|约)(?:人民币|成人民币|为)?(?:约|近)?|[(（]"
)
_CLOSED_BOUND = late("[)）](以上)")
_LARGEST_PLAIN = 1000


def share_units(text: str, drafts: list[Draft]) -> None:
    """Give the members of a list the unit of the next one that has a unit: 15、22个百分点."""
    for index in range(len(drafts) - 2, -1, -1):
        left, right = drafts[index], drafts[index + 1]
        if not right.unit_text or right.form is not Form.COUNTED:
            continue
        if not SEPARATOR.fullmatch(text, left.end, right.start):
            continue
        if left.form in (Form.PENDING, Form.BARE):
            _lend(left, right)
        elif left.unit_text == "个" and right.unit_text.startswith("个"):
            left.unit, left.unit_text = right.unit, right.unit_text  # 高2.5个、5.7个百分点


def _lend(left: Draft, right: Draft) -> None:
    left.unit, left.unit_text = right.unit, right.unit_text
    scale = trailing_scale(right.numeral)
    if left.form is Form.PENDING and scale and left.low < _LARGEST_PLAIN:
        left.low, left.high = left.low.scaleb(scale), left.high.scaleb(scale)
    left.form = Form.COUNTED
    left.rules += ("shared unit",)


def link_twins(text: str, drafts: list[Draft]) -> None:
    """Point a quantity told again in another unit to the first telling: 700万吨(折合140亿斤)."""
    for first, second in pairwise(drafts):
        if second.start - first.end > 12 or first.unit is second.unit:
            continue
        if not _same_kind(first, second) or not _TWIN.fullmatch(text, first.end, second.start):
            continue
        second.twin = first.start
        second.rules += ("twin",)
        _share_bound(text, first, second)


def _share_bound(text: str, first: Draft, second: Draft) -> None:
    """A bound holds for both tellings: 超7亿斤（35万吨）, 7亿斤（35万吨）以上."""
    closing = _CLOSED_BOUND.match(text, second.end)
    outside = ">=" if closing and closing[1] == "以上" else None
    if first.bound in (None, "="):
        first.bound = outside or first.bound
    if second.bound in (None, "="):
        second.bound = first.bound


def _same_kind(first: Draft, second: Draft) -> bool:
    if first.unit.dimension == second.unit.dimension:
        return True
    # Every currency is a dimension of its own, named by its ISO code.
    return all(len(draft.unit.dimension) == 3 and draft.unit.dimension.isupper() for draft in (first, second))
