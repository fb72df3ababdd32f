"""Sorts of figures, told by their unit's code."""

from __future__ import annotations

from extract.mentions import QuantityMention

# UCUM codes of lengths, weights, times, speeds, powers, and what devices are sold by.
_PHYSICAL = frozenset(
    [
        "m",
        "cm",
        "mm",
        "um",
        "nm",
        "km",
        "g",
        "kg",
        "L",
        "mL",
        "s",
        "ms",
        "min",
        "h",
        "d",
        "km/h",
        "m/s",
        "km/s",
        "W",
        "kW",
        "hp",
        "[HP]",
        "N.m",
        "kW.h",
        "W.h",
        "A.h",
        "A",
        "V",
        "Hz",
        "GHz",
        "MHz",
        "Cel",
        "deg",
        "[in_i]",
        "dB",
        "Pa",
        "MPa",
        "GBy",
        "TBy",
        "MBy",
        "Mbit/s",
        "Gbit/s",
        "px",
        "nit",
        "r/min",
        "AU",
        "[ly]",
    ]
)

YEARS_OF_AGE = ("岁", "周岁")


def is_count(quantity: QuantityMention) -> bool:
    """Whether it counts things: a classifier's code is the classifier itself (户, 家, 人次)."""
    return bool(quantity.unit) and "\u4e00" <= quantity.unit[0] <= "\u9fff"


def is_money(quantity: QuantityMention) -> bool:
    """Whether it is an amount of money: ISO 4217 codes are three capital letters."""
    return len(quantity.unit) == 3 and quantity.unit.isalpha() and quantity.unit.isupper()


def kind_of(quantity: QuantityMention) -> str:
    """What sort of figure it is, as the ranker sees it: its measure, and for levels its unit's sort."""
    if quantity.measure != "level":
        return quantity.measure
    if not quantity.unit_text:
        return "bare"
    if quantity.unit == "%":
        return "share"
    if is_money(quantity):
        return "money"
    return "count" if is_count(quantity) else "amount"


def is_change(quantity: QuantityMention) -> bool:
    """Whether it says by how much something changed, in units or in percent."""
    return quantity.measure.startswith("change")


def is_physical(quantity: QuantityMention) -> bool:
    """Whether it measures a thing, as lengths, weights, speeds and hours do; land and harvests are none."""
    return quantity.unit in _PHYSICAL
