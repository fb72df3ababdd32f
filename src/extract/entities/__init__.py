"""Places, organisations, persons and titles: what a text names, and what the names stand for."""

from extract.entities.finder import EntityFinder
from extract.entities.own_names import OwnName, read_names
from extract.entities.scene import Home
from extract.entities.titles import find_titles

__all__ = ["EntityFinder", "Home", "OwnName", "find_titles", "read_names"]
