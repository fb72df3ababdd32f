"""Bodies of government, party and people's organisations: place or level + field + office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.engine import alternation
from extract.entities.places import PlaceSpan
from extract.entities.scene import Scene
from extract.entities.tail_rows import WordRow
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.patterns import late

# Suffixes that make an office of a field without place or level: 统计局.
_LONGEST = 15  # characters of the name of a ministry
_CUSTOMS = "海关"  # of 长沙 + 海关监管
_FIELD_OFFICE = late("局|厅|署|司|委员会")


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
        # 商务局, 人大常委会, 教育和体育局, and the field named twice: 发展和改革委员会价格监督局
        by_field = f"(?:{fields})(?:[和与]?(?:{fields})){{0,2}}{suffixes}"
        office = f"(?:{by_field}|{units})"
        # 委 after a level is the party committee: 市委, 省委办公厅
        committee = f"委(?!员|托|派|培|属|内)(?:{office}|办公厅|办公室|办|常委会|政研室)?"
        self._after_place = late(f"(?:{levels}?{office}(?:{office}|{fields}处)?)")
        self._committee = late(committee)
        # 中国 + 驻英国大使馆
        self._mission = late("驻[\u4e00-\u9fff（）()]{1,8}?(?:使馆|总?领事馆|总领馆|代表团|代表处|办事处)")
        # 匈牙利 + 外交与对外经济部 + 部长
        self._ministry = late(
            "[\u4e00-\u9fff]{2,5}[与和及、][\u4e00-\u9fff]{2,6}?部(?=(?:副?部|发言|官员|大臣))"
        )
        # 江苏 + 移动, but not 江苏 + 移动电话
        carriers = alternation(row.word for row in lexicon.rows("carriers", WordRow))
        not_carriers = alternation(row.word for row in lexicon.rows("carrier_services", WordRow))
        self._carrier = late(f"{carriers}(?!{not_carriers})")
        # The characters with which what follows a place can begin
        words = [row.field for row in lexicon.rows("gov_fields", FieldRow)]
        words += [row.unit for row in lexicon.rows("gov_units", UnitRow)]
        words += [row.level for row in lexicon.rows("levels", LevelRow)]
        words += [row.word for row in lexicon.rows("carriers", WordRow)]
        self._heads = frozenset(word[0] for word in (*words, "驻", "委"))
        self._national = late(by_field)
        self._by_level = late(f"(?:{levels})(?:{committee}|{office}{office}?)")
        self._fields = {row.field for row in lexicon.rows("gov_fields", FieldRow)}
        self._longest_field = max(map(len, self._fields))

    def after(self, scene: Scene, place: PlaceSpan) -> int | None:
        """Where an office ends that follows a place: 昆明市 + 商务局; of the pronouns, 全国 + 绿化委员会."""
        if scene.view[place.end : place.end + 1] not in self._heads and place.entries[-1].kind != "country":
            return None
        entry = place.entries[-1]
        if entry.kind == "pronoun":
            match = self._national.match(scene.view, place.end) if entry.name == "全国" else None
        else:
            match = self._of_place(scene.view, place.end, entry.kind)
            if match is None and entry.kind == "division":
                committee = self._committee.match(scene.view, place.end)
                return committee.end() if committee else None
        if match is None:
            return None
        customs = match[0] == _CUSTOMS and scene.parts_compound(match.end())
        return match.end() if customs or scene.ends_word(match.end()) else None

    def _of_place(self, view: str, start: int, kind: str) -> re.Match[str] | None:
        """An office, mission, ministry or branch right after a place of that kind."""
        match = self._mission.match(view, start) or self._after_place.match(view, start)
        if match is None and kind == "country" and "部" in view[start : start + _LONGEST]:
            return self._ministry.match(view, start)
        if match is None and kind == "division":
            return self._carrier.match(view, start)
        return match

    def without_place(self, scene: Scene) -> Iterator[tuple[Span, str]]:
        """Offices that name only their level or field (省商务厅, 统计局), with the rule's name."""
        for match in self._by_level.finditer(scene.view):
            if scene.starts_word(match.start()) and scene.ends_word(match.end()):
                yield match.span(), "org.level"
        for match in _FIELD_OFFICE.finditer(scene.view):
            start = self._field_start(scene.view, match.start())
            if start is not None and scene.starts_word(start) and scene.ends_word(match.end()):
                yield (start, match.end()), "org.field"

    def _field_start(self, view: str, end: int) -> int | None:
        """Where the longest field that ends at `end` starts."""
        for length in range(min(self._longest_field, end), 1, -1):
            if view[end - length : end] in self._fields:
                return end - length
        return None
