"""The arithmetic of a release: which of its figures follow from others, and whether they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.audit.aggregates import Aggregates
from extract.audit.changes import Changes
from extract.audit.figures import Figure
from extract.audit.groups import Group
from extract.audit.means import Means
from extract.audit.page import Page
from extract.audit.repeats import repeats
from extract.audit.shares import Shares
from extract.audit.sums import Sums
from extract.audit.verdicts import findings
from extract.audit.words import Patterns
from extract.claims.scene import Bound, Scene
from extract.lexicon import Lexicon
from extract.records import Finding
from extract.units import Units


class Auditor:
    """Checks the identities that a document states; made once.

    Raises:
        LexiconError, RuleError: a word list or a rule is malformed.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        patterns = Patterns(lexicon)
        self._patterns = patterns
        self._units = Units(lexicon)
        self._changes = Changes(patterns)
        self._shares = Shares(patterns)
        self._sums = Sums(lexicon, patterns)
        self._means = Means(patterns)
        self._aggregates = Aggregates(lexicon, patterns)

    def audit(self, doc: str, scene: Scene, bounds: Sequence[Bound]) -> list[Finding]:
        """The findings of a document, in the order of the figures that state an outcome."""
        if not bounds:
            return []
        page = Page(scene, bounds, self._units, self._patterns)
        return findings(self._groups(page), doc, scene.view)

    def _groups(self, page: Page) -> Iterator[Group]:
        before: Sequence[Figure] = ()
        for run in page.sentences():
            if before and page.paragraph(before[0]) != page.paragraph(run[0]):
                before = ()
            yield from self._changes.find(page, run)
            yield from self._sums.find(page, run, before)
            yield from self._means.find(page, run)
            yield from self._shares.find(page, run, before)
            before = run
        yield from self._shares.named(page)
        yield from self._aggregates.find(page)
        yield from repeats(page)
