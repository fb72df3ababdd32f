"""The program, and the options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extract import __version__
from extract.cli.shell import RunByDefault

_EPILOG = """
[bold]Examples[/bold]

python -m extract corpus/

python -m extract corpus/ --out outputs/ --workers 4

python -m extract release.txt --json

python -m extract score --gold gold/ --errors 20

python -m extract score --against gold/baseline.json

python -m extract explain release.txt:812

The word [bold]run[/bold] may be left out. A folder named like a command is written ./score.
"""


class Tokenizer(StrEnum):
    """Who cuts the words; both use jieba's dictionary."""

    rjieba = "rjieba"
    jieba = "jieba"


app = typer.Typer(
    cls=RunByDefault,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog=_EPILOG,
)


def _day(text: str | None) -> str | None:
    from extract.documents.manifest import is_day

    if text and not is_day(text):
        raise typer.BadParameter(f"{text} is no day of the form YYYY-MM-DD")
    return text


Out = Annotated[Path, typer.Option(metavar="DIR", help="Folder of the outputs.")]
LexiconFolder = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder of your own word lists, laid over the built-in ones."),
]
TokenizerName = Annotated[Tokenizer, typer.Option(help="Who cuts the words; rjieba is the fast one.")]
Gold = Annotated[Path, typer.Option(metavar="DIR", help="Folder of labels.")]
Pred = Annotated[
    Path, typer.Option(metavar="FILE", help="Claims to judge, entities and documents beside them.")
]
Day = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", callback=_day, help="The date, as it is written down.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extract-zh {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Numeric claims from Chinese press releases as typed, traceable records."""
