"""Promises: what will be done, said without a word of the future (新建公园10座，改造道路20公里).

Two frames say so. A section under a heading such as 今年工作安排 or 下一步打算 is a plan, up to the next
heading of its kind. And a text of nothing but such lines is one: reports of what was done speak otherwise,
of growth, of completion, of the past (增长, 建成, 累计, 已).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.scene import Bound, Scene
from extract.mentions import Span
from extract.patterns import comes_up, late

_FEWEST = 8  # figures of a text; fewer show no manner of speaking
_MOST_PAST = 0.1  # words of the past for a figure
_LEAST_OPENED = 0.6  # of the figures, behind a verb that opens the clause
_PAST = late(
    "已|了|曾|累计|同比|环比|增长|下降|增至|达到?|实现|建成|突破|超过|比上年|去年|上年|近年|以来|截至|记者|报道|获"
)
_MAKES = late("[新改扩续]建|新增")  # which the dictionary takes for names
_ACTS = ("v", "p", "vn")  # 改造…, 为…提供

_PLAN_HEADING = late(
    "工作(?:安排|打算|思路|建议|计划|部署|任务|重点)|(?:重点|主要|目标|中心)任务|(?:预期|主要|发展|工作)目标|下一?步|"
    "下一?阶段|努力方向|实事项目|为民办实事|要办好|十件(?:民生)?实事"
)
# Characters of a heading; longer ones are headlines.
_LONGEST = 16
_LONGEST_NUMBERED = 30
_LOOKS_BACK = late("回顾|完成情况|进展|总结|成效|成绩|落实情况|执行情况|评估")
# 一、 (二) 3. at the head of a heading: its kind
_ENUMERATOR = late(r"[\s—]*([一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])?")
_NUMERAL = late("[一二三四五六七八九十0-9]+")
# In a plan, these still speak of what was.
_LOOKING_BACK = late("[已了曾]|去年|上年|累计|比上年|同比|截至|目前")


def promised(scene: Scene, bounds: Sequence[Bound]) -> set[int]:
    """The numbers of the figures that stand in a plan."""
    if _only_promises(scene, bounds):
        return {bound.number for bound in bounds}
    sections = list(_plan_sections(scene))
    return {
        bound.number
        for bound in bounds
        if any(start <= bound.quantity.start < end for start, end in sections)
        and not _looks_back(scene, bound)
    }


def _only_promises(scene: Scene, bounds: Sequence[Bound]) -> bool:
    """Whether the whole text is a list of what will be done."""
    most = int(_MOST_PAST * len(bounds))
    if len(bounds) < _FEWEST or comes_up(_PAST, scene.view, most + 1):
        return False
    opened = sum(_opens_with_act(scene, bound) for bound in bounds)
    return opened >= _LEAST_OPENED * len(bounds)


def _opens_with_act(scene: Scene, bound: Bound) -> bool:
    """Whether the figure's clause opens with a verb or with 为."""
    clause = scene.structure.clauses[bound.clause]
    if _MAKES.match(scene.view, clause.start):
        return True
    words = scene.words.between(clause.start, bound.quantity.start)
    return bool(words) and words[0].tag in _ACTS


def _plan_sections(scene: Scene) -> Iterator[Span]:
    """The stretches under a heading of a plan, each up to the next heading of the same kind."""
    paragraphs = scene.structure.paragraphs
    prose = next((p.start for p in paragraphs if not p.heading), 0)
    headings = [p for p in paragraphs if p.heading and p.start > prose]  # the title says what the text is
    for index, heading in enumerate(headings):
        text = scene.view[heading.start : heading.end]
        if _announces_plan(text):
            kind = _kind(text)
            after = (other.start for other in headings[index + 1 :])
            same = (start for start in after if _kind(scene.view[start : start + 8]) == kind)
            yield heading.end, next(same, len(scene.view))


def _announces_plan(heading: str) -> bool:
    """Whether a heading of a section, short or numbered, opens a plan."""
    if len(heading.strip()) > (_LONGEST_NUMBERED if _kind(heading) else _LONGEST):
        return False
    return _PLAN_HEADING.search(heading) is not None and not _LOOKS_BACK.search(heading)


def _kind(heading: str) -> str:
    """How a heading is numbered: 一、 and 二、 are one kind."""
    match = _ENUMERATOR.match(heading)
    return _NUMERAL.sub("#", match[1] or "") if match else ""


def _looks_back(scene: Scene, bound: Bound) -> bool:
    """Whether the sentence speaks of the past before the figure, or in its clause."""
    sentence = scene.structure.sentences[bound.sentence]
    end = scene.structure.clauses[bound.clause].end
    return _LOOKING_BACK.search(scene.view, sentence.start, end) is not None
