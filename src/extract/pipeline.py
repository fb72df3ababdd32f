"""The stages in order: a document in, its claims, entities and findings out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter
from pathlib import Path

from extract import restore
from extract.audit import Auditor
from extract.claims.binder import bind
from extract.claims.cues import CueFinder
from extract.claims.indicators import Choice
from extract.claims.ranker import Weights
from extract.claims.scene import Bound, Index, Scene
from extract.claims.sorts import verb_sorts
from extract.documents import Limits, Source, describe, read
from extract.engine import Spans
from extract.entities import EntityFinder, Home, find_titles, read_names
from extract.furniture import FurnitureFinder
from extract.garbage import uncollected
from extract.lexicon import Lexicon
from extract.mentions import EntityMention, QuantityMention, TimeMention
from extract.quantities import QuantityFinder
from extract.reading import view
from extract.records import Claim, Document, Entity, Finding, Subject, written_out
from extract.repair import Repairer, Restored
from extract.structure import Structure
from extract.times import TimeFinder
from extract.tokens import Words, tokenizer
from extract.wraps import Joined, joined

_POINTERS = ("该", "該")
_KINDS = {"PLACE": "place", "ORG": "org", "PERSON": "person"}


@dataclass(slots=True)
class Trace:
    """What `explain` prints from: the scene, the claims in the making, the ranked candidates."""

    scene: Scene
    bounds: list[Bound]
    choices: dict[int, Choice]
    weights: Weights


@dataclass(slots=True)
class Extraction:
    """Everything read from one document; offsets point into `document.text`."""

    document: Document
    claims: list[Claim]
    entities: list[Entity]
    findings: list[Finding] = field(default_factory=list)
    trace: Trace | None = None


class Extractor:
    """Reads documents into claims; made once, used for many texts.

    Args:
        lexicon: the word lists; the built-in ones when None.
        tokenizer: `rjieba` (fast) or `jieba` (the reference, same dictionary).
        names: a file of the user's own names: EntityRuler JSONL, or a TSV with the columns name and type.

    Raises:
        LexiconError, RuleError, NamesError: a word list, a rule or the file of names is malformed.
    """

    @uncollected
    def __init__(
        self, *, lexicon: Lexicon | None = None, tokenizer: str = "rjieba", names: Path | None = None
    ) -> None:
        lexicon = lexicon or Lexicon()
        self._furniture = FurnitureFinder(lexicon)
        self._times = TimeFinder(lexicon)
        self._quantities = QuantityFinder(lexicon)
        self._repairer = Repairer(lexicon)
        self._entities = EntityFinder(lexicon, read_names(names) if names else ())
        self._cues = CueFinder(lexicon)
        self._verbs = verb_sorts(lexicon)
        self._weights = Weights.load(lexicon)
        self._auditor = Auditor(lexicon)
        self._tokenizer = tokenizer

    def read(self, source: Source, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
        """Read one file; InputError names the file and the cause."""
        return read(source, self._furniture, limits)

    def parse(
        self, text: str, *, date: str | None = None, place: str | None = None, title: str | None = None
    ) -> Extraction:
        """Extract from a text in memory; `date` is ISO, `place` what 全市 or 全省 means."""
        known = {key: value for key, value in (("date", date), ("place", place), ("title", title)) if value}
        return self.extract(describe(text, self._furniture, doc="text", known=known))

    @uncollected
    def extract(self, document: Document) -> Extraction:
        """All claims, entities and findings of `document`; of one with wrapped lines, as if they were not."""
        reading = view(document.text)
        unwrapped = joined(document.text, reading)
        if unwrapped is None:
            return self._extract(document, reading)
        furniture = tuple(map(unwrapped.joined, document.furniture))
        update = {"text": unwrapped.cut(document.text), "furniture": furniture}
        found = self._extract(document.model_copy(update=update), unwrapped.text)
        return _stored(found, document, unwrapped)

    def _extract(self, document: Document, reading: str) -> Extraction:
        reference = _reference(document)
        document = self._placed(document, reading, reference)
        scene = self._scene(document, reading, reference)
        bounds, choices = bind(scene, self._weights)
        ids = [_claim_id(document, bound) for bound in bounds]
        claims = [_claim(document, scene, bound, ids) for bound in bounds]
        findings = self._auditor.audit(document.doc, scene, bounds)
        trace = Trace(scene, bounds, choices, self._weights)
        return Extraction(document, claims, _entities(document, scene), findings, trace)

    def scene(self, document: Document) -> Scene:
        """Everything the finding stages read in `document`, before anything is bound."""
        return self._scene(document, view(document.text), _reference(document))

    def _scene(self, document: Document, reading: str, reference: date | None) -> Scene:
        structure = Structure(reading)
        words = Words(reading, tokenizer(self._tokenizer), structure.spans())
        titles = find_titles(reading)
        closed = [*document.furniture, *((title.start, title.end) for title in titles)]
        times, quantities = self._figures(reading, reference, Spans(closed))
        losses = self._repairer.losses(reading, structure, quantities, times)
        if losses:
            restored = Restored(reading, losses)
            figures = self._figures(restored.text, reference, restored.blocked(closed))
            times, quantities = restored.lead_back(*figures)
        blocked = Spans([*closed, *((time.start, time.end) for time in times)])
        home = Home(document.place, reference)
        entities = self._entities.find(reading, words, home, blocked)
        return Scene(
            reading,
            structure,
            words,
            Index(quantities),
            Index(times),
            Index([*titles, *entities]),
            Index(self._cues.find(reading)),
            self._home(home),
            reference,
            Spans(document.furniture),
            self._verbs,
            document.source,
        )

    def _figures(
        self, reading: str, reference: date | None, closed: Spans
    ) -> tuple[list[TimeMention], list[QuantityMention]]:
        """Times and quantities of a reading view, but for what stands in `closed`."""
        times = self._times.find(reading, reference, closed)
        blocked = Spans([*closed, *((time.start, time.end) for time in times)])
        return times, self._quantities.find(reading, blocked)

    def _placed(self, document: Document, reading: str, reference: date | None) -> Document:
        """The document with the place it is about, found in the text when nobody says."""
        if document.place:
            return document
        place = self._entities.own_place(reading, reference)
        return document.model_copy(update={"place": place}) if place else document

    def _home(self, home: Home) -> EntityMention | None:
        if home.place is None:
            return None
        name, code = self._entities.resolve(home.place, home) or (home.place, None)
        return EntityMention(0, 0, "PLACE", name, code)


def _stored(found: Extraction, document: Document, unwrapped: Joined) -> Extraction:
    """What was found in the joined text, in the offsets of the stored one."""
    return Extraction(
        document.model_copy(update={"place": found.document.place}),
        [restore.claim(one, unwrapped, document.text) for one in found.claims],
        [restore.entity(one, unwrapped, document.text) for one in found.entities],
        [restore.finding(one, unwrapped) for one in found.findings],
        found.trace,
    )


def _reference(document: Document) -> date | None:
    return date.fromisoformat(document.date) if document.date else None


def _claim_id(document: Document, bound: Bound) -> str:
    """Stable from run to run: the document's name and the figure's place in it."""
    key = f"{document.doc}:{bound.quantity.start}:{bound.quantity.end}"
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _claim(document: Document, scene: Scene, bound: Bound, ids: list[str]) -> Claim:
    quantity = bound.quantity
    sentence = scene.structure.sentences[bound.sentence]
    text = document.text
    return Claim.trusted(
        start=quantity.start,
        end=quantity.end,
        text=text[quantity.start : quantity.end],
        value=_number(quantity.value),
        low=_number(quantity.low),
        high=_number(quantity.high),
        parts=tuple(map(written_out, quantity.parts)) or None,
        unit=quantity.unit,
        unit_text=quantity.unit_text,
        bound=quantity.bound,
        measure=quantity.measure,
        id=ids[bound.number],
        doc=document.doc,
        indicator=" ".join(text[start:end] for start, end in bound.indicator),
        indicator_spans=bound.indicator,
        subject=tuple(_subject(entity) for entity in bound.subject),
        period=bound.period,
        basis=bound.basis,
        status=bound.status,
        part_of=None if bound.parent is None else ids[bound.parent],
        sentence=(sentence.start, sentence.end),
        flags=quantity.flags,
        rules=(*quantity.rules, *bound.why),
    )


def _number(value: Decimal | None) -> Decimal | None:
    return None if value is None else written_out(value)


def _subject(entity: EntityMention) -> Subject:
    return Subject.trusted(name=entity.name, kind=_KINDS[entity.type], code=entity.code)


def _entities(document: Document, scene: Scene) -> list[Entity]:
    found = [_named(document, entity) for entity in scene.entities.all if not _points_back(document, entity)]
    found += [_time(document, time) for time in scene.times.all]
    return sorted(found, key=attrgetter("start", "end"))


def _points_back(document: Document, entity: EntityMention) -> bool:
    """Whether it is 该市: that tells whose a figure is, but names nothing."""
    return entity.rules == ("place.pronoun",) and document.text[entity.start] in _POINTERS


def _named(document: Document, entity: EntityMention) -> Entity:
    text = document.text[entity.start : entity.end]
    return Entity.trusted(
        doc=document.doc,
        start=entity.start,
        end=entity.end,
        text=text,
        type=entity.type,
        name=None if entity.name == text else entity.name,
        code=entity.code,
        period=None,
        flags=entity.flags,
        rules=entity.rules,
    )


def _time(document: Document, time: TimeMention) -> Entity:
    return Entity.trusted(
        doc=document.doc,
        start=time.start,
        end=time.end,
        text=document.text[time.start : time.end],
        type="TIME",
        name=None,
        code=None,
        period=str(time.period) if time.period else None,
        flags=time.flags,
        rules=time.rules,
    )
