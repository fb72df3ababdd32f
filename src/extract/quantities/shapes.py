"""The shapes a quantity is written in, as named rules.

Each production makes a `Draft` of its match or declines it. Fragments come from the unit table and from
`extract.numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from extract import numerals
from extract.engine import Rule, RuleSet, alternation
from extract.errors import UnitError
from extract.lexicon import Lexicon
from extract.quantities.drafts import Draft, Form, View
from extract.quantities.guards import UnitGuard, is_name
from extract.units import Unit, Units

_HUNDRED = Decimal(100)
_DIGIT = "零〇一二三四五六七八九"
# The first character of every shape.
_ANCHOR = (
    r"(?<![0-9])(?<![0-9]\.)[0-9]|(?<![0-9A-Za-z%℃‰])[-−](?=[0-9])"
    r"|[一二三四五六七八九两十百千万亿几数零〇廿卅壹贰叁肆伍陆柒捌玖拾半翻首前第倍居]|负(?=[0-9])"
)
_SCALE_END = re.compile("[百千万亿]$")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_SCALE_ONLY = re.compile("[十百千万亿]+[多余]?")


def _fragments(units: Units) -> dict[str, str]:
    spellings = units.spellings()
    latin = [word for word in spellings if word[-1].isascii() and word[-1].isalnum()]
    other = [word for word in spellings if word not in set(latin)]
    hundred = "|".join(sorted({word[1] for word in other if word[0] == "百" and len(word) > 1}))
    thousand = "|".join(sorted({word[1] for word in other if word[0] == "千" and len(word) > 1}))
    one = f"(?:{alternation(other)}|{alternation(latin)}(?![A-Za-z0-9]))"
    scale = f"(?:十|百(?!{hundred}|分)|千(?!{thousand})|万|亿)"
    arabic = rf"{numerals.ARABIC}(?!\.?[0-9])"
    return {
        "unit": rf"{one}(?:[/每]\(?[十百千万亿]{{0,2}}{one}(?:·{one})?\)?){{0,2}}"
        rf"(?:[(（]{one}(?:、{one}){{0,3}}[)）])?",
        "arabic": arabic,
        "number": rf"{arabic}(?:[多余来]|几(?=[十百千万亿]))?(?: ?{scale}{{1,3}}[多余几]?(?:[0-9]{{1,4}}{scale}{{1,2}})?"
        rf"(?:(?<=[多余几])[万亿])?)?"
        rf"|(?:[{_DIGIT}两壹贰叁肆伍陆柒捌玖廿卅拾佰仟几数]|{scale}|(?<=[{_DIGIT}十])点(?=[{_DIGIT}])"
        rf"|(?<=[十百千])[多余来几](?=[万亿])){{1,20}}(?:(?<=[十百千万亿])[多余来])?",
        "dash": r"(?: ?(?:[-–—－−~～〜―]{1,2}|至|到) ?)",
        "spoken": rf"[{_DIGIT}两十百千]{{1,8}}(?:点[{_DIGIT}]{{1,6}})?|{arabic}",
    }


class Shapes:
    """The rule set over all shapes.

    Args:
        lexicon: where the unit contexts are read from.
        units: the unit table.
    """

    def __init__(self, lexicon: Lexicon, units: Units) -> None:
        self._units = units
        self._guard = UnitGuard(lexicon)
        self._percent = units.resolve("%")
        self._permille = units.resolve("‰")
        self._none = Unit("", (), "", Fraction(1))
        self._place = Unit("rank", ("位",), "rank", Fraction(1))
        self.rules = RuleSet(_ANCHOR, self._rules(), _fragments(units))
        self._read = lru_cache(maxsize=4096)(numerals.read)

    def _rules(self) -> list[Rule[View, Draft]]:
        return [
            # 52家, 5.34亿元, 800余公斤, 3个多月
            Rule("counted", r"(?P<sign>[-−]|负)?(?P<n>{number}) ?(?P<u>{unit})", self._counted),
            # 3-6万元, 4万到6万元, 5%－40%, 6~10℃
            Rule(
                "range",
                r"(?P<sign>[-−])?(?P<a>{number})(?: ?(?P<v>{unit}))?{dash}(?P<s>[-−])?(?P<b>{number}) ?(?P<u>{unit})",
                self._range,
            ),
            # 3、4个月; 七、八家
            Rule(
                "pair",
                r"(?P<a>[1-9一二两三四五六七八])、(?P<b>[1-9二三四五六七八九]) ?(?P<u>{unit})",
                self._pair,
            ),
            # 696万
            Rule("bare", r"(?P<n>{number})", self._bare),
            # 百分之二点一, 千分之三, 百分之百
            Rule(
                "percent words",
                r"(?P<base>[百千万])分之(?P<n>百|{spoken})(?:{dash}(?:[百千万]分之)?(?P<m>{spoken}))?",
                self._percent_words,
            ),
            # 三分之二
            Rule(
                "fraction words",
                r"(?P<d>[二三四五六七八九十]{1,3}|[0-9]{1,3})分之(?P<n>[一二两三四五六七八九十]{1,3}|[0-9]{1,3})",
                self._fraction_words,
            ),
            # 1/4
            Rule("fraction", r"(?P<n>[0-9]{1,2})/(?P<d>[0-9]{1,2})(?![0-9/.])", self._fraction),
            # 三成, 九成六, 四成半, 七至八成
            Rule(
                "tenths",
                r"(?:(?P<a>[一二两三四五六七八九1-9])(?:成?{dash}|、)?)?(?P<b>[一二两三四五六七八九1-9])成(?P<rest>[一二三四五六七八九1-9半](?![个家年项月]))?(?![为立员果本功都品长型熟绩就人交名色亲婚片套语效])",
                self._tenths,
            ),
            # 一半, 半数, 近半, 过半
            Rule(
                "half",
                r"一半|半数|(?<=[近过超])半(?![年个天小月数导岛径成日场程山途路生])|(?<=大)半(?=[，。；、以的])",
                self._half,
            ),
            # 88折, 八五折
            Rule(
                "discount",
                r"(?P<n>[0-9]{1,2}(?:\.[0-9])?|[一二三四五六七八九]{1,2})折(?![叠射合算扣线页腰断磨腾返回])",
                self._discount,
            ),
            # 翻一番, 翻两番, 翻番, 翻倍
            Rule(
                "doubling",
                r"翻(?:了|上|近|将近|约|超){0,2}(?P<n>[一两二三四五六]|[1-6])?番|翻(?:了)?(?:一)?倍|(?<=实现)倍增",
                self._doubling,
            ),
            # 2.45:1, 12.5∶40.1∶47.4, 1比3
            Rule(
                "ratio",
                r"(?P<r>{arabic}(?: ?[:：∶] ?{arabic}){1,5}|{arabic}比{arabic})(?![:：∶0-9])",
                self._ratio,
            ),
            # 第一, 第4位, 倒数第二
            Rule(
                "ordinal rank",
                r"第(?P<n>[0-9]{1,4}|[一二三四五六七八九十百]{1,5})(?P<u>[位名])?",
                self._ordinal_rank,
            ),
            # 前十, 前五位
            Rule(
                "top rank",
                r"前(?P<n>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})(?P<u>[位名强])?",
                self._top_rank,
            ),
            # 首位, 居首
            Rule(
                "first rank",
                r"首位|首(?![次先都批席要府脑相长创发轮日演映家个例台套届站店播飞航领尾饰])",
                self._first_rank,
            ),
            # 半年, 半个月, 半小时
            Rule("half unit", r"半(?P<u>个?{unit})", self._half_unit),
            # 22米55, 5元8角, 2小时30分
            Rule(
                "compound",
                r"(?P<a>[0-9]{1,6}) ?(?P<u>{unit})零?(?P<b>[0-9]{1,3})(?P<v>{unit})?(?![0-9.万亿])",
                self._compound,
            ),
        ]

    # -- numbers with units ------------------------------------------------------------------------------

    def _counted(self, match: re.Match[str], view: View) -> Draft | None:
        numeral = self._numeral(match["n"])
        if numeral is None:
            return None
        draft = self._draft(match, numeral, match["n"], Form.COUNTED, "counted")
        if match["sign"]:
            draft.low, draft.high = -draft.high, -draft.low
        return self._with_unit(draft, match["u"], view)

    def _with_unit(self, draft: Draft, spelling: str, view: View) -> Draft | None:
        unit = self._unit(spelling)
        if unit is None or is_name(view.text, draft.start, draft.end):
            return None
        if _joined_numeral(view, draft.start) or not self._guard.accepts(view.text, draft, unit, spelling):
            return None
        if unit.code == "a" and draft.digits != "scale" and _YEAR.fullmatch(str(draft.low)):
            return None
        draft.unit, draft.unit_text = unit, spelling
        return draft

    def _range(self, match: re.Match[str], view: View) -> Draft | None:
        low, high = self._numeral(match["a"]), self._numeral(match["b"])
        if low is None or high is None or not low.exact or not high.exact:
            return None
        first = match["v"]
        if first and self._unit(first) != self._unit(match["u"]):
            return None
        value = low.low
        scale = _trailing_scale(match["b"])
        if not _trailing_scale(match["a"]) and (not first) and value.scaleb(scale) < high.low:
            value = value.scaleb(scale)
        draft = self._draft(
            match, numerals.Numeral(value, high.low, low.more or high.more), match["b"], Form.RANGE, "range"
        )
        if match["sign"]:
            draft.low = -draft.low
        if match["s"]:
            draft.high = -draft.high
        if draft.low >= draft.high or _is_years(match) or view.text.endswith(("从", "由"), 0, draft.start):
            return None
        return self._with_unit(draft, match["u"], view)

    def _pair(self, match: re.Match[str], view: View) -> Draft | None:
        low, high = self._numeral(match["a"]), self._numeral(match["b"])
        if (
            low is None
            or high is None
            or high.low - low.low != 1
            or "分别" in view.text[match.start() - 8 : match.start()]
        ):
            return None
        draft = self._draft(match, numerals.Numeral(low.low, high.low), match["b"], Form.RANGE, "pair")
        return self._with_unit(draft, match["u"], view)

    def _compound(self, match: re.Match[str], view: View) -> Draft | None:
        first = self._unit(match["u"])
        second = self._unit(match["v"]) if match["v"] else None
        whole, part = Decimal(match["a"]), Decimal(match["b"])
        if first is None or first.dimension not in ("length", "time", "CNY", "mass"):
            return None
        if second is None:
            if match["v"] or first.code not in ("m", "CNY"):
                return None
            value, unit, text = whole + part.scaleb(-len(match["b"])), first, match["u"]
        else:
            if second.dimension != first.dimension or second.factor >= first.factor:
                return None
            factor = first.factor / second.factor
            value, unit, text = (
                whole * Decimal(factor.numerator) / Decimal(factor.denominator) + part,
                second,
                match["v"],
            )
        draft = self._draft(match, numerals.Numeral(value, value), match["a"], Form.COUNTED, "compound")
        draft.unit, draft.unit_text = unit, text
        return None if is_name(view.text, draft.start, draft.end) else draft

    def _half_unit(self, match: re.Match[str], view: View) -> Draft | None:
        spelling = match["u"]
        unit = self._unit(spelling) or self._unit(spelling.removeprefix("个"))
        if unit is None or unit.dimension not in ("time", "calendar time"):
            return None
        half = Decimal("0.5")
        draft = self._draft(match, numerals.Numeral(half, half), "0.5", Form.COUNTED, "half unit")
        if view.text.endswith(("上", "下", "前", "后", "大", "一", "多", "年", "月"), 0, draft.start):
            return None
        draft.digits = "chinese"
        return self._with_unit(draft, spelling if self._unit(spelling) else spelling.removeprefix("个"), view)

    # -- numbers without units ---------------------------------------------------------------------------

    def _bare(self, match: re.Match[str], view: View) -> Draft | None:
        text = match["n"]
        numeral = self._numeral(text)
        if (
            numeral is None
            or is_name(view.text, match.start(), match.end())
            or _joined_numeral(view, match.start())
        ):
            return None
        form = Form.BARE if _SCALE_END.search(text.rstrip("多余来")) and numeral.low >= 100 else Form.PENDING
        return self._draft(match, numeral, text, form, "bare")

    # -- shares ------------------------------------------------------------------------------------------

    def _percent_words(self, match: re.Match[str], view: View) -> Draft | None:
        low = self._numeral(match["n"])
        high = self._numeral(match["m"]) if match["m"] else low
        if low is None or high is None or view.blocked.covers(match.start()):
            return None
        numeral = numerals.Numeral(low.low, max(high.high, low.high))
        draft = self._draft(match, numeral, "1", Form.SHARE, "percent words")
        draft.unit, draft.unit_text = self._percent, "%"
        if match["base"] == "千":
            draft.unit, draft.unit_text = self._permille, "‰"
        elif match["base"] == "万":
            draft.unit, draft.unit_text = self._units.resolve("‱"), "‱"
        return draft

    def _fraction_words(self, match: re.Match[str], view: View) -> Draft | None:
        above, below = self._numeral(match["n"]), self._numeral(match["d"])
        return self._share_of(match, above, below, "fraction words")

    def _fraction(self, match: re.Match[str], view: View) -> Draft | None:
        if (
            int(match["n"]) >= int(match["d"])
            or int(match["d"]) > 20
            or is_name(view.text, match.start(), match.end())
        ):
            return None
        if (
            view.text.startswith(("年", "月", "日", "号"), match.end())
            or view.text[match.start() - 1 : match.start()] == "/"
        ):
            return None
        return self._share_of(match, self._numeral(match["n"]), self._numeral(match["d"]), "fraction")

    def _share_of(
        self, match: re.Match[str], above: numerals.Numeral | None, below: numerals.Numeral | None, rule: str
    ) -> Draft | None:
        if above is None or below is None or not 0 < above.low < below.low:
            return None
        value = _exact_or_four_decimals(above.low * 100 / below.low)
        draft = self._draft(match, numerals.Numeral(value, value), "1", Form.SHARE, rule)
        draft.unit, draft.unit_text = self._percent, "%"
        return draft

    def _tenths(self, match: re.Match[str], view: View) -> Draft | None:
        high = self._numeral(match["b"])
        low = self._numeral(match["a"]) if match["a"] else high
        if low is None or high is None or is_name(view.text, match.start(), match.end()):
            return None
        if match["a"] and not low.low < high.low:
            return None
        rest = (
            Decimal(5)
            if match["rest"] == "半"
            else self._numeral(match["rest"]).low
            if match["rest"]
            else Decimal(0)
        )  # type: ignore[union-attr]
        numeral = numerals.Numeral(low.low * 10 + rest, high.low * 10 + rest)
        draft = self._draft(match, numeral, "1", Form.SHARE, "tenths")
        draft.unit, draft.unit_text = self._percent, "%"
        return draft

    def _half(self, match: re.Match[str], view: View) -> Draft | None:
        draft = self._draft(match, numerals.Numeral(Decimal(50), Decimal(50)), "1", Form.SHARE, "half")
        draft.unit, draft.unit_text = self._percent, "%"
        return draft

    def _discount(self, match: re.Match[str], view: View) -> Draft | None:
        digits = "".join(str(numerals.DIGITS.get(char, char)) for char in match["n"])
        value = Decimal(digits)
        draft = self._draft(match, numerals.Numeral(value, value), "1", Form.DISCOUNT, "discount")
        draft.unit, draft.unit_text = self._units.resolve("折"), "折"
        return None if is_name(view.text, draft.start, draft.end) else draft

    def _doubling(self, match: re.Match[str], view: View) -> Draft | None:
        times = self._numeral(match["n"]) if match["n"] else None
        value = Decimal(2 ** int(times.low if times else 1) * 100 - 100)
        if view.text.startswith(("计划", "行动", "工程", "器", "效应", "方案", "目标"), match.end()):
            return None
        draft = self._draft(match, numerals.Numeral(value, value), "1", Form.DOUBLING, "doubling")
        draft.unit, draft.unit_text = self._percent, "%"
        return draft

    # -- ratios and ranks --------------------------------------------------------------------------------

    def _ratio(self, match: re.Match[str], view: View) -> Draft | None:
        parts = tuple(numerals.arabic(part) for part in re.split("[:：∶比]", match["r"]))
        if not _is_ratio(view.text, match.start(), match["r"], parts) or is_name(
            view.text, match.start(), match.end()
        ):
            return None
        draft = self._draft(match, numerals.Numeral(parts[0], parts[0]), "1", Form.RATIO, "ratio")
        draft.parts = parts
        return draft

    def _ordinal_rank(self, match: re.Match[str], view: View) -> Draft | None:
        numeral = self._numeral(match["n"])
        text, end = view.text, match.end()
        if numeral is None:
            return None
        cue = _RANK_CUE.search(text, max(0, match.start() - 8), match.start())
        follows = _RANK_END.match(text, end)
        if not cue or not (follows or match["u"]):
            return None
        return self._rank(match, numeral, "ordinal rank", None, optional=not follows)

    def _top_rank(self, match: re.Match[str], view: View) -> Draft | None:
        numeral = self._numeral(match["n"])
        if (
            numeral is None
            or numeral.low == 1
            or not _TOP_CUE.search(view.text, max(0, match.start() - 8), match.start())
        ):
            return None
        if not (match["u"] or _RANK_END.match(view.text, match.end())):
            return None
        return self._rank(match, numeral, "top rank", "<=")

    def _first_rank(self, match: re.Match[str], view: View) -> Draft | None:
        cue = _FIRST_CUE.search(view.text, max(0, match.start() - 10), match.start())
        if not cue or not _RANK_END.match(view.text, match.end()):
            return None
        return self._rank(match, numerals.Numeral(Decimal(1), Decimal(1)), "first rank", None)

    def _rank(
        self,
        match: re.Match[str],
        numeral: numerals.Numeral,
        rule: str,
        bound: str | None,
        optional: bool = False,
    ) -> Draft:
        draft = self._draft(match, numeral, "1", Form.RANK, rule)
        draft.unit, draft.unit_text, draft.bound, draft.optional = self._place, "位", bound, optional
        return draft

    # -- helpers -----------------------------------------------------------------------------------------

    def _numeral(self, text: str) -> numerals.Numeral | None:
        return numerals.read(text)

    def _unit(self, spelling: str) -> Unit | None:
        try:
            return self._units.resolve(spelling)
        except UnitError:
            return None

    def _draft(
        self, match: re.Match[str], numeral: numerals.Numeral, written: str, form: Form, rule: str
    ) -> Draft:
        digits = (
            "arabic"
            if written[0].isdecimal()
            else "scale"
            if _SCALE_ONLY.fullmatch(written) and written != "十"
            else "chinese"
        )
        return Draft(
            match.start(),
            match.end(),
            form,
            rule,
            numeral.low,
            numeral.high,
            self._none,
            "",
            digits,
            numeral.more,
            _trailing_scale(written),
        )


_RANK_CUE = re.compile(
    "居|列|排|位次|名次|占据|稳坐|升至|上升到|跃升|跃至|前移|保持|跻身|全国|全省|全球|世界|国内|亚洲|全市|全县|全区|同类|中部|西部|东部|东北|西北|西南|华东|华北|行业|省内|区内|长三角|珠三角|规模|总量|增速|产量|销量|均为|获得|获|荣获|夺得|倒数|并列"
)
_TOP_CUE = re.compile(
    "居|列|排|进入|跻身|位次|挺进|迈入|迈进|跨入|闯入|冲进|保持|全国|全省|全球|世界|国内|亚洲|入围|杀进|进"
)
_FIRST_CUE = re.compile(
    "(?:居|列|排|排名|位|占|跃|升至|全国|全省|世界|全球|之|各省|各市|榜|领涨|领跌)[^，。；、放摆置]{0,6}$"
)
_RANK_END = re.compile(
    "[，。；、！？：,;!?)）】”》\\s（(的]|$|和|与|且|并|以|位|名|大(?=[^家学])|至|到|；|；|，"
)


def _is_ratio(text: str, start: int, written: str, parts: tuple[Decimal, ...]) -> bool:
    if len(parts) >= 3:
        return not all(part == int(part) and part < 60 for part in parts) or bool(
            _RATIO_CUE.search(text, max(0, start - 16), start)
        )
    cue = _RATIO_CUE.search(text, max(0, start - 16), start)
    if "比" in written:
        return bool(cue) and not _SCORE_CUE.search(text, max(0, start - 16), start)
    if any(part % 1 for part in parts):
        return True
    clock = re.fullmatch(r"\d{1,2} ?[:：∶] ?\d\d", written)
    return bool(cue) and not clock and not _SCORE_CUE.search(text, max(0, start - 10), start)


_RATIO_CUE = re.compile("比|率|结构|构成|配|按|调整为|优化为|之比|汇率|达")
_SCORE_CUE = re.compile("胜|负|败|平|领先|落后|比分|逆转|扳|战")


def _exact_or_four_decimals(value: Decimal) -> Decimal:
    rounded = value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return (
        rounded.normalize().quantize(Decimal(1))
        if rounded == rounded.to_integral_value()
        else rounded.normalize()
    )


def _trailing_scale(written: str) -> int:
    """The power of ten of the 万 or 亿 at the end of a numeral: 8 for 3.2亿."""
    tail = re.search("[万亿]+$", written.rstrip("多余来几"))
    return numerals.SCALES.get(tail[0], 0) if tail else 0


def _joined_numeral(view: View, start: int) -> bool:
    """Whether the numeral continues one that began before it and was declined: the 五 of 第十五届."""
    if start == 0 or view.text[start - 1] not in numerals.CHINESE:
        return False
    return not view.blocked.covers(start - 1)


def _is_years(match: re.Match[str]) -> bool:
    return bool(_YEAR.fullmatch(match["a"]) and _YEAR.fullmatch(match["b"]))
