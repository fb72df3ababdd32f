"""What every name of a person must satisfy, Chinese or foreign."""

from __future__ import annotations

from extract.entities.scene import Scene
from extract.patterns import late
from extract.tokens import known_pieces

# (记者 …), 本报讯 记者 …: who wrote the report.
_BYLINE = late(
    r"(?:(?:[(（\s□■●◆▲]|讯|电|^|[(（/][^()（）/\n]{2,8})(?:本报|特约|首席|实习|全媒体|融媒体|见习)?(?:记者|通讯员|编辑|作者|摄影|实习生|文/图)[\s:：]?"
    r"|[(（\s](?:记者|通讯员)[\s:：]?[^()（），。\n]{2,12}[ \u3000、])$"
)
_BYLINE_ENDS = frozenset("者员辑影生:：、")

_LONGEST_BYLINE = 24


def bounded(scene: Scene, start: int, end: int) -> bool:
    """Whether words can start and end where the name does, and it is not the reporter's."""
    if not scene.free(start, end) or not scene.starts_word(start) or not scene.ends_word(end):
        return False
    last = scene.view[start - 1 : start]
    reported = last in _BYLINE_ENDS or last.isspace()  # so that few places are searched
    return not (reported and _BYLINE.search(scene.view, max(0, start - _LONGEST_BYLINE), start))


def is_word(scene: Scene, start: int, end: int) -> bool:
    """Whether the span is, or begins with, an ordinary word of the dictionary: 关于 in 关于党."""
    word = scene.word(start)
    if word is None or word.end - word.start < 2 or word.end > end:
        return False
    if word.tag.startswith(("ns", "nz")) and not scene.names_in(start, end):
        return False
    return len(known_pieces(word.text)) == 1 and not word.tag.startswith("nr")
