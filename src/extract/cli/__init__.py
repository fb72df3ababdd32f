"""The command line: `python -m extract PATH...` and its subcommands, a module each."""

from __future__ import annotations

import gc
import signal
import sys

# Each module registers its own command.
from extract.cli import add, audit, explain, export, gold, review, run, schema, score, train
from extract.cli.app import app

__all__ = [
    "add",
    "app",
    "audit",
    "explain",
    "export",
    "gold",
    "main",
    "review",
    "run",
    "schema",
    "score",
    "train",
]
_OBJECTS = 100_000  # made between two passes of the cycle collector


def main() -> None:
    """Entry point of the `extract` script and of `python -m extract`."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not stop the run.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, _terminate)
    # Lexicons and patterns are many objects that stay; going over them again and again slows the start.
    gc.set_threshold(_OBJECTS)
    app()


def _terminate(number: int, frame: object) -> None:
    """End as after any error, so that no temporary files stay behind."""
    del frame
    raise SystemExit(128 + number)
