"""Features by which one of the candidates for an indicator is chosen."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from operator import add

from extract.claims.candidates import Candidate, Candidates
from extract.claims.features import Features, Get
from extract.claims.figures import kind_of
from extract.claims.groups import Member
from extract.claims.ranker import GIVEN, Fact, Weights, named
from extract.claims.scene import Bound, Scene
from extract.claims.surroundings import Surroundings

_OWN = Features(
    "{text} ends {char}", "any ends {char} kind {word}", "any starts {char}", "{text} length {number}"
)
_NOUNS = ("vn", "eng", "l")


@dataclass(slots=True)
class Situation:
    """What is true of a figure of this sort: functions that name facts, with their arguments."""

    kind: str
    asked: Sequence[Fact]

    @property
    def facts(self) -> list[str]:
        """The facts by name."""
        return [name for fact in self.asked for name in named(fact)]


def situation(
    scene: Scene, bound: Bound, around: Surroundings, before: Sequence[Bound], member: Member | None
) -> Situation:
    """What is true of the figure itself, whichever candidate is looked at."""
    kind = kind_of(bound.quantity)
    left, right = around.left, around.right
    clause = scene.structure.clauses[bound.clause]
    touch, word = (left[-1].tag, left[-1].text) if left else ("none", "none")
    nouns = min(sum([token.tag[0] in "nj" or token.tag in _NOUNS for token in left]), 3)
    after = right[0].tag if right else "none"
    facts: list[Fact] = [
        (_beside, kind, touch, after),
        (_nouns, kind, nouns, min(len(left), 4)),
        (_between, nouns, after),
        (_word, nouns, word),
        (_mark, "unit", bound.quantity.unit_text),
        (_mark, "opens", clause.before),
    ]
    if left:
        facts.append((_first, left[0].text, left[0].tag))
    if bound.status == "criterion":
        facts.append((_rule, kind, nouns, after))
    if bound.parent is not None:
        facts.append((_part, nouns, min(clause.depth, 1)))
    if before:
        last = before[-1]
        previous, near = kind_of(last.quantity), _nearness(bound, last)
        same = bound.has_subject_of(last)
        facts.append((_subject, same, nouns, kind))
        if last.status == "criterion" and last.clause == bound.clause:
            facts.append((_class, kind, nouns))
        facts.append((_before, last.chosen, near, previous, kind))
        facts.append((_near, near, nouns, kind, last.quantity.unit_text == bound.quantity.unit_text))
    else:
        facts.append((_alone,))
    if member:
        facts.append((_run, min(member.position, 1), "list" if member.pieces else "bare"))
    return Situation(kind, facts)


def _beside(kind: str, touch: str, after: str) -> list[str]:
    return [
        "always",
        f"kind {kind}",
        f"touch {touch}",
        f"after {after}",
        f"kind {kind} after {after}",
        f"kind {kind} touch {touch}",
    ]


def _nouns(kind: str, nouns: int, left: int) -> list[str]:
    return [f"left {left}", f"kind {kind} left {min(left, 3)}", f"kind {kind} nouns {nouns}"]


def _between(nouns: int, after: str) -> list[str]:
    return [f"nouns {nouns} after {after}"]


def _word(nouns: int, word: str) -> list[str]:
    return [f"word {word}", f"nouns {nouns} word {word}"]


def _mark(name: str, mark: str) -> list[str]:
    return [f"{name} {mark}"]


def _first(text: str, tag: str) -> list[str]:
    return [f"first {text}", f"first tag {tag}"]


def _rule(kind: str, nouns: int, after: str) -> list[str]:
    return ["rule", f"rule {kind}", f"rule nouns {nouns}", f"rule after {after}"]


def _part(nouns: int, depth: int) -> list[str]:
    return ["part", f"part nouns {nouns}", f"part depth {depth}"]


def _subject(same: bool, nouns: int, kind: str) -> list[str]:
    return [f"subject {same}", f"subject {same} nouns {nouns}", f"subject {same} {kind}"]


def _class(kind: str, nouns: int) -> list[str]:
    return ["class", f"class {kind}", f"class nouns {nouns}"]


def _run(position: int, sort: str) -> list[str]:
    return [f"run {position} {sort}"]


def _alone() -> list[str]:
    return ["no claim before"]


def _before(chosen: str, near: str, previous: str, kind: str) -> list[str]:
    return [
        f"before {chosen}",
        f"before {chosen} near {near}",
        f"before {chosen} {previous} {kind}",
        f"near {near}",
        f"near {near} {previous} {kind}",
        f"pair {previous} {kind}",
    ]


def _near(near: str, nouns: int, kind: str, same: bool) -> list[str]:
    unit = "same" if same else "other"
    return [f"near {near} nouns {nouns}", f"near {near} {kind} nouns {nouns}", f"near {near} {unit} unit"]


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


def scores(scene: Scene, found: Candidates, about: Situation, weights: Weights) -> list[int]:
    """For each candidate the sum of the weights of its features."""
    said = weights.said(about.asked, found.values())
    own = _own_totals(weights.tables(_OWN), scene.view, found, about.kind, weights.named)
    return list(map(add, said, own))


def parting(
    scene: Scene, winner: Candidate, runner_up: Candidate, about: Situation, weights: Weights
) -> list[tuple[str, int]]:
    """What parted the first two candidates, the heaviest first; the numbers add up to their distance."""
    found = weights.compared(about.asked, winner.name, runner_up.name)
    found += weights.parts(_own_names(scene, winner, about))
    against = weights.parts(_own_names(scene, runner_up, about))
    found += [(name, -weight) for name, weight in against]
    ordered = sorted([(-abs(weight), feature, weight) for feature, weight in found if weight])
    return [(feature, weight) for _, feature, weight in ordered]


def _own_names(scene: Scene, candidate: Candidate, about: Situation) -> list[str]:
    only, named = {candidate.spans: candidate.name}, {candidate.name}
    return _OWN.asked(lambda tables: _own_totals(tables, scene.view, only, about.kind, named))


def _own_totals(tables: Sequence[Get], view: str, found: Candidates, kind: str, named: Set[str]) -> list[int]:
    """For each candidate what its text weighs; `named` are the names that have weights of their own."""
    named_end, any_end, any_start, named_length = tables
    totals = []
    for spans, name in found.items():
        start, end = spans[-1]
        last = view[end - 1]
        total = any_end((last, kind), 0) + any_start(view[start], 0)
        if name in named:
            length = sum([end - start for start, end in spans])
            total += named_end((name, last), 0) + named_length((name, min(length // 2, 8)), 0)
        totals.append(total)
    return totals
