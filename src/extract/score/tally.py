"""What is counted in one document; documents add up, so every figure is a ratio of sums.

Keys: `gold`, `pred`, `right`, `span`, `full`, `core` and `exact` count quantities; `links_*` pairs of
part and whole; a field's name counts where it is right, `field:usual:*` and `field:special:*` split that by
the labelled value; `overlap` is the sum of the indicators' character F1 in units of 10**-9; `TYPE:*` counts
entities, `ENTITY:*` all of them.

Beside the counts stand the verdicts: for every labelled claim and mention what is wrong about it, so that two
runs can be compared claim by claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.score.compare import FIELDS, USUAL, align, judge, overlap, same_value
from extract.score.labels import Item, Labels, Mention, Value

OVERLAP_UNIT = 10**9
ENTITY_TYPES = ("PLACE", "ORG", "PERSON", "TIME", "TITLE")
# What keeps a labelled quantity from being right at all, so that its fields are not judged.
NOT_RIGHT = ("miss", "value", "unit")
# The classes of mistakes, in the order they are shown.
KINDS = (*NOT_RIGHT, "spurious", *FIELDS, "part_of", "entity miss", "entity spurious")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong: `kind` is one of KINDS, `place` the span it is known by, of gold if it is labelled."""

    doc: str
    kind: str
    place: str
    text: str
    gold: str = ""
    pred: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim that was found: its rules, and the kinds of mistakes about it."""

    rules: tuple[str, ...]
    wrong: frozenset[str]


@dataclass(slots=True)
class Tally:
    """The counts of one document and its mistakes.

    `labelled` holds the text of every labelled claim and mention that counts, by its place; `outcomes` the
    claims that were found and count.
    """

    doc: str
    counts: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)
    labelled: dict[str, str] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def wrong(self, kind: str, item: Item, gold: str = "", pred: str = "") -> None:
        """Note a mistake about a claim."""
        self.mistakes.append(Mistake(self.doc, kind, item.span, item.text, gold, pred))

    def verdicts(self) -> dict[str, tuple[str, ...]]:
        """For everything labelled, by its place, the kinds of mistakes about it; none when all is right."""
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self.labelled, ())
        for mistake in self.mistakes:
            if mistake.place in found and "spurious" not in mistake.kind:
                found[mistake.place] += (mistake.kind,)
        return found

    def spurious(self) -> dict[str, str]:
        """The texts of what was found and is not labelled, by place."""
        return {mistake.place: mistake.text for mistake in self.mistakes if "spurious" in mistake.kind}


def count(doc: str, gold: Labels, pred: Labels) -> Tally:
    """Compare two readings of one document. One without gold claims, or entities, is not judged by them."""
    tally = Tally(doc)
    if gold.claims:
        pairs = align(gold.claims, pred.claims)
        _count_quantities(tally, gold.claims, pred.claims, pairs)
        _count_links(tally, gold.claims, pred.claims, pairs)
    if gold.entities:
        _count_entities(tally, gold.entities, pred.entities)
    return tally


def _count_quantities(
    tally: Tally, gold: Sequence[Item], pred: Sequence[Item], pairs: list[tuple[int, int]]
) -> None:
    of_gold, of_pred = dict(pairs), {j: i for i, j in pairs}
    for i, item in enumerate(gold):
        if not item.optional:
            tally.counts["gold"] += 1
            tally.labelled[item.span] = item.text
            if i not in of_gold:
                tally.wrong("miss", item)
    for j, item in enumerate(pred):
        if not (gold[of_pred[j]].optional if j in of_pred else item.optional):
            tally.counts["pred"] += 1
            if j not in of_pred:
                tally.wrong("spurious", item)
                tally.outcomes.append(Outcome(item.rules, frozenset({"spurious"})))
    wholes = _wholes(gold, pred, pairs)
    for i, j in pairs:
        if not gold[i].optional:
            wrong = _count_pair(tally, gold[i], pred[j], *wholes(i, j))
            tally.outcomes.append(Outcome(pred[j].rules, frozenset(wrong)))


def _count_pair(tally: Tally, gold: Item, pred: Item, whole: str, found: str) -> list[str]:
    """Count a pair whose part_of are `whole` and `found`, in one naming; returns what is wrong."""
    tally.counts["span"] += (gold.start, gold.end) == (pred.start, pred.end)
    if not same_value(gold, pred) or gold.unit != pred.unit:
        kind = "unit" if same_value(gold, pred) else "value"
        tally.wrong(kind, gold, f"{_shown(gold.value)} {gold.unit}", f"{_shown(pred.value)} {pred.unit}")
        return [kind]
    right = judge(gold, pred)
    closeness = overlap(gold.indicator, pred.indicator)
    tally.counts.update(
        right=1,
        full=all(right.values()),
        core=right["sign"] and right["bound"] and right["measure"],
        exact=closeness == 1,
        overlap=round(closeness * OVERLAP_UNIT),
    )
    for name in FIELDS:
        tally.counts[name] += right[name]
        _count_split(tally, name, gold, right[name])
        if not right[name]:
            tally.wrong(name, gold, *(_field(item, name) for item in (gold, pred)))
    if whole != found:
        tally.wrong("part_of", gold, whole, found)
    return [name for name in FIELDS if not right[name]] + ["part_of"] * (whole != found)


def _count_split(tally: Tally, name: str, gold: Item, right: bool) -> None:
    """Usual and special values apart: always guessing the usual one must not look good."""
    if name in USUAL:
        kind = "usual" if getattr(gold, name) == USUAL[name] else "special"
        tally.counts[f"{name}:{kind}:right"] += right
        tally.counts[f"{name}:{kind}:gold"] += 1


def _wholes(
    gold: Sequence[Item], pred: Sequence[Item], pairs: Iterable[tuple[int, int]]
) -> Callable[[int, int], tuple[str, str]]:
    """Names the wholes of a labelled and a found part; a whole that corresponds is named by its label."""
    texts = {item.key: item.text for item in gold if item.key}
    named = {item.key: item.text for item in pred if item.key}
    of_pred = {pred[j].key: gold[i].key for i, j in pairs}

    def both(i: int, j: int) -> tuple[str, str]:
        labelled, found = gold[i].part_of, pred[j].part_of
        if labelled in texts and of_pred.get(found) == labelled:
            return texts[labelled], texts[labelled]
        return texts.get(labelled, ""), named.get(found, "") and f"{named[found]} (found)"

    return both


def _count_links(
    tally: Tally, gold: Sequence[Item], pred: Sequence[Item], pairs: list[tuple[int, int]]
) -> None:
    """Links compared as (part, whole) in gold's numbering; what has no gold counterpart cannot match."""
    of_pred = {j: i for i, j in pairs}
    by_key = {item.key: i for i, item in enumerate(gold)}
    labelled = {
        (i, by_key[item.part_of])
        for i, item in enumerate(gold)
        if item.part_of in by_key and item.part_of and not item.optional
    }
    keys = {item.key: j for j, item in enumerate(pred)}
    found = []
    for j, item in enumerate(pred):
        if item.part_of and not (j in of_pred and gold[of_pred[j]].optional):
            whole = keys.get(item.part_of)
            found.append((of_pred.get(j), of_pred.get(whole) if whole is not None else None))
    tally.counts.update(links_gold=len(labelled), links_pred=len(found))
    tally.counts["links_right"] = sum(link in labelled for link in found)


