"""What a text is about: the body or place whose figures they are when nothing else is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from extract.claims.figures import is_physical
from extract.claims.openings import GOVERNMENT, NAMES, Names, names_opening, with_home
from extract.claims.scene import Scene
from extract.mentions import EntityMention, QuantityMention
from extract.patterns import comes_up, late
from extract.structure import Sentence

# How a text speaks of the body it is about; 公司 at the end of a firm's own name is not meant.
_ITSELF = late(
    "[公本该集](?:(?<=公)司(?<![限份分子母总市团险券金融技业等家些类]公司)(?![法债制])"
    "|(?<=[本该])(?:行|基金|集团|[馆院校厂店矿])|(?<![\u4e00-\u9fff]集)(?<=集)团)"
)
# 全院受理案件9件: the whole of the institution that writes
_WHOLE = late("(?:全|我|本)([院校])(?![长士区子落内外])")
# A day of trading, not only some index.
_TRADING = late("收盘|开盘|收报|股市|个股|A股|两市|沪深|净值|涨停|跌停|交易日|成交额")
_MARKET_WORDS = 4  # so many market words make a text market news
_HEAD = 3  # sentences in which a text says what it is about
_LONG_HEAD = 8  # the same, with title, author and chapter heading
_MAIN_MENTIONS = 3  # a name of the first lines that comes up so often is what the text is about
_FEW_MENTIONS = 2  # the same, where the text hardly speaks of its place
_HARDLY = 2  # so many mentions of its place are the dateline's
_SEVERAL = 6  # figures; fewer describe nothing
_MOSTLY_PHYSICAL = 0.5  # of the figures measure a thing: a probe, a car, a record


def topic(scene: Scene) -> Names:
    """The body that the head names most, else the place, else nothing.

    In a text that hardly speaks of its place, market news and descriptions of a thing have no place for a
    subject.
    """
    home = scene.home
    body = _institution(scene) or _main_body(scene)
    if body or home is None:
        return body
    thing = describes_a_thing(scene.quantities.all)
    if not _speaks_of_home(scene) and (thing or is_market_news(scene)):
        return ()
    return (home,)


def is_market_news(scene: Scene) -> bool:
    """Whether the text is about prices on a market, told by its words."""
    return comes_up(_TRADING, scene.view, _MARKET_WORDS)


def _speaks_of_home(scene: Scene) -> bool:
    """Whether the text names its place more often than a dateline and a passing remark do."""
    home = scene.home.name if scene.home else None
    return sum(e.name == home for e in scene.entities.all if e.type == "PLACE") > _HARDLY


def describes_a_thing(quantities: Sequence[QuantityMention]) -> bool:
    """Whether most figures are measures of a thing: lengths, weights, speeds, hours."""
    physical = sum(is_physical(quantity) for quantity in quantities)
    return len(quantities) >= _SEVERAL and physical > _MOSTLY_PHYSICAL * len(quantities)


def _institution(scene: Scene) -> Names:
    """The court, hospital or school that the first sentences call 全院, named before or the publisher."""
    head = _first_sentences(scene, _LONG_HEAD)
    whole = _WHOLE.search(scene.view, head[0].start, head[-1].end) if head else None
    if whole is None:
        return ()
    named = [e for e in scene.entities.between(0, whole.start()) if e.type == "ORG"]
    if scene.source:
        named.insert(0, EntityMention(*whole.span(), "ORG", scene.source))
    return tuple([body for body in named if body.name.endswith(whole[1])][-1:])


def _first_sentences(scene: Scene, count: int) -> list[Sentence]:
    """The sentences in which a text says what it is about, without the page's own lines."""
    body = (s for s in scene.structure.sentences if not scene.furniture.covers(s.start))
    return list(islice(body, count))


def _main_body(scene: Scene) -> Names:
    """A body of the first sentences, the headline among them, that comes up more often than any place.

    公司 and 该行 count as the body, and so does a short form of its name; one with which the headline opens
    need not outnumber the places.
    """
    head = _first_sentences(scene, _HEAD)
    named = scene.entities.between(0, head[-1].end if head else 0)
    bodies = [e for e in named if e.type == "ORG" and not GOVERNMENT.search(e.name)]
    if not bodies:
        return ()
    counts = Counter(e.name for e in scene.entities.all if e.type in NAMES)
    most = max([counts[e.name] for e in scene.entities.all if e.type == "PLACE"], default=0)
    spoken = len(_ITSELF.findall(scene.view))
    opening = {e.name for sentence in head for e in _opening(scene, sentence.clauses[0].index)}
    for entity in bodies:
        opens = any(name.startswith(entity.name) or entity.name.startswith(name) for name in opening)
        mentions = sum(n for name, n in counts.items() if name.startswith(entity.name)) + spoken
        if mentions >= _MAIN_MENTIONS and (mentions > most or opens):
            return (with_home(scene, entity),)
        if opens and mentions >= _FEW_MENTIONS and not _speaks_of_home(scene):
            return (_in_full(scene, entity),)
    return ()


def _in_full(scene: Scene, entity: EntityMention) -> EntityMention:
    """The body by the longest of its names: 小米集团 for 小米."""
    same = [e for e in scene.entities.all if e.type == "ORG" and e.name.startswith(entity.name)]
    return max(same, key=lambda e: (len(e.name), -e.start), default=entity)


def _opening(scene: Scene, clause: int) -> Names:
    span = scene.structure.clauses[clause]
    return names_opening(scene, span.start, span.end)
