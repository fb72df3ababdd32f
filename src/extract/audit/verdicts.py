"""From groups to findings: what holds, what is broken and how it would be mended, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from extract.audit.figures import Figure
from extract.audit.groups import Evidence, Group, computed, cut, rounded
from extract.audit.mends import Edit, Mend, mends
from extract.mentions import Span
from extract.records import Finding, plain

# Rules whose operands are certain, so that it is worth a word when they cannot be computed.
_SURE = frozenset({"of a printed whole", "from to", "against", "bracket"})
_MORE = 4  # decimals of a computed value beyond those printed


def findings(groups: Iterable[Group], doc: str, view: str) -> list[Finding]:
    """At most one finding for each figure that states an outcome and kind, in text order."""
    by_result: dict[tuple[str, Span], list[Group]] = {}
    for group in groups:
        by_result.setdefault((group.kind, group.result.span), []).append(group)
    found = [_best(rivals, doc, view) for rivals in by_result.values()]
    return sorted((one for one in found if one), key=lambda one: (one.result, one.kind))


def _best(rivals: list[Group], doc: str, view: str) -> Finding | None:
    """What holds goes before what does not, better evidence before worse."""
    rivals = sorted(rivals, key=lambda group: -group.evidence)
    computable = [group for group in rivals if not _reason(group)]
    for verdict, holds in (("holds", rounded), ("truncated", cut)):
        for group in computable:
            if holds(group) and _tells(group):
                return _finding(group, doc, verdict, "")
    for group in computable:
        finding = _broken(group, doc, view)
        if finding:
            return finding
    for group in rivals:
        if _reason(group) and group.rule in _SURE:
            return _finding(group, doc, "unchecked", _reason(group))
    return None


def _tells(group: Group) -> bool:
    """Whether it is no coincidence that the group holds: weak evidence needs digits."""
    return group.evidence > Evidence.WEAK or group.result.digits > 2


def _reason(group: Group) -> str:
    """Why a group cannot be computed, "" when it can."""
    if group.blocked:
        return group.blocked
    for figure in (group.result, *group.operands):
        if not figure.exact:
            return "a figure is approximate or a bound"
    return ""


def _broken(group: Group, doc: str, view: str) -> Finding | None:
    if group.evidence == Evidence.WEAK:
        return None
    if group.evidence == Evidence.FAIR and group.result.digits < 3:
        return None
    edits = mends(group)
    if group.evidence == Evidence.FAIR:
        edits = [mend for mend in edits if mend.edit <= Edit.SWAP]
    if not edits and group.rule != "part larger than whole":
        return None
    return _finding(group, doc, "broken", _advice(edits, view), edits)


def _advice(edits: list[Mend], view: str) -> str:
    """How one number would have to read."""
    told = [f"{_text(mend.figure, view)} -> {_respelled(mend, view)}" for mend in edits[:3]]
    return "; ".join(told) and "would hold with " + " or ".join(told)


def _text(figure: Figure, view: str) -> str:
    return view[figure.span[0] : figure.span[1]]


def _respelled(mend: Mend, view: str) -> str:
    text = _text(mend.figure, view)
    if mend.edit == Edit.POINT or mend.edit == Edit.SCALE:
        value = mend.figure.value / mend.figure.unit
        return f"{plain(_decimal(value, 6).normalize())}"
    old = next(part for part in _numerals(text))
    return text.replace(old, mend.figure.printed, 1)


def _numerals(text: str) -> Iterable[str]:
    import re

    return re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)


def _finding(
    group: Group, doc: str, verdict: str, advice: str, edits: Iterable[Mend] = ()
) -> Finding:
    figures = (group.result, *group.operands)
    stated = _decimal(group.result.value / group.result.unit, 0 if group.result.constant else 12)
    stated = group.result.quantity.value or stated
    value = None if verdict == "unchecked" else _computed(group)
    suspects = sorted({figures[mend.position].span for mend in edits})
    told = f"{group.rule}: {plain(stated)} printed"
    told += "" if value is None else f", {plain(value)} computed"
    return Finding(
        doc=doc,
        kind=group.kind,
        verdict=verdict,
        result=group.result.span,
        operands=tuple(operand.span for operand in group.operands),
        stated=stated,
        computed=value,
        suspects=tuple(suspects),
        message=f"{told}; {advice}" if advice else told,
    )


def _computed(group: Group) -> Decimal:
    """The outcome in the unit in which it is stated, with some more digits than printed."""
    places = len(group.result.printed.partition(".")[2])
    return _decimal(computed(group) / group.result.unit, places + _MORE)


def _decimal(value: Fraction, places: int) -> Decimal:
    scaled = round(value * 10**places)
    number = Decimal(scaled).scaleb(-places)
    whole = number.to_integral_value(ROUND_HALF_EVEN)
    return whole if whole == number else number.normalize()
