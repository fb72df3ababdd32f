"""The time in force while a document is read: what is carried on from sentence to sentence."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.dating import dates, is_start_of
from extract.claims.narrowed import narrowed
from extract.claims.scene import Scene
from extract.mentions import TimeMention
from extract.patterns import late
from extract.structure import Sentence

_ENUMERATOR = late(
    r"[\s—]*((?:[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十][,，、]))"
)
_DIGITS = late("[一二三四五六七八九十0-9]+")
_FIRST = late("(?<![一二三四五六七八九十0-9])[一1](?![一二三四五六七八九十0-9])")
_AS_OF = frozenset({"as_of", "now"})
_STANDARD = late("[^，。；]{0,4}为[^，。；]{0,6}标准时[点间]")
# 现将1—10月完成情况通报如下
_REPORTED = late("现[将就把][^，。；]{0,8}")
_BELOW = late("[^。；]{0,60}?如下")
_QUESTION_MARKS = ("？", "?")
_SPEAKS = "：:"


class Frames:
    """The time in force while a document is read, sentence by sentence.

    `carried` is what the sentences before said last, `outer` the time of the headline or the question,
    `dating` the times of the present sentence. The headline's time holds for the document, a question's for
    its answer. A heading goes back to that time, as do a question that the report asks itself and an
    enumerated item, unless the enumeration goes on from its lead-in; a chapter of a text without such a time
    goes back to what the text names first. A paragraph goes on from the last time of the one before, or from
    what opened that one when the last time only went into it or looked back. What holds as of a day
    (截至目前) is not carried into the next paragraph, but what holds as of the end of a year is.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sentence = -1
        body = (s.index for s in scene.structure.sentences if not scene.furniture.covers(s.start))
        self._headline = next(body, 0)
        self.outer: TimeMention | None = None  # the headline's time, or the question's
        self._section: TimeMention | None = None  # the time of the last heading
        self._question = False  # whether the present sentence is a question
        self._asked = False  # whether a question is being answered
        self._wide: TimeMention | None = None  # the last time that is more than an as-of day
        self._opening: TimeMention | None = None  # the first stretch of the last paragraph that names one
        self._lead: TimeMention | None = None  # the first stretch that the text names
        self._opens = True  # whether the paragraph has named none so far
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
            dating = [time for time in times if dates(self._scene, time)]
            self.dating = narrowed(self._scene.view, dating) if len(dating) > 1 else dating

    def _keep(self) -> None:
        """Carry on what the sentence just read said last, outside its brackets."""
        standard = next((time for time in self.dating if _is_standard(self._scene.view, time)), None)
        self.outer = standard or self.outer
        outer = [t for t in self.dating if self._is_outer(t)] if self.dating else []
        if outer:
            self.carried = self._lasting(outer)
            if self.carried.period and (self.carried.kind not in _AS_OF or _is_year_end(self.carried)):
                self._wide = self.carried
                self._open_with(outer[0], self.carried)
        if standard:
            self._start(standard)
            self._opening = standard
        if self._sentence == self._headline or self._question:
            self.outer = self._wide
        self._keep_heading()

    def _keep_heading(self) -> None:
        """Keep the time of a heading, 二、2025年工作安排, for what is enumerated under it."""
        structure = self._scene.structure
        if self._sentence < 0:
            return
        if not structure.paragraph_of(self._sentence).heading:
            return
        self._section = next((time for time in self.dating if _is_stretch(time)), None)

    def _open_with(self, first: TimeMention, last: TimeMention) -> None:
        """Keep the stretch that the paragraph names first; of 4月 and 前4个月 in one sentence the month."""
        named = first if _is_stretch(first) and _lies_in(first, last) else last
        if self._opens and _is_stretch(named):
            self._opening, self._opens = named, False
            self._lead = self._lead or named

    def _lasting(self, times: Sequence[TimeMention]) -> TimeMention:
        """The last of a sentence's times, unless it only looks back from the one that opens the sentence."""
        opening = self._scene.structure.sentences[self._sentence].clauses[0]
        first, last = times[0], times[-1]
        opens = first.start < opening.end and first.kind not in _AS_OF
        return first if opens and (_ends_before(last, first) or _lies_in(last, first)) else last

    def _is_outer(self, time: TimeMention) -> bool:
        """Whether the time stands outside brackets, and dates more than the start of a change."""
        clause = self._scene.structure.clause(time.start)
        if time.kind == "back" and self._scene.view.endswith("前", 0, time.end):
            return False  # 三年前许下的承诺: an aside
        return clause.depth == 0 and not is_start_of(self._scene, time, clause.end)

    def _enter(self, sentence: Sentence) -> None:
        sentences, view = self._scene.structure.sentences, self._scene.view
        new = sentence.index > 0 and sentences[sentence.index - 1].paragraph != sentence.paragraph
        asks = self._asks(sentence)
        self._question = asks and not self._is_rhetorical(sentence)
        if self._question:
            self._asked = True
            self._start(None)
        elif asks or (new and self._opens_section(sentence)):
            self._start(self.outer)
        elif item := _ENUMERATOR.match(view, sentence.start, sentence.end):
            self._enumerate(sentence, item[1])
        elif new:
            self._start(self._resumed())
        self._opens = self._opens or new

    def _start(self, time: TimeMention | None) -> None:
        self.carried = self._wide = time

    def _resumed(self) -> TimeMention | None:
        """What a paragraph goes on from: what opened the one before, when its last time only went into it."""
        opening, last = self._opening, self._wide
        if opening is None or last is None:
            return last
        within = _lies_in(last, opening) or _lies_in(opening, last)
        return opening if within or _ends_before(last, opening) else last

    def _enumerate(self, sentence: Sentence, mark: str) -> None:
        """Each item starts from where its enumeration began."""
        style = _DIGITS.sub("#", mark)
        if style not in self._bases or _FIRST.search(mark):
            led_in = self._led_in(sentence)
            apart = self._section or self.outer or self._of_text(sentence)
            self._bases[style] = self._wide if led_in else apart
        self._start(self._bases[style])

    def _of_text(self, sentence: Sentence) -> TimeMention | None:
        """The time that the text names first, for its chapters: 一、综合 after 2013年，全州上下…."""
        return self._lead if self._scene.structure.paragraphs[sentence.paragraph].heading else None

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

    def _asks(self, sentence: Sentence) -> bool:
        return self._scene.view[sentence.start : sentence.end].rstrip().endswith(_QUESTION_MARKS)

    def _is_rhetorical(self, sentence: Sentence) -> bool:
        """Whether a report asks itself: no speaker's colon, and the answer in the same paragraph."""
        asked = self._scene.view[sentence.start : sentence.end]
        last = sentence.end == self._scene.structure.paragraphs[sentence.paragraph].end
        return not last and not any(mark in asked for mark in _SPEAKS)

    def _opens_section(self, sentence: Sentence) -> bool:
        """Whether a heading starts here; inside an answer only the next speaker's."""
        paragraphs = self._scene.structure.paragraphs
        paragraph = paragraphs[sentence.paragraph]
        if not paragraph.heading or _ENUMERATOR.match(self._scene.view, paragraph.start):
            return False
        speaks = any(e.type == "PERSON" for e in self._scene.entities.between(paragraph.start, paragraph.end))
        if speaks:
            self.outer, self._asked = None, False
        follows = paragraphs[paragraph.index + 1 : paragraph.index + 2]
        return speaks or (not self._asked and any(not after.heading for after in follows))


