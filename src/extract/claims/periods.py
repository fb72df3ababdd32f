"""When: each figure takes the nearest time before it in its sentence, else the time carried from before.

Times that compare (比去年同期) or that tell when something was announced (今天公布) date nothing. What a
sentence says last about time is carried into the sentences after it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date

from extract.claims.figures import is_physical
from extract.claims.groups import Member
from extract.claims.scene import Bound, Scene
from extract.claims.topic import describes_a_thing
from extract.mentions import Period, TimeMention
from extract.structure import Sentence

_COMPARES_BEFORE = re.compile(r"(?:比|较|相比于?|相较于?|对比|高于|低于|超过|同|与|和)$")
_COMPARES_AFTER = re.compile(r"(?:末|底)?(?:的水平)?相比|水平")
# 完成全年任务的80%: the year of a plan dates the plan, not what was done.
_PLANNED_FOR = re.compile("的?(?:目标|任务|计划|预算)")
# 完成年初确定的任务: when it was decided, not when it was done.
_DECIDED = re.compile("所?(?:确定|制定|提出|下达|预定|设定|定下|部署|安排)的")
# 60年来最重的旱情: what it is compared with.
_OUTSTANDS = re.compile("的?(?:同期)?(?:最(?![终后近])|首次|首个|罕见)")
# 2018年建成投产以来
_SINCE = re.compile("[^，。；：！？,;:\\d]{1,20}?以来")
_FROM = re.compile("[从由].{0,12}\\d")
_BEGINS = re.compile("[从由](?:\\d{4}年的?)?$")
_BECOMES = re.compile("(?:稳步|大幅|逐步)?[\u4e00-\u9fff]{0,4}[到至为](?:\\d{4}年的?)?")
_TIME_BEFORE_MARK = 12  # characters: 到2018年底，其中8户
_YEARS = re.compile("(\\d{4})年?[-—–－~～至到](\\d{4})年")
_BASE_REACH = 12  # characters: 比上年同期的9吨
_PART_MARKS = ("其中", "（", "(")
# 是近10年增产最多的: what a superlative ranges over
_RANGES = re.compile(r"[^，。；]{0,8}?(?:最[多高低大少快好早晚长]|新高|新低|之最)")
_IS = re.compile("(?:[是为系创]|刷新|创下|创造了?)$")
_YEARLY = ("全年", "年度")
_ANNOUNCES = re.compile(
    r"[^，。；]{0,12}?(?:公布|发布|通报|披露|获悉|了解到|召开|举行|表示|介绍|报道|消息|讯|电[（(—\s])"
)
# Kinds of mention that are the day of a report when a verb of reporting follows.
_REPORT_KINDS = frozenset({"day", "relative-day", "trading-day"})
_PLAN_YEARS = re.compile(r"时期|期间|以来|末|前|中后期|初")
_ENUMERATOR = re.compile(
    r"[\s—]*((?:[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十][,，、]))"
)
_DIGITS = re.compile("[一二三四五六七八九十0-9]+")
_RESULT = re.compile("[到至为]")
_FIRST = re.compile("(?<![一二三四五六七八九十0-9])[一1](?![一二三四五六七八九十0-9])")
_AS_OF = frozenset({"as_of", "now"})
_NEW_TOPIC = re.compile(r"\s*(?:同时|此外|另外|与此同时)")
_NEVER = frozenset({"comparison", "clock"})


def bind_periods(scene: Scene, bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Fill `period` of each claim, in reading order."""
    frames = _Frames(scene)
    of_a_thing = describes_a_thing(scene)  # whose length and weight are of no time
    for bound in bounds:
        frames.read_to(bound.sentence)
        member = groups.get(bound.quantity.start)
        told = member.cell.period if member and member.cell else None
        near = told or _nearest(scene, bound, frames.dating)
        time = near or (None if of_a_thing and is_physical(bound.quantity) else frames.carried)
        if time is None or bound.status == "criterion":
            continue
        base = _base_of(scene, bound)
        bound.period = _base_period(base, time) if base else _period(scene, time)
        source = "of the base" if base else "in its sentence" if near else "carried"
        time = base or time
        bound.why.append(f"period {source}: {scene.view[time.start : time.end]}")
    _align_changes(scene, bounds)
    _date_headings(scene, bounds)


