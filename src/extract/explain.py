"""How one claim came to be: its fields, the clause it stands in, the candidates, the rules and cues."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.choice import parting
from extract.claims.indicators import Choice
from extract.claims.scene import Bound
from extract.errors import ExtractError
from extract.pipeline import Extraction, Trace
from extract.records import Claim
from extract.structure import Clause

_SHOWN = 5  # candidates printed, and features that parted the first two


def explain(extraction: Extraction, start: int) -> str:
    """A plain text about the claim at or around code point `start`.

    Raises:
        ExtractError: no claim covers `start`, and the message names the nearest one; or the extraction
            keeps no trace.
    """
    doc, trace = extraction.document.doc, extraction.trace
    if trace is None:
        raise ExtractError(f"{doc}: this extraction keeps no trace to explain")
    claim, bound = _found_at(extraction, trace, start)
    parts = [_fields(claim), _structure(trace, bound), _candidates(trace, bound), *_decided(trace, bound)]
    parts.append("rules and cues\n" + "\n".join(f"  {rule}" for rule in claim.rules))
    return "\n\n".join(parts)


def _found_at(extraction: Extraction, trace: Trace, start: int) -> tuple[Claim, Bound]:
    doc = extraction.document.doc
    for bound in trace.bounds:
        claim = extraction.claims[bound.number]
        if claim.start <= start < claim.end:
            return claim, bound
    if not extraction.claims:
        raise ExtractError(f"{doc}: no claim in this document")
    nearest = min((claim.start for claim in extraction.claims), key=lambda other: abs(other - start))
    raise ExtractError(f"{doc}: no claim at {start}; the nearest starts at {nearest}")


def _fields(claim: Claim) -> str:
    rows = {
        "text": f"{claim.text}  [{claim.start}, {claim.end})",
        "value": f"{claim.bound} {claim.written()}",
        "unit": f"{claim.unit_text}  ({claim.unit})" if claim.unit else "none",
        "measure": claim.measure,
        "indicator": claim.indicator or "none",
        "subject": "、".join(f"{s.name} {s.code or ''}".strip() for s in claim.subject) or "none",
        "period": claim.period or "none",
        "basis": claim.basis or "none",
        "status": claim.status,
        "part of": claim.part_of or "none",
        "flags": " ".join(claim.flags) or "none",
    }
    return "\n".join(f"{name:<10}{value}" for name, value in rows.items())


def _structure(trace: Trace, bound: Bound) -> str:
    """The sentence, clause by clause; the figure's own clause is marked."""
    view = trace.scene.view
    lines = [
        _clause_line(view, clause, own=clause.index == bound.clause)
        for clause in trace.scene.structure.sentences[bound.sentence].clauses
    ]
    return "\n".join(["clauses", *lines])


def _clause_line(view: str, clause: Clause, *, own: bool) -> str:
    return f"  {'>' if own else ' '} {'  ' * clause.depth}{view[clause.start : clause.end]}"


def _candidates(trace: Trace, bound: Bound) -> str:
    choice = trace.choices[bound.number]
    return "\n".join(["candidates for the indicator", *_ranked(trace, choice)])


def _ranked(trace: Trace, choice: Choice) -> Iterator[str]:
    view = trace.scene.view
    for score, candidate in choice.ranked[:_SHOWN]:
        text = " ".join(view[start:end] for start, end in candidate.spans)
        yield f"  {score:>6}  {candidate.name:<22}{text}"
    if len(choice.ranked) > 1:
        winner, runner_up = choice.ranked[:2]
        yield f"  {winner[1].name} over {runner_up[1].name} by {winner[0] - runner_up[0]}"


def _decided(trace: Trace, bound: Bound) -> list[str]:
    """What parted the first two candidates, the heaviest first; nothing when there was no choice."""
    choice = trace.choices[bound.number]
    if len(choice.ranked) < 2:
        return []
    (_, winner), (_, runner_up), *_ = choice.ranked
    parts = parting(trace.scene, winner, runner_up, choice.about, trace.weights)
    return [
        "\n".join(["what decided", *[f"  {weight:>+6}  {feature}" for feature, weight in parts[:_SHOWN]]])
    ]
