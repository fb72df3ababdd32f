"""The names with which a stretch of text opens: who or where its figures may belong to."""

from __future__ import annotations

from dataclasses import replace

from extract.claims.phrases import Token, first_token, tokens
from extract.claims.scene import Scene
from extract.mentions import EntityMention
from extract.patterns import late

Names = tuple[EntityMention, ...]

NAMES = frozenset({"PLACE", "ORG", "PERSON"})
# What may stand before the name that opens a clause: times, conjunctions, adverbs, marks, 其中.
LEADING_TAGS = frozenset({"TIME", "CUE", "c", "d", "x", "r", "f", "t", "m"})
JOINTS = frozenset({"、", "和", "及", "与", "以及"})
GOVERNMENT = late(
    "(?:政府|[省市县区州旗]委|委员会|(?<!铁路)(?<!供电)(?<!电业)(?<!港务)局|部|处|厅|署|办公室|办|海关|人大|政协|法院|检察院|常委会|国务院|总工会|妇联|团委)$"
)
_RELATES = frozenset(
    {"据", "根据", "按照", "经", "由", "向", "对", "为", "到", "在", "从", "赴", "与", "比", "较", "和"}
)
# A body in a clause with one of these reports a figure, it does not own it.
_REPORTS = late(
    r"介绍|表示|告诉|回答|公布|发布|透露|指出|获悉|了解到|认为|显示|数据|统计|通报|消息|预计|预测|测算|主持|强调|[说称：:]"
)
_SPEAKERS = ("ORG", "PERSON")
# 公布去年业绩: of its own
_OWN_RESULTS = late("(?:公布|发布|披露)[^，。；]{0,16}?(?:业绩|财报|年报|季报|中报|财务报告|经营数据|产销)")
# 内地旅客, 香港游客: where those come from who are counted elsewhere
_VISITORS = late("(?:籍)?(?:旅客|游客|访客|客商|留学生)")
# 东盟对华投资, 欧盟28国对我省投资: who invests, not where
_INVESTS = late("[\\u4e00-\\u9fff\\d]{0,3}[对来][华我]")
_COME_FROM = late("来自[^，。；]{0,40}$")
# 甲社发, 甲报记者: who sent the text in
_CREDITED = late("(?:发|摄|供图|电|讯|记者|通讯员)(?:[\\s）)(（，。]|$)")
# 甲证券、乙股份等150只: names of which only some are known are examples
_EXAMPLES = late("、[^，。；]{1,24}?等")
# 东京日经225指数: the place is part of the index's name
_INDEX = late("[^，。；的]{0,8}?(?:\\d+指数|综指|成指|股指)")
# 甲市至乙市的通行时间: of both
_ROUTE = late("[至到][^，。；]{2,10}?(?:间|的|将|全程)?[^，。；]{0,6}?(?:时间|车程|航程|行程|里程|距离)")
_LEVELS = frozenset("省市县区州旗")  # 市图书馆 is the library of the release's own city
_OWN = frozenset("全我本")  # what the pronouns of the release's own place begin with
# 在大秦铁路, 从全国看, 放到全国看
_WHERE = frozenset({"在", "从", "以", "放到"})
_WHERE_ENDS = frozenset({"为例", "看", "来看", "方面", "市场", "地区", "境内"})


def names_opening(scene: Scene, start: int, end: int) -> Names:
    """The names with which [start, end) opens, joined ones together; () when something else opens it."""
    names = [e for e in scene.entities.between(start, end) if e.type in NAMES and e.end <= end]
    first = first_token(scene, start, end) if names else None
    if first is None or not _may_open(first):
        return ()
    words = tokens(scene, start, end)
    opening, after = _located(words) or _opening_run(words)
    if (
        not opening
        or (after and after.text.startswith("等"))
        or _only_named(scene, opening[-1], names[0], end)
    ):
        return ()
    route = _ROUTE.match(scene.view, opening[-1].end, end)
    if route:
        there = [e for e in names if opening[-1].end <= e.start < route.end()]
        return tuple(_owner(scene, e) for e in names if e.end <= route.end()) if there else ()
    found = [e for e in names if opening[0].start <= e.start and e.end <= opening[-1].end]
    return tuple(_owner(scene, entity) for entity in found)


