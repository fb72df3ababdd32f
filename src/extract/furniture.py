"""Page furniture: lines of navigation, bylines, counters, licences and share buttons around a release.

Such lines are marked, never cut: offsets stay true, and no claim is read from them. A line with a full stop
is prose whatever words it holds, unless it opens with a label or is a legal notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.patterns import late
from extract.reading import lines

# How the words of each kind (`where` of furniture.tsv) mark a line.
_MARK = r"[ \t|｜/·•（(【\[]"
_FILL = r"[ \t|｜/·•:：+（()）【】\[\]0-9次]"
_DAY = r"(?:19|20)\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?"
_FORMS = {  # what stands before the word, and behind it
    "line": (rf"^{_FILL}*(?:", rf"{_FILL}*)+$"),
    "start": (rf"^{_MARK}*", ""),
    "part": ("", ""),
    "notice": ("", ""),
    "label": (rf"(?:^|{_MARK}|(?<=:\d\d))", "[ \t]*[:：]"),
    "date": (rf"(?:^|{_MARK})", rf"[ \t]*(?={_DAY})"),
    "path": ("^", r"[ \t]*[>›»→/|｜]"),
    "block": (rf"^{_MARK}*", r"(?=$|[ \t:：|｜>»)）\]】])"),
}
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_PAGE = r"[-—–]+ ?\d{1,4} ?[-—–]+|第 ?\d{1,4} ?页(?:[ ,，/]*共 ?\d{1,4} ?页)?"
# A line of nothing but a date and a clock time, or a page number: 2020-06-06 17:20, — 3 —, 第3页 共5页
_NUMBER = late(rf"(?:{_DAY}[ \t]*(?:{_CLOCK})?|{_PAGE})$")
# 首页 > 三农 > 本网专稿: where the page stands on its site.
_TRAIL = late(
    r"[^\s。，：>›»→]{1,16}(?:[ \u3000]*(?:>>?|[›»→])[ \u3000]*[^\s。，：>›»→]{1,16}){1,5}"
    r"(?:[ \u3000]{2}.*)?$"
)
# 汽车频道 | 新能源 | 新车: a menu, told from the head of a table by its place at the page's top.
_MENU = late(r"[^\s\d。，|｜]{1,8}(?: ?[|｜/] ?[^\s\d。，|｜]{1,8}){1,9}(?:[ \u3000]{2}.*)?$")
# 要闻   城市远洋 | 老外在此   直观 | 视频: a menu with blanks in its cells
_BARS = late(r"[^\s\d。，|｜]{1,8}(?:[ \u3000]*[|｜ \u3000][ \u3000]*[^\s\d。，|｜]{1,8}){2,20}$")
_LEAST_BARS = 2
# 青城晚报客户端 2021-02-03 12:10: who published it, and when.
_SOURCE = late(rf"[^\s。，：:]{{2,16}}[ \u3000|]+{_DAY}[ \t]*{_CLOCK}$")
# 2024-03-30 18:22　来自北京　阅读 10万+: when, and how often read.
_COUNTED = late(rf".{{0,12}}{_DAY}.*(?:{_CLOCK}).*(?:阅读|评论|播放|浏览|点击|点赞|时长|弹幕|收藏)")
_TOP = 4  # lines of a page in which its own menus stand
_LISTED_LENGTH = 60  # longest headline in a list of other stories


@dataclass(frozen=True, slots=True)
class FurnitureRow:
    """A row of `furniture.tsv`."""

    word: str
    where: tuple[str, ...]
    longest: int
    tells: str = ""

    def __post_init__(self) -> None:
        if not set(self.where) <= set(_FORMS):
            raise ValueError(f"where {'|'.join(self.where)!r} is none of {' '.join(_FORMS)}")
        if self.tells not in ("", "date", "source"):
            raise ValueError(f"tells {self.tells!r} is neither date nor source")


class FurnitureFinder:
    """Marks the lines of a page that are not part of the release.

    Raises:
        LexiconError: the list is malformed.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("furniture", FurnitureRow)
        self._rows = {row.word: row for row in rows}
        self._patterns = {kind: _pattern(kind, rows) for kind in _FORMS}
        self._longest = max(row.longest for row in rows)
        self._labels = {tells: _label(tells, rows) for tells in ("date", "source")}

    def find(self, view: str) -> dict[Span, str]:
        """The furniture lines of a reading view, without the blanks around them, and what each one is.

        That is the `where` of the word that marks it, `number` for a date or page number alone, `listed` for
        a line of a list of other stories.
        """
        found: dict[Span, str] = {}
        listing = False
        last: Span | None = None  # the line before, of a list
        for number, (start, end) in enumerate(lines(view)):
            line = view[start:end] if end - start <= self._longest else ""
            kind = self._kind(line) or (_top(line) if number < _TOP else None)
            if last and kind == "label" and self.label("source", line) is not None:
                del found[last]  # the headline stands over the source
            listing = kind == "block" or (listing and _is_listed(line))
            if listing and kind in (None, "number"):
                kind = "listed"
            last = (start, end) if kind == "listed" else None if line.strip() else last
            if kind:
                found[start, end] = kind
        return found

    def label(self, tells: str, line: str) -> int | None:
        """Where the value behind a label for the `date` or the `source` starts; None without a label."""
        match = self._labels[tells].search(line)
        return match.end() if match else None

    def _kind(self, line: str) -> str | None:
        """By which kind of words a line is furniture; None when it is not."""
        if _NUMBER.match(line):
            return "number"
        return next((kind for kind in _kinds(line) if self._marks(kind, line)), None)

    def _marks(self, kind: str, line: str) -> bool:
        pattern = self._patterns[kind]
        if pattern.search(line) is None:
            return False
        return any(len(line) <= self._rows[match["word"]].longest for match in pattern.finditer(line))


def _top(line: str) -> str | None:
    """How a line at the page's top is furniture without a telling word; None when it is not."""
    if "。" in line:
        return None
    barred = line.count("|") + line.count("｜") >= _LEAST_BARS and _BARS.match(line)
    if _TRAIL.match(line) or _MENU.match(line) or barred:
        return "path"
    return "label" if _COUNTED.match(line) or _SOURCE.match(line) else None


def _kinds(line: str) -> Iterable[str]:
    """The kinds that can mark a line: a line with a full stop is prose to all but a few."""
    if "。" in line[:-1]:
        return ("notice",)
    return ("notice", "label") if line.endswith("。") else _FORMS


def _is_listed(line: str) -> bool:
    return 0 < len(line) <= _LISTED_LENGTH and not line.endswith("。")


def _pattern(kind: str, rows: tuple[FurnitureRow, ...]) -> re.Pattern[str]:
    before, behind = _FORMS[kind]
    words = alternation(row.word for row in rows if kind in row.where)
    return late(f"{before}(?P<word>{words}){behind}")


def _label(tells: str, rows: tuple[FurnitureRow, ...]) -> re.Pattern[str]:
    """A label and the colon behind it; a date makes the colon needless."""
    words = alternation(row.word for row in rows if row.tells == tells)
    colon = "(?:[ \t]*[:：])" + ("?" if tells == "date" else "")
    return late(rf"(?:^|{_MARK})(?:{words}){colon}[ \t]*")
