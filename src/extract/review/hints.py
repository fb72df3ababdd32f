"""What the page offers for each label: the extractor's candidates and doubts, the times and names near it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from extract.doubts import doubts
from extract.labelling import draft
from extract.labelling.uncovered import uncovered_spans
from extract.pipeline import Extraction, Extractor
from extract.records import Document
from extract.review.rows import Row, gold_file

SHOWN = 6  # candidates of an indicator


class Hints:
    """Everything the extractor can say about the labels of one document, worked out once."""

    def __init__(self, extraction: Extraction, extractor: Extractor) -> None:
        self._extraction = extraction
        self._extractor = extractor

    @property
    def document(self) -> Document:
        """The text that is labelled."""
        return self._extraction.document

    def data(self) -> dict[str, Any]:
        """Doubts and candidates by span (`start-end`), times and names in the order of the text."""
        entities = self._extraction.entities
        return {
            "doubts": {
                f"{doubt.claim.start}-{doubt.claim.end}": doubt.reasons for doubt in doubts(self._extraction)
            },
            "candidates": self._candidates(),
            "times": [(one.start, one.text, one.period) for one in entities if one.period],
            "names": [
                (one.start, one.name or one.text)
                for one in entities
                if one.type in ("PLACE", "ORG", "PERSON")
            ],
        }

    def _candidates(self) -> dict[str, list[str]]:
        """The texts of the candidates for the indicator, the best first."""
        trace = self._extraction.trace
        if trace is None:
            return {}
        text = self.document.text
        return {
            f"{bound.quantity.start}-{bound.quantity.end}": [
                " ".join(text[start:end] for start, end in candidate.spans)
                for _, candidate in trace.choices[bound.number].ranked[:SHOWN]
            ]
            for bound in trace.bounds
        }

    def propose(self, start: int, end: int) -> dict[str, Any]:
        """A claim for the characters from `start` to `end`: what the extractor reads in them alone."""
        quote = self.document.text[start:end]
        found = [row["claim"] for row in _draft_rows(self._extractor.parse(quote)) if "claim" in row]
        whole = [claim for claim in found if (claim["start"], claim["end"]) == (0, len(quote))]
        claim = {**_EMPTY, **(whole[0] if whole else {}), "indicator": "", "part_of": ""}
        return claim | {"start": start, "end": end, "text": quote}

    def uncovered(self, rows: Sequence[Row]) -> list[tuple[int, int]]:
        """The numerals that no label covers, accepted or not."""
        return uncovered_spans(gold_file(rows), self.document, self._extractor)


def _draft_rows(extraction: Extraction) -> list[Row]:
    return [json.loads(line) for line in draft.text(extraction).splitlines()]


_EMPTY: dict[str, Any] = {
    "n": "",
    "value": "",
    "unit": "",
    "bound": "=",
    "measure": "level",
    "indicator": "",
    "subject": "",
    "period": "",
    "basis": "",
    "status": "actual",
    "part_of": "",
    "flags": [],
}
