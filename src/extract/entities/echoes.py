"""Names that come again: a person found once is found everywhere, a long name returns without its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.entities.candidates import Candidate
from extract.entities.scene import Scene

_LONG_NAME = 3


def echoes(scene: Scene, kept: Iterable[Candidate]) -> Iterator[Candidate]:
    """Further occurrences of the names in `kept`."""
    for name, (kind, rule) in _introduced(scene, kept).items():
        start = scene.view.find(name)
        while start >= 0:
            end = start + len(name)
            if scene.free(start, end) and (len(name) >= _LONG_NAME or _whole(scene, start, end)):
                yield Candidate(start, end, kind, (rule,))
            start = scene.view.find(name, end)


def _introduced(scene: Scene, kept: Iterable[Candidate]) -> dict[str, tuple[str, str]]:
    names = {}
    for item in kept:
        if item.type == "PERSON":
            names[scene.view[item.start : item.end]] = ("PERSON", "person.echo")
        elif item.type == "PLACE" and item.place is not None and item.place.end > item.place.known_end:
            names[_without_container(scene, item)] = ("PLACE", "place.echo")
    return {name: what for name, what in names.items() if len(name) > 1}


def _without_container(scene: Scene, item: Candidate) -> str:
    """花莲秀林地震站 without 花莲; nothing when less than a name would be left."""
    if item.place is None:
        return ""
    rest = scene.view[item.start + len(item.place.entries[0].name) : item.end]
    return rest if len(rest) > _LONG_NAME else ""


def _whole(scene: Scene, start: int, end: int) -> bool:
    return scene.starts_word(start) and scene.ends_word(end)
