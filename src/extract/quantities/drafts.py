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
    RANGE = auto()  # 3-6万元
    BARE = auto()  # 696万, without a unit of its own
    PENDING = auto()  # a plain number that is a quantity only if a list lends it a unit: 15、22个百分点
    SHARE = auto()  # 三分之一, 三成, 一半
    DISCOUNT = auto()  # 88折
    DOUBLING = auto()  # 翻一番
    RATIO = auto()  # 2.45:1
    RANK = auto()  # 第一


@dataclass(slots=True)
class Draft:
    """A quantity read so far; `digits` tells how its numeral was written: arabic, chinese or scale (百亿)."""

    start: int
    end: int
    form: Form
    rule: str
    low: Decimal
    high: Decimal
    unit: Unit
    unit_text: str
    digits: str = "arabic"
    more: bool = False
    scale: int = 0
    bound: str | None = None
    parts: tuple[Decimal, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """The text a rule reads, and where it must not read."""

    text: str
    blocked: Spans
