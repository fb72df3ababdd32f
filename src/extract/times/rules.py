"""All rules for atoms, and the places of a text where they are tried."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.engine import Rule, RuleSet
from extract.times.atoms import Atom
from extract.times.damage import DAMAGE_RULES
from extract.times.dates import DATE_RULES
from extract.times.phrases import PHRASE_RULES
from extract.times.tables import Tables, fragments, openings
from extract.times.years import YEAR_RULES

# The shapes with which times begin; they keep the rules off places where none can match.
_SHAPES = (
    # 2019年, 3月, 10:30, 39日
    r"(?<![\d.,])\d{1,4}(?:[年月日号时点世个财学周天星礼雪榨上下全底末第以赛采供Q]|[多余](?:年|天|周|个)|[-—–~～－至到、和及与/.:：])",
    # 20202022年, 从20167078元
    r"(?:19|20)\d\d(?:19|20)\d\d年",
    r"(?<=[从由自比较到至为])(?:19|20)\d{3}",
    # 三月, 十多年来, 一至三季度, 二〇二四年
    r"[一二三四五六七八九十两廿元半]{1,3}(?:[多余]?(?:个[半多]?)?[年月日号时点世季周天星礼]|[至到、和—-])",
    r"[二一][〇零○O八九][〇零○O一二三四五六七八九]{2}年",
    # 近三年, 前8个月, 过去五年, 未来三天
    r"[近这第前头首][\d一二三四五六七八九十两几数半]",
    r"最近的?[\d一二三四五六七八九十两几数]|过去|刚刚过去|未来|今后",
    # 上周五, 星期一, 本世纪, 中旬, '98年, 正月
    r"(?:[本下今这]|上{0,2})个?(?:周|星期|礼拜)[一二三四五六日天末]",
    r"[上中下]{1,2}旬|[上下]半月|Q[1-4]|[上本]世纪|(?<=['’‘])\d\d年|[正冬腊]月",
    r"{word}|{era}|[“\"‘「]?{plan}|(?:这个)?[“\"]?{holiday}",
)


def rules(tables: Tables) -> tuple[Rule[Tables, Atom], ...]:
    """All rules, in the order in which they are tried."""
    known = openings(tables)
    return tuple(
        replace(rule, opens=known.get(rule.name, rule.opens))
        for rule in YEAR_RULES + DATE_RULES + DAMAGE_RULES + PHRASE_RULES
    )


def rule_set(tables: Tables) -> RuleSet[Tables, Atom]:
    """The rules, ready to scan; RuleError when one is malformed."""
    found = rules(tables)
    return RuleSet(_anchor(found), found, fragments(tables))


def _anchor(found: tuple[Rule[Tables, Atom], ...]) -> str:
    # A character set first, because the regular expression engine skips to it quickly; the look-behind
    # steps back over that character to try the shapes from it on.
    first = "".join(sorted(set("".join(rule.opens for rule in found))))
    return rf"[{re.escape(first)}](?<=(?={'|'.join(_SHAPES)}).)"
