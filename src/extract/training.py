"""Training the indicator ranker: `python -m extract train GOLD...` rewrites `lexicon/weights.tsv`.

A conditional log-linear model over the same few options that the extractor ranks (Berger et al. 1996),
fitted with a Gaussian prior by L-BFGS and rounded to integers. Features that occur in fewer than
`MINIMUM_DOCUMENTS` documents are left out, so that no weight stands for one text. The result is the
same on every run with the same gold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.claims import choice, piece_features, pieces
from extract.claims.binder import framed
from extract.claims.candidates import Candidate, candidates
from extract.claims.figures import kind_of
from extract.claims.groups import members
from extract.claims.ranker import Weights
from extract.claims.scene import Bound, Scene
from extract.claims.surroundings import Surroundings, surroundings
from extract.documents import discover
from extract.documents.manifest import splits
from extract.errors import ExtractError
from extract.mentions import QuantityMention, Span
from extract.pipeline import Extractor
from extract.reading import view
from extract.score.labels import Item
from extract.score.labels import read as read_labels
from extract.score.names import Names
from extract.structure import Clause

MINIMUM_DOCUMENTS = 3
PRIOR = 4.0  # the weight of the Gaussian prior
SCALE = 100  # weights are hundredths of a nat
_ROUNDS = 60
_GOOD = 0.5  # a candidate must share so much with the label to count as right
_NEAR = 0.02  # candidates this close to the best count as right too


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice seen in gold: the features of each option, which options are right, in which document."""

    options: Sequence[Sequence[str]]
    right: frozenset[int]
    doc: str


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its scene, and for each claim the label's indicator ("" when it has none)."""

    doc: str
    scene: Scene
    bounds: Sequence[Bound]
    labels: Sequence[str]


def load(gold: Sequence[Path], texts: Sequence[Path], extractor: Extractor) -> list[Example]:
    """The labelled documents among `texts`, but drafts and those that the manifest keeps for tests.

    Figures that the extractor misses or adds are left out.

    Raises:
        ExtractError: a folder is missing, a gold file is broken, or no text has labels.
    """
    names = Names()
    labels = {stem: found for folder in gold for stem, found in read_labels(folder, names).items()}
    examples = []
    kept = {folder: splits(folder) for folder in {source.path.parent for source in discover(texts)}}
    for source in discover(texts):
        stem = source.path.stem
        if stem in labels and not labels[stem].draft and kept[source.path.parent].get(stem) != "test":
            scene = extractor.scene(extractor.read(source))
            examples.append(_example(source.name, scene, labels[stem].claims))
    if not examples:
        raise ExtractError("no text has labels to train on")
    return examples


def _example(doc: str, scene: Scene, items: Sequence[Item]) -> Example:
    bounds, labels = framed(scene, members(scene)), []
    for bound in bounds:
        start, end = bound.quantity.start, bound.quantity.end
        item = next((item for item in items if item.start < end and start < item.end), None)
        labels.append(item.indicator if item and not item.optional else "")
    return Example(doc, scene, bounds, labels)


def train(examples: Sequence[Example]) -> dict[str, int]:
    """Weights for pieces, then, with these, for the choice between candidates."""
    weights = fit([decision for example in examples for decision in _piece_decisions(example)])
    ranker = Weights(weights)
    weights |= fit([d for example in examples for d in _choice_decisions(example, ranker)])
    return weights