def _is_standard(view: str, time: TimeMention) -> bool:
    """Whether all the text is of the time: 以2020年11月1日零时为标准时点, 现将1—10月情况通报如下."""
    if _STANDARD.match(view, time.end):
        return True
    reported = _REPORTED.search(view, max(time.start - 12, 0), time.start)
    return reported is not None and reported.end() == time.start and _BELOW.match(view, time.end) is not None


def _is_year_end(time: TimeMention) -> bool:
    """Whether a time is as of the last day of a year, as yearly figures are."""
    end = time.period.end if time.period else None
    return end is not None and (end.month, end.day) == (12, 31)


def _is_stretch(time: TimeMention) -> bool:
    """Whether a time is longer than a day."""
    return time.period is not None and time.period.start not in (None, time.period.end)


def _lies_in(one: TimeMention, other: TimeMention) -> bool:
    """Whether a time is a part of the other."""
    inner, outer = one.period, other.period
    if inner is None or outer is None or inner == outer:
        return False
    first, last = inner.start or inner.end, inner.end
    if first is None or last is None or outer.start is None or outer.end is None:
        return False
    return outer.start <= first and last <= outer.end


def _ends_before(one: TimeMention, other: TimeMention) -> bool:
    """Whether a time is over before the other begins."""
    end = one.period and one.period.end
    start = other.period and (other.period.start or other.period.end)
    return bool(end and start and end < start)
