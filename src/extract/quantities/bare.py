"""Numbers without a unit: which of them are quantities all the same."""

from __future__ import annotations

from extract.patterns import late
from extract.quantities.cues import Cues
from extract.quantities.drafts import Digits, Draft, Form
from extract.quantities.guards import in_slogan

_OFFER_BEFORE = late("(?:满|[0-9元](?:送|减|返|抵|用|立减|直降|立返))\\Z")
_OFFER_AFTER = late("(?:送|减|返|抵|用|立减|直降|立返)[0-9]")
# 13金8银, 2死9伤: what follows is no classifier, but counted all the same.
_COUNTED_AFTER = late("[金银铜死伤亡](?=[0-9一两二三四五六七八九十、，。,；！\\s]|$)")
_LEVEL_AFTER = late("(?:下降|上升|提高|提升|增长|增加|减少|回落|回升|缩小|扩大|降低|调整|优化)[到至为]")
# A cell of a table: | 甲县 | 1234.5 |
_CELL_BEFORE = late(r"[^\n]*[^\n|｜\s][^\n]*[|｜\t] *\Z")
_CELL_AFTER = late(r" *(?:[|｜\t\n]|\Z)")
_YEAR = late("(?:19|20)[0-9]{2}")
_ROW = 200
_NO_NOUN = late("[年月日天周岁个号期次届点里时分秒级章条页]|[^\u4e00-\u9fff]|$")
_MYRIAD = late("[万亿]")
_TIME_AFTER = late("[年月日号]|个月|世纪")
_LARGE_SCALES = late("[十百千]?万亿|[百千]亿|[百千]万|万|亿")
# 百亿级集群, 万亿城市: a class of things rather than an amount.
_CLASS_AFTER = late(
    "级|规模|企业|县|镇|村|城市|市|园区|产业|集群|俱乐部|台阶|强|项目|工程|赛道|母基金|市场|大关"
)


class Bare:
    """Keeps the numbers without unit that are quantities, drops the others."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def keeps(self, text: str, draft: Draft) -> bool:
        """Whether the draft is a quantity; marks classes named by an amount (千亿县) as optional."""
        if draft.form is Form.PENDING:
            return self._is_level(text, draft)
        if draft.form is not Form.BARE:
            return True
        if _TIME_AFTER.match(text, draft.end):
            return False
        if draft.digits is Digits.CHINESE and not _MYRIAD.search(draft.numeral):
            return draft.more and not _NO_NOUN.match(text, draft.end)  # 数千民众
        if draft.digits is Digits.SCALE:
            return self._scale_counts(text, draft)
        draft.optional = draft.optional or text.startswith("级", draft.end)
        return True

    def _is_level(self, text: str, draft: Draft) -> bool:
        if _COUNTED_AFTER.match(text, draft.end):
            return True
        if draft.digits is not Digits.ARABIC:
            return False
        start = draft.start
        return (
            self._cues.ends("bare_level", text, start)
            or _LEVEL_AFTER.match(text, draft.end) is not None
            or (draft.low % 1 != 0 and self._is_index(text, start))
            or (draft.more and draft.low >= 10 and not _NO_NOUN.match(text, draft.end))  # 300多施工人员
            or _is_offer(text, draft)
            or _in_cell(text, draft)
        )

    def _is_index(self, text: str, start: int) -> bool:
        # 景气指数从年初的52.3回落至50.8
        return self._cues.ends("index_link", text, start) and self._cues.before("index_before", text, start)

    def _scale_counts(self, text: str, draft: Draft) -> bool:
        if draft.numeral.endswith("多") or in_slogan(text, draft):
            return False  # more often part of a foreign name; “万企千亿”
        bounded = draft.bound not in (None, "=")
        if not bounded and not _LARGE_SCALES.fullmatch(draft.numeral):
            return False
        if len(draft.numeral) == 1 and not bounded:
            return False
        draft.optional = draft.optional or not bounded or _CLASS_AFTER.match(text, draft.end) is not None
        return True


def _is_offer(text: str, draft: Draft) -> bool:
    # 满100减20, 10送4
    before = _OFFER_BEFORE.search(text, max(0, draft.start - 4), draft.start)
    return before is not None or _OFFER_AFTER.match(text, draft.end) is not None


def _in_cell(text: str, draft: Draft) -> bool:
    # The first cell of a row is its label or number, and a year heads a column.
    if _CELL_AFTER.match(text, draft.end) is None or _YEAR.fullmatch(draft.numeral):
        return False
    line = max(text.rfind("\n", 0, draft.start), draft.start - _ROW)
    return _CELL_BEFORE.match(text, line + 1, draft.start) is not None