def date_parts(scene: Scene, bounds: Sequence[Bound]) -> None:
    """A part is of the time of its whole, when nothing after the 其中 or the bracket says otherwise."""
    for bound in bounds:
        whole = bounds[bound.parent] if bound.parent is not None else None
        if whole is None or whole.period == bound.period or bound.status == "criterion":
            continue
        opening = max(scene.view.rfind(mark, 0, bound.quantity.start) for mark in _PART_MARKS)
        reach = max(opening - _TIME_BEFORE_MARK, 0)
        if opening >= whole.quantity.end and not scene.times.between(reach, bound.quantity.start):
            bound.period = whole.period
            bound.why.append("period of the whole")


def _align_changes(scene: Scene, bounds: Sequence[Bound]) -> None:
    """甲由2018年的3户增长为9户；乙由2户增长为5户: the second change is of the times of the first."""
    earlier: tuple[Bound, Bound] | None = None
    for first, second in itertools.pairwise(bounds):
        if first.clause != second.clause or not ends_of_change(scene, first, second):
            continue
        _split_years(scene, first, second)
        clause = scene.structure.clauses[first.clause]
        timed = bool(scene.times.between(clause.start, second.quantity.start))
        if earlier and not timed and earlier[0].sentence == first.sentence:
            for bound, model in zip((first, second), earlier, strict=True):
                bound.period = model.period
                bound.why.append("period of the change before")
        earlier = first, second


def _split_years(scene: Scene, first: Bound, second: Bound) -> None:
    """2010—2014年，由11%升到13%: the first is of the first year, the second of the last."""
    if first.period is None or first.period != second.period or first.status == "criterion":
        return
    sentence = scene.structure.sentences[first.sentence]
    years = _YEARS.search(scene.view, sentence.start, first.quantity.start)
    whole = Period.parse(first.period)
    if years is None or whole.start is None or whole.end is None:
        return
    if (str(whole.start.year), str(whole.end.year)) != years.groups():
        return
    for bound, year in ((first, whole.start.year), (second, whole.end.year)):
        bound.period = str(Period(date(year, 1, 1), date(year, 12, 31)))
        bound.why.append("period: an end of the years")


def ends_of_change(scene: Scene, first: Bound, second: Bound) -> bool:
    """Whether the two are the start and the end of one change: 由2户增长为5户."""
    view, start = scene.view, first.quantity.start
    begins = _BEGINS.search(view, max(start - 10, 0), start)
    return (
        begins is not None and _BECOMES.fullmatch(view, first.quantity.end, second.quantity.start) is not None
    )


def _ends_before(one: TimeMention, other: TimeMention) -> bool:
    """Whether a time is over before the other begins."""
    end = one.period and one.period.end
    start = other.period and (other.period.start or other.period.end)
    return bool(end and start and end < start)


def _base_of(scene: Scene, bound: Bound) -> TimeMention | None:
    """The time of the figure that another is compared with: 比去年同期的9吨增加2吨, 较上年末5%提高."""
    quantity = bound.quantity
    if quantity.measure.startswith("change"):
        return None
    before = scene.times.between(max(quantity.start - _BASE_REACH, 0), quantity.start)
    time = before[-1] if before else None
    if time is None or scene.view[time.end : quantity.start] not in ("", "的"):
        return None
    return time if _COMPARES_BEFORE.search(scene.view, max(time.start - 3, 0), time.start) else None


def _base_period(base: TimeMention, frame: TimeMention) -> str | None:
    """The days of a base; 去年同期 is a year before the time of what is compared."""
    if base.period is not None:
        return str(base.period)
    own = frame.period
    if own is None:
        return None
    return str(Period(*(day and _year_before(day) for day in (own.start, own.end))))


