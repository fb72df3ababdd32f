"""Series across releases: the same indicator of the same subject, told again, carried on or contradicted.

Linked are claims whose indicator has one name once time, place and wording are taken off, whose subject is
resolved to the same places or bodies, and whose unit, measure, basis and status are alike. Equal numbers
alone link nothing.
"""

from extract.series.collected import Series, collect
from extract.series.links import links
from extract.series.points import Key, Point, Points

__all__ = ["Key", "Point", "Points", "Series", "collect", "links"]
