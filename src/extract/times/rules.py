"""All rules for atoms, and the places of a text where they are tried."""

from __future__ import annotations

import re

from extract.engine import Rule, RuleSet, alternation
from extract.times.atoms import Atom
from extract.times.damage import DAMAGE_RULES
from extract.times.dates import DATE_RULES
from extract.times.phrases import PHRASE_RULES
from extract.times.tables import Tables, all_words, fragments, openings
from extract.times.years import YEAR_RULES

_FIRST = '0123456789零一二三四五六七八九十两廿元半近这第前头首上中下本今周星礼Q正冬腊“"‘「'
# The shapes with which times begin; they keep the rules off places where none can match. Each begins with the
# character itself, so that the regular expression engine can turn it down at once, and looks back from there.
_SHAPES = (
    # 2019年, 3月, 10:30, 39日, 20202022年
    r"\d(?<![\d.]\d)\d{0,3}(?:[年月日号时点世个财学周天星礼雪榨上下全底末第以赛采供Q]|[多余](?:年|天|周|个)"
    r"|[-—–~～－至到、和及与/.:：]|(?:19|20)\d\d年)",
    # 20206月, 20201—6月, 5月9，
    r"(?:19|20)\d\d[01]?\d(?:[-—–－~～至到]{1,2}1?\d)?月",
    r"\d(?<=月\d)\d?[，。；、）),;]",
    # 从20167078元, '98年
    r"[12](?<=[从由自比较到至为].)[09]\d{3}",
    r"\d(?<=['’‘].)\d年",
    # 三月, 十多年来, 一至三季度, 二〇二四年
    r"[零一二三四五六七八九十两廿元半][一二三四五六七八九十]{0,2}"
    r"(?:[多余]?(?:个[半多]?)?[年月日号时点世季周天星礼]|[至到、和—-])",
    r"[二一][〇零○O八九][〇零○O一二三四五六七八九]{2}年",
    # 近三年, 前8个月
    r"[近这第前头首][\d一二三四五六七八九十两几数半]",
    # 上周五, 星期一, 本世纪, 中旬, 正月
    r"[上本下今这周星礼](?:上?个?(?:周|星期|礼拜))?[一二三四五六日天末期拜]",
    r"[上中下](?:[上中下]?旬|半月)|[上本]个?世纪|Q[1-4]|[正冬腊]月",
)


def rules(tables: Tables) -> tuple[Rule[Tables, Atom], ...]:
    """All rules, in the order in which they are tried."""
    known = openings(tables)
    return tuple(
        rule._replace(opens=known.get(rule.name, rule.opens))
        for rule in YEAR_RULES + DATE_RULES + DAMAGE_RULES + PHRASE_RULES
    )


def rule_set(tables: Tables) -> RuleSet[Tables, Atom]:
    """The rules, ready to scan; RuleError when one is malformed."""
    return RuleSet(_anchor(tables), rules(tables), fragments(tables))


def _anchor(tables: Tables) -> str:
    # A character set first, because the regular expression engine skips to it quickly; the look-behind
    # steps back over that character to try the shapes from it on.
    words = alternation(all_words(tables))
    quoted = alternation([*tables.plans, *tables.holidays])
    first = "".join(sorted({*_FIRST, *(word[0] for word in all_words(tables))}))
    shapes = "|".join((*_SHAPES, words, f'[“"‘「]{quoted}', rf"这个[“\"]?{quoted}"))
    return rf"[{re.escape(first)}](?<=(?={shapes}).)"
