"""`python -m extract add FILE`: a release into the corpus."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.app import Day, app
from extract.cli.shell import print_all, reported

if TYPE_CHECKING:
    from rich.table import Table

    from extract.doubts import Doubt


# What a line of the manifest should say; a url is welcome, but a text without one is as good.
NEEDED = ("title", "date", "source", "place")


class Split(StrEnum):
    """Whether rules may be made with a text in view."""

    dev = "dev"
    test = "test"


@app.command()
def add(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The release.")],
    corpus: Annotated[Path, typer.Option(metavar="DIR", help="The folder it goes to.")] = Path("corpus"),
    title: Annotated[str, typer.Option(help="Its headline.")] = "",
    date: Day = None,
    source: Annotated[str, typer.Option(help="Its publisher.")] = "",
    place: Annotated[str, typer.Option(help="What 全市, 全省, 我县 mean, full name.")] = "",
    url: Annotated[str, typer.Option(help="Where it was published.")] = "",
    split: Annotated[
        Split | None, typer.Option(help="Whether rules may be made with it in view.", show_default=False)
    ] = None,
) -> None:
    """Copy a release into the corpus and fill its line of the manifest; then say what was read from it.

    Title, date, source and place are those given, else those the text prints; what is still missing is asked
    for at a terminal, and left empty elsewhere.
    """
    from extract import intake
    from extract.doubts import doubts
    from extract.pipeline import Extractor

    with reported():
        extractor = Extractor()
        given = {"title": title, "date": date or "", "source": source, "place": place, "url": url}
        given = {name: fact for name, fact in given.items() if fact}
        release = intake.examine(file, given, corpus, extractor)
        facts = _completed(dict(release.facts))
        extraction = intake.add(release, facts, split or "", corpus, extractor)
        _print_facts(facts, given, release.facts)
        found = doubts(extraction)
        typer.echo(f"\n{corpus / file.name}: {len(extraction.claims)} claims, {len(found)} of them doubtful")
        print_all(*([_doubt_table(found)] if found else ()))


def _print_facts(facts: Mapping[str, str], given: Mapping[str, str], known: Mapping[str, str]) -> None:
    """What the line says, and where it is from."""
    for name in NEEDED:
        how = "given" if name in given else "found in the text" if name in known else "asked for"
        typer.echo(f"{name:<8}{facts[name]}  ({how})" if name in facts else f"{name:<8}- not known")


def _completed(facts: dict[str, str]) -> dict[str, str]:
    """The facts, with those that are missing asked for when somebody is there to answer."""
    for name in NEEDED:
        if name not in facts and _is_terminal():
            answer = typer.prompt(f"{name} (empty when not known)", default="", show_default=False).strip()
            facts |= {name: answer} if answer else {}
    return facts


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _doubt_table(found: list[Doubt]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    table.add_column("start", justify="right", no_wrap=True)
    for column in ("text", "indicator", "doubt"):
        table.add_column(column)
    for doubt in found:
        claim = doubt.claim
        table.add_row(
            str(claim.start),
            Text(claim.text, overflow="fold"),
            Text(claim.indicator, overflow="fold"),
            Text("; ".join(doubt.reasons)),
        )
    return table
