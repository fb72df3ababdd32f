"""Typed cells as the text of a CSV file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from extract.outputs.tables import safe
from extract.records import plain

# Columns of numbers and signs of our own making: a minus at the front of a number is no formula.
_PLAIN = ("bound", "value_text", "stated_text", "computed_text", "parts")


def text_of(cell: str | int | Decimal | date | None, column: str) -> str:
    """The cell without loss; text that begins like a formula gets the apostrophe that keeps it text."""
    if isinstance(cell, Decimal):
        return plain(cell)
    if cell is None:
        return ""
    return cell if isinstance(cell, str) and column.lower() in _PLAIN else safe(str(cell))