def _only_named(scene: Scene, last: Token, name: EntityMention, end: int) -> bool:
    """Whether the names own nothing: speakers, senders, examples, indices, whence visitors come."""
    follows = (scene.view, last.end, end)
    if last.tag in _SPEAKERS and (_reports(scene, last.end) or _CREDITED.match(*follows)):
        return True
    if _EXAMPLES.match(*follows) or _INDEX.match(*follows) or _INVESTS.match(*follows):
        return True
    return bool(_VISITORS.match(*follows) and name.code and not _is_site(name))


def _may_open(first: Token) -> bool:
    """Whether names can open what begins with the token: it is one, or may stand before one."""
    leads = first.tag in LEADING_TAGS and first.text not in _RELATES
    return leads or first.tag in NAMES or first.text in _WHERE


def _is_site(place: EntityMention) -> bool:
    """Whether the place is one that people visit, no country or division: 长白山景区游客 are there."""
    return any(rule.startswith("place.tail") for rule in place.rules)


def comes_from(scene: Scene, position: int) -> bool:
    """Whether the clause says before the offset whence somebody comes: 来自甲省（9人次）、乙省（5人次）."""
    return _COME_FROM.search(scene.view, max(position - 60, 0), position) is not None


def _reports(scene: Scene, position: int) -> bool:
    """Whether the stretch up to the next comma says that the body before it reports something."""
    comma = scene.view.find("，", position)
    if _OWN_RESULTS.search(scene.view, position, comma if comma >= 0 else position + 30):
        return False
    return _REPORTS.search(scene.view, position, comma if comma >= 0 else position + 20) is not None


def _opening_run(words: list[Token]) -> tuple[list[Token], Token | None]:
    """The joined names at the start, and the token after them."""
    at = 0
    while at < len(words) and words[at].tag in LEADING_TAGS and words[at].text not in _RELATES:
        at += 1
    names: list[Token] = []
    joined = True
    while at < len(words) and (words[at].text in JOINTS if not joined else words[at].tag in NAMES):
        if joined:
            names.append(words[at])
        joined = not joined
        at += 1
    return names, words[at] if at < len(words) else None


def _located(words: list[Token]) -> tuple[list[Token], None] | None:
    """The names of a clause that only says where: 在大秦铁路, 从全国看; or of a list: 在甲、乙、丙三县共…."""
    if not words or words[0].text not in _WHERE:
        return None
    names, after = _opening_run(words[1:])
    only = names and (after is None or (after.text in _WHERE_ENDS and words[-1].text in _WHERE_ENDS))
    listed = words[0].text == "在" and len(names) > 1 and all(name.tag == "PLACE" for name in names)
    return (names, None) if only or listed else None


def _owner(scene: Scene, entity: EntityMention) -> EntityMention:
    """A government body speaks for the release's own place; so does 全市 where the place has no entry."""
    if "ambiguous" in entity.flags and scene.home and scene.home.name.endswith(entity.name[-1]):
        return scene.home if entity.name[0] in _OWN else entity
    if entity.type != "ORG":
        return entity
    if scene.home is not None and GOVERNMENT.search(entity.name):
        return scene.home
    return with_home(scene, _in_full(scene, entity))


def with_home(scene: Scene, body: EntityMention) -> EntityMention:
    """A body that is named by its level only with the name of the release's place: 市图书馆."""
    home = scene.home
    if home is None or body.name[0] not in _LEVELS or not home.name.endswith(body.name[0]):
        return body
    return replace(body, name=home.name + body.name[1:])


def _in_full(scene: Scene, entity: EntityMention) -> EntityMention:
    """The body by the name that the text gave it first: 星河 and 星河纸业公司 are one."""
    for other in scene.entities.between(0, entity.start):
        if other.type != "ORG":
            continue
        if other.name.startswith(entity.name) or entity.name.startswith(other.name):
            return other
    return entity
