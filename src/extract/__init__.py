"""Numeric claims from Chinese press releases as typed, traceable records.

Examples:
    >>> claim = parse("去年全县接待游客近12.5万人次。", date="2024-03-08", place="青河县").claims[0]
    >>> claim.indicator, str(claim.value), claim.unit_text, claim.bound, claim.period
    ('接待游客', '125000', '人次', '~', '2023-01-01/2023-12-31')
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.pipeline import Extraction, Extractor
    from extract.records import Claim, Document, Entity, Finding, Quantity

__version__ = "0.1.0"
__all__ = ["Claim", "Document", "Entity", "Extraction", "Extractor", "Finding", "Quantity", "parse"]

_HOMES = {
    "Extraction": "extract.pipeline",
    "Extractor": "extract.pipeline",
    "Claim": "extract.records",
    "Document": "extract.records",
    "Entity": "extract.records",
    "Finding": "extract.records",
    "Quantity": "extract.records",
}


def parse(
    text: str, *, date: str | None = None, place: str | None = None, title: str | None = None
) -> Extraction:
    """Extract from one text with the built-in word lists.

    Args:
        text: a release, as it is.
        date: its publication date, ISO; found in the text when not given.
        place: what 全市 or 全省 means in it; found in the text when not given.
        title: its title.
    """
    return _extractor().parse(text, date=date, place=place, title=title)


@cache
def _extractor() -> Extractor:
    from extract.pipeline import Extractor

    return Extractor()


def __getattr__(name: str) -> Any:
    # Public names are loaded when first used, so that importing the package is quick.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
