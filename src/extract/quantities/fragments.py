"""The pieces that shape rules are written with: numerals, units, dashes, as patterns."""

from __future__ import annotations

from collections.abc import Iterable

from extract.engine import alternation
from extract.numerals import ARABIC, CHINESE
from extract.units import Units

_D = "一二三四五六七八九"
_FORMAL = "壹贰叁肆伍陆柒捌玖"


def anchor(units: Units) -> str:
    """The first character of every shape, with as much of the second as rules out most of running text.

    A digit inside a number begins nothing; 一 is no numeral in 一是, nor 数 in 数据. Every branch begins with
    characters, so that `re` skips to the next of them; what stands before them is looked at afterwards.
    """
    firsts = "".join(sorted({word[0] for word in units.spellings() if not word[0].isascii()}))
    after = f"{CHINESE}{firsts}几多余来半点成折分比至到、∶：/%％ ~～—–"
    return (
        r"[0-9](?<![0-9][0-9])(?<![0-9]\.[0-9])|[-−](?=[0-9])(?<![0-9A-Za-z%℃‰][-−])"
        rf"|[{_D}两十百千万亿零〇廿卅](?=[{after}-])|[几数](?=[十百千万亿])|半(?=[{firsts}数，。；、！？,;的以左]|\Z)"
        rf"|负(?=[0-9])(?<![减胜欠担抱肩自辜背]负)|零(?=下[0-9{_D}十几])|翻(?=[了上近将约超番倍{_D}两])|倍(?=增)|首(?=[位，。；、！？,;的和并]|\Z)"
        rf"|[前第](?=[0-9{_D}十百])|[{_FORMAL}](?=[零{_FORMAL}]*[拾佰仟])|拾"
    )


def fragments(units: Units) -> dict[str, str]:
    """What `{name}` stands for in the patterns of shapes."""
    spellings = units.spellings()
    latin = [word for word in spellings if word[-1].isascii() and word[-1].isalnum()]
    other = [word for word in spellings if not (word[-1].isascii() and word[-1].isalnum())]
    unit = f"(?:{alternation(other)}|{alternation(latin)}(?![A-Za-z0-9]))"
    # 百 and 千 are no numerals where a unit begins with them: 百帕, 千瓦, 千克.
    scale = f"(?:十|百(?!{_seconds(other, '百')}|分(?!钟))|千(?!{_seconds(other, '千')})|万|亿)"
    arabic = rf"{ARABIC}(?!\.?[0-9])"
    return {
        "plain": unit,
        "unit": _with_rates(unit, alternation(other)),
        "arabic": arabic,
        "number": f"{_mixed(arabic, scale)}|{_chinese(scale)}",
        "spoken": rf"[零〇{_D}两十百千]{{1,8}}(?:点[零〇{_D}]{{1,6}})?|{arabic}",
        "dash": r"(?: ?(?:--|––|——|－－|[-–—－−~～〜―至到]) ?)",
    }


def _seconds(words: Iterable[str], first: str) -> str:
    seconds = {word[1] for word in words if word[0] == first and len(word) > 1}
    return "|".join(sorted(seconds - set("十百千万亿")))


def _with_rates(unit: str, chinese: str) -> str:
    # 元/吨, 元每平方米, 件/万人, 元/亩·年; 人(次), 县（市、区）. Each of the two patterns is long and slow to
    # compile, so it stands once below and once in a note, in a loop: a second unit goes on behind its mark.
    factor = "\\(?[0-9]{0,4}[十百千万亿]{0,2}"
    below = rf"(?:/|(?<![年月日天时])每){factor}(?!·)(?:(?:·|(?<=[/每(0-9十百千万亿])){unit}){{1,2}}\)?"
    note = rf"[(（](?:{chinese}(?:、(?![)）])|(?=[)）]))){{1,4}}[)）]"
    return f"{unit}(?:{below}){{0,2}}(?:{note})?"


def _mixed(arabic: str, scale: str) -> str:
    # 3.2万亿, 800余, 10几万, 7400多万, 1亿2000万
    more = rf"(?:[多余来]|几(?={scale}))?"
    scales = f"(?:{scale}?(?:万亿|亿亿|万|亿)|{scale})"
    return rf"{arabic}{more}(?: ?{scales}(?:[0-9]{{1,4}}(?:\.[0-9]+)?{scales})?(?:[多余](?:万|亿)?)?)?"


def _chinese(scale: str) -> str:
    digit = rf"[零〇{_D}两几数廿卅]|点(?=[零〇{_D}])"
    more = "(?:(?<=[十百千万亿])[多余来](?:万亿|万|亿)?)?"
    formal = rf"[零{_FORMAL}拾佰仟万亿]{{2,20}}"
    return rf"(?:{digit}|{scale}){{1,20}}{more}|{formal}"
