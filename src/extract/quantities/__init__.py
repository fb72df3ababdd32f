"""Quantities in a text: numerals with what they count or measure, their bounds, measures and signs."""

from extract.quantities.finder import QuantityFinder

__all__ = ["QuantityFinder"]
