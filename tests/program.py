"""The commands of the program, for the tests that hold pages against them."""

import typer.main

from extract.cli import app


def _commands(group, words=""):
    """Every command by its words, and what it is."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{words}{name} ")
        else:
            yield f"{words}{name}", command


COMMANDS = dict(_commands(typer.main.get_command(app)))
