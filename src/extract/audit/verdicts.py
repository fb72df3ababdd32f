"""From groups to findings: what holds, what is broken and how it would be mended, what cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from extract.audit.figures import Figure
from extract.audit.groups import Evidence, Group, computed, cut, loosely, rounded, vague
from extract.audit.mends import Edit, Mend, mends
from extract.mentions import Span
from extract.patterns import late
from extract.records import Finding, Verdict, plain

# Rules whose operands are certain, so that it is worth a word when they cannot be computed.
_SURE = frozenset({"of a printed whole", "from to", "against", "bracket"})
_MORE = 4  # decimals of a computed value beyond those printed
_PLACES = 6
_FEW = 2  # numbers of so few digits come out by chance
_TOLD = 3  # mends that a message names
_NUMERAL = late(r"[0-9][0-9,]*(?:\.[0-9]+)?")


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
    proofs: tuple[tuple[Verdict, Callable[[Group], bool]], ...] = (("holds", rounded), ("truncated", cut))
    for verdict, holds in proofs:
        for group in computable:
            if holds(group) and _tells(group):
                return _finding(group, doc, view, verdict, "")
    for group in computable:
        finding = _broken(group, doc, view)
        if finding:
            return finding
    for group in rivals:
        if _reason(group) and group.rule in _SURE:
            return _finding(group, doc, view, "unchecked", _reason(group))
    return None


def _tells(group: Group) -> bool:
    """Whether it is no coincidence that the group holds: weak evidence needs digits."""
    if vague(group) and computed(group) != group.result.value:
        return False
    return group.evidence > Evidence.WEAK or group.result.digits > _FEW


def _reason(group: Group) -> str:
    """Why a group cannot be computed, "" when it can."""
    if group.blocked:
        return group.blocked
    for figure in (group.result, *group.operands):
        if not figure.exact:
            return "a figure is approximate or a bound"
    return ""


def _broken(group: Group, doc: str, view: str) -> Finding | None:
    if group.evidence == Evidence.WEAK or vague(group) or loosely(group):
        return None
    if group.evidence == Evidence.FAIR and group.kind == "sum" and computed(group) < group.result.value:
        return None  # the list may just not name every part
    if group.evidence == Evidence.FAIR:
        # Only a slip in one digit, and only where few numbers are one digit away.
        edits = mends(group, Edit.DIGITS) if group.result.digits > _FEW else []
    else:
        edits = mends(group, Edit.SCALE)
    if not edits and group.rule != "part larger than whole":
        return None
    return _finding(group, doc, view, "broken", _advice(edits, view), edits)


def _advice(edits: list[Mend], view: str) -> str:
    """How one number would have to read."""
    told = [f"{_text(mend.figure, view)} read {_mended(mend, view)}" for mend in edits[:_TOLD]]
    return "would hold if " + ", or if ".join(told) if told else ""


def _text(figure: Figure, view: str) -> str:
    return view[figure.span[0] : figure.span[1]]


def _mended(mend: Mend, view: str) -> str:
    """The figure's text with other digits, or with another 万 or 亿."""
    figure = mend.figure
    text = _text(figure, view)
    if mend.edit in (Edit.POINT, Edit.SCALE):
        return f"{plain(_decimal(abs(figure.value) / figure.unit, _PLACES))} {figure.quantity.unit_text}"
    return _NUMERAL.sub(figure.printed, text, count=1)


def _as_printed(figure: Figure, value: Fraction, view: str) -> str:
    """A value in the words of a figure: 13.4万亩."""
    if not figure.printed:
        return plain(_decimal(value / figure.unit, _PLACES))
    places = len(figure.printed.partition(".")[2]) + _MORE
    return _NUMERAL.sub(plain(_decimal(value / figure.scale, places)), _text(figure, view), count=1)


def _finding(
    group: Group, doc: str, view: str, verdict: Verdict, advice: str, edits: Iterable[Mend] = ()
) -> Finding:
    figures = (group.result, *group.operands)
    unchecked = verdict == "unchecked"
    told = f"{group.rule}: {_text(group.result, view)} printed"
    told += "" if unchecked else f", {_as_printed(group.result, computed(group), view)} computed"
    return Finding(
        doc=doc,
        kind=group.kind,
        verdict=verdict,
        result=group.result.span,
        operands=tuple(operand.span for operand in group.operands),
        stated=group.result.quantity.value or _decimal(group.result.value / group.result.unit, 0),
        computed=None if unchecked else _computed(group),
        suspects=tuple(sorted({figures[mend.position].span for mend in edits})),
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
