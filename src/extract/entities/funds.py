"""Investment funds by the way they are named: manager + style, or 基金 + a name of the closed-end series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.engine import alternation
from extract.entities.divisions import NameRow
from extract.entities.scene import Scene
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.patterns import late


@dataclass(frozen=True, slots=True)
class HouseRow:
    """A row of `fund_houses.tsv`."""

    house: str


@dataclass(frozen=True, slots=True)
class StyleRow:
    """A row of `fund_styles.tsv`."""

    style: str
    generic: bool


class FundReader:
    """Finds names of funds; only texts about funds are searched."""

    def __init__(self, lexicon: Lexicon) -> None:
        houses = alternation(row.house for row in lexicon.rows("fund_houses", HouseRow))
        rows = lexicon.rows("fund_styles", StyleRow)
        styles = alternation(row.style for row in rows)
        telling = alternation(row.style for row in rows if not row.generic)
        closed = alternation(row.name for row in lexicon.rows("closed_funds", NameRow))
        share_class = r"(?:[ABC](?![A-Za-z])|ETF|LOF|[(（]LOF[)）])?"
        self._patterns = (
            # 华夏大盘精选, 易方达上证50ETF
            (
                "org.fund",
                late(f"{houses}(?:{styles}|\\d{{2,4}}){{1,5}}{share_class}(?!公司|经理|[一-龥]*有限)"),
            ),
            # 优质治理基金, of a manager named before
            ("org.fund_style", late(f"{telling}{telling}(?:{styles})*基金(?!公司|经理)")),
            # 基金安顺
            ("org.fund_closed", late(f"基金{closed}")),
            # 上证50ETF
            (
                "org.fund_index",
                late(r"(?:上证|深证|沪深|中证|中小板|创业板|科创|恒生|H股)[\u4e00-\u9fff\d]{0,6}ETF"),
            ),
        )

    def find(self, scene: Scene) -> Iterator[tuple[Span, str]]:
        """Spans of the names of funds with the rule that found each."""
        if "基金" not in scene.view:
            return
        for rule, pattern in self._patterns:
            for match in pattern.finditer(scene.view):
                if scene.starts_word(match.start()):
                    yield match.span(), rule
