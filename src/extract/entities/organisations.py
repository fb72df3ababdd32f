"""Bodies of government, party and people's organisations: place or level + field + office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.engine import alternation
from extract.entities.scene import Scene
from extract.lexicon import Lexicon
from extract.mentions import Span


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A row of `gov_fields.tsv`."""

    field: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of `gov_units.tsv`."""

    unit: str


@dataclass(frozen=True, slots=True)
class SuffixRow:
    """A row of `gov_suffixes.tsv`."""

    suffix: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A row of `levels.tsv`."""

    level: str


class OfficeReader:
    """Finds offices by their parts."""

    def __init__(self, lexicon: Lexicon) -> None:
        fields = alternation(row.field for row in lexicon.rows("gov_fields", FieldRow))
        units = alternation(row.unit for row in lexicon.rows("gov_units", UnitRow))
        suffixes = alternation(row.suffix for row in lexicon.rows("gov_suffixes", SuffixRow))
        levels = alternation(row.level for row in lexicon.rows("levels", LevelRow))
        # 商务局, 卫生健康委员会, 人大常委会, and the field named twice: 发展和改革委员会价格监督局
        office = f"(?:(?:{fields}){{1,3}}{suffixes}|{units})"
        # 委 after a level is the party committee: 市委, 省委办公厅
        committee = (
            "委(?!员|托|派|培|属)(?:办公厅|办公室|常委会|组织部|宣传部|统战部|政法委|党校|政研室|改革办)?"
        )
        self._after_place = re.compile(f"(?:{committee}|{levels}?{office}(?:{office}|{fields}处)?)")
        self._by_level = re.compile(f"(?:{levels})(?:{committee}|{office}{office}?)")
        self._by_field = re.compile(f"(?:{fields}){{1,3}}(?:局|厅|署|委员会)(?!长期)")

    def after(self, scene: Scene, start: int) -> int | None:
        """Where an office ends that follows a place ending at `start`: 昆明市 + 商务局."""
        match = self._after_place.match(scene.view, start)
        return match.end() if match else None

    def without_place(self, scene: Scene) -> Iterator[tuple[Span, str]]:
        """Offices that name only their level or field (省商务厅, 统计局), with the rule's name."""
        for pattern, rule in ((self._by_level, "org.level"), (self._by_field, "org.field")):
            for match in pattern.finditer(scene.view):
                if scene.starts_word(match.start()):
                    yield match.span(), rule
