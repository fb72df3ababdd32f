"""Records made by hand, for tests of what comes after the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extract.records import Claim, Document, Entity, Finding, Subject

TEXT = """清江市上半年经济运行情况
来源：清江日报  2024-07-20

上半年，全市完成产值534.2亿元，增长6.1%。其中山货30—40亿元。
亏损企业减少12家，比例为2.45:1。
"""


@dataclass
class Extraction:
    """The shape of a pipeline result."""

    document: Document
    claims: list[Claim]
    entities: list[Entity] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    trace: None = None


def document(text: str = TEXT, doc: str = "a.txt", **fields: Any) -> Document:
    return Document(doc=doc, text=text, sha256="0" * 64, **fields)


def claim(quote: str, text: str = TEXT, doc: str = "a.txt", **fields: Any) -> Claim:
    """The claim read from the first `quote` in `text`."""
    start = text.index(quote)
    end = start + len(quote)
    given = {"value": "1", "unit": "1", "unit_text": "", "sentence": (start, end), "id": f"{doc}-{start}"}
    return Claim(doc=doc, start=start, end=end, text=quote, **(given | fields))


def extraction() -> Extraction:
    place = Subject(name="清江市", kind="place", code="422800")
    whole = claim(
        "534.2亿元",
        value="53420000000",
        unit="CNY",
        unit_text="元",
        indicator="产值",
        subject=(place,),
        period="2024-01-01/2024-06-30",
        rules=("scaled", "cue:上半年"),
    )
    claims = [
        whole,
        claim("6.1%", value="6.1", unit="%", unit_text="%", measure="change_rate", basis="yoy"),
        claim(
            "30—40亿元", value=None, low="3000000000", high="4000000000", part_of=whole.id, status="target"
        ),
        claim("12家", value="-12", unit_text="家", measure="change", flags=("damaged",)),
        claim("2.45:1", value="2.45", parts=("2.45", "1"), measure="ratio", bound=">="),
    ]
    head = TEXT.index("来源")
    about = document(
        title="清江市上半年经济运行情况",
        date="2024-07-20",
        source="清江日报",
        furniture=((head, TEXT.index("\n", head)),),
    )
    entity = Entity(doc="a.txt", start=0, end=3, text="清江市", type="PLACE", code="422800")
    finding = Finding(
        doc="a.txt",
        kind="share",
        verdict="broken",
        result=(1, 2),
        operands=((3, 4),),
        stated="43.24",
        computed="44.1",
        message="43.24 % printed, 44.1 % computed",
    )
    return Extraction(about, claims, [entity], [finding])