def _year_before(day: date) -> date:
    """The same day a year earlier; the last of February for a leap day."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def _period(scene: Scene, time: TimeMention) -> str | None:
    """The days of a time; 2018年投产以来 goes on from its start to the day of the release."""
    if time.period is None:
        return None
    if _ends_change(scene, time):
        return str(Period(date(time.period.end.year, 1, 1), time.period.end)) if time.period.end else None
    if time.period.start and _SINCE.match(scene.view, time.end):
        return str(Period(time.period.start, scene.reference))
    return str(time.period)


def _ends_change(scene: Scene, time: TimeMention) -> bool:
    """Whether the time is the year in which a change ended: 从2016年的8吨增加到2019年的9吨."""
    if time.kind != "as_of" or time.period is None or time.period.end is None:
        return False
    clause = scene.structure.clause(time.start)
    whole_year = (time.period.end.month, time.period.end.day) == (12, 31)
    return whole_year and _FROM.search(scene.view, clause.start, time.start) is not None


class _Frames:
    """The time in force while a document is read, sentence by sentence.

    `carried` is what the sentences before said last, `dating` the times of the present sentence. The
    headline's time holds for the document, a question's for its answer. A heading goes back to that time, and
    so does an enumerated item, unless the enumeration goes on from its lead-in. What holds as of a day
    (截至目前) is not carried into the next paragraph.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sentence = -1
        self._outer: TimeMention | None = None  # the headline's time, or the question's
        self._asked = False  # whether a question is being answered
        self._wide: TimeMention | None = None  # the last time that is more than an as-of day
        self._bases: dict[str, TimeMention | None] = {}  # where the enumerations of each style began
        self.carried: TimeMention | None = None
        self.dating: list[TimeMention] = []

    def read_to(self, number: int) -> None:
        """Pass the sentences up to `number`."""
        while self._sentence < number:
            self._keep()
            self._sentence += 1
            sentence = self._scene.structure.sentences[self._sentence]
            self._enter(sentence)
            times = self._scene.times.between(sentence.start, sentence.end)
            self.dating = [time for time in times if _dates(self._scene, time)]

    def _keep(self) -> None:
        """Carry on what the sentence just read said last, outside its brackets."""
        outer = [t for t in self.dating if self._is_outer(t)]
        if outer:
            self.carried = self._lasting(outer)
            if self.carried.kind not in _AS_OF:
                self._wide = self.carried
        if self._sentence == 0 or self._is_question(self._sentence):
            self._outer = self._wide

    def _lasting(self, times: Sequence[TimeMention]) -> TimeMention:
        """The last of a sentence's times, unless it only looks back from the one that opens the sentence."""
        opening = self._scene.structure.sentences[self._sentence].clauses[0]
        first, last = times[0], times[-1]
        opens = first.start < opening.end and first.kind not in _AS_OF
        return first if opens and _ends_before(last, first) else last

    def _is_outer(self, time: TimeMention) -> bool:
        """Whether the time stands outside brackets, and dates more than the start of a change."""
        clause = self._scene.structure.clause(time.start)
        if time.kind == "back" and self._scene.view.endswith("前", 0, time.end):
            return False  # 三年前许下的承诺: an aside
        return clause.depth == 0 and not _is_start_of(self._scene, time, clause.end)

    def _enter(self, sentence: Sentence) -> None:
        sentences, view = self._scene.structure.sentences, self._scene.view
        new = sentence.index > 0 and sentences[sentence.index - 1].paragraph != sentence.paragraph
        item = _ENUMERATOR.match(view, sentence.start, sentence.end)
        if self._is_question(sentence.index):
            self._asked = True
            self._start(None)
        elif new and self._opens_section(sentence):
            self._start(self._outer)
        elif item:
            self._enumerate(sentence, item[1])
        elif new and _opens_new_topic(self._scene, sentence.index):
            self._start(None)
        elif new:
            self._start(self._wide)

    def _start(self, time: TimeMention | None) -> None:
        self.carried = self._wide = time

    def _enumerate(self, sentence: Sentence, mark: str) -> None:
        """Each item starts from where its enumeration began."""
        style = _DIGITS.sub("#", mark)
        if style not in self._bases or _FIRST.search(mark):
            led_in = self._led_in(sentence)
            self._bases[style] = self._wide if led_in else self._outer
        self._start(self._bases[style])

    def _led_in(self, sentence: Sentence) -> bool:
        """Whether what comes before leads into an enumeration: same paragraph, a heading, or a colon."""
        if sentence.index == 0:
            return False
        before = self._scene.structure.sentences[sentence.index - 1]
        if (
            before.paragraph == sentence.paragraph
            or self._scene.structure.paragraphs[before.paragraph].heading
        ):
            return True
        return self._scene.view[before.start : before.end].rstrip().endswith(("：", ":"))

    def _is_question(self, number: int) -> bool:
        sentence = self._scene.structure.sentences[number]
        return self._scene.view[sentence.start : sentence.end].rstrip().endswith(("？", "?"))

    def _opens_section(self, sentence: Sentence) -> bool:
        """Whether a heading starts here; inside an answer only the next speaker's."""
        paragraphs = self._scene.structure.paragraphs
        paragraph = paragraphs[sentence.paragraph]
        if _ENUMERATOR.match(self._scene.view, paragraph.start) or not paragraph.heading:
            return False
        speaks = any(e.type == "PERSON" for e in self._scene.entities.between(paragraph.start, paragraph.end))
        if speaks:
            self._outer, self._asked = None, False
        follows = paragraphs[paragraph.index + 1 : paragraph.index + 2]
        return speaks or (not self._asked and any(not after.heading for after in follows))


