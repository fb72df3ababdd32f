"""One name for an indicator, however a release prints it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.patterns import late
from extract.reading import view

# 死亡、 or 条例》共 are no names but pieces of a sentence.
_NAME = late(r"[\u4e00-\u9fffA-Za-z0-9+.%()（）“”&·-]+")
# 占生产总值的比重 does not say whose share it is.
_SHARE_OF = late("占?[^占]*的(?:比重|比例|份额)")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Synonym:
    """A line of `series_synonyms.tsv`; see there."""

    form: str
    name: str


@dataclass(frozen=True, slots=True)
class Stripped:
    """A line of `series_strip.tsv`; see there."""

    word: str


@dataclass(frozen=True, slots=True)
class Head:
    """A line of `series_heads.tsv`; see there."""

    head: str
    alone: bool


class Names:
    """Normalises indicators; made once a lexicon.

    Raises:
        LexiconError: one of the lists `series_*` is malformed.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._stripped = late(
            alternation(row.word for row in lexicon.rows("series_strip", Stripped)) + "(?![率额量度值])"
        )
        self._synonyms = {row.form: row.name for row in lexicon.rows("series_synonyms", Synonym)}
        self._forms = late(alternation(self._synonyms))
        heads = lexicon.rows("series_heads", Head)
        self._heads = tuple(row.head for row in heads)
        self._alone = {row.head: row.alone for row in heads}

    def name(self, indicator: str) -> str:
        """The name of the series an indicator belongs to; empty when it cannot be told.

        Examples:
            >>> Names(Lexicon()).name("农产品加工业 现价总产值")
            '农产品加工业总产值'
            >>> Names(Lexicon()).name("全市地区生产总值")
            '生产总值'
        """
        plain = view(indicator).replace(" ", "")
        plain = self._forms.sub(lambda match: self._synonyms[match[0]], self._stripped.sub("", plain))
        if len(plain) < _SHORTEST or not _NAME.fullmatch(plain) or _SHARE_OF.fullmatch(plain):
            return ""
        return plain

    def is_statistic(self, name: str) -> bool:
        """Whether releases carry figures of that name on from one to the next: it ends like one."""
        return name.endswith(self._heads)

    def needs_whose(self, name: str) -> bool:
        """Whether the bare name says nothing of a place: 产量, 营业收入."""
        return not self._alone.get(name, True)
