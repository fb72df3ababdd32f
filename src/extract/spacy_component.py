"""Claims inside spaCy: `nlp = spacy.blank("zh"); nlp.add_pipe("numeric_claims")`.

`doc.spans["claims"]` holds a span for each claim, widened to whole tokens and labelled by its measure, and
`span._.claim` the record itself; `doc.ents` holds the entities. Whichever segmenter cuts the tokens, the
records are the same: they are read from the characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from extract.records import Claim

if TYPE_CHECKING:
    from extract.pipeline import Extractor
    from extract.records import Entity

NAME = "numeric_claims"
SPANS = "claims"
# Records are kept as plain data under this key of `doc.user_data`, so that a document can be saved.
_RECORDS = "numeric_claims"


@Language.factory(NAME, assigns=["doc.spans", "doc.ents"], default_config={"date": None, "place": None})
def make_numeric_claims(nlp: Language, name: str, date: str | None, place: str | None) -> NumericClaims:
    """The component for `nlp.add_pipe("numeric_claims", config={"date": "2024-05-01", "place": "云南省"})`.

    Args:
        nlp: the pipeline; not used.
        name: the component's name in it.
        date: publication date of the texts, ISO, when they do not print it.
        place: what 全省, 我市 mean, when the texts do not say.
    """
    del nlp
    return NumericClaims(name, date, place)


class NumericClaims:
    """A pipeline component; it reads `doc.text` and adds spans and entities."""

    def __init__(self, name: str, date: str | None = None, place: str | None = None) -> None:
        self.name = name
        self._date = date
        self._place = place
        self._extractor: Extractor | None = None
        _extend()

    def __call__(self, doc: Doc) -> Doc:
        """Add claims and entities to `doc`."""
        extraction = self._ready().parse(doc.text, date=self._date, place=self._place)
        return annotate(doc, extraction.claims, extraction.entities)

    def _ready(self) -> Extractor:
        if self._extractor is None:
            from extract.pipeline import Extractor

            self._extractor = Extractor()
        return self._extractor


def annotate(doc: Doc, claims: Iterable[Claim], entities: Iterable[Entity]) -> Doc:
    """Add a span for each claim, labelled by its measure, and the entities to the `doc` they quote."""
    claims = list(claims)
    doc.user_data[_RECORDS] = {claim.id: claim.model_dump(mode="json") for claim in claims}
    doc.spans[SPANS] = list(_spans(doc, ((claim, claim.measure, claim.id) for claim in claims)))
    found = _spans(doc, ((entity, entity.type, "") for entity in entities))
    # Entities that were there before stay, as with spaCy's own entity ruler.
    doc.ents = _without_overlap(doc.ents, found)
    return doc


def doc_bin(releases: Iterable[tuple[str, Iterable[Claim], Iterable[Entity]]]) -> bytes:
    """A `DocBin` of texts with their claims and entities, one token a character, so that every span fits.

    `DocBin().from_bytes(data).get_docs(vocab)` reads it; `span._.claim` works once this module is imported.
    """
    _extend()
    nlp = spacy.blank("zh")
    # The other attributes are empty in a blank pipeline, and would take three quarters of the memory.
    store = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for text, claims, entities in releases:
        store.add(annotate(nlp.make_doc(text), claims, entities))
    return store.to_bytes()


def _extend() -> None:
    if not Span.has_extension("claim"):
        Span.set_extension("claim", getter=_claim_of)


def _spans(doc: Doc, records: Iterable[tuple[Claim | Entity, str, str]]) -> Iterator[Span]:
    """Spans of whole tokens around (record, label, id)."""
    for record, label, identifier in records:
        span = doc.char_span(
            record.start, record.end, label=label, span_id=identifier, alignment_mode="expand"
        )
        if span is not None:
            yield span


def _without_overlap(kept: Iterable[Span], found: Iterable[Span]) -> list[Span]:
    kept = list(kept)
    taken = {token.i for span in kept for token in span}
    return kept + [span for span in filter_spans(found) if taken.isdisjoint(token.i for token in span)]


def _claim_of(span: Span) -> Claim | None:
    """The claim a span stands for; None for any other span."""
    record = span.doc.user_data.get(_RECORDS, {}).get(span.id_)
    return None if record is None else Claim.model_validate(record)
