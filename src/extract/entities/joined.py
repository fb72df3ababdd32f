"""A body and its part that stand side by side as two names: 中国科学院 + 东莞材料科学与技术研究所.

So do 复旦大学 + 附属 + 华山医院, and 国网 + 湖南 + 电力.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.engine import alternation
from extract.entities.candidates import Candidate
from extract.entities.scene import Scene
from extract.entities.tail_rows import PartRow
from extract.lexicon import Lexicon
from extract.patterns import late

_SHORTEST = 2  # characters of an ending that shows a part
_HOUSES = ("医院", "派出所", "法庭")  # that belong to the body before them
_NATIONAL = ("中国", "全国", "国家")  # bodies that are parts of no other
_ATTACHED = "附属"
_GRIDS = ("国网", "南网")  # whose firms are named with their province and 电力
_POWER = "电力"
_OWN_BODY = ("org.level", "org.office", "org.field")  # rules of bodies that are no part of another


class PartReader:
    """Joins a body and the part of it that follows."""

    def __init__(self, lexicon: Lexicon) -> None:
        endings = [row.suffix for row in lexicon.rows("org_units", PartRow) if len(row.suffix) >= _SHORTEST]
        ending = alternation(endings)
        self._ends = late(f"{ending}$")
        # after the place that opens the part: 东莞 + 材料科学与技术研究所
        self._rest = late(f"[^\\W的了在是将为由对向把被有]{{0,14}}?{ending}")

    def join(self, scene: Scene, kept: Sequence[Candidate]) -> Iterator[Candidate]:
        """Bodies joined with their parts; `kept` is in order."""
        for index, body in enumerate(kept[:-1]):
            part = kept[index + 1]
            gap = scene.view[body.end : part.start]
            if body.type != "ORG" or gap not in ("", _ATTACHED):
                continue
            end = self._grid(scene, body, part) or self._end(scene, part)
            if end is not None:
                yield Candidate(body.start, end, "ORG", (*body.rules, "org.joined"))

    @staticmethod
    def _grid(scene: Scene, body: Candidate, part: Candidate) -> int | None:
        """Where the firm of a province ends: 国网 + 湖南 + 电力."""
        grid = scene.view[body.start : body.end] in _GRIDS and part.type == "PLACE"
        end = part.end + len(_POWER)
        return end if grid and scene.view.startswith(_POWER, part.end) and scene.ends_word(end) else None

    def _end(self, scene: Scene, part: Candidate) -> int | None:
        """Where the part ends, None when what follows is a place or body of its own."""
        own = part.rules[0] in _OWN_BODY and not scene.view.endswith(_HOUSES, part.start, part.end)
        own = own or scene.view.startswith(_NATIONAL, part.start)
        if part.type == "ORG" and not own:
            return part.end if self._ends.search(scene.view, part.start, part.end) else None
        rest = self._rest.match(scene.view, part.end) if part.type == "PLACE" else None
        return rest.end() if rest and scene.ends_word(rest.end()) else None
