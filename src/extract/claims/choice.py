"""Features by which one of the candidates for an indicator is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.candidates import Candidate
from extract.claims.figures import kind_of
from extract.claims.groups import Member
from extract.claims.pieces import Surroundings
from extract.claims.ranker import GIVEN, Weights
from extract.claims.scene import Bound, Scene


def situation(
    scene: Scene, bound: Bound, around: Surroundings, before: Sequence[Bound], member: Member | None
) -> list[str]:
    """What is true of the figure itself, whichever candidate is looked at."""
    quantity = bound.quantity
    kind = kind_of(quantity)
    left, right = around.left, around.right
    clause = scene.structure.clauses[bound.clause]
    touch = left[-1].tag if left else "none"
    word = left[-1].text if left else "none"
    nouns = min(sum(token.tag[0] in "nj" or token.tag in ("vn", "eng", "l") for token in left), 3)
    after = right[0].tag if right else "none"
    names = [
        "always",
        f"kind {kind}",
        f"touch {touch}",
        f"word {word}",
        f"after {after}",
        f"kind {kind} after {after}",
        f"kind {kind} touch {touch}",
        f"unit {quantity.unit_text}",
        f"left {min(len(left), 4)}",
        f"opens {clause.before}",
        f"kind {kind} left {min(len(left), 3)}",
        f"kind {kind} nouns {nouns}",
        f"nouns {nouns} after {after}",
        f"nouns {nouns} word {word}",
    ]
    if left:
        names += [f"first {left[0].text}", f"first tag {left[0].tag}"]
    if bound.parent is not None:
        names += ["part", f"part nouns {nouns}", f"part depth {min(clause.depth, 1)}"]
    if before:
        same = [e.name for e in before[-1].subject] == [e.name for e in bound.subject]
        names += [f"subject {same}", f"subject {same} nouns {nouns}", f"subject {same} {kind}"]
    if member:
        names.append(f"run {min(member.position, 1)} {'list' if member.pieces else 'bare'}")
    return names + _relation(bound, kind, nouns, before)


def _relation(bound: Bound, kind: str, nouns: int, before: Sequence[Bound]) -> list[str]:
    if not before:
        return ["no claim before"]
    last = before[-1]
    same = last.quantity.unit_text == bound.quantity.unit_text
    if last.clause == bound.clause:
        near = "clause"
    elif last.sentence == bound.sentence:
        near = "next clause" if bound.clause - last.clause == 1 else "sentence"
    else:
        near = "other"
    previous = kind_of(last.quantity)
    return [
        f"before {last.chosen}",
        f"before {last.chosen} near {near}",
        f"before {last.chosen} {previous} {kind}",
        f"near {near}",
        f"near {near} nouns {nouns}",
        f"near {near} {kind} nouns {nouns}",
        f"near {near} {previous} {kind}",
        f"pair {previous} {kind}",
        f"near {near} {'same' if same else 'other'} unit",
    ]


def features(scene: Scene, candidate: Candidate, facts: Sequence[str]) -> list[str]:
    """The features of one candidate in its situation."""
    return [f"{candidate.name}{GIVEN}{fact}" for fact in facts] + _own_features(scene, candidate, facts)


def scores(scene: Scene, found: Sequence[Candidate], facts: Sequence[str], weights: Weights) -> list[int]:
    """For each candidate the sum of the weights of its features."""
    said = weights.said(facts, (candidate.name for candidate in found))
    return [
        total + weights.total(_own_features(scene, candidate, facts))
        for total, candidate in zip(said, found, strict=True)
    ]


def parting(
    scene: Scene, winner: Candidate, runner_up: Candidate, facts: Sequence[str], weights: Weights
) -> list[tuple[str, int]]:
    """What parted the first two candidates, the heaviest first; the numbers add up to their distance."""
    found = weights.compared(facts, winner.name, runner_up.name)
    found += weights.parts(_own_features(scene, winner, facts))
    found += [(name, -weight) for name, weight in weights.parts(_own_features(scene, runner_up, facts))]
    ordered = sorted([(-abs(weight), feature, weight) for feature, weight in found if weight])
    return [(feature, weight) for _, feature, weight in ordered]


def _own_features(scene: Scene, candidate: Candidate, facts: Sequence[str]) -> list[str]:
    """What its text looks like; facts[1] names the sort of figure."""
    start, end = candidate.spans[-1]
    length = sum(end - start for start, end in candidate.spans)
    return [
        f"{candidate.name} ends {scene.view[end - 1]}",
        f"any ends {scene.view[end - 1]} {facts[1]}",
        f"any starts {scene.view[start]}",
        f"{candidate.name} length {min(length // 2, 8)}",
    ]
