"""Those who are named at the end of a report as present: 袁玲、赵明德参加调研."""

from __future__ import annotations

from collections.abc import Iterator

from extract.entities.scene import Scene
from extract.mentions import Span
from extract.patterns import late

_NAME = late("[\u4e00-\u9fff]{2,4}")
# 袁玲、赵明德 at the start of a sentence, before 出席会议
_NAMES = late("(?:^|[\n。])(?P<names>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){0,15})等?(?:分别)?$")
_LONGEST_NAMES = 80
_PRESENT = late(
    "(?:出席|参加|陪同)(?:了|有关|上述|相关)?(?:会议|会见|会谈|活动|调研|座谈|仪式|考察|检查|看望|慰问)"
)


def attendants(scene: Scene) -> Iterator[Span]:
    """Spans that are names where a sentence begins with them and says that they were present."""
    for match in _PRESENT.finditer(scene.view):
        names = _NAMES.search(scene.view, max(0, match.start() - _LONGEST_NAMES), match.start())
        for name in _NAME.finditer(scene.view, *names.span("names")) if names else ():
            yield name.span()