def write(weights: dict[str, int], path: Path, trained_on: str) -> None:
    """Write the weights, sorted by feature, with a header that says what they were trained on."""
    lines = [
        "# Weights of the indicator ranker, made by `python -m extract train`; do not edit by hand.",
        f"# Trained on {trained_on}.",
        "# feature: as named in claims/piece_features.py and claims/choice.py. weight: hundredths of a nat.",
        "feature\tweight",
        *(f"{feature}\t{weight}" for feature, weight in sorted(weights.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def overlap(one: str, other: str) -> float:
    """Character F1 of two texts, as the score counts it; a measure for ranking, not a record's value."""
    left, right = one.replace(" ", ""), other.replace(" ", "")
    if not left or not right:
        return float(left == right)
    shared = sum(min(left.count(char), right.count(char)) for char in set(left))
    return 2 * shared / (len(left) + len(right))


def located(scene: Scene, quantity: QuantityMention, label: str) -> list[Span]:
    """Where the pieces of a label stand: beside the figure if possible, else the nearest place before."""
    clause = scene.structure.clause(quantity.start)
    found = (_place(scene, quantity, clause, piece) for piece in view(label).split(" ") if piece)
    return [span for span in found if span is not None]


def _place(scene: Scene, quantity: QuantityMention, clause: Clause, piece: str) -> Span | None:
    text = scene.view
    for start in (
        text.rfind(piece, clause.start, quantity.start),
        text.find(piece, quantity.end, clause.end),
        text.rfind(piece, 0, quantity.start),
    ):
        if start >= 0:
            return start, start + len(piece)
    return None


def _piece_decisions(example: Example) -> Iterator[Decision]:
    for bound, label in zip(example.bounds, example.labels, strict=True):
        quantity = bound.quantity
        clause = example.scene.structure.clause(quantity.start)
        around = surroundings(example.scene, quantity)
        kind = kind_of(quantity)
        spans = located(example.scene, quantity, label)
        left = [span for span in spans if clause.start <= span[0] < quantity.start]
        right = [span for span in spans if span[0] >= quantity.end]
        ends = pieces.end_options(around.left)
        if left and ends:
            yield from _left_decisions(example.doc, around, (left[0][0], left[-1][1]), ends, kind)
        first = pieces.right_start(around.right)
        options = range(first + 1, len(around.right) + 1)
        if right and options:
            best = min(options, key=lambda k: abs(around.right[k - 1].end - right[-1][1]))
            features = [piece_features.right_features(around, first, k, kind) for k in options]
            yield Decision(features, frozenset({options.index(best)}), example.doc)


def _left_decisions(
    doc: str, around: Surroundings, span: Span, ends: list[int], kind: str
) -> Iterator[Decision]:
    left = around.left
    end = min(ends, key=lambda k: abs(left[k - 1].end - span[1]))
    features = [piece_features.end_features(around, k, kind) for k in ends]
    yield Decision(features, frozenset({ends.index(end)}), doc)
    starts = pieces.start_options(left, end)
    start = min(starts, key=lambda k: abs(left[k].start - span[0]))
    features = [piece_features.start_features(around, k, end) for k in starts]
    yield Decision(features, frozenset({starts.index(start)}), doc)


def _choice_decisions(example: Example, weights: Weights) -> Iterator[Decision]:
    scene, groups = example.scene, members(example.scene)
    before: list[Bound] = []
    for bound, label in zip(example.bounds, example.labels, strict=True):
        member = groups.get(bound.quantity.start)
        around = surroundings(scene, bound.quantity)
        options = candidates(scene, bound, around, before, member, weights)
        found = [Candidate(name, spans) for spans, name in options.items()]
        about = choice.situation(scene, bound, around, before, member)
        if label:
            yield from _ranked(example, found, about, label)
            bound.indicator = tuple(located(scene, bound.quantity, label))
            bound.chosen = _nearest_name(scene, found, label)
        before.append(bound)


def _nearest_name(scene: Scene, found: Sequence[Candidate], label: str) -> str:
    """The name of the candidate that is nearest to the label."""
    if not found:
        return ""
    return max(found, key=lambda c: overlap("".join(scene.view[a:b] for a, b in c.spans), view(label))).name


def _ranked(
    example: Example, found: Sequence[Candidate], about: choice.Situation, label: str
) -> Iterator[Decision]:
    scene = example.scene
    shares = [overlap("".join(scene.view[a:b] for a, b in c.spans), view(label)) for c in found]
    best = max(shares, default=0)
    if best >= _GOOD:
        right = frozenset(k for k, share in enumerate(shares) if share >= best - _NEAR)
        yield Decision([choice.features(scene, c, about) for c in found], right, example.doc)


def fit(decisions: Sequence[Decision]) -> dict[str, int]:
    """Integer weights that make the right options likely."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    names = _frequent_features(decisions)
    index = {name: k for k, name in enumerate(names)}
    rows, columns, starts, right = _coordinates(decisions, index)
    size = len(right)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, len(names)))
    mask, first = np.array(right, dtype=float), np.array(starts)
    lengths = np.diff([*starts, size])

    def loss(vector: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ vector
        scores = np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), lengths))
        total, good = np.add.reduceat(scores, first), np.add.reduceat(scores * mask, first)
        expected = scores / np.repeat(total, lengths) - scores * mask / np.repeat(good, lengths)
        value = -np.log(good / total).sum() + PRIOR / 2 * vector @ vector
        return value, matrix.T @ expected + PRIOR * vector

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    rounded = ((name, round(SCALE * value)) for name, value in zip(names, result.x, strict=True))
    return {name: int(weight) for name, weight in rounded if abs(weight) >= SCALE // 20}


def _frequent_features(decisions: Iterable[Decision]) -> list[str]:
    docs: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        for features in decision.options:
            for feature in features:
                docs[feature].add(decision.doc)
    return sorted(f for f, seen in docs.items() if len(seen) >= MINIMUM_DOCUMENTS and _writable(f))


def _writable(feature: str) -> bool:
    """Whether a line of the weights file can hold it: no blank at its ends, no tab or line break inside."""
    return feature == feature.strip() and feature.isprintable()


def _coordinates(
    decisions: Iterable[Decision], index: dict[str, int]
) -> tuple[list[int], list[int], list[int], list[bool]]:
    """Sparse coordinates of all options, where each decision starts, and which options are right."""
    rows: list[int] = []
    columns: list[int] = []
    starts: list[int] = []
    right: list[bool] = []
    for decision in decisions:
        starts.append(len(right))
        for k, features in enumerate(decision.options):
            known = [index[feature] for feature in features if feature in index]
            columns += known
            rows += [len(right)] * len(known)
            right.append(k in decision.right)
    return rows, columns, starts, right
