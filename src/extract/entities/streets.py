"""Streets of a town that are named with common words, with the place before them: 人民路, 上海 + 淮海中路."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.engine import alternation
from extract.entities.candidates import Candidate
from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene
from extract.entities.tail_rows import WordRow
from extract.lexicon import Lexicon
from extract.patterns import late

_PARTS = "[东西南北中]|[一二三四五六七八九十]"
# What makes another word of the ending: 路上, 路段, 大街小巷, 街道, 路演.
_NOT_ON = "(?![上演程途线径段人网面况政费权由基灯桥道区坊头舞子牌]|小巷)"


class StreetReader:
    """Finds streets by the word that names them."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = alternation(row.word for row in lexicon.rows("street_words", WordRow))
        self._street = late(f"(?:{words})(?:{_PARTS})?(?:路|大道|大街|街)(?:步行街)?{_NOT_ON}")

    def find(self, scene: Scene, places: Sequence[PlaceSpan]) -> Iterator[Candidate]:
        """The streets of the text, each from the place right before it on."""
        known = {place.end: place for place in places if place.entries[-1].kind == "division"}
        for match in self._street.finditer(scene.view):
            start, end = match.span()
            place = known.get(start)
            if scene.free(start, end) and (place or scene.starts_word(start)) and scene.ends_word(end):
                yield Candidate(place.start if place else start, end, "PLACE", ("place.street",))
