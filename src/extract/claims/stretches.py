"""The place that a paragraph goes on about: after 在甲县，水库开工 the sum in 总投资3亿元 is 甲县's."""

from __future__ import annotations

from collections.abc import Callable

from extract.claims.openings import LEADING_TAGS, NAMES, Names
from extract.claims.phrases import first_token, tokens
from extract.claims.scene import Scene
from extract.mentions import EntityMention
from extract.patterns import late
from extract.structure import Clause, Sentence

# 据市统计局介绍, 海关公布的数据显示
_REPORTING = late(
    "(?:据|根据|按照?)[^，。；：]*|[^，。；：]*(?:显示|表示|介绍|获悉|了解到|指出|透露|通报|认为|统计|[说称]"
    "|(?:公布|发布)的?(?:消息|数据|数字)?)[:：]?"
)
# 接到警报后, 台风登陆前: when the rest happens
_WHEN = late("[^，。；：]{2,20}(?:之?[后前]|时|以来|之际|期间)")
# 甲报讯, 甲网乙县3月5日电: a dateline
_DATELINE = late("[^，。；：]{2,20}(?:讯|电)\\s*")
_FEW = 2  # characters beside a time
_CAUSE = late("受.*影响$|随着|由于|据|根据")


class Stretches:
    """What the sentences before one in its paragraph speak of."""

    def __init__(self, scene: Scene, home: Names) -> None:
        self._scene = scene
        self._home = [name.name for name in home]
        self._known: dict[int, Names] = {}  # what was answered before
        self._opened: dict[int, list[Names]] = {}  # what the clauses of a sentence open with

    def spoken_of(self, number: int, opening: Callable[[int], Names]) -> Names:
        """The place of the nearest sentence that opens with one; () once the text's own place comes up.

        `opening` gives the names that own what a clause, told by its number, opens with.
        """
        sentences = self._scene.structure.sentences
        asked, spoken = number, None
        while spoken is None and number and sentences[number - 1].paragraph == sentences[number].paragraph:
            number -= 1
            spoken = self._spoken(sentences[number], opening)
            if spoken is None:
                spoken = self._known.get(number)
        self._known[asked] = spoken or ()
        return self._known[asked]

    def _spoken(self, sentence: Sentence, opening: Callable[[int], Names]) -> Names | None:
        """The place that a sentence opens with; () when it is the text's own, None when there is none."""
        if self._home and not any(opening(clause.index) for clause in sentence.clauses if clause.depth == 0):
            return None
        opened = self._openings(sentence, opening)
        if any([name.name for name in names] == self._home for names in opened):
            return ()
        return self._kept(opened[0]) if opened and opened[0] else None

    def opened(self, number: int, opening: Callable[[int], Names]) -> Names:
        """The place with which the sentence opens, if the figures after its semicolons are still about it."""
        opened = self._openings(self._scene.structure.sentences[number], opening)
        return opened[0] if opened and all(name.type == "PLACE" for name in opened[0]) else ()

    def _openings(self, sentence: Sentence, opening: Callable[[int], Names]) -> list[Names]:
        """What each clause of the sentence opens with, those left out that only lead in."""
        found = self._opened.get(sentence.index)
        if found is None:
            clauses = [c for c in sentence.clauses if c.depth == 0 and not self._only_leads_in(c)]
            found = self._opened[sentence.index] = [opening(clause.index) for clause in clauses]
        return found

    def _kept(self, names: Names) -> Names:
        return names if all(self._keeps(name) for name in names) else ()

    def _keeps(self, name: EntityMention) -> bool:
        """Whether a paragraph goes on about it: in national news any place, else one around its own."""
        own = self._scene.home.code if self._scene.home else None
        if name.type != "PLACE" or own is None:
            return False
        return own == "CN" or (name.code is not None and _contains(name.code, own))

    def _only_leads_in(self, clause: Clause) -> bool:
        """Whether a clause says no more than when, why or by whom: 目前, 受台风影响, 据统计."""
        if leads_in(self._scene, clause) or self._only_dates(clause):
            return True
        return _CAUSE.match(self._scene.view, clause.start, clause.end) is not None

    def _only_dates(self, clause: Clause) -> bool:
        """Whether a clause is no more than a time: 仅“十一五”期间."""
        times = self._scene.times.between(clause.start, clause.end)
        return bool(times) and clause.end - clause.start - (times[0].end - times[0].start) <= _FEW


def leads_in(scene: Scene, clause: Clause) -> bool:
    """Whether a clause only leads in: 目前, 其中, 从产业看."""
    if _REPORTING.fullmatch(scene.view, clause.start, clause.end):
        return True
    if _DATELINE.fullmatch(scene.view, clause.start, clause.end):
        return True
    if _WHEN.fullmatch(scene.view, clause.start, clause.end) and not _says_anything(scene, clause):
        return True
    first = first_token(scene, clause.start, clause.end)
    if first is None:
        return True
    if first.text == "从" and tokens(scene, clause.start, clause.end)[-1].text.endswith("看"):
        return True
    return first.tag in LEADING_TAGS and all(
        token.tag in LEADING_TAGS for token in tokens(scene, clause.start, clause.end)
    )


def _says_anything(scene: Scene, clause: Clause) -> bool:
    """Whether the clause names somebody or gives a figure."""
    span = (clause.start, clause.end)
    named = any(entity.type in NAMES for entity in scene.entities.between(*span))
    return named or bool(scene.quantities.between(*span))


def _contains(outer: str, inner: str) -> bool:
    """Whether one area code is of a place around the other's."""
    return outer != inner and (outer == "CN" or inner.startswith(outer.rstrip("0")))
