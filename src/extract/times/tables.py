"""The word lists of times, ready for the rules: atoms by word and the fragments that patterns name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.times.holidays import HolidayRow, load_holidays
from extract.times.words import PlanRow, ReignRow, Word, load_eras, load_plans, load_reigns, load_words

# How numerals go on, for the openings of rules.
CHINESE = "一二三四五六七八九十"
DASHES = "-—–~～－至到"
COUNTED = "年个周星礼天多余两半" + DASHES + CHINESE

_COUNT_FROM = ("最近", "过去", "刚刚过去", "未来", "今后")

# What patterns may name besides the word lists.
_FRAGMENTS = {
    "chinese": f"[{CHINESE}]",
    "dash": "——|[-—–~～－至到]",
    "number": rf"\d{{1,2}}|[{CHINESE}]{{1,3}}",
    "month_number": f"1[0-2]|0?[1-9]|十[一二]?|[{CHINESE[:9]}元]",
    "day_number": r"3[01]|[12]\d|0?[1-9]",
    "year_digits": rf"(?:1[5-9]|20|21)\d\d|(?:一[八九]|二[〇零○O])[〇零○O{CHINESE[:9]}]{{2}}",
    "count": rf"\d{{1,3}}|[{CHINESE}两]{{1,3}}",
    "counts": rf"\d{{1,3}}(?:[-—–~～至到]\d{{1,3}})?|[{CHINESE}两]{{1,3}}(?:[至到][{CHINESE}两]{{1,2}})?",
    # 个 belongs to months and quarters, so that 10月 stays a month.
    "counted_unit": "年|个[半多]?(?:月|季度|星期|礼拜)|周|星期|天|个交易日",
}


@dataclass(frozen=True, slots=True)
class Tables:
    """The lexicon's rows by their words."""

    words: dict[str, Word]
    plans: dict[str, PlanRow]
    holidays: dict[str, HolidayRow]
    eras: dict[str, date]
    reigns: dict[str, ReignRow]


def openings(tables: Tables) -> dict[str, str]:
    """The characters with which matches of the rules over word lists begin, by rule name."""
    quotes = '“"‘「'
    first = {name: "".join({word[0] for word in words}) for name, words in _lists(tables).items()}
    plans, holidays = first["plan"] + quotes, first["holiday"] + quotes + "这"
    return {
        "word": first["word"],
        "era": first["era"],
        "reign": first["reign"],
        "plan": first["plan"],
        "plan-period": plans,
        "plan-edge": plans,
        "holiday": holidays,
        "holidays": holidays,
    }


def load_tables(lexicon: Lexicon) -> Tables:
    """Read the lists `times*`; LexiconError when one is malformed."""
    return Tables(
        load_words(lexicon),
        load_plans(lexicon),
        load_holidays(lexicon),
        load_eras(lexicon),
        load_reigns(lexicon),
    )


def fragments(tables: Tables) -> dict[str, str]:
    """What `{name}` stands for in the patterns of the rules."""
    return _FRAGMENTS | {name: alternation(words) for name, words in _lists(tables).items()}


def all_words(tables: Tables) -> set[str]:
    """Every word of every list, and the words with which counted times begin."""
    return {word for words in _lists(tables).values() for word in words} | {*_COUNT_FROM}


def _lists(tables: Tables) -> dict[str, Iterable[str]]:
    return {
        "word": tables.words,
        "plan": tables.plans,
        "holiday": tables.holidays,
        "era": tables.eras,
        "reign": tables.reigns,
    }
