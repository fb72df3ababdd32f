"""What keeps a numeral and a unit from being a quantity: the words around them.

The lists are `lexicon/unit_contexts.tsv` (around one unit) and `lexicon/not_quantities.tsv` (idioms, names).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import ahocorasick_rs

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.patterns import late
from extract.quantities.drafts import Digits, Draft
from extract.units import Unit, Units

_NEAR = 24
# What a number is only a part of: ordinals (第三届), denominators (每3年), factors (7×24小时), sums (6+2).
_JOINED_BEFORE = frozenset("第每№_+＋×*#/")
_LIST_BEFORE = frozenset("、和至到—-")
# 第3、4名; but 第一、4家 are a rank and a count.
_ORDINALS = late(
    "第[0-9]{1,4}[、和至到—-][0-9]|第[一二三四五六七八九十百]{1,4}[、和至到—-][一二三四五六七八九十]"
)
_JOINED_AFTER = ("+", "＋", "×", "*")
_ACRONYMS = ("GDP", "CPI", "PPI", "PMI", "FDI", "R&D", "GNP", "ODI")
_UNITS_BEFORE = "一二两三四五六七八九十几数多余"
_QUOTES = {"“": "”", "‘": "’", "「": "」", '"': '"'}
# 提前6年, 冰封近6个月: the word before is not the beginning of a time.
_STILL_COUNTS = ("提前", "了近", "有近", "过近", "时近", "续近", "达近", "用近", "间近", "长近", "短近")
_CODE_BEGINS = frozenset("0零〇一二三四五六七八九")
_CODE_DIGITS = late("0[0-9]+|[零〇一二三四五六七八九]{3,}")
_OPENING = late(r"[“‘「][^”’」，。；\s]*\Z")
_CLOSING = late(r"[^“‘「，。；\s]{0,8}[”’」]")
_YEAR = late(r"(?:19|20)\d\d\Z")
_BOUNDED = ("超", "近", "逾", "过", "破", "上", "达")
# The dimension of places and bodies that are counted without a classifier.
BARE_NOUN = "count of a bare noun"
_IN_BRACKETS = late("[(（][^()（）]{1,12}[)）]")
_YEARLY = frozenset({"届", "版", "期", "款", "级"})
_LABEL_BEFORE = late(r"[\s“”‘’《（(、，。；：—】在从自于和与的]\Z")


@dataclass(frozen=True, slots=True)
class UnitContext:
    """A line of `unit_contexts.tsv`; see there."""

    unit: str
    numerals: str
    one: bool
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    free: int = -1


@dataclass(frozen=True, slots=True)
class _Name:
    text: str


class Names:
    """Finds idioms, slogans and names in which a numeral counts nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = [row.text for row in lexicon.rows("not_quantities", _Name)]
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        self._automaton = ahocorasick_rs.AhoCorasick(words, matchkind=kind)

    def spans(self, text: str) -> list[Span]:
        """Where they stand, from left to right."""
        found = self._automaton.find_matches_as_indexes(text)
        return [(start, end) for _, start, end in found if not _continues_number(text, start)]


class UnitGuard:
    """Decides whether a numeral with a unit is a quantity where it stands."""

    def __init__(self, lexicon: Lexicon, units: Units) -> None:
        rows = {row.unit: row for row in lexicon.rows("unit_contexts", UnitContext)}
        self._near = {key: _any_of(row.near) for key, row in rows.items()}
        self._then = {key: _any_of(row.then) for key, row in rows.items()}
        self._rows = {
            spelling: row
            for unit in units
            for spelling in unit.spellings
            if (row := _row_of(rows, unit, spelling)) is not None
        }

    def accepts(self, text: str, draft: Draft, unit: Unit, spelling: str) -> bool:
        """Whether text[draft.start:draft.end], numeral and `unit` as spelled, counts or measures."""
        if _is_label(text, draft, unit, spelling):
            return False
        row = self._rows.get(spelling)
        if row is None:
            return not _bare_one(draft)
        if not _numerals_fit(text, row, draft):
            return False
        if row.not_before and text.startswith(row.not_before, draft.end):
            return False
        if row.not_after and text.endswith(row.not_after, 0, draft.start):
            still = text.endswith(_STILL_COUNTS, 0, draft.start)
            return still or (draft.digits is Digits.SCALE and text.endswith("上", 0, draft.start))
        return self._context_fits(text, draft, row)

    def _context_fits(self, text: str, draft: Draft, row: UnitContext) -> bool:
        near, then = self._near[row.unit], self._then[row.unit]
        if near is None and then is None:
            return True
        if 0 <= row.free <= draft.low or draft.low % 1:
            return True
        if near is not None and near.search(text, max(0, draft.start - _NEAR), draft.start):
            return True
        return then is not None and then.match(text, draft.end) is not None


