"""Places that are told by their shape alone: 在京举行, 中国(河南)自由贸易试验区, 起嘎安置点."""

from __future__ import annotations

from collections.abc import Iterator

from extract.engine import alternation
from extract.entities.candidates import Candidate
from extract.entities.gazetteer import AbbreviationRow, Entry, RegionRow
from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene
from extract.entities.tail_rows import CharacterRow, VerbRow, WordRow
from extract.lexicon import Lexicon
from extract.patterns import late

_ALONG = late("沿线|沿途|两侧|两旁|两边")
_AT = ("在", "沿", "从")
_AT_END = late("[，,。；、的上]|$")


# 全国 + 海关打击走私十大典型案例: a list of honours, in whose name no place or body is a mention
_HONOURS = late(
    "(?:全国|全球|世界|全省|中国)[^，。；、！？：\\s\\d]{0,14}?[十百][大佳](?:[\u4e00-\u9fff]{0,4}?(?:案例|人物|新闻|事件|品牌|标兵|之星)|(?=[，。；]))"
)


class ShapeReader:
    """Finds places by patterns over characters."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("place_abbreviations", AbbreviationRow)
        verbs = alternation(row.verb for row in lexicon.rows("place_verbs", VerbRow))
        self._entries = {row.character: Entry(row.character, "site", row.full, row.code) for row in rows}
        # 在京举行, 赴沪考察, 驻穗总领馆
        one = f"[{''.join(self._entries)}]"
        posted = alternation(row.word for row in lexicon.rows("posted_bodies", WordRow))
        visits = "旅客|游客|客流|人次|人数|旅游|务工|的(?:内地|外地|外国|国际)?(?:旅客|游客)"
        self._abbreviation = late(
            f"{one}(?:(?<=[在赴抵来离].)(?={verbs})|(?<=驻.)(?={posted})|(?<=[来访进赴抵入].)(?={visits}))"
        )
        # 在京拜会: before any verb, if only the words say so
        self._maybe = late(f"{one}(?<=[在赴抵离返].)(?=[\u4e00-\u9fff])")
        characters = "".join(row.character for row in lexicon.rows("line_characters", CharacterRow))
        words = alternation(row.word for row in lexicon.rows("line_words", WordRow))
        # 京港澳高速, 成渝中线高铁: the places in the name of a line are no mentions
        self._line = late(f"[{characters}]{{2,4}}(?:中线)?{words}")
        self._regions = {row.name for row in lexicon.rows("regions", RegionRow) if row.kind == "zone"}
        # 中国(河南)自由贸易试验区, 中德(沈阳)高端装备制造产业园
        self._free_trade_zone = late(
            "中国[(（][\u4e00-\u9fff]{2,4}[)）](?:自由贸易|自贸)(?:试验区|港|区)(?:[\u4e00-\u9fff]{2,4}片区)?"
            "|中[\u4e00-\u9fff][(（][\u4e00-\u9fff]{2,4}[)）][\u4e00-\u9fff]{0,10}?(?:产业园|示范区|合作区|生态园|科技园)"
        )

    def find(self, scene: Scene) -> Iterator[Candidate]:
        """Candidates of all shapes."""
        yield from self._abbreviated(scene)
        for match in self._line.finditer(scene.view):
            known = scene.name_in(match.start(), match.start() + 1)
            region = known is not None and scene.view[known[0] : known[1]] in self._regions
            if scene.starts_word(match.start()) and (known is None or region):
                kind = "PLACE" if _is_location(scene.view, *match.span()) else "NONE"
                yield Candidate(*match.span(), kind, ("place.line" if kind == "PLACE" else "decoy.line",))
        for match in _HONOURS.finditer(scene.view):
            yield Candidate(*match.span(), "NONE", ("decoy.honours",))
        for match in self._free_trade_zone.finditer(scene.view):
            if scene.free(*match.span()):
                yield Candidate(*match.span(), "PLACE", ("place.free_trade_zone",))

    def _abbreviated(self, scene: Scene) -> Iterator[Candidate]:
        """One-character names after a preposition and before what tells them."""
        spans = {match.span() for match in self._abbreviation.finditer(scene.view)}
        spans |= {
            match.span() for match in self._maybe.finditer(scene.view) if _before_verb(scene, *match.span())
        }
        for start, end in sorted(spans):
            if scene.free(start, end):
                entry = self._entries[scene.view[start:end]]
                place = PlaceSpan(start, end, end, [entry], ["place.abbreviation"])
                yield Candidate(start, end, "PLACE", ("place.abbreviation",), place)


def _is_location(view: str, start: int, end: int) -> bool:
    """Whether a line is where something is: 在大秦铁路，, 包兰铁路两侧."""
    return _ALONG.match(view, end) is not None or (
        view[start - 1 : start] in _AT and _AT_END.match(view, end) is not None
    )


def _before_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether the character is a word of its own and a verb of two characters or more follows."""
    word, following = scene.word(start), next(scene.after(end), None)
    if word is None or (word.start, word.end) != (start, end) or following is None:
        return False
    return following.tag.startswith("v") and len(following.text) > 1
