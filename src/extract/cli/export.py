"""`python -m extract export`: the outputs in the forms that other tools read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.app import Out, app
from extract.cli.shell import complain, reported
from extract.errors import ExtractError
from extract.exports import FORMATS, export as write

Form = StrEnum("Form", {name: name for name in FORMATS})  # type: ignore[misc]  # the names are data
Forms = Annotated[list[Form], typer.Option("--format", help="Form to write; repeatable.")]


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


def write_all(forms: list[Form], out: Path, to: Path | None = None) -> None:
    """Write each form and say where; remarks go to standard error."""
    for form in forms:
        path, remarks = write(form.value, out, to)
        typer.echo(f"{form.value}: {path}")
        for remark in remarks:
            complain(f"{path}: {remark}")
