"""Features by which one of the candidates for an indicator is chosen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from operator import add

from extract.claims.candidates import Candidate
from extract.claims.features import Features, Get
from extract.claims.figures import kind_of
from extract.claims.groups import Member
from extract.claims.pieces import Surroundings
from extract.claims.ranker import GIVEN, Weights
from extract.claims.scene import Bound, Scene

_FACTS = Features(
    "always",
    "kind {word}",
    "touch {word}",
    "word {text}",
    "after {word}",
    "kind {word} after {word}",
    "kind {word} touch {word}",
    "unit {text}",
    "left {number}",
    "opens {text}",
    "kind {word} left {number}",
    "kind {word} nouns {number}",
    "nouns {number} after {word}",
    "nouns {number} word {text}",
    "first {text}",
    "first tag {word}",
    "part",
    "part nouns {number}",
    "part depth {number}",
    "subject {word}",
    "subject {word} nouns {number}",
    "subject {word} {word}",
    "run {number} {word}",
    "no claim before",
    "before {text}",
    "before {text} near {text}",
    "before {text} {word} {word}",
    "near {text}",
    "near {text} nouns {number}",
    "near {text} {word} nouns {number}",
    "near {text} {word} {word}",
    "pair {word} {word}",
    "near {text} {word} unit",
)
_OWN = Features(
    "{text} ends {char}", "any ends {char} kind {word}", "any starts {char}", "{text} length {number}"
)
_NOUNS = ("vn", "eng", "l")


@dataclass(frozen=True, slots=True)
class Situation:
    """What is true of the figure itself, whichever candidate is looked at: the values of `_FACTS`."""

    kind: str
    values: tuple[Hashable, ...]

    @property
    def facts(self) -> list[str]:
        """The facts by name."""
        return _FACTS.names(self.values)


def situation(
    scene: Scene, bound: Bound, around: Surroundings, before: Sequence[Bound], member: Member | None
) -> Situation:
    """What is true of the figure, given the claims already bound before it."""
    kind = kind_of(bound.quantity)
    left, right = around.left, around.right
    touch, word = (left[-1].tag, left[-1].text) if left else ("none", "none")
    nouns = min(sum([token.tag[0] in "nj" or token.tag in _NOUNS for token in left]), 3)
    after = right[0].tag if right else "none"
    near = (
        True,
        kind,
        touch,
        word,
        after,
        (kind, after),
        (kind, touch),
        bound.quantity.unit_text,
        min(len(left), 4),
        scene.structure.clauses[bound.clause].before,
        (kind, min(len(left), 3)),
        (kind, nouns),
        (nouns, after),
        (nouns, word),
        left[0].text if left else None,
        left[0].tag if left else None,
    )
    own = (*_part(scene, bound, nouns), *_subject(bound, before, kind, nouns), _run(member))
    return Situation(kind, (*near, *own, *_relation(bound, kind, nouns, before)))


def _part(scene: Scene, bound: Bound, nouns: int) -> tuple[Hashable, ...]:
    if bound.parent is None:
        return _NO_PART
    return True, nouns, min(scene.structure.clauses[bound.clause].depth, 1)


def _subject(bound: Bound, before: Sequence[Bound], kind: str, nouns: int) -> tuple[Hashable, ...]:
    if not before:
        return _NO_SUBJECT
    same = str([e.name for e in before[-1].subject] == [e.name for e in bound.subject])
    return same, (same, nouns), (same, kind)


def _run(member: Member | None) -> Hashable:
    return (min(member.position, 1), "list" if member.pieces else "bare") if member else None


_NO_PART = _NO_SUBJECT = (None, None, None)
_NO_RELATION = (True, *[None] * 9)


def _relation(bound: Bound, kind: str, nouns: int, before: Sequence[Bound]) -> tuple[Hashable, ...]:
    if not before:
        return _NO_RELATION
    last = before[-1]
    near, chosen, previous = _nearness(bound, last), last.chosen, kind_of(last.quantity)
    return (
        None,
        chosen,
        (chosen, near),
        (chosen, previous, kind),
        near,
        (near, nouns),
        (near, kind, nouns),
        (near, previous, kind),
        (previous, kind),
        (near, "same" if last.quantity.unit_text == bound.quantity.unit_text else "other"),
    )


def _nearness(bound: Bound, last: Bound) -> str:
    if last.clause == bound.clause:
        return "clause"
    if last.sentence == bound.sentence:
        return "next clause" if bound.clause - last.clause == 1 else "sentence"
    return "other"


def features(scene: Scene, candidate: Candidate, about: Situation) -> list[str]:
    """The features of one candidate in its situation."""
    given = [f"{candidate.name}{GIVEN}{fact}" for fact in about.facts]
    return given + _own_names(scene, candidate, about)


def scores(scene: Scene, found: Sequence[Candidate], about: Situation, weights: Weights) -> list[int]:
    """For each candidate the sum of the weights of its features."""
    said = weights.said(_FACTS, about.values, [candidate.name for candidate in found])
    own = _own_totals(weights.tables(_OWN), scene.view, found, about.kind)
    return list(map(add, said, own))


def parting(
    scene: Scene, winner: Candidate, runner_up: Candidate, about: Situation, weights: Weights
) -> list[tuple[str, int]]:
    """What parted the first two candidates, the heaviest first; the numbers add up to their distance."""
    found = weights.compared(about.facts, winner.name, runner_up.name)
    found += weights.parts(_own_names(scene, winner, about))
    against = weights.parts(_own_names(scene, runner_up, about))
    found += [(name, -weight) for name, weight in against]
    ordered = sorted([(-abs(weight), feature, weight) for feature, weight in found if weight])
    return [(feature, weight) for _, feature, weight in ordered]


def _own_names(scene: Scene, candidate: Candidate, about: Situation) -> list[str]:
    return _OWN.asked(lambda tables: _own_totals(tables, scene.view, [candidate], about.kind))


def _own_totals(tables: Sequence[Get], view: str, found: Sequence[Candidate], kind: str) -> list[int]:
    """For each candidate what its text weighs."""
    named_end, any_end, any_start, named_length = tables
    totals = []
    for name, spans in found:
        start, end = spans[-1]
        last = view[end - 1]
        length = sum([end - start for start, end in spans])
        total = named_end((name, last), 0) + any_end((last, kind), 0) + any_start(view[start], 0)
        totals.append(total + named_length((name, min(length // 2, 8)), 0))
    return totals
