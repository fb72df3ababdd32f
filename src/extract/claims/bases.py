"""Against what: a year before, the period before, a named start, a plan, another place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from extract.claims.changes import ends_of_change
from extract.claims.compared import COMPARED
from extract.claims.figures import is_change
from extract.claims.groups import Member
from extract.claims.scene import Bound, Scene, figure_before
from extract.claims.statuses import reaching_cue
from extract.claims.surroundings import before_brackets
from extract.claims.topic import is_market_news
from extract.mentions import Period, QuantityMention, Span, TimeMention
from extract.patterns import comes_up, late

_Basis = tuple[str | None, str]

_YEAR_BEFORE = late(r"(?:上年|去年|上年度|上一年|前一年)(?:同期|同月|末|底|年末|年底)?")
# A base that, without a period to compare with, is read as the one just before: 上月, 一季度, 去年12月.
_JUST_BEFORE = late(
    r"(?:上|前)一?个?(?:月|季|周|旬|期|日|天|交易日)|[一二三四]季度"
    r"|(?:上年|去年)(?:1\d月|四季度|十.?月|下半年)"
)
_START = late("(?:今年|年|期)初")
# 占年初预算9亿元的52%, 完成年度计划的80%
_OF_A_PLAN = late("(?:预算(?!支出|收入)|计划|目标|任务|意向)[^，。；]{0,14}的$")
# 是全省平均水平的3倍
_TIMES_OF_PLACE = late("(?:是|为|达|相当于)(?:全[国省市县区州球]|世界|同行|行业|平均)[^，。；]{0,8}的近?$")
# 比特斯拉便宜3万元, 快于序时进度2.3个百分点; 比上年 is a time
_COMPARED_WITH = late(
    "(?:(?<![占同环对类百相])比(?![例重较赛率如价方去上])|较(?![上去快大高低好少多])|[高低快慢大小多少优]于|[高低]出|领先|落后)"
    "([^，。；]{1,16}?)(?:[高低快慢多少大小长短重轻贵][出了]?|便宜|近|约|出)*$"
)
_PLAN = late("计划|预算|目标|任务|预期|序时|进度")
# 与2010年的30万人相比，增加2万人
_IN_CLAUSE = late("[^，。；]{0,24}?(?:相比|比较|相较)")
# 较上半年明显改善，其中：上升2%，…
_ALL_OF_THEM = late("[^，。；：\\d]{0,10}[，：]?其中[，：]?(?:包括)?：")
_COMPARES = late(r"(?:比|较|与|和)$")
_LONGER_THAN_A_WEEK, _LONGER_THAN_A_YEAR = 14, 400  # days, with some room
_FEW_DAYS = 4  # by which months, quarters and halves differ
_TRADING_GAP = 4  # days from one trading day to the next, over a weekend
_SEVERAL_MEANS = 2  # so many yearly means make a paragraph a review of several years
_PRIOR = late("环比|[比较](?:上|前)一?个?[月周季]")
_YEAR_ON_YEAR = late("同比|同期|[比较](?:上年|去年)|上年")
_SEVERAL_PRIORS = 2
_YEARLY_MEANS = late("年均")


def bind_bases(scene: Scene, bounds: Sequence[Bound], groups: dict[int, Member]) -> None:
    """Fill `basis` of each claim, in reading order."""
    usual = _usual_basis(scene)
    for bound in bounds:
        member = groups.get(bound.quantity.start)
        told = member.cell.basis if member and member.cell and is_change(bound.quantity) else ""
        bound.basis, why = (told, "of its column") if told else _basis(scene, bound, bounds, usual)
        if bound.basis:
            bound.why.append(f"basis {why}")


def _basis(scene: Scene, bound: Bound, bounds: Sequence[Bound], usual: str) -> _Basis:
    changes = is_change(bound.quantity)
    stated = _stated(scene, bound, bound.quantity.measure)
    if stated is not None:
        return stated
    base = _compared_time(scene, bound) if changes else None
    if base is not None:
        return _relation(scene, base, bound), f"compared with {scene.view[base.start : base.end]}"
    cue = reaching_cue(scene, bound, "basis")
    if cue is not None and _fits(cue.row.value, bound.quantity):
        return (None if cue.row.value == "unstated" else cue.row.value), f"cue: {cue.row.cue}"
    return _unmarked(scene, bound, bounds, usual) if changes else (None, "")


def _stated(scene: Scene, bound: Bound, measure: str) -> _Basis | None:
    """The basis that the figure's own form says."""
    if measure == "rank":
        return "area", "of a rank"
    if COMPARED in bound.why:
        return None, ""
    if measure == "share" and _OF_A_PLAN.search(scene.view, *_clause_before(scene, bound)):
        return "target", "of a plan"
    if measure == "ratio" and _TIMES_OF_PLACE.search(scene.view, *_clause_before(scene, bound)):
        return "area", "of a place's mean"
    return None


def _unmarked(scene: Scene, bound: Bound, bounds: Sequence[Bound], usual: str) -> _Basis:
    """The basis of a change that names none: 增长3%, 跌2%."""
    told = _told_before(scene, bound, bounds)
    if told is not None:
        return told
    if _over_years(scene, bound):
        return "since", "of a change over printed years"
    before = figure_before(bounds, bound)
    if before and before.basis and is_change(before.quantity) and _continues(bound, before):
        return before.basis, "of the change before"
    if _spans(bound, _LONGER_THAN_A_YEAR) or (usual == "prior" and _spans(bound, _LONGER_THAN_A_WEEK)):
        return "since", "of a change over a printed stretch"
    if _reviews_years(scene, bound):
        return None, ""
    return usual, "usual in this text"


