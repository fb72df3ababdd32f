"""What the shape rules hand to the later steps: a quantity before its bound, measure and sign are known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from extract.engine import Spans
from extract.units import Unit


class Form(Enum):
    """What kind of expression a draft is."""

    COUNTED = auto()  # 52家
    BARE = auto()  # 696万, 百亿: scaled, without a unit of its own
    PENDING = auto()  # 15 of 15、22个百分点: a plain number, no quantity unless a list or a cue makes it one
    SHARE = auto()  # 三分之一, 三成, 一半
    DISCOUNT = auto()  # 88折
    DOUBLING = auto()  # 翻一番
    RATIO = auto()  # 2.45:1
    RANK = auto()  # 第一


class Digits(Enum):
    """How a numeral is written."""

    ARABIC = auto()  # 52, 3万
    CHINESE = auto()  # 五十二
    SCALE = auto()  # 百亿, 万余


@dataclass(slots=True)
class Draft:
    """A quantity read so far; `numeral` is how its (last) number is written, without unit."""

    start: int
    end: int
    form: Form
    low: Decimal
    high: Decimal
    unit: Unit
    unit_text: str
    numeral: str
    digits: Digits
    more: bool = False
    bound: str | None = None
    parts: tuple[Decimal, ...] = ()
    optional: bool = False
    rules: tuple[str, ...] = ()
    head: str = ""  # of its column, in a table
    twin: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The text a rule reads, and where it must not read."""

    text: str
    blocked: Spans
