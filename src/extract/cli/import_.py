"""`python -m extract import FILE`: labels corrected in Label Studio, as gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.app import app
from extract.cli.shell import reported


@app.command("import")
def import_labels(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Label Studio's export in the form JSON.")],
    gold: Annotated[Path, typer.Option(metavar="DIR", help="Folder of labels; made when missing.")] = Path(
        "gold"
    ),
) -> None:
    """Write tasks corrected in Label Studio as gold; labels that are there already stay as they are."""
    from extract.exports import corrections

    with reported():
        written = corrections.write(file, gold)
        for path in written:
            typer.echo(str(path))
        if not written:
            typer.echo("no task has been corrected yet")
