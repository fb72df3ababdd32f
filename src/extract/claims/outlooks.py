"""Aims and outlooks that a sentence tells by its frame, not by one word beside the figure.

某局提出，到2025年覆盖率达到90%，床位500张: what a plan sets, even one of years ago. 建成后，可灌溉20万亩:
what a work will do. 预计全年产量50万吨，增长3%: the change goes on about the forecast before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.figures import is_change
from extract.claims.phrases import tokens
from extract.claims.scene import PROMISES, Bound, Scene, figure_before
from extract.patterns import late

# 提出，到2025年…; 曾提出5年造林…; 明确到“十四五”末…
_SETS = late(
    '(?:提出|明确|要求|规定|确定)了?[，,：:]?[“"]?(?:[到至](?:20\\d\\d年|“?十[一二三四五]五”?)|[一二两三四五六七八九十\\d]+年)'
)
# 按年初计划，…; 根据规划，…
_BY_PLAN = late("(?:按照?|根据|依照?)[^，。；：\\d]{0,10}(?:计划|规划|目标|方案)[，,]")
# What ends an aim in the figure's clause, or in a clause between.
_DONE = late("[已了曾]|截至|目前|现有|实际|完成|去年|上年|仍|还[差有不]")
_ONCE = late(
    "(?:建成|投产|通车|投用|投运|运营|达产|满产|完工|竣工|开通|落成)(?:投产|投用|运营|通车|使用)?[之以]?后"
)
# 水库总库容2亿立方米，将新增灌溉面积17万亩: what a work will bring
_EFFECT = late(
    "(?:工程|项目|水库|电站|高铁|铁路|公路|大桥|隧道|通道|机场|码头|灌区|机组|生产线|管道)[^。；]{0,24}?(?<![即也])将"
    "(?:可|能|新增|增加|提升|提高|缩短|减少|满足|保障|改善|节约|输送|惠及|覆盖|带动|创造|降低|解决|服务|拉动)"
)
_PAST = late("[已了曾]|截至|累计|实际|完成")  # ends an outlook
_WILL_BE = late("将|可|能|预计|有望")
# 将由目前的5小时缩短至2小时
_FROM = late("[由从](?:\\d{4}年)?[^，。；\\d]{0,8}$")
_NEAR = 15
_TURNS = late("[^，。；\\d]{0,8}?(?:[增升提扩加调涨]|缩|压|降|减|下调)[\u4e00-\u9fff]{0,2}[到至为]")
_SHARE_OF = "占"


def aimed_at(scene: Scene, bound: Bound) -> bool:
    """Whether the sentence says before the figure that somebody set it as an aim."""
    sentence = scene.structure.sentences[bound.sentence]
    start = bound.quantity.start
    frames = [m for p in (_SETS, _BY_PLAN) for m in p.finditer(scene.view, sentence.start, start)]
    return bool(frames) and _DONE.search(scene.view, max(m.end() for m in frames), start) is None


def will_be(scene: Scene, bound: Bound) -> bool:
    """Whether the sentence says before the figure what a work will do once it is done."""
    sentence = scene.structure.sentences[bound.sentence]
    effect = _EFFECT.search(scene.view, sentence.start, bound.quantity.start)
    if effect is not None and _PAST.search(scene.view, effect.end(), bound.quantity.start) is None:
        return True
    once = _ONCE.search(scene.view, sentence.start, bound.quantity.start)
    if once is None:
        return False
    will = _WILL_BE.search(scene.view, once.end(), bound.quantity.start)
    return will is not None and _PAST.search(scene.view, once.end(), bound.quantity.start) is None


def starts_change(scene: Scene, bound: Bound) -> bool:
    """Whether the figure is what a change starts from, a fact even where the change lies ahead."""
    start, end = bound.quantity.start, bound.quantity.end
    return (
        _FROM.search(scene.view, max(start - _NEAR, 0), start) is not None
        and _TURNS.match(scene.view, end) is not None
    )


def goes_on_about(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> Bound | None:
    """The aim or forecast before the figure, when the figure's clause only says how much it changes."""
    before = figure_before(bounds, bound)
    if before is None or before.sentence != bound.sentence or before.status not in PROMISES:
        return None
    if bound.clause == before.clause or not _only_changes(scene, bound):
        return None
    clauses = scene.structure.clauses
    depth = clauses[bound.clause].depth
    if any(clause.depth <= depth for clause in clauses[before.clause + 1 : bound.clause]):
        return None  # something else is spoken of in between; a bracket may stand there
    return None if _PAST.search(scene.view, before.quantity.end, bound.quantity.start) else before


def _only_changes(scene: Scene, bound: Bound) -> bool:
    """Whether the figure's clause says no more than by how much, or what share that is: 占总产量的8%."""
    start = scene.structure.clauses[bound.clause].start
    if scene.view.startswith(_SHARE_OF, start):
        return True
    words = tokens(scene, start, bound.quantity.start)
    return is_change(bound.quantity) and all(token.tag[0] != "n" for token in words)
