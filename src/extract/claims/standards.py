"""Figures that state a rule: class bounds, rates of a grant, halves of an offer, thresholds compared with."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from extract.claims.figures import YEARS_OF_AGE, is_count, is_money
from extract.claims.scene import Bound, Scene
from extract.patterns import late

# A kind of body: 超百亿元企业, 千人以上大型安置点.
_BODY = (
    "(?:城市|企业|园区|项目|县|镇|村|产业|集群|安置点|安置区|社区|单位|医院|学校|水库|合作社|商场|住宅|老人"
    "|儿童)"
)
_BODY_AFTER = late(f"的?{_BODY}")
_BOUND_BODY = late(f"(?:以上|以下|以内)的?(?:大中|大|中|小|特大)?型?{_BODY}")
# What follows a figure that only names a class: 以上 and a noun, 级 and a noun.
_CLASS_AFTER = late(
    r"及?(?:以上|以下|以内)的?(?!的|，|。|、|；)[\u4e00-\u9fff]|级的?(?:城市|企业|产业|园区|集群|县|项目|市场)"
)
# 涨幅在5%以上的基金有6只: the figure only says which ones are counted.
_MEMBERS = late("(?:以上|以下|以内|之间|之下)的?(?=[\u4e00-\u9fff])")
# 1000万人次以上的机场有38个
_COUNTED = late("(?:及?以[上下内]|之[间下])的?[\u4e00-\u9fff、（）]{1,12}")
# 给予5万元的一次性补贴, 按每人1000元的标准给予补助
_GIVES = late("给予|予以")
_GRANT = late("补贴|补助|奖励|资助|奖金|贴息|补偿|奖补|减免|抵扣|优惠")
_RATE = late("补贴|补助|奖励|资助|额度|限额")
_CONDITION_END = "的，"
# 国家二级标准35微克/立方米
_NAMED_STANDARD = late(
    "(?:国家|国际|国标|欧盟|世卫组织|世界卫生组织|行业|[一二三]级)[^，。；：\\d]{0,8}?(?:标准|限值|警戒线|红线|底线)[的为是值]?$"
)
_STANDARD_REACH = 16  # characters before the figure in which it is named
_AGE_OF = late("年龄|寿命|享年|今年|现年|年仅")
_OF_AGE = late("及?(?:以上|以下|以内|往上)|的?(?:农村)?(?:老年?人|人口|儿童|居民)")
_NEAR = 8  # characters before a figure that may say so
_GIFT = late("[元件送减返用抵赠]{0,2}(?:送|减|立减|直降|加送|返|抵|赠|用)")
_DISCOUNT = "折"


def rule_of(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> str | None:
    """Why the figure states a rule; None when it does not."""
    return next((why for why, holds in _RULES if holds(scene, bound, bounds)), None)


def sets_rate(scene: Scene, bound: Bound) -> bool:
    """Whether the figure is a rate or ceiling that somebody sets: then it is theirs."""
    clause = scene.structure.clauses[bound.clause]
    return _RATE.search(scene.view, clause.start, clause.end) is not None


def _bounds_a_class(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """60岁以上老人, 亿元以上项目, 万亿级城市: a bound that belongs to a noun; shares have none."""
    del bounds
    quantity = bound.quantity
    if quantity.measure != "level" or quantity.unit == "%":
        return False
    if is_count(quantity):
        return _BOUND_BODY.match(scene.view, quantity.end) is not None
    if _CLASS_AFTER.match(scene.view, quantity.end):
        return True
    # 超百亿元企业, 过三千亿元城市: an amount of money that stands before the noun it classifies
    return (
        is_money(quantity)
        and quantity.bound != "="
        and _BODY_AFTER.match(scene.view, quantity.end) is not None
    )


def _chooses_members(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """涨幅在70%至80%之间的基金有6只: the figure says which ones the count after it counts."""
    quantity = bound.quantity
    following = bounds[bound.number + 1 : bound.number + 4]
    counted = next((o.quantity for o in following if o.clause == bound.clause and is_count(o.quantity)), None)
    if counted is None:
        return False
    if _COUNTED.fullmatch(scene.view, quantity.end, counted.start):
        return True
    chooses = not is_count(quantity) and scene.view.endswith("在", 0, quantity.start)
    return chooses and _MEMBERS.match(scene.view, quantity.end) is not None


def _rate_of_grant(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """对新办企业给予5万元的补贴, and the condition before it: 稳定就业一年以上的，给予5万元补贴."""
    del bounds
    clause = scene.structure.clauses[bound.clause]
    if _grants(scene, clause.start, clause.end):
        return True
    end = clause.index + 1
    conditional = scene.view[clause.end - 1 : clause.end + 1].replace(",", "，") == _CONDITION_END
    if not conditional or end >= len(scene.structure.clauses):
        return False
    following = scene.structure.clauses[end]
    return _grants(scene, following.start, following.end)


def _grants(scene: Scene, start: int, end: int) -> bool:
    gives = _GIVES.search(scene.view, start, end)
    return gives is not None and _GRANT.search(scene.view, gives.end(), end) is not None


def _half_of_offer(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """满300元减30元, 买100送40, 8.8折: what an offer asks for and what it gives are rules both."""
    if bound.quantity.unit_text == _DISCOUNT:
        return True
    near = bounds[max(bound.number - 1, 0) : bound.number + 2]
    pairs = itertools.pairwise(near)
    return any(
        one.clause == other.clause and _GIFT.fullmatch(scene.view, one.quantity.end, other.quantity.start)
        for one, other in pairs
    )


def _age_group(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """0至14岁人口, 60周岁以上的老人: an age that only says who is meant, not how old somebody is."""
    del bounds
    quantity = bound.quantity
    if quantity.unit_text not in YEARS_OF_AGE or _AGE_OF.search(scene.view, *_just_before(quantity.start)):
        return False
    return quantity.low is not None or _OF_AGE.match(scene.view, quantity.end) is not None


def _just_before(position: int) -> tuple[int, int]:
    return max(position - _NEAR, 0), position


def _named_standard(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> bool:
    """国家二级标准35微克/立方米: the limit that a standard sets, told right behind its name."""
    del bounds
    quantity = bound.quantity
    if quantity.measure not in ("level", "share") or is_count(quantity):
        return False
    start = max(quantity.start - _STANDARD_REACH, 0)
    return _NAMED_STANDARD.search(scene.view, start, quantity.start) is not None


_Holds = Callable[[Scene, Bound, Sequence[Bound]], bool]
_RULES: tuple[tuple[str, _Holds], ...] = (
    ("bounds a class", _bounds_a_class),
    ("chooses the members of a count", _chooses_members),
    ("rate of a grant", _rate_of_grant),
    ("half of an offer", _half_of_offer),
    ("age group", _age_group),
    ("limit of a named standard", _named_standard),
)
