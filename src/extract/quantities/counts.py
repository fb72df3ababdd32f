"""Shapes of numbers with a unit, and of numbers that may borrow one."""

from __future__ import annotations

import re
from decimal import Decimal

from extract import numerals
from extract.engine import Rule
from extract.numerals import Numeral
from extract.patterns import late
from extract.quantities.cues import at_break
from extract.quantities.drafts import Draft, Form, View
from extract.quantities.maker import Maker, trailing_scale
from extract.units import Unit

_D = "二三四五六七八九两"
# What can follow the digits of a number with 多 or 半 behind its 个, or begin such a number.
_MORE = f"一{_D}十百千万几数多余来 .,"
_HALVED_BEGIN = f"一{_D}十百几年天周个小斤. "
_YEARS = late(r"(?:19|20)\d\d")
_SCALED = late("[百千万亿][多余来]?$")
_FROM = ("从", "由")
# What a half is added to: 两年半, 一个半月.
_SIGNED = ("fraction", "points", "temperature", "degree", "CNY", "USD", "count of 点")
_HALVED = ("time", "calendar time")


class Counts:
    """Rules for numbers with units."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker

    # Lookaheads at the start of a pattern only save time: they look for what sets the shape apart.
    def rules(self) -> list[Rule[View, Draft]]:
        """The rules, in the order in which ties are decided."""
        return [*self._of_one_number(), *self._of_ranges(), *self._of_two_units(), *self._of_bare_numbers()]

    def _of_one_number(self) -> list[Rule[View, Draft]]:
        return [
            # 52家, 5.34亿元, 800余公斤, -3℃
            Rule("counted", "(?P<sign>[-−]|负|零下)?(?P<n>{number}) ?(?P<u>{unit})", self._counted),
            # 3个多月, 两个半小时
            Rule(
                "inside more",
                "(?=.{1,10}?个[多半])(?P<n>{number})个(?P<half>多|半)(?P<u>月|小时|百分点|星期|礼拜|季度|世纪|工作日|钟头)",
                self._inside_more,
                f"个{_MORE}",
            ),
            # 两年半, 3斤半
            Rule(
                "and a half",
                "(?=.{2,8}?半)(?P<n>{number})(?P<u>{plain})半(?![年数导岛径成价路])",
                self._and_a_half,
                _HALVED_BEGIN,
            ),
        ]

    def _of_ranges(self) -> list[Rule[View, Draft]]:
        return [
            # 3-6万元, 4万到6万元, 5%－40%, 6~10℃
            Rule(
                "range",
                "(?=.{1,12}?[-–—－−~～〜―至到])(?P<sign>[-−]|零下)?(?P<a>{number})(?: ?(?P<v>{plain}))?{dash}"
                "(?P<s>[-−]|零下)?(?P<b>{number}) ?(?P<u>{unit})",
                self._range,
            ),
            # 30万至40万民众
            Rule(
                "bare range",
                "(?=.{1,12}?[-–—－−~～〜―至到])(?P<a>{number}){dash}(?P<b>{number})",
                self._bare_range,
            ),
            # 3、4个月; 七、八家
            Rule("pair", f"(?P<a>[1-9一{_D}])、(?P<b>[1-9{_D}]) ?(?P<u>{{plain}})", self._pair, f"、一{_D}"),
        ]

    def _of_two_units(self) -> list[Rule[View, Draft]]:
        return [
            # 2小时30分, 5元8角, 3斤2两
            Rule(
                "two units",
                "(?P<a>[0-9]{1,6})(?=[^0-9]{1,3}[0-9])(?P<u>{plain})零?(?P<b>[0-9]{1,2})(?P<v>{plain})",
                self._two_units,
                "小分元块角斤米尺丈年天个",
            ),
            # 22米55, 46秒80, 5块5
            Rule(
                "decimals after unit",
                "(?P<a>[0-9]{1,4})(?P<u>米|秒|块)(?P<b>[0-9]{1,3})(?![0-9.万亿])(?! ?{plain})",
                self._decimals,
                "米秒块",
            ),
            # 2分33秒148, 1小时12分38秒
            Rule(
                "race time",
                "(?:(?P<h>[0-9]{1,2})小时)?(?P<m>[0-9]{1,2})分(?P<s>[0-9]{1,2})秒(?P<d>[0-9]{1,3})?(?![0-9])",
                self._race_time,
                "小分",
            ),
        ]

    def _of_bare_numbers(self) -> list[Rule[View, Draft]]:
        return [
            # 半小时, 半个月
            Rule("half unit", "半(?P<u>个?{plain})", self._half_unit, "半"),
            # 696万; and 15 of 15、22个百分点, which a list decides
            Rule("number", "(?P<sign>[-−])?(?P<n>{number})", self._number),
        ]

    def _counted(self, match: re.Match[str], view: View) -> Draft | None:
        numeral = numerals.read(match["n"])
        if numeral is None:
            return None
        draft = self._maker.draft(match, numeral, match["n"], Form.COUNTED)
        if match["sign"]:
            draft.low, draft.high = -draft.high, -draft.low
            if not self._may_be_negative(match, view):
                return None
        # 一 is a number where something says that there is just one: 仅一家, 各一台.
        if match["n"] == "一" and self._is_just_one(match, view.text):
            draft.numeral = "1"
        return self._maker.counted(draft, match["u"], view)

    def _is_just_one(self, match: re.Match[str], text: str) -> bool:
        cues = self._maker.cues
        if cues.ends("one_before", text, match.start()) or cues.follows("one_after", text, match.end()):
            return True
        # 特等奖：平板电脑一台
        listed = match["u"] in cues.words("one_things") and not cues.ends("one_not", text, match.start())
        return listed and (at_break(text, match.end()) or cues.follows("prize_after", text, match.end()))

    def _may_be_negative(self, match: re.Match[str], view: View) -> bool:
        # 直-20架 is a model, 增速-3% a minus.
        unit = self._maker.unit(match["u"])
        before = view.text[match.start() - 1 : match.start()]
        return (unit is not None and unit.dimension in _SIGNED) or not before.isalpha()

    def _inside_more(self, match: re.Match[str], view: View) -> Draft | None:
        numeral = numerals.read(match["n"])
        unit = self._maker.unit("个" + match["u"])
        if numeral is None or unit is None:
            return None
        draft = self._maker.draft(match, numeral, match["n"], Form.COUNTED)
        if match["half"] == "半":
            draft.low, draft.high = draft.low + Decimal("0.5"), draft.high + Decimal("0.5")
        draft.more = match["half"] == "多"
        draft.numeral += "+"  # no longer a bare 一
        return self._maker.counted(draft, "个" + match["u"], view)

    def _and_a_half(self, match: re.Match[str], view: View) -> Draft | None:
        numeral = numerals.read(match["n"])
        unit = self._maker.unit(match["u"])
        if (
            numeral is None
            or not numeral.exact
            or unit is None
            or unit.dimension not in (*_HALVED, "mass", "multiple")
        ):
            return None
        value = numeral.low + Decimal("0.5")
        draft = self._maker.draft(match, Numeral(value, value), match["n"] + "+", Form.COUNTED)
        return self._maker.counted(draft, match["u"], view)

    def _range(self, match: re.Match[str], view: View) -> Draft | None:
        if match["v"] and self._maker.unit(match["v"]) != self._maker.unit(match["u"]):
            return None
        ends = _ends(match["a"], match["b"], not match["v"])
        if ends is None:
            return None
        draft = self._maker.draft(match, ends, match["b"], Form.COUNTED)
        draft.low = -draft.low if match["sign"] else draft.low
        draft.high = -draft.high if match["s"] else draft.high
        if match["sign"] == "零下" and draft.high > 0:  # 零下5至10摄氏度
            draft.low, draft.high = -draft.high, draft.low
        if draft.low >= draft.high or _is_no_range(match, view):
            return None
        return self._maker.counted(draft, match["u"], view)

    def _bare_range(self, match: re.Match[str], view: View) -> Draft | None:
        ends = _ends(match["a"], match["b"], shared=True)
        if ends is None or not 100 <= ends.low < ends.high or not _SCALED.search(match["b"]):
            return None
        if _is_no_range(match, view) or self._maker.is_part(*match.span(), view):
            return None
        return self._maker.draft(match, ends, match["b"], Form.BARE)

    def _pair(self, match: re.Match[str], view: View) -> Draft | None:
        low, high = numerals.read(match["a"]), numerals.read(match["b"])
        if low is None or high is None or high.low - low.low != 1:
            return None
        if "分别" in view.text[max(0, match.start() - 8) : match.start()]:
            return None
        draft = self._maker.draft(match, Numeral(low.low, high.low), match["b"], Form.COUNTED)
        return self._maker.counted(draft, match["u"], view)

    def _two_units(self, match: re.Match[str], view: View) -> Draft | None:
        large = self._maker.unit(match["u"])
        small = self._maker.unit(_minor(match["v"], large))
        if (
            large is None
            or small is None
            or large.dimension != small.dimension
            or large.factor <= small.factor
        ):
            return None
        factor = large.factor / small.factor
        value = Decimal(match["a"]) * factor.numerator / factor.denominator + Decimal(match["b"])
        draft = self._measured(match, value, small.spellings[0], view)
        if draft is not None:
            draft.unit_text = match["v"]
        return draft

    def _decimals(self, match: re.Match[str], view: View) -> Draft | None:
        return self._measured(match, Decimal(f"{match['a']}.{match['b']}"), match["u"], view)

    def _race_time(self, match: re.Match[str], view: View) -> Draft | None:
        seconds = int(match["h"] or 0) * 3600 + int(match["m"]) * 60 + int(match["s"])
        return self._measured(
            match, Decimal(f"{seconds}.{match['d']}" if match["d"] else seconds), "秒", view
        )

    def _measured(self, match: re.Match[str], value: Decimal, spelling: str, view: View) -> Draft | None:
        unit = self._maker.unit(spelling)
        if unit is None or unit.dimension.startswith("count") or self._maker.is_part(*match.span(), view):
            return None
        draft = self._maker.draft(match, Numeral(value, value), match[0], Form.COUNTED)
        draft.unit, draft.unit_text = unit, spelling
        return draft

    def _half_unit(self, match: re.Match[str], view: View) -> Draft | None:
        spelling = match["u"] if self._maker.unit(match["u"]) else match["u"].removeprefix("个")
        unit = self._maker.unit(spelling)
        if unit is None or unit.dimension not in _HALVED or unit.code in ("d", "ke"):
            return None
        if self._maker.cues.ends("half_not", view.text, match.start()):
            return None
        half = Decimal("0.5")
        return self._maker.counted(
            self._maker.draft(match, Numeral(half, half), "0.5", Form.COUNTED), spelling, view
        )

    def _number(self, match: re.Match[str], view: View) -> Draft | None:
        numeral = numerals.read(match["n"])
        if numeral is None or self._maker.is_part(*match.span(), view):
            return None
        scaled = numeral.low >= 100 and _SCALED.search(match["n"]) is not None
        draft = self._maker.draft(match, numeral, match["n"], Form.BARE if scaled else Form.PENDING)
        if match["sign"]:
            draft.low, draft.high = -draft.high, -draft.low
        return draft


def _minor(spelling: str, large: Unit | None) -> str:
    # 分 is a minute after hours, a hundredth of a yuan after money.
    if spelling != "分" or large is None:
        return spelling
    return {"time": "分钟", "CNY": "分钱"}.get(large.dimension, spelling)


def _ends(first: str, last: str, shared: bool) -> Numeral | None:
    """Both ends of a range; None unless both are exact. `shared`: one scale may serve both.

    3-6万元 is 3万 to 6万, but 8000至1万元 is not 8000万.
    """
    low, high = numerals.read(first), numerals.read(last)
    if low is None or high is None or not low.exact or not high.exact:
        return None
    value, scale = low.low, trailing_scale(last)
    if scale and shared and not trailing_scale(first) and value.scaleb(scale) < high.low:
        value = value.scaleb(scale)
    return Numeral(value, high.low, low.more or high.more)


def _is_no_range(match: re.Match[str], view: View) -> bool:
    # 2019-2021年; 从3万元到5万元 are two quantities.
    if _YEARS.fullmatch(match["a"]) and _YEARS.fullmatch(match["b"]):
        return True
    between = match.string[match.end("a") : match.start("b")]
    return view.text.endswith(_FROM, 0, match.start()) and ("到" in between or "至" in between)
