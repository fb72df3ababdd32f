"""The place whose own figure another is compared with: 高于全省41.5%的平均水平."""

from __future__ import annotations

from extract.claims.figures import is_change
from extract.claims.openings import Names
from extract.claims.scene import Scene
from extract.mentions import QuantityMention
from extract.patterns import late

COMPARED = "subject that another is compared with"
_ABOVE = late("高于|低于|超过|优于|好于|快于|慢于")
_LEVEL_OF = late("的?(?:平均)?(?:水平|增幅|增速|比例|比值)")
_FIGURE_OF = late("(?:平均(?:水平)?|同期)?的?约?")


def compared_place(scene: Scene, quantity: QuantityMention) -> Names:
    """The place whose own figure another is compared with: 高于全省41.5%的平均水平."""
    if is_change(quantity) and not _LEVEL_OF.match(scene.view, quantity.end):
        return ()
    places = [
        e for e in scene.entities.between(max(quantity.start - 12, 0), quantity.start) if e.type == "PLACE"
    ]
    if not places or not _FIGURE_OF.fullmatch(scene.view, places[-1].end, quantity.start):
        return ()
    start = places[-1].start
    return (places[-1],) if _ABOVE.search(scene.view, max(start - 2, 0), start) else ()
