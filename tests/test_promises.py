"""Plans without a word of the future: sections under a heading, texts of nothing but promises."""

import pytest

REPORT = """某县政府工作报告
一、2023年工作回顾
全年完成生产总值120亿元。新建农村公路40公里。
二、2024年工作安排
（一）做强工业。新建标准厂房20万平方米，去年已建成12万平方米。
（二）改善民生。改造棚户区1200户。
三、政府自身建设
压缩办公用房300平方米。
"""
PROMISES = "\n".join(
    f"新建{noun}{count}。"
    for noun, count in zip(
        ("公园", "幼儿园", "停车场", "书屋", "便民桥", "养老院", "体育场", "充电站"),
        ("10座", "20所", "30处", "40家", "50座", "60家", "70处", "80座"),
        strict=True,
    )
)
DONE = PROMISES.replace("新建", "建成")
CASES = [
    (REPORT, "40公里", "actual", "a look back"),
    (REPORT, "20万平方米", "target", "under the heading of a plan"),
    (REPORT, "12万平方米", "actual", "the past inside a plan"),
    (REPORT, "1200户", "target", "an enumerated part of the plan"),
    (REPORT, "300平方米", "actual", "the next section is none"),
    (PROMISES, "30处", "target", "a text of nothing but promises"),
    (DONE, "30处", "actual", "the same, done"),
]


@pytest.mark.parametrize(("text", "figure", "status", "why"), CASES, ids=[case[3] for case in CASES])
def test_status(extractor, text, figure, status, why):
    del why
    claims = extractor.parse(text, date="2024-03-08", place="保山市").claims
    assert next(claim.status for claim in claims if claim.text == figure) == status