def _count_entities(tally: Tally, gold: Mapping[Mention, str], pred: Mapping[Mention, str]) -> None:
    found = (("gold", gold.keys()), ("pred", pred.keys()), ("right", gold.keys() & pred.keys()))
    for name, mentions in found:
        tally.counts[f"ENTITY:{name}"] = len(mentions)
        for kind in ENTITY_TYPES:
            tally.counts[f"{kind}:{name}"] = sum(mention[2] == kind for mention in mentions)
    tally.labelled |= {_place(mention): text for mention, text in gold.items()}
    for kind, one, other in (("entity miss", gold, pred), ("entity spurious", pred, gold)):
        for mention in sorted(one.keys() - other.keys()):
            cells = ("", mention[2]) if "spurious" in kind else (mention[2], "")
            tally.mistakes.append(Mistake(tally.doc, kind, _place(mention), one[mention], *cells))


def _place(mention: Mention) -> str:
    start, end, kind = mention
    return f"{start}-{end} {kind}"


def _field(item: Item, name: str) -> str:
    if name == "sign":
        return _shown(item.value)
    value = getattr(item, name)
    return "、".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def _shown(value: Value) -> str:
    marks = {"range": "..", "ratio": ":"}
    return marks.get(value[0], "").join(f"{number:f}" for number in value[1])
