"""How figures look: tables of at most 80 columns, three decimals."""

from __future__ import annotations

from fractions import Fraction

from rich.table import Table

from extract.score.figures import Interval, decimals

_WIDTH = 80
_NARROWEST = 16  # what is left of a name when numbers need the room
_CELL = 5  # digits of most cells


def table(title: str, *columns: str) -> Table:
    """A plain table whose first column is a name and the others are numbers."""
    made = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    room = _WIDTH - sum(max(len(column), _CELL) + 2 for column in columns)
    made.add_column("", overflow="ellipsis", no_wrap=True, max_width=max(room, _NARROWEST))
    for column in columns:
        made.add_column(column, justify="right", no_wrap=True)
    return made


def interval(bounds: Interval | None) -> str:
    """Both ends of an interval, nothing for none; signed ends are kept apart by words."""
    if not bounds:
        return ""
    joint = "-" if bounds[0] >= 0 else " to "
    return joint.join(decimals(bound) for bound in bounds)


def number(figure: Fraction) -> float:
    """A figure as JSON shows it."""
    return float(decimals(figure))
