"""Tables of pipe rows: what the row, the column and the title say of each cell."""

import pytest

GROWTH = """表1  2023年居民消费价格比上年涨跌幅（单位：%）
| 类别 | 云南省 | 全国 |
| --- | --- | --- |
| 食品烟酒 | 0.4 | 0.3 |
| 居住 | -0.2 | 0.0 |
"""
TRADE = """表2  2023年8月摩托车产销（单位：万辆、%）
| 项目 | 8月 | 环比 | 同比 | 1-8月 | 同比 |
| 摩托车产量 | 12.5 | -2.4 | 8.3 | 96.7 | 4.8 |
| 电动车 | 3.1 | 1.0 | 2.0 | 20.4 | 5.5 |
"""
HARVEST = """2023年农作物播种面积
| 指标 | 面积(万亩) | 比上年增长(%) |
| 农作物总播种面积 | 120.2 | -1.2 |
| 其中:小麦 | 1.8 | -7.9 |
"""
NOT_A_TABLE = """首页 | 新闻 | 正文
全市新建公园12座。
"""
# text, figure, value, unit, measure, indicator, subject, period, basis
CASES = [
    (
        GROWTH,
        "0.4",
        "0.4",
        "%",
        "change_rate",
        "居民消费价格 食品烟酒",
        "云南省",
        "2023-01-01/2023-12-31",
        "yoy",
    ),
    (
        GROWTH,
        "-0.2",
        "-0.2",
        "%",
        "change_rate",
        "居民消费价格 居住",
        "云南省",
        "2023-01-01/2023-12-31",
        "yoy",
    ),
    (
        GROWTH,
        "0.3",
        "0.3",
        "%",
        "change_rate",
        "居民消费价格 食品烟酒",
        "中国",
        "2023-01-01/2023-12-31",
        "yoy",
    ),
    (TRADE, "12.5", "125000", "辆", "level", "摩托车产量", "保山市", "2023-08-01/2023-08-31", None),
    (TRADE, "-2.4", "-2.4", "%", "change_rate", "摩托车产量", "保山市", "2023-08-01/2023-08-31", "prior"),
    (TRADE, "8.3", "8.3", "%", "change_rate", "摩托车产量", "保山市", "2023-08-01/2023-08-31", "yoy"),
    (TRADE, "4.8", "4.8", "%", "change_rate", "摩托车产量", "保山市", "2023-01-01/2023-08-31", "yoy"),
    (HARVEST, "120.2", "1202000", "亩", "level", "农作物总播种面积", "保山市", "2023-01-01/2023-12-31", None),
    (
        HARVEST,
        "-7.9",
        "-7.9",
        "%",
        "change_rate",
        "农作物播种面积 小麦",
        "保山市",
        "2023-01-01/2023-12-31",
        "yoy",
    ),
    (NOT_A_TABLE, "12座", "12", "座", "level", "新建公园", "保山市", None, None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[1]} {case[5]}")
def test_cell(extractor, case):
    text, figure, *expected = case
    claims = extractor.parse(text, date="2024-03-08", place="保山市").claims
    claim = next(claim for claim in claims if claim.text == figure)
    owner = "、".join(subject.name for subject in claim.subject)
    found = [
        str(claim.value),
        claim.unit_text,
        claim.measure,
        claim.indicator,
        owner,
        claim.period,
        claim.basis,
    ]
    assert found == expected
