"""Shapes of ranks and ratios."""

from __future__ import annotations

import re
from decimal import Decimal

from extract import numerals
from extract.engine import Rule
from extract.numerals import Numeral
from extract.patterns import late
from extract.quantities.cues import at_break
from extract.quantities.drafts import Draft, Form, View
from extract.quantities.maker import RANK, Maker

_COLON = late("[:：∶比]")
_ENUMERATES = ("", "\n", "。", "；", "！", "？", "：", ";", "!", "?", ":")
_CLOCK = late(r"[0-9]{1,2}[:：∶][0-5][0-9](?:[:：∶][0-5][0-9])?")


class Ranks:
    """Rules for ranks (第4位, 前十, 居首) and ratios (2.45:1)."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker

    def rules(self) -> list[Rule[View, Draft]]:
        """The rules, in the order in which ties are decided."""
        return [
            # 2.45:1, 12.5∶40.1∶47.4, 1比3
            Rule(
                "ratio",
                "(?=[0-9., ]{1,16}[:：∶比])"
                "(?P<r>{arabic}(?: ?[:：∶] ?{arabic}){1,5}|{arabic}比{arabic})(?![:：∶0-9])",
                self._ratio,
                ".,:：∶比 ",
            ),
            # 第一, 第4位
            Rule(
                "ordinal rank",
                "第(?P<n>[0-9]{1,4}|[一二三四五六七八九十百]{1,5})(?P<u>[位名])?",
                self._ordinal,
                "第",
            ),
            # 前十, 前五位, 前3名
            Rule(
                "top rank", "前(?P<n>[0-9]{1,3}|[二三四五六七八九十百]{1,4})(?P<u>[位名强])?", self._top, "前"
            ),
            # 首位, 居首
            Rule("first rank", "首位|首", self._first, "首"),
        ]

    def _ratio(self, match: re.Match[str], view: View) -> Draft | None:
        parts = tuple(numerals.arabic(part) for part in _COLON.split(match["r"]))
        if self._maker.is_part(*match.span(), view) or not self._is_ratio(match, parts, view.text):
            return None
        draft = self._maker.draft(match, Numeral(parts[0], parts[0]), match["r"], Form.RATIO)
        draft.parts = parts
        return draft

    def _is_ratio(self, match: re.Match[str], parts: tuple[Decimal, ...], text: str) -> bool:
        cued = self._maker.cues.before("ratio_before", text, match.start())
        if self._maker.cues.before("score_before", text, match.start()):
            return False
        if self._maker.cues.follows("score_after", text, match.end()):
            return False
        if "比" in match["r"]:
            return cued
        if any(part % 1 for part in parts):
            return True
        if _CLOCK.fullmatch(match["r"]) and not _is_whole(parts):
            return self._maker.cues.before("ratio_strong", text, match.start())
        return cued

    def _ordinal(self, match: re.Match[str], view: View) -> Draft | None:
        numeral = numerals.read(match["n"])
        ends = self._ends(match, view)
        opens = view.text[match.start() - 1 : match.start()] in _ENUMERATES  # 第六，恢复传统
        cue = "rank_far" if match["u"] else "rank_before"
        if numeral is None or opens or not self._maker.cues.before(cue, view.text, match.start()):
            return None
        named = view.text.startswith("大", match.end())  # 第一大贸易伙伴
        if not (ends or match["u"] or named):
            return None
        return self._rank(match, numeral, optional=not ends)

    def _top(self, match: re.Match[str], view: View) -> Draft | None:
        numeral = numerals.read(match["n"])
        cue = "rank_far" if match["u"] and self._ends(match, view) else "top_before"
        if numeral is None or not self._maker.cues.before(cue, view.text, match.start()):
            return None
        if not match["u"] and not self._ends(match, view):
            return None
        draft = self._rank(match, numeral)
        draft.bound = "<="
        return draft

    def _first(self, match: re.Match[str], view: View) -> Draft | None:
        cues, text, start = self._maker.cues, view.text, match.start()
        if not cues.before("first_before", text, start) or cues.before("first_not", text, start):
            return None
        if match[0] == "首" and not cues.ends("first_before", text, start):
            return None
        return self._rank(match, Numeral(Decimal(1), Decimal(1))) if self._ends(match, view) else None

    def _ends(self, match: re.Match[str], view: View) -> bool:
        # A noun after it makes it a name: 第一书记, 前三季度.
        return at_break(view.text, match.end()) or self._maker.cues.follows(
            "rank_after", view.text, match.end()
        )

    def _rank(self, match: re.Match[str], numeral: Numeral, optional: bool = False) -> Draft:
        draft = self._maker.draft(match, numeral, match[0], Form.RANK)
        draft.unit, draft.unit_text, draft.optional = RANK, "位", optional
        return draft


def _is_whole(parts: tuple[Decimal, ...]) -> bool:
    # 12:40:48 after 产业结构: three shares of a hundred, not a time of day.
    return len(parts) > 2 and sum(parts) == 100
