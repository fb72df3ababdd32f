"""`python -m extract schema`: the published form of the records."""

from __future__ import annotations

from extract.cli.app import app
from extract.cli.shell import print_json


@app.command()
def schema() -> None:
    """Print the JSON Schema of all records."""
    from extract.exports.schema import schema as build

    print_json(build())
