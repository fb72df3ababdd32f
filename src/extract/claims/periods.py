"""When: each figure takes the nearest time before it in its sentence, else the time carried from before.

Times that compare (比去年同期) or that tell when something was announced (今天公布) date nothing. What a
sentence says last about time is carried into the sentences after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.claims.scene import Bound, Scene
from extract.mentions import TimeMention
from extract.structure import Sentence

_COMPARES_BEFORE = re.compile(r"(?:比|较|相比于?|相较于?|对比|高于|低于|超过|同)$")
_COMPARES_AFTER = re.compile(r"(?:末|底)?(?:的水平)?相比|水平")
_ANNOUNCES = re.compile(
    r"[^，。；]{0,12}?(?:公布|发布|通报|披露|获悉|了解到|召开|举行|表示|介绍|报道|消息|讯|电[（(—\s])"
)
# Kinds of mention that are the day of a report when a verb of reporting follows.
_REPORT_KINDS = frozenset({"day", "relative-day", "trading-day"})
_PLAN_YEARS = re.compile(r"时期|期间|以来|末|前|中后期|初")
_NEW_TOPIC = re.compile(r"\s*(?:同时|此外|另外|与此同时)")
_NEVER = frozenset({"comparison", "clock"})


def bind_periods(scene: Scene, bounds: Sequence[Bound]) -> None:
    """Fill `period` of each claim, in reading order."""
    carried: TimeMention | None = None
    current = -1
    dating: list[TimeMention] = []
    for bound in bounds:
        if bound.sentence != current:
            carried = _carried_over(scene, current, bound.sentence, carried)
            current = bound.sentence
            dating = _dating_times(scene, scene.structure.sentences[current])
        near = _nearest(scene, bound, dating)
        time = near or carried
        if time is None or bound.status == "criterion":
            continue
        bound.period = str(time.period) if time.period else None
        source = "in its sentence" if near else "carried"
        bound.why.append(f"period {source}: {scene.view[time.start : time.end]}")
    _date_headings(scene, bounds)


def _carried_over(scene: Scene, current: int, target: int, carried: TimeMention | None) -> TimeMention | None:
    """The time in force before sentence `target`, after passing the sentences since `current`."""
    for number in range(max(current, 0), target):
        if _opens_new_topic(scene, number + 1):
            carried = None
            continue
        times = _dating_times(scene, scene.structure.sentences[number])
        outer = [time for time in times if scene.structure.clause(time.start).depth == 0]
        carried = outer[-1] if outer else carried
    return carried


def _opens_new_topic(scene: Scene, number: int) -> bool:
    """Whether the sentence opens a paragraph with 同时 or 此外: it inherits no time."""
    sentences = scene.structure.sentences
    if number >= len(sentences) or sentences[number].paragraph == sentences[number - 1].paragraph:
        return False
    return _NEW_TOPIC.match(scene.view, sentences[number].start) is not None


def _dating_times(scene: Scene, sentence: Sentence) -> list[TimeMention]:
    return [t for t in scene.times.between(sentence.start, sentence.end) if _dates(scene, t)]


def _dates(scene: Scene, time: TimeMention) -> bool:
    view = scene.view
    if time.kind == "plan" and not _PLAN_YEARS.search(view, time.start, time.end + 2):
        return False  # “十四五”开局 names the plan, “十四五”时期 its years
    if time.kind in _NEVER or (time.kind == "vague" and not view.endswith("来", time.start, time.end)):
        return False
    if _COMPARES_BEFORE.search(view, max(time.start - 3, 0), time.start):
        return False
    if _COMPARES_AFTER.match(view, time.end):
        return False
    return not (time.kind in _REPORT_KINDS and _ANNOUNCES.match(view, time.end))


def _nearest(scene: Scene, bound: Bound, dating: Sequence[TimeMention]) -> TimeMention | None:
    """The last dating time before the figure; one inside a bracket that has closed does not count."""
    clause = scene.structure.clauses[bound.clause]
    for time in reversed(dating):
        if time.end > bound.quantity.start:
            continue
        other = scene.structure.clause(time.start)
        if other.depth <= clause.depth or other.index == clause.index:
            return time
    return None


def _date_headings(scene: Scene, bounds: Sequence[Bound]) -> None:
    """A heading that states no time takes the time that the text under it gives to the same figure."""
    for bound in bounds:
        paragraph = scene.structure.paragraphs[scene.structure.sentences[bound.sentence].paragraph]
        if not paragraph.heading or bound.period or bound.status == "criterion":
            continue
        same = (other for other in bounds[bound.number + 1 :] if _same_figure(bound, other))
        twin = next((other for other in same if other.period), None)
        if twin is not None:
            bound.period = twin.period
            bound.why.append("period of the same figure in the text")


def _same_figure(one: Bound, other: Bound) -> bool:
    first, second = one.quantity, other.quantity
    return first.value == second.value and first.unit == second.unit and first.value is not None