def is_name(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is part of an ordinal, a code or a quoted name, whatever its unit."""
    before = text[start - 1] if start else "\n"
    if before in _JOINED_BEFORE or text.startswith(_JOINED_AFTER, end):
        return True
    if before in _LIST_BEFORE and _continues_ordinals(text, start):
        return True
    if before in _QUOTES:
        return text.startswith(_QUOTES[before], end)
    if before in {"-", "–"}:
        before = text[start - 2 : start - 1]
    return before.isascii() and before.isalpha() and not text.endswith(_ACRONYMS, 0, start)


def is_code(numeral: str) -> bool:
    """Whether digits only label: 055型, 二〇五所."""
    if numeral in {"零", "〇"}:
        return True  # 零件
    return numeral[0] in _CODE_BEGINS and _CODE_DIGITS.fullmatch(numeral) is not None


def in_slogan(text: str, draft: Draft) -> bool:
    """Whether a Chinese numeral stands in a short quotation: “三个口袋”, “两山”."""
    if draft.digits is Digits.ARABIC:
        return False
    opening = _OPENING.search(text, max(0, draft.start - _NEAR), draft.start)
    return opening is not None and _CLOSING.match(text, draft.end) is not None


def _is_label(text: str, draft: Draft, unit: Unit, spelling: str) -> bool:
    """Whether the number names a year or stands in a slogan or a reduplication (一步步)."""
    if draft.digits is Digits.CHINESE and text.startswith(spelling, draft.end):
        return True
    if draft.digits is Digits.SCALE and _names_unit(text, draft):
        return True
    if not unit.dimension.startswith("count"):
        return False
    if draft.digits is Digits.SCALE and unit.dimension == BARE_NOUN:
        return True  # 千亿县, 百县千镇
    return in_slogan(text, draft) or _labels_year(text, draft, unit)


def _names_unit(text: str, draft: Draft) -> bool:
    # 面积(万亩), 单位：万元
    bracketed = _IN_BRACKETS.match(text, max(0, draft.start - 1)) is not None
    return bracketed or text.endswith(("单位：", "单位:", "单位: "), 0, draft.start)


def _row_of(rows: dict[str, UnitContext], unit: Unit, spelling: str) -> UnitContext | None:
    keys = (spelling, unit.spellings[0], f"[{unit.dimension}]")
    return next((rows[key] for key in keys if key in rows), None)


def _numerals_fit(text: str, row: UnitContext, draft: Draft) -> bool:
    if draft.digits is Digits.ARABIC:
        return True
    if _bare_one(draft):
        return row.one
    if row.numerals == "scaled":
        bounded = draft.digits is Digits.SCALE and text.endswith(_BOUNDED, 0, draft.start)
        return draft.low >= 10 and (len(draft.numeral) > 1 or bounded)
    return row.numerals == "any"


def _bare_one(draft: Draft) -> bool:
    return draft.numeral == "一"


def _continues_ordinals(text: str, start: int) -> bool:
    first = text.rfind("第", max(0, start - 6), start)
    match = _ORDINALS.match(text, first) if first >= 0 else None
    return match is not None and match.end() == start + 1


def _labels_year(text: str, draft: Draft, unit: Unit) -> bool:
    # 近日，2024首场招聘会; “2025届毕业生”
    if _YEAR.match(draft.numeral) is None:
        return False
    if unit.code in _YEARLY:
        return True
    return draft.start == 0 or _LABEL_BEFORE.search(text, draft.start - 1, draft.start) is not None


def _continues_number(text: str, start: int) -> bool:
    # 4232万载重吨 does not hold the county 万载.
    if start == 0 or text[start] not in "十百千万亿":
        return False
    before = text[start - 1]
    return before.isdecimal() or before in _UNITS_BEFORE or (before in "百千" and text[start] in "万亿")


def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return late(alternation(words)) if words else None
