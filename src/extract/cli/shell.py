"""What all commands share: how a command is found, how errors and results are printed."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from extract.errors import ExtractError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extract.score.scoring import Score

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


class RunByDefault(TyperGroup):
    """A group whose first word may be a path: then the command is `run`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` before a first word that is neither a command nor an option of the program."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["run", *args]
        return super().parse_args(ctx, args)


@contextmanager
def reported() -> Iterator[None]:
    """Turn errors that a user can meet into one line on standard error and an exit code."""
    try:
        yield
    except ExtractError as error:
        complain(str(error))
        raise typer.Exit(WRONG_USAGE) from None
    except BrokenPipeError:  # the reader of our output has gone; nothing to complain about
        raise
    except OSError as error:
        hint = "; with room made, --resume goes on" if error.errno == errno.ENOSPC else ""
        complain(f"{error.filename or 'output'}: {error.strerror or error}{hint}")
        raise typer.Exit(WRONG_USAGE) from None
    except KeyboardInterrupt:
        complain("interrupted; the outputs are as they were; --resume goes on from here")
        raise typer.Exit(INTERRUPTED) from None


def complain(message: str) -> None:
    """One line on standard error."""
    from extract.console import one_line

    typer.echo(one_line(message), err=True)


def print_all(*things: RenderableType) -> None:
    """Tables and texts on standard output, a blank line after each."""
    from rich.console import Console

    console = Console(highlight=False)
    for thing in things:
        console.print(thing)
        console.print()


def print_json(value: Any) -> None:
    """JSON for programs on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def name_refused(found: Score) -> None:
    """The gold files that could not be scored, a line each."""
    for error in found.refused:
        complain(str(error))