def _told_before(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> _Basis | None:
    """What the clause compares with, or the ends of the change that stand before it."""
    compared = _COMPARED_WITH.search(scene.view, *_clause_before(scene, bound))
    if compared:
        return ("target" if _PLAN.search(compared[0]) else "area"), f"compared with {compared[1]}"
    start = _start_of_change(scene, bound, bounds)
    return None if start is None else (start, "of the change whose ends stand before")


def _clause_before(scene: Scene, bound: Bound) -> Span:
    """What the figure's clause says before it."""
    return scene.structure.clauses[bound.clause].start, bound.quantity.start


def _start_of_change(scene: Scene, bound: Bound, bounds: Sequence[Bound]) -> str | None:
    """由8吨增加到9吨，净增1吨: the change is measured against its start; a year before is yoy."""
    if bound.number < 2 or bounds[bound.number - 2].sentence != bound.sentence:
        return None
    first, second = bounds[bound.number - 2], bounds[bound.number - 1]
    if not ends_of_change(scene, first, second):
        return None
    if not first.period or not second.period or first.period == second.period:
        return "since"
    start, end = Period.parse(first.period).end, Period.parse(second.period).end
    return "yoy" if start and end and end.year - start.year == 1 else "since"


def _over_years(scene: Scene, bound: Bound) -> bool:
    """近3年提升, 3年翻一番: the stretch that the figure's clause prints is its base."""
    clause = scene.structure.clauses[bound.clause]
    start = bound.quantity.start
    if any(time.kind == "back" for time in scene.times.between(clause.start, start)):
        return True
    before = scene.quantities.between(clause.start, start)
    return bool(before) and before[-1].unit_text == "年" and before[-1].end == start


def _spans(bound: Bound, days: int) -> bool:
    """Whether the claim's period is longer than so many days; one without an end is."""
    if bound.period is None:
        return False
    own = Period.parse(bound.period)
    return own.start is not None and (own.end is None or (own.end - own.start).days > days)


def _fits(value: str, quantity: QuantityMention) -> bool:
    """Levels have no basis; a share has one only against a plan."""
    if is_change(quantity) or quantity.measure == "ratio":
        return True
    return quantity.measure == "share" and value == "target"


def _continues(bound: Bound, before: Bound) -> bool:
    if before.basis == "since":
        return bound.sentence - before.sentence <= 1
    return bound.sentence == before.sentence


def _compared_time(scene: Scene, bound: Bound) -> TimeMention | None:
    """The time after 比 or 较 in the figure's clause, or the one with which its sentence compares all."""
    start = before_brackets(scene, scene.structure.clauses[bound.clause])
    sentence = scene.structure.sentences[bound.sentence]
    for time in reversed(scene.times.between(sentence.start, bound.quantity.start)):
        compares = _COMPARES.search(scene.view, max(time.start - 2, 0), time.start)
        leads = time.start >= start or _IN_CLAUSE.match(scene.view, time.end)
        if compares and (leads or _ALL_OF_THEM.match(scene.view, time.end)):
            return time
    return None


def _relation(scene: Scene, base: TimeMention, bound: Bound) -> str:
    """How the base lies to the claim's own period: a year before, just before, or at a named start."""
    if _YEAR_BEFORE.fullmatch(scene.view, base.start, base.end):
        return "yoy"
    if _START.fullmatch(scene.view, base.start, base.end):
        return "since"
    if base.period is None or bound.period is None:
        if _JUST_BEFORE.match(scene.view, base.start, base.end):
            return "prior"
        return "yoy" if base.kind == "comparison" else "since"
    return _distance(Period.parse(bound.period), base.period)


def _distance(own: Period, base: Period) -> str:
    """What a base of those days is to a period: the year before, the month or trading day before, a start."""
    if own.end is None or base.end is None:
        return "since"
    if own.start == own.end and 0 < (own.end - base.end).days <= _TRADING_GAP:
        return "prior"
    months = (own.end.year - base.end.year) * 12 + own.end.month - base.end.month
    if months == 12:
        return "yoy"
    follows = own.start is not None and own.start - base.end == timedelta(1) and _spans_alike(own, base)
    return "prior" if follows or 0 < months <= 3 else "since"


def _spans_alike(own: Period, base: Period) -> bool:
    """Whether both are about as long: 下半年 against 上半年."""
    if own.start is None or own.end is None or base.start is None or base.end is None:
        return False
    return abs((own.end - own.start) - (base.end - base.start)).days <= _FEW_DAYS


def _usual_basis(scene: Scene) -> str:
    """The basis of a bare 增长 or 下跌 in this text: the day before in market news, else the year before.

    In a text that compares with the week or month before, and never with the year before, it is the former.
    """
    if is_market_news(scene):
        return "prior"
    several = comes_up(_PRIOR, scene.view, _SEVERAL_PRIORS)
    return "prior" if several and not _YEAR_ON_YEAR.search(scene.view) else "yoy"


def _reviews_years(scene: Scene, bound: Bound) -> bool:
    """Whether the paragraph reviews years that it does not print: told by its yearly means."""
    paragraph = scene.structure.paragraph_of(bound.sentence)
    span = (paragraph.start, paragraph.end)
    return len(_YEARLY_MEANS.findall(scene.view, *span)) >= _SEVERAL_MEANS
