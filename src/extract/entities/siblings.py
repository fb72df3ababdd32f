"""What stands beside a name: the village in a township, and the other members of a list.

巨家镇 + 新加坡村 is one place. In 龙场镇、乐治镇和化作乡 one name shows what the others are; in
京东、美菜等电商平台 the head does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extract.engine import Spans, alternation
from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.entities.tail_rows import GenericRow, WordRow
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.patterns import late
from extract.tokens import known_pieces

_TOWNSHIP = ("镇", "乡", "街道", "苏木", "办事处")
_VILLAGE = late("[\u4e00-\u9fff]{1,5}?(?:村民小组|行政村|自然村|社区|村|嘎查|屯)(?![民庄级里委组部口内务支])")
_NO_VILLAGE = late(
    "[各本该多全有为了是农乡城的在和与及等个每这那此其党政机干领]|[东西南北中]部|所有|下辖|共有|辖区|附近|最[远大美]|贫困"
)
_GROUPS = ("镇|乡|街道", "江|河|溪")  # endings that stand beside each other in one list
_HAN = late("[\u4e00-\u9fff]")
_MARK = "[、和与及]"
_NO_BRAND = ("v", "p", "d", "c", "r", "u", "m", "t", "f")  # tags of words that open no name of a firm
# The list before 等, its members at least two characters each
_LIST = late("(?:[\u4e00-\u9fffA-Za-z0-9]{2,8}[、和与]){1,12}[\u4e00-\u9fffA-Za-z0-9]{2,8}$")
_DIGITS = "两二三四五六七八九十0123456789"
_SHORTEST_SITE, _LONGEST_SITE = 2, 4
_MOST = 2  # of a counted list half the members may be words: 桂口、石壁等9个村
_LONGEST_LIST = 60
_LONGEST = 7  # characters of a member of a list of places
# The endings of places whose lists are told by their form.
_LISTED = (
    "镇|乡|村|社区|街道|古镇|小镇|公园|水库|景区|风景区|度假区|机场|大桥|隧道|电站|水电站|口岸|博物馆|纪念馆"
    "|湖|江|河|山|岛|站|沙漠|草原|港|湾|峡|岭|沟|路|街|大道|大街|胡同|花园|家园|小区|新城|新区|林场|农场|灌区|矿区|煤矿|油田"
    "|开发区|高新区|工业园|产业园|园区|保税区|港区|水利枢纽|核电站|沙地|湿地|盆地|高原|平原|古城"
)
_LISTED_ENDS = frozenset(ending[-1] for ending in _LISTED.split("|"))


class SiblingReader:
    """Finds what the names found so far show about their neighbours."""

    def __init__(self, lexicon: Lexicon) -> None:
        generic = alternation(row.word for row in lexicon.rows("generic_words", GenericRow))
        plain = alternation(row.word for row in lexicon.rows("facility_nouns", WordRow))
        heads = alternation(row.word for row in lexicon.rows("org_heads", WordRow))
        self._ending = late(f"(?P<ending>{_LISTED})$")
        self._plain = late(f"(?:{generic}|{plain})+$")
        # 京东、拼多多和美团 + 等知名电商平台
        self._head = late(f"等[\u4e00-\u9fff\\d]{{0,8}}?{heads}")
        sites = alternation(row.word for row in lexicon.rows("site_heads", WordRow))
        # 德厚、阿岗 + 等3座大型水库
        self._site_head = late(f"等[\u4e00-\u9fff\\d]{{0,8}}?{sites}|(?:大型|中型|特大){sites}")
        # 青山坪、石窝子 + 两个村民小组
        counted = "(?:村民小组|自然村|行政村|村|社区|屯|乡镇|乡|镇|街道)(?![民庄级里委])"
        self._counted_head = late(f"(?:个(?<=[两二三四五六七八九十\\d]个)|(?<=等)){counted}")
        self._plain_words = {row.word for row in lexicon.rows("facility_nouns", WordRow)}
        self._item = late("[^、和与]+")

    def villages(self, scene: Scene, proposed: Iterable[Candidate]) -> Iterator[Candidate]:
        """Every candidate, and after a township the village in it: 巨家镇 + 新加坡村."""
        for item in proposed:
            yield item
            if item.type != "PLACE" or not scene.view.endswith(_TOWNSHIP, item.start, item.end):
                continue
            village = _VILLAGE.match(scene.view, item.end)
            if village and not _NO_VILLAGE.search(village[0]) and scene.free(item.end, village.end()):
                yield Candidate(item.start, village.end(), "PLACE", (*item.rules, "place.village"))

    def members(self, scene: Scene, kept: Iterable[Candidate]) -> Iterator[Candidate]:
        """Members of lists that a kept name belongs to, where nothing is kept yet."""
        kept = list(kept)
        found = [member for item in kept if item.type == "PLACE" for member in self._places(scene, item)]
        found += self._sites(scene)
        found += self._bodies(scene, {(item.start, item.end) for item in kept if item.type == "ORG"})
        taken = Spans((item.start, item.end) for item in kept) if found else Spans(())
        opened = {item.start for item in kept if item.type == "PLACE"}  # 曹妃甸, of 曹妃甸港
        for member in found:
            longer = member.type == "PLACE" and member.start in opened
            if longer or not taken.touches(member.start, member.end):
                yield member

    def _places(self, scene: Scene, item: Candidate) -> Iterator[Candidate]:
        """The places beside `item` in a list, with the same ending."""
        if scene.view[item.end - 1] not in _LISTED_ENDS:
            return
        match = self._ending.search(scene.view, item.start, item.end)
        if match is None or match.start() == item.start:
            return
        ending = next((group for group in _GROUPS if match["ending"] in group.split("|")), match["ending"])
        before, after = _neighbours(ending)
        found = before.search(scene.view, max(0, item.start - _LONGEST - 2), item.start)
        if found and self._is_member(scene, found.span(1)):
            member = Candidate(*found.span(1), "PLACE", ("place.sibling",))
            yield member
            yield from self._places_before(scene, member, before)
        end = item.end
        while found := after.match(scene.view, end):
            if not self._is_member(scene, found.span(1)):
                return
            yield Candidate(*found.span(1), "PLACE", ("place.sibling",))
            end = found.end(1)

    def _places_before(self, scene: Scene, item: Candidate, before: re.Pattern[str]) -> Iterator[Candidate]:
        while found := before.search(scene.view, max(0, item.start - _LONGEST - 2), item.start):
            if not self._is_member(scene, found.span(1)):
                return
            item = Candidate(*found.span(1), "PLACE", ("place.sibling",))
            yield item

    def _is_member(self, scene: Scene, span: Span) -> bool:
        start, end = span
        piece = self._ending.sub("", scene.view[start:end])
        if self._plain.match(piece) or _NO_VILLAGE.search(piece):
            return False
        if not piece or piece.endswith(("省", "市")):
            return False
        if scene.name_in(start, start + 1) == (start, start + len(piece)):
            return scene.free(start, end)  # 曹妃甸 + 港, whatever word the ending opens
        return scene.free(start, end) and scene.starts_word(start) and scene.ends_word(end)

    def _sites(self, scene: Scene) -> Iterator[Candidate]:
        """The members of a list of sites whose head says what they are, all of them no ordinary words."""
        heads = [(head.start(), 1) for head in self._site_head.finditer(scene.view)]
        counted = self._counted_head.finditer(scene.view)
        heads += [(_list_end(scene.view, head.start()), _MOST) for head in counted]
        for head, share in heads:
            spans = self._spans(scene, head)
            sites = [span for span in spans if self._is_site(scene, *span)]
            most = len(sites) > 1 and len(sites) * share >= len(spans)
            if most and all(self._may_stand(scene, *span) for span in spans):
                for start, end in spans:
                    yield Candidate(start, end, "PLACE", ("place.sibling",))

    def _spans(self, scene: Scene, head: int) -> list[Span]:
        """The members of the list that ends at `head`, without the verb before the first."""
        listed = _LIST.search(scene.view, max(0, head - _LONGEST_LIST), head)
        spans = [item.span() for item in self._item.finditer(scene.view, *listed.span())] if listed else []
        if spans and not _opens(scene, spans[0][0]):
            return spans[1:]
        start, end = spans[0] if spans else (0, 0)
        for word in scene.after(start):
            if end - word.end < _SHORTEST_SITE:
                break
            if word.tag.startswith("v"):
                spans[0] = word.end, end  # 导致 + 长坪
        return spans

    def _may_stand(self, scene: Scene, start: int, end: int) -> bool:
        """Whether a short name can stand there, and no common noun for a kind of site does."""
        text = scene.view[start:end]
        if end - start > _LONGEST_SITE or text in self._plain_words or _NO_VILLAGE.search(text):
            return False
        return scene.starts_word(start) and scene.ends_word(end) and scene.free(start, end)

    def _is_site(self, scene: Scene, start: int, end: int) -> bool:
        """Whether a short name, known as one or unknown to the dictionary, stands there."""
        word = scene.word(start) if self._may_stand(scene, start, end) else None
        if word is None:
            return False
        pieces = known_pieces(scene.view[start:end])
        if len(pieces) > 1:
            return any(len(piece) == 1 for piece in pieces)  # 虎 + 爪, but not 论坛 + 展览
        return (word.start, word.end) != (start, end) or word.tag[:2] in ("ns", "nr", "nz")

    def _bodies(self, scene: Scene, known: set[Span]) -> Iterator[Candidate]:
        """The members of a list of bodies of which one is known and whose head says what they are."""
        if not known:
            return
        for head in self._head.finditer(scene.view):
            listed = _LIST.search(scene.view, max(0, head.start() - _LONGEST_LIST), head.start())
            spans = (
                [item.span() for item in self._item.finditer(scene.view, *listed.span())] if listed else []
            )
            if known.isdisjoint(spans):
                continue
            for start, end in spans[0 if _opens(scene, spans[0][0]) else 1 :]:
                if scene.free(start, end) and _is_brand(scene, start, end):
                    yield Candidate(start, end, "ORG", ("org.sibling",))


def _list_end(view: str, end: int) -> int:
    """Where a list ends whose count, that ends at `end`, follows it: …石窝子 + 等3."""
    while end > 0 and view[end - 1] in _DIGITS:
        end -= 1
    return end - 1 if view[end - 1 : end] == "等" else end


@cache
def _neighbours(ending: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for the members of a list before and after a name with the ending."""
    opening = "(?:^|[、,，。；：:（(“\n和与及])"
    before = late(f"{opening}([\u4e00-\u9fff]{{1,5}}(?:{ending})){_MARK}$")
    return before, late(f"{_MARK}([\u4e00-\u9fff]{{1,5}}?(?:{ending}))")


def _opens(scene: Scene, start: int) -> bool:
    return start == 0 or not _HAN.match(scene.view, start - 1)


def _is_brand(scene: Scene, start: int, end: int) -> bool:
    """Whether words can end at both ends, and the first is no verb or function word."""
    word = scene.word(start)
    plain = word is not None and word.tag.startswith(_NO_BRAND) and len(known_pieces(word.text)) == 1
    return not plain and scene.starts_word(start) and scene.ends_word(end)
