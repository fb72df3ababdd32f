"""Findings of the audit as text: the sentence with its figures marked, and what is the matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text

from extract.mentions import Span
from extract.pipeline import Extraction
from extract.records import Finding

_AROUND = 20  # characters shown before and after the figures of a finding
_LONGEST = 160  # characters quoted in one piece; figures further apart are quoted one by one
_STYLES = {"broken": "bold red", "unchecked": "yellow", "truncated": "cyan", "holds": "green"}


def shown(extraction: Extraction, *, every: bool) -> Iterator[Text]:
    """One block a finding: the broken ones, and with `every` those that hold."""
    text = extraction.document.text
    for finding in extraction.findings:
        if finding.verdict == "broken" or every:
            yield _block(finding, text)


def counted(verdicts: Mapping[str, int]) -> Text:
    """How many findings have each verdict, in one line."""
    return Text(", ".join(f"{verdicts.get(name, 0)} {name}" for name in _STYLES))


def _block(finding: Finding, text: str) -> Text:
    place = f"{finding.doc}:{finding.result[0]}"
    block = Text(f"{place} ")
    block.append(f"{finding.verdict} {finding.kind}", style=_STYLES[finding.verdict])
    block.append(f"\n  {finding.message}\n  ")
    for number, (start, end) in enumerate(_quotes(finding, len(text))):
        block.append(" … " if number else "")
        block.append_text(_marked(finding, text, start, end))
    return block


def _quotes(finding: Finding, length: int) -> list[Span]:
    """The stretch that holds all figures, or one around each where they stand far apart."""
    spans = sorted((finding.result, *finding.operands))
    stretches = [spans]
    if spans[-1][1] - spans[0][0] > _LONGEST:
        stretches = [[span] for span in spans]
    return [(max(s[0][0] - _AROUND, 0), min(s[-1][1] + _AROUND, length)) for s in stretches]


def _marked(finding: Finding, text: str, start: int, end: int) -> Text:
    quote = Text("".join(character if character.isprintable() else " " for character in text[start:end]))
    for span in (finding.result, *finding.operands):
        style = "bold red" if span in finding.suspects else "bold"
        if start <= span[0] and span[1] <= end:
            quote.stylize(style, span[0] - start, span[1] - start)
    return quote
