"""`python -m extract score`: compare claims with gold."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.app import Json, app
from extract.cli.shell import FAILED, name_refused, print_all, print_json, reported


@app.command()
def score(
    gold: Annotated[Path, typer.Option(metavar="DIR", help="Folder of labels.")] = Path("gold"),
    pred: Annotated[
        Path, typer.Option(metavar="FILE", help="Claims to judge, entities and documents beside them.")
    ] = Path("outputs/claims.jsonl"),
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Earlier claims: print what was gained and lost.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="List the first N mistakes.")] = 0,
    as_json: Json = False,
) -> None:
    """Compare claims with gold: quantities, fields, full claims, entities, with 95 % intervals.

    Exit code: 0 all gold scored, 1 some refused (named on standard error), 2 wrong usage.
    """
    from extract.score import scoring, show
    from extract.score.change import data as change_data
    from extract.score.change import tables as change_tables

    with reported():
        found = scoring.score(gold, pred)
        earlier = scoring.score(gold, baseline) if baseline else None
        mistakes = found.mistakes()[:errors]
        name_refused(found)
        if as_json:
            change = change_data(earlier, found) if earlier else None
            print_json(
                show.data(found) | {"change": change, "mistakes": [asdict(mistake) for mistake in mistakes]}
            )
        else:
            print_all(*show.tables(found))
            print_all(*(change_tables(earlier, found) if earlier else ()))
            print_all(*([show.mistake_table(mistakes)] if mistakes else ()))
    raise typer.Exit(FAILED if found.refused else 0)
