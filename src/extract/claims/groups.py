"""Lists of figures that share a head: 甲、乙、丙产量分别增长3%、5%和7%.

A run is two or more figures with nothing but list marks between them. When the list before 分别 has as many
members as the run, they are paired one to one; what follows the last member's name is shared by all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.claims.cells import Cell, cells
from extract.claims.openings import JOINTS
from extract.claims.phrases import Token, tokens
from extract.claims.scene import Scene
from extract.claims.sorts import sorts
from extract.mentions import EntityMention, QuantityMention, Span
from extract.patterns import late
from extract.structure import Clause

# What may stand between two figures of a run: 3%、5%和7%; 12万人，8万人
_JOINT = late(r"(?:左右|以上)?(?:[、和及与]|以及)(?:连续|约|近|超过?|逾)?")
_EACH = frozenset({"分别", "依次", "分居", "分列", "分获", "分占"})
RESPECTIVELY = late("|".join(sorted(_EACH)))
_LEADS = "其中"
_LIST_REACH = 120  # characters in which a list before the clause may stand
_SEPARATOR = JOINTS | {"，"}
_MARKS = frozenset({"、", "，"})
_NAMING = frozenset({"有", "还有", "是", "为", "包括"})
_MARKS_BEFORE = ("，", ",")
_NAMES = frozenset({"PLACE", "ORG", "PERSON"})
_LEADING = frozenset({"tells", "both"})  # verbs whose object opens a list; 销售 and 生产 may be of its names


@dataclass(frozen=True, slots=True)
class Member:
    """A figure's place in its run: `position` of `size`, and its own piece of the shared list, if any.

    `respectively` says that 分别 pairs the run with names before its clause. A figure in a table is a run of
    its own, with what the table says of it in `cell`.
    """

    position: int
    size: int
    pieces: tuple[Span, ...] = ()
    entity: EntityMention | None = None
    respectively: bool = False
    cell: Cell | None = None


def members(scene: Scene) -> dict[int, Member]:
    """For each figure of a run, by its start, its place in the run."""
    found: dict[int, Member] = {}
    for run in _runs(scene):
        pieces = _shared_list(scene, run) or _listed_names(scene, run)
        paired = _only_pairs(scene, run[0])
        for position, quantity in enumerate(run):
            own = pieces[position] if len(pieces) == len(run) else ((), None)
            found[quantity.start] = Member(position, len(run), *own, respectively=paired)
    for start, cell in cells(scene).items():
        found[start] = Member(0, 1, cell.indicator, cell.subject, cell=cell)
    return found


def _only_pairs(scene: Scene, first: QuantityMention) -> bool:
    """Whether the clause says nothing before its run but 同比分别增长: its names stand before the clause."""
    clause = scene.structure.clause(first.start)
    if RESPECTIVELY.search(scene.view, clause.start, first.start) is None:
        return False
    return not any(token.tag[0] == "n" for token in tokens(scene, clause.start, first.start))


def _runs(scene: Scene) -> Iterator[list[QuantityMention]]:
    run: list[QuantityMention] = []
    for quantity in scene.quantities.all:
        if run and (_JOINT.fullmatch(scene.view, run[-1].end, quantity.start) or _abut(run[-1], quantity)):
            run.append(quantity)
            continue
        if len(run) > 1:
            yield run
        run = [quantity]
    if len(run) > 1:
        yield run


def _abut(one: QuantityMention, other: QuantityMention) -> bool:
    """Whether two figures of a run lost the mark between them: 3.2%4.1%."""
    return one.end == other.start and one.unit == other.unit and one.measure == other.measure


def _shared_list(
    scene: Scene, run: list[QuantityMention]
) -> list[tuple[tuple[Span, ...], EntityMention | None]]:
    """The pieces of the list before 分别, one for each member, with the shared tail added to each."""
    clause = scene.structure.clause(run[0].start)
    words = tokens(scene, clause.start, run[0].start)
    at = next((k for k, token in enumerate(words) if token.text in _EACH), None)
    names = [] if at is None else _split(words[:at], len(run))
    if len(names) != len(run) or _is_measure(names[-1]):
        return []
    names[0] = _after_verb(names[0], scene.verbs)
    return [_with_tail(scene, name, names) for name in names]


def _is_measure(name: list[Token]) -> bool:
    """Whether a member only says against what the figures are measured: 同比、环比分别增长3%、5%."""
    return all(token.tag == "CUE" for token in name)


def _after_verb(name: list[Token], verbs: Mapping[str, str]) -> list[Token]:
    """The first member without the sentence that leads to it: 春节消费带动家电、汽车销量分别增长3%、5%."""
    last = max((k for k, sort in enumerate(sorts(name, verbs)) if sort in _LEADING), default=-1)
    return name[last + 1 :] or name


def _listed_names(
    scene: Scene, run: list[QuantityMention]
) -> list[tuple[tuple[Span, ...], EntityMention | None]]:
    """The names that end the clause before: 前三位是甲、乙、丙，产量分别为9吨、8吨、7吨."""
    clause = scene.structure.clause(run[0].start)
    if RESPECTIVELY.search(scene.view, clause.start, run[0].start) is None:
        return []
    end, names = clause.start, list[EntityMention]()
    for entity in reversed(scene.entities.between(max(clause.start - _LIST_REACH, 0), clause.start)):
        if scene.view[entity.end : end].strip() not in _SEPARATOR:
            break
        names.insert(0, entity)
        end = entity.start
    return [((), entity) for entity in names] if len(names) == len(run) else _listed_nouns(scene, clause, run)


def _listed_nouns(
    scene: Scene, clause: Clause, run: list[QuantityMention]
) -> list[tuple[tuple[Span, ...], EntityMention | None]]:
    """The nouns that end the clause before: 涨幅居前的有钢铁、煤炭、化工，涨幅分别为3%、2%、1%."""
    if not clause.index or clause.before not in _MARKS_BEFORE:
        return []
    before = scene.structure.clauses[clause.index - 1]
    words = tokens(scene, before.start, before.end)
    lead = max((k for k, token in enumerate(words) if token.text in _NAMING), default=-1)
    names = _parted(words[lead + 1 :], JOINTS)
    if lead < 0 or len(names) != len(run) or any(token.tag == "QTY" for name in names for token in name):
        return []
    own = tokens(scene, clause.start, run[0].start)
    tail = next((k for k, token in enumerate(own) if token.text in _EACH), 0)
    shared = [(own[0].start, own[tail - 1].end)] if tail else []
    found = []
    for name in names:
        entity = _entity(scene, name)
        found.append((_joined(shared if entity else [(name[0].start, name[-1].end), *shared]), entity))
    return found


def _split(words: list[Token], size: int) -> list[list[Token]]:
    """The last `size` list members before 分别; 和 stands inside a name where 、 alone gives as many."""
    parts = _parted(words, _SEPARATOR)
    if len(parts) > size:
        marked = _parted(words, _MARKS)
        parts = marked if len(marked) == size else parts
    return parts[-size:]


def _parted(words: list[Token], separators: frozenset[str]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in words:
        if token.text in separators:
            parts.append([])
        elif token.tag != "TIME" and token.text != _LEADS:
            parts[-1].append(token)
    return [part for part in parts if part]


def _with_tail(
    scene: Scene, name: list[Token], names: list[list[Token]]
) -> tuple[tuple[Span, ...], EntityMention | None]:
    """A member's own piece and the tail that follows the last member's name."""
    last = names[-1]
    tail = last[_name_length(names) :]
    own = name if name is not last else last[: _name_length(names)]
    entity = _entity(scene, own)
    spans = [] if entity else [(own[0].start, own[-1].end)]
    if tail:
        spans.append((tail[0].start, tail[-1].end))
    return _joined(spans), entity


def _name_length(names: list[list[Token]]) -> int:
    """How many tokens of the last member are its own name: as many as the shortest other has."""
    return max(1, min(len(name) for name in names))


def _entity(scene: Scene, own: list[Token]) -> EntityMention | None:
    if own[-1].tag not in _NAMES:
        return None
    return next((e for e in scene.entities.between(own[-1].start, own[-1].end)), None)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    if len(spans) == 2 and spans[0][1] == spans[1][0]:
        return ((spans[0][0], spans[1][1]),)
    return tuple(spans)
