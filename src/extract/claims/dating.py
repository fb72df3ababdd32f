"""Which times of a text date anything: not those that compare, announce, or name a plan."""

from __future__ import annotations

from extract.claims.scene import Scene
from extract.mentions import TimeMention
from extract.patterns import late

COMPARES_BEFORE = late(r"(?:比|较|相比于?|相较于?|对比|高于|低于|超过|同|与|和)$")
_LISTED = late("[年月日季度末底][和与]$")  # 2014年和2017年
# 完成全年任务的80%: the year of a plan dates the plan, not what was done.
_PLANNED_FOR = late("的?(?:目标|任务|计划|预算)")
# 是近10年增产最多的: what a superlative ranges over
_RANGES = late(r"[^，。；]{0,8}?(?:最[多高低大少快好早晚长]|新高|新低|之最)")
# 元旦假期刚过: when the text was written
_IS_OVER = late("刚刚?过|临近|将至|将近|来临|在即")
_COMPARES_AFTER = late(r"(?:末|底)?(?:的水平)?相比|水平")
# 60年来最重的旱情: what it is compared with.
_OUTSTANDS = late("的?(?:同期)?(?:最(?![终后近])|首次|首个|罕见)")
# 今年第8号台风: which one of the year, not when
_NUMBERED = late("(?:以来)?的?第[一二三四五六七八九十\\d]{1,3}[号场轮次股波]")
# 按2018年平均汇率计算
_VALUED = late("[^，。；\\d]{0,6}(?:汇率|价格|不变价|可比价)")
_IS = late("(?:[是为系创]|刷新|创下|创造了?)$")
_THIS_YEAR = ("今年", "去年")
_BY = ("按", "按照")
_YEARLY = ("全年", "年度")
_ANNOUNCES = late(
    r"(?:（星期.）)?(?:[上下]午)?(?:[\d:：]{1,5}时?(?:\d+分)?，)?[^，。；]{0,12}?(?:公布|发布|通报|披露|获悉|了解到|召开|举行|表示|介绍|报道|消息|讯|电[（(—\s])"
)
# Kinds of mention that are the day of a report when a verb of reporting follows.
_REPORT_KINDS = frozenset({"day", "relative-day", "trading-day"})
_WEEKDAY = late("[（(](?:星期|周)[一二三四五六日天][）)]")
_PLAN_YEARS = late(r"时期|期间|以来|末|前|中后期|初")
_RESULT = late("[到至为]")
_NEXT_RESULT = late("[，,][^，。；\\d]{0,10}[到至为]")  # 由5%，进一步提高到6%
_NEVER = frozenset({"comparison", "clock"})


def dates(scene: Scene, time: TimeMention) -> bool:
    """Whether a time dates the figures near it."""
    view = scene.view
    if time.kind == "plan" and not _PLAN_YEARS.search(view, time.start, time.end + 2):
        return False  # “十四五”开局 names the plan, “十四五”时期 its years
    if time.kind in _NEVER or (time.kind == "vague" and not view.endswith("来", time.start, time.end)):
        return False
    if _only_compares(view, time):
        return False
    if _WEEKDAY.fullmatch(view, time.start - 1, time.end + 1):
        return False  # 2月27日（星期一）: told already
    return not (time.kind in _REPORT_KINDS and _ANNOUNCES.match(view, time.end))


def _only_compares(view: str, time: TimeMention) -> bool:
    """Whether the time is what something is compared with or planned for, not when it was."""
    before = max(time.start - 3, 0)
    if COMPARES_BEFORE.search(view, before, time.start) and not _LISTED.search(view, before, time.start):
        return True
    if _COMPARES_AFTER.match(view, time.end) or _only_names(view, time):
        return True
    if _IS.search(view, max(time.start - 3, 0), time.start) and _RANGES.match(view, time.end):
        return True
    if time.kind == "holiday" and _IS_OVER.match(view, time.end):
        return True
    return view.endswith(_YEARLY, time.start, time.end) and _PLANNED_FOR.match(view, time.end) is not None


def _only_names(view: str, time: TimeMention) -> bool:
    """Whether the time tells one thing from others: 今年第8号台风, 60年来最重的旱情."""
    if _NUMBERED.match(view, time.end) and view.endswith(_THIS_YEAR, time.start, time.end):
        return True
    if view.endswith("来", time.start, time.end) and _OUTSTANDS.match(view, time.end):
        return True
    return view.endswith(_BY, 0, time.start) and _VALUED.match(view, time.end) is not None


def is_start_of(scene: Scene, time: TimeMention, figure: int) -> bool:
    """Whether the time dates only where a change began: 由2018年的3户增长为9户，增长两倍 (both are later).

    `figure` is the offset of the figure that asks; the change's first figure itself is dated by the time.
    """
    if scene.view[max(time.start - 1, 0) : time.start] not in ("由", "从"):
        return False
    clause = scene.structure.clause(time.start)
    first = next(iter(scene.quantities.between(time.end, clause.end)), None)
    if first is None or figure <= first.start:
        return False
    return bool(
        _RESULT.search(scene.view, first.end, clause.end) or _NEXT_RESULT.match(scene.view, clause.end)
    )
