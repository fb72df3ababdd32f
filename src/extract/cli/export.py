"""`python -m extract export`: the outputs in the forms that other tools read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.app import Out, app
from extract.cli.shell import complain, reported
from extract.errors import ExtractError
from extract.exports import Form
from extract.exports import export as write

Forms = Annotated[list[Form], typer.Option("--format", help="A form for other tools; repeatable.")]


@app.command()
def export(
    form: Forms,
    out: Out = Path("outputs"),
    to: Annotated[
        Path | None, typer.Option(metavar="PATH", help="File or folder to write. (default: in DIR)")
    ] = None,
) -> None:
    """Write the outputs in DIR for spreadsheets, databases, statistical and labelling tools."""
    with reported():
        if to is not None and len(form) > 1:
            raise ExtractError("--to goes with one --format")
        write_all(form, out, to)


def write_all(forms: Sequence[Form], out: Path, to: Path | None = None, *, quiet: bool = False) -> None:
    """Write each form and say where; remarks go to standard error."""
    for form in forms:
        path, remarks = write(form, out, to)
        if not quiet:
            typer.echo(f"{form}: {path}")
            for remark in remarks:
                complain(f"{path}: {remark}")