def _opens_new_topic(scene: Scene, number: int) -> bool:
    """Whether the sentence opens a paragraph with 同时 or 此外: it inherits no time."""
    sentences = scene.structure.sentences
    if number >= len(sentences) or sentences[number].paragraph == sentences[number - 1].paragraph:
        return False
    return _NEW_TOPIC.match(scene.view, sentences[number].start) is not None


def _dates(scene: Scene, time: TimeMention) -> bool:
    view = scene.view
    if time.kind == "plan" and not _PLAN_YEARS.search(view, time.start, time.end + 2):
        return False  # “十四五”开局 names the plan, “十四五”时期 its years
    if time.kind in _NEVER or (time.kind == "vague" and not view.endswith("来", time.start, time.end)):
        return False
    if _only_compares(view, time):
        return False
    return not (time.kind in _REPORT_KINDS and _ANNOUNCES.match(view, time.end))


def _only_compares(view: str, time: TimeMention) -> bool:
    """Whether the time is what something is compared with or planned for, not when it was."""
    if _COMPARES_BEFORE.search(view, max(time.start - 3, 0), time.start):
        return True
    if _COMPARES_AFTER.match(view, time.end) or _DECIDED.match(view, time.end):
        return True
    if view.endswith("来", time.start, time.end) and _OUTSTANDS.match(view, time.end):
        return True
    if _IS.search(view, max(time.start - 3, 0), time.start) and _RANGES.match(view, time.end):
        return True
    return view.endswith(_YEARLY, time.start, time.end) and _PLANNED_FOR.match(view, time.end) is not None


def _nearest(scene: Scene, bound: Bound, dating: Sequence[TimeMention]) -> TimeMention | None:
    """The last dating time before the figure; one inside a bracket that has closed does not count."""
    clause = scene.structure.clauses[bound.clause]
    for time in reversed(dating):
        if time.end > bound.quantity.start:
            continue
        if _is_start_of(scene, time, bound.quantity.start):
            continue
        other = scene.structure.clause(time.start)
        if other.depth <= clause.depth or other.index == clause.index:
            return time
    return None


def _is_start_of(scene: Scene, time: TimeMention, figure: int) -> bool:
    """Whether the time dates only where a change began: 由2018年的3户增长为9户，增长两倍 (both are later).

    `figure` is the offset of the figure that asks; the change's first figure itself is dated by the time.
    """
    if scene.view[max(time.start - 1, 0) : time.start] not in ("由", "从"):
        return False
    clause = scene.structure.clause(time.start)
    first = next(iter(scene.quantities.between(time.end, clause.end)), None)
    if first is None or figure <= first.start:
        return False
    return _RESULT.search(scene.view, first.end, clause.end) is not None


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
