"""All rules for atoms, and the places of a text where they are tried."""

from __future__ import annotations

from extract.engine import RuleSet
from extract.times.atoms import Atom
from extract.times.damage import DAMAGE_RULES
from extract.times.dates import DATE_RULES
from extract.times.phrases import PHRASE_RULES
from extract.times.tables import Tables, fragments

# The shapes with which times begin. They only keep the rules off places where none can match; the first
# character is matched by a set, which the regular expression engine skips to quickly.
_FIRST = (
    "0-9'’‘“\"「一二三四五六七八九十廿两几元正冬腊近最过这未今前头首第上中下"
    "本周星礼假节小长黄暑寒汛主春三秋采供入"
)
_DIGITS = (
    r"(?<![\d.,])\d{1,4}(?:[年月日号时点世个财学周天星礼季雪榨上下全底末第以]|[多余](?:年|天|周|个)"
    r"|[-—–~～－至到、和及与/.:：]|(?<=\d{4})(?:19|20)\d\d年)|(?<=[从由自比较到至为])(?:19|20)\d{3}"
)
_NUMERAL = (
    r"[一二三四五六七八九十两几廿〇零○O]{1,4}[多余]?个?[年月日号时点世季周天星礼至到、和-]|[二一][〇零○O八九]"
)
_WORDS = r"{word}|{holiday}|{era}|[“\"‘「]?{plan}|[“\"]{holiday}"
_OPENERS = (
    r"[近这第头首]\d|[近这第前头首][一二三四五六七八九十两几数]|前\d|最近的?[\d一-十两几数]|过去|刚刚过去|未来|今后"
    r"|[上本下今这]{0,2}个?(?:周|星期|礼拜)[一二三四五六日天末]|[上中下]旬|[上本]世纪|['’‘]\d\d年|[正冬腊]月|这个"
    r"|(?:假期|节日|节假日|小?长假|黄金周|假日|暑期|暑假|寒假|主?汛期|春耕|三夏|秋收|秋种|秋冬种|春播|采暖季|供暖季)|入[春夏秋冬汛伏]"
)


def rule_set(tables: Tables) -> RuleSet[Tables, Atom]:
    """The rules, ready to scan; RuleError when one is malformed."""
    anchor = rf"(?={_DIGITS}|{_NUMERAL}|{_WORDS}|{_OPENERS})."
    return RuleSet(anchor, DATE_RULES + DAMAGE_RULES + PHRASE_RULES, fragments(tables))
