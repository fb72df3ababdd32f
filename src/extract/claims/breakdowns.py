"""Breakdowns announced by their kind or by the name of the whole, without 其中.

分产品看，酱油收入137亿元，蚝油收入46亿元: the parts of the income told before. 民生支出中，教育20亿元，
社保10亿元: the parts of the spending that is named again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extract.claims.heads import shared_words
from extract.claims.scene import Bound, Scene
from extract.claims.sums import PER_UNIT, can_hold, is_no_part
from extract.mentions import Span
from extract.patterns import late

_SORTS = (
    "方式|性质|类型|行业|产业|产品|品种|品类|货品|商品|地区|区域|结构|构成|来源|用途|领域|主体|种类|类别|渠道|板块|等级|城市"
    "|年龄|性别"
)
_BY_KIND = late(
    f"(?:分(?:{_SORTS})|分(?![别管局行公会享])[\\u4e00-\\u9fff]{{1,6}}?(?:来看|看)"
    f"|[按从][\\u4e00-\\u9fff]{{0,4}}?(?:{_SORTS})(?:上看|来看|看|划分|分类|区分)|按[\\u4e00-\\u9fff]{{2,8}}?分)[，：]"
)
_DIVIDED = late("按[\\u4e00-\\u9fff]{2,8}?分[，：]")  # 按城乡分，…
_NAMED = late("在?([\\u4e00-\\u9fff]{2,10}?)(?:当中|之中|中|里)[，,]")
_ALIKE = 2  # characters in common that name the same thing
_REST = (Decimal("0.85"), Decimal("1.01"))  # of the whole, when the parts bear no name of their own
_ALL = (Decimal("0.99"), Decimal("1.01"))  # of the whole, when nothing is left out
_LEAST = 2


def bind_breakdowns(scene: Scene, bounds: Sequence[Bound]) -> None:
    """Fill `parent` of the parts of such breakdowns, where nothing else has."""
    if len(bounds) <= _LEAST:
        return
    told = _told(scene, bounds)
    before: Bound | None = None  # the whole of the breakdown before: one total is split in several ways
    for scope in _scopes(scene):
        first = scene.structure.sentence(scope[0]).index
        for parts in _groups(scene, bounds, scope):
            wholes = [w for w in told if w.quantity.end <= scope[0]]
            whole = _named_alike(scene, wholes, parts) or _filled(wholes, parts, before)
            if whole is not None and (parts[0].sentence == first or _goes_on(scene, scope, whole, parts)):
                before = whole
                _bind(whole, parts)
    for parts, whole in _split_by_name(scene, bounds):
        _bind(whole, parts)


def _told(scene: Scene, bounds: Sequence[Bound]) -> list[Bound]:
    """The levels told in the text itself; a headline tells a figure before it is said whose it is."""
    paragraph_of = scene.structure.paragraph_of
    return [bound for bound in bounds if _is_level(bound) and not paragraph_of(bound.sentence).heading]


def _bind(whole: Bound, parts: Sequence[Bound]) -> None:
    for part in parts:
        if part.parent is None and can_hold(whole, part):
            part.parent = whole.number
            part.why.append("part of the figure that is broken down by kind")


def _scopes(scene: Scene) -> Iterator[Span]:
    """The stretches that 分产品看 and the like open, each to the next one or to its paragraph's end."""
    structure = scene.structure
    found = [c.start for c in structure.clauses if c.depth == 0 and _BY_KIND.match(scene.view, c.start)]
    for start, following in pairwise([*found, len(scene.view)]):
        paragraph = structure.paragraphs[structure.sentence(start).paragraph]
        yield start, min(following, paragraph.end)


def _groups(scene: Scene, bounds: Sequence[Bound], scope: Span) -> list[list[Bound]]:
    """The levels of a scope by sentence and unit, those that are parts of something already left out."""
    groups: dict[tuple[int, str], list[Bound]] = {}
    for bound in bounds:
        clause = scene.structure.clauses[bound.clause]
        if not scope[0] <= bound.quantity.start < scope[1] or clause.depth or not _is_level(bound):
            continue
        if PER_UNIT.search(scene.view, clause.start, bound.quantity.start) or is_no_part(scene, bound):
            continue
        if bound.parent is None:
            groups.setdefault((bound.sentence, bound.quantity.unit), []).append(bound)
    units = Counter(unit for (_, unit), group in groups.items() for _ in group)
    return [group for (_, unit), group in groups.items() if units[unit] >= _LEAST]


def _is_level(bound: Bound) -> bool:
    return bound.quantity.measure == "level" and bool(bound.quantity.value)


def _goes_on(scene: Scene, scope: Span, whole: Bound, parts: Sequence[Bound]) -> bool:
    """Whether the parts of a later sentence are of 按城乡分，… still: they make up a whole of their own."""
    if not _DIVIDED.match(scene.view, scope[0]):
        return True
    value = whole.quantity.value or Decimal(0)
    return value * _ALL[0] <= _total(parts) <= value * _ALL[1]


def _named_alike(scene: Scene, wholes: Sequence[Bound], parts: Sequence[Bound]) -> Bound | None:
    """The figure before that counts what the first part counts, in as many words as can be, and holds all."""
    total = _total(parts)
    holding = [w for w in wholes if can_hold(w, parts[0]) and total <= (w.quantity.value or 0) * _REST[1]]
    ranked = [
        (
            whole.period == parts[0].period,
            whole.has_subject_of(parts[0]),
            shared_words(scene, whole, parts[0]),
            whole.quantity.value,
            whole,
        )
        for whole in holding
    ]
    alike = [rank for rank in ranked if rank[2] >= _ALIKE]
    return max(alike, key=lambda rank: rank[:4])[-1] if alike else None


def _total(parts: Sequence[Bound]) -> Decimal:
    return sum((part.quantity.value or Decimal(0) for part in parts), Decimal(0))


def _filled(wholes: Sequence[Bound], parts: Sequence[Bound], before: Bound | None) -> Bound | None:
    """The figure that the parts nearly make up, the one that was broken down before first."""
    if len(parts) < _LEAST:
        return None
    total = _total(parts)
    for whole in [*([before] if before else []), *reversed(wholes)]:
        value = whole.quantity.value or Decimal(0)
        if can_hold(whole, parts[0]) and value * _REST[0] <= total <= value * _REST[1]:
            return whole
    return None


def _split_by_name(scene: Scene, bounds: Sequence[Bound]) -> Iterator[tuple[list[Bound], Bound]]:
    """The parts behind 民生支出中 with the figure that the name was given before."""
    for clause in scene.structure.clauses:
        named = _NAMED.match(scene.view, clause.start) if clause.depth == 0 else None
        if named is None:
            continue
        sentence = scene.structure.sentence(clause.start)
        after = [b for b in bounds if b.sentence == sentence.index and b.quantity.start >= named.end()]
        before = [b for b in bounds if b.quantity.end <= clause.start and sentence.index - b.sentence <= 2]
        before.sort(key=lambda b: (bool(after) and b.period != after[0].period, -b.number))
        for whole in before:
            parts = [b for b in after if b.parent is None and _is_level(b) and can_hold(whole, b)]
            if parts and _is_level(whole) and _names(scene, whole, named[1]):
                yield parts, whole
                break


def _names(scene: Scene, whole: Bound, name: str) -> bool:
    clause = scene.structure.clauses[whole.clause]
    return name in scene.view[clause.start : clause.end]
