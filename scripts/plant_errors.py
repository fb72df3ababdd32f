"""Plant errors and count how many the audit finds: one printed digit is changed at a time.

    python scripts/plant_errors.py corpus/ MORE... --plants 300 --missed 10

Groups that hold in a text are drawn at random (the same ones for the same seed), in each one of its figures
and one digit of it. The text with that one digit changed is read again from the start. A plant is found when
a broken finding names the changed figure. Where the identity still holds, because rounding hides the change,
the plant is no error in print; such are counted apart. Every plant is one reading of a text.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from extract import Extractor
from extract.documents import discover
from extract.records import Document, Finding

_INTACT = ("holds", "truncated")


@dataclass(frozen=True, slots=True)
class Plant:
    """A holding finding of a document, and the place of the digit to change in one of its figures."""

    document: Document
    finding: Finding
    figure: tuple[int, int]
    place: int
    digit: str

    def text(self) -> str:
        """The text with the one digit changed."""
        text = self.document.text
        return text[: self.place] + self.digit + text[self.place + 1 :]


def main() -> None:
    """Read the texts, plant, print recall by kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="texts, or folders of them")
    parser.add_argument("--plants", type=int, default=300, help="how many plants that break an identity")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--missed", type=int, default=0, metavar="N", help="print the first N plants missed")
    options = parser.parse_args()
    extractor = Extractor()
    plants = _plants(extractor, options.paths, random.Random(options.seed))
    report(extractor, plants, options.plants, options.missed)


def _plants(extractor: Extractor, paths: list[Path], chance: random.Random) -> list[Plant]:
    """All holding findings in random order, each with a digit to change, over and over."""
    held: list[tuple[Document, Finding]] = []
    for source in discover(paths):
        extraction = extractor.extract(extractor.read(source))
        held += [(extraction.document, one) for one in extraction.findings if one.verdict in _INTACT]
    print(f"{len(held)} groups hold")
    rounds = [chance.sample(held, len(held)) for _ in range(40)]
    made = [_plant(document, finding, chance) for held in rounds for document, finding in held]
    return [plant for plant in made if plant]


def _plant(document: Document, finding: Finding, chance: random.Random) -> Plant | None:
    figure = chance.choice(sorted({finding.result, *finding.operands}))
    places = [at for at in range(*figure) if document.text[at] in "0123456789"]
    if not places:
        return None
    place = chance.choice(places)
    leading = place == places[0]
    digit = chance.choice([d for d in "0123456789"[leading:] if d != document.text[place]])
    return Plant(document, finding, figure, place, digit)


def report(extractor: Extractor, plants: list[Plant], wanted: int, missed: int) -> None:
    """Plant one after the other until `wanted` have broken an identity; print what was found."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    hidden = named = 0
    for plant in plants:
        after = extractor.extract(plant.document.model_copy(update={"text": plant.text()})).findings
        if any(_same(one, plant.finding) and one.verdict in _INTACT for one in after):
            hidden += 1
            continue
        total[plant.finding.kind] += 1
        hits = [one for one in after if one.verdict == "broken" and _names(one, plant.figure)]
        found[plant.finding.kind] += bool(hits)
        named += any(plant.figure in one.suspects for one in hits)
        if not hits and missed:
            missed -= 1
            _show(plant)
        if total.total() == wanted:
            break
    _print(found, total, hidden, named)


def _same(one: Finding, other: Finding) -> bool:
    return one.kind == other.kind and {one.result, *one.operands} == {other.result, *other.operands}


def _names(finding: Finding, figure: tuple[int, int]) -> bool:
    return figure in (finding.result, *finding.operands)


def _show(plant: Plant) -> None:
    start = max(min(plant.finding.result[0], *(o[0] for o in plant.finding.operands)) - 20, 0)
    end = max(plant.finding.result[1], *(o[1] for o in plant.finding.operands)) + 10
    text = plant.text()
    old, new = plant.document.text[slice(*plant.figure)], text[slice(*plant.figure)]
    quote = " ".join(text[start : min(end, start + 240)].split())
    print(f"missed {plant.finding.kind} {plant.document.doc}: {old} -> {new} in {quote}")


def _print(found: Counter[str], total: Counter[str], hidden: int, named: int) -> None:
    print(f"\n{'kind':<12}{'plants':>8}{'found':>8}{'recall':>8}")
    for kind in sorted(total):
        print(f"{kind:<12}{total[kind]:>8}{found[kind]:>8}{found[kind] / total[kind]:>8.2f}")
    if total:
        recall = found.total() / total.total()
        print(f"{'all':<12}{total.total():>8}{found.total():>8}{recall:>8.2f}")
    print(f"the changed figure among the suspects: {named}; changes that rounding hides: {hidden}")


if __name__ == "__main__":
    main()
