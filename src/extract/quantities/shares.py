"""Shapes of shares: percentages in words, fractions, tenths, halves, discounts, doublings."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from extract import numerals
from extract.engine import Rule
from extract.numerals import Numeral
from extract.quantities.cues import at_break
from extract.quantities.drafts import Draft, Form, View
from extract.quantities.maker import Maker

_BASES = {"百": "%", "千": "‰", "万": "‱"}
_FOUR_DECIMALS = Decimal("0.0001")
_LARGEST_DENOMINATOR = 20
# Characters that make another word of 成, 折 or 倍增.
_AFTER_TENTHS = "为立员果本功都品长型熟绩就人交名色亲婚片套语效分千上才书"
_AFTER_DISCOUNT = "叠射合算扣线页腰断磨腾返回弯旧子中服桥"
_NO_DOUBLING = ("计划", "行动", "工程", "器", "效应", "方案", "目标", "培育", "政策", "企业")


class Shares:
    """Rules for shares written without a percent sign."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker

    def rules(self) -> list[Rule[View, Draft]]:
        """The rules, in the order in which ties are decided."""
        return [*self._of_fractions(), *self._of_tenths(), *self._of_doublings()]

    def _of_fractions(self) -> list[Rule[View, Draft]]:
        return [
            # 百分之二点一, 千分之三, 百分之百, 百分之五至十
            Rule(
                "percent words",
                r"(?P<base>[百千万])分之(?P<n>百|{spoken})(?:{dash}(?:[百千万]分之)?(?P<m>{spoken}))?",
                self._percent_words,
                "百千万",
            ),
            # 百分百
            Rule("hundred percent", "百分百", self._hundred_percent, "百"),
            # 三分之二
            Rule(
                "fraction words",
                "(?P<d>[二三四五六七八九十两百]{1,3}|[0-9]{1,3})分之(?P<n>[一二两三四五六七八九十]{1,3}|[0-9]{1,3})",
                self._fraction,
                "分二三四五六七八九十两百",
            ),
            # 1/4
            Rule("fraction", r"(?P<n>[0-9]{1,2})/(?P<d>[0-9]{1,2})(?![0-9/.年月日号])", self._fraction, "/"),
        ]

    def _of_tenths(self) -> list[Rule[View, Draft]]:
        tenth = "[一二两三四五六七八九1-9]"
        return [
            # 三成, 九成六, 四成半, 七至八成, 三四成
            Rule(
                "tenths",
                rf"(?:(?P<a>{tenth})(?:成?{{dash}}|、)?)?(?P<b>{tenth})成"
                rf"(?P<rest>[一二三四五六七八九1-9半](?![个家年项月人户]))?(?![{_AFTER_TENTHS}]|新(?:[的，。、]|$))",
                self._tenths,
                "成一二两三四五六七八九至到-–—－−~～〜―、 ",
            ),
        ]

    def _of_doublings(self) -> list[Rule[View, Draft]]:
        return [
            # 一半, 半数; 近半, 过半, 超半
            Rule(
                "half",
                "一半|半数|(?<=[近过超])半(?=[，。；、！？,;的以数左])|(?<=[近过超])半$",
                self._half,
                "一半",
            ),
            # 88折, 八五折
            Rule(
                "discount",
                rf"(?P<n>[0-9]{{1,2}}(?:\.[0-9])?|[一二三四五六七八九]{{1,2}})折(?![{_AFTER_DISCOUNT}])",
                self._discount,
                ".折一二三四五六七八九",
            ),
            # 翻一番, 翻两番, 翻番, 翻倍, 实现倍增
            Rule(
                "doubling",
                "翻(?:了|上|近|将近|约|超){0,2}(?P<n>[一两二三四五六]|[1-6])?番|翻了?倍|(?<=实现)倍增",
                self._doubling,
                "翻倍",
            ),
        ]

    def _percent_words(self, match: re.Match[str], _: View) -> Draft | None:
        low = numerals.read(match["n"])
        high = numerals.read(match["m"]) if match["m"] else low
        if low is None or high is None:
            return None
        draft = self._maker.share(match, low.low, max(low.high, high.high))
        spelling = _BASES[match["base"]]
        draft.unit, draft.unit_text = self._maker.units.resolve(spelling), spelling
        return draft

    def _hundred_percent(self, match: re.Match[str], _: View) -> Draft:
        return self._maker.share(match, Decimal(100))

    def _fraction(self, match: re.Match[str], view: View) -> Draft | None:
        above, below = numerals.read(match["n"]), numerals.read(match["d"])
        if above is None or below is None or not 0 < above.low < below.low:
            return None
        if "/" in match[0] and not self._is_share(match, view):
            return None
        if view.text.startswith("决赛", match.end()):
            return None
        return self._maker.share(match, _four_decimals(above.low * 100 / below.low))

    def _is_share(self, match: re.Match[str], view: View) -> bool:
        cues, text = self._maker.cues, view.text
        if int(match["d"]) > _LARGEST_DENOMINATOR or self._maker.is_part(*match.span(), view):
            return False
        if int(match["d"]) <= 10 and not at_break(text, match.start() - 1):
            return True
        return cues.before("fraction_before", text, match.start()) or cues.follows(
            "fraction_after", text, match.end()
        )

    def _tenths(self, match: re.Match[str], view: View) -> Draft | None:
        high = numerals.read(match["b"])
        low = numerals.read(match["a"]) if match["a"] else high
        if low is None or high is None or self._maker.is_part(*match.span(), view):
            return None
        if match["a"] and low.low >= high.low:
            return None
        rest = _tenth_rest(match["rest"])
        return self._maker.share(match, low.low * 10 + rest, high.low * 10 + rest)

    def _half(self, match: re.Match[str], _: View) -> Draft:
        return self._maker.share(match, Decimal(50))

    def _discount(self, match: re.Match[str], view: View) -> Draft | None:
        if self._maker.is_part(*match.span(), view):
            return None
        value = Decimal("".join(str(numerals.DIGITS.get(character, character)) for character in match["n"]))
        draft = self._maker.draft(match, Numeral(value, value), match["n"], Form.DISCOUNT)
        draft.unit, draft.unit_text = self._maker.units.resolve("折"), "折"
        return draft

    def _doubling(self, match: re.Match[str], view: View) -> Draft | None:
        if view.text.startswith(_NO_DOUBLING, match.end()):
            return None
        times = numerals.read(match["n"]) if match["n"] else None
        draft = self._maker.share(match, Decimal(2 ** int(times.low if times else 1) * 100 - 100))
        draft.form = Form.DOUBLING
        return draft


def _tenth_rest(written: str | None) -> Decimal:
    if written is None:
        return Decimal(0)
    return Decimal(5) if written == "半" else Decimal(numerals.DIGITS.get(written, 0) or written)


def _four_decimals(value: Decimal) -> Decimal:
    """Rounded to four decimals, without needless zeros: 25, 12.5, 33.3333."""
    rounded = value.quantize(_FOUR_DECIMALS, ROUND_HALF_UP).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
