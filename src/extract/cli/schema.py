"""`python -m extract schema`: the published form of the records."""

from __future__ import annotations

from extract.cli.app import app
from extract.cli.shell import print_json


@app.command()
def schema() -> None:
    """Print the JSON Schema of all records."""
    from pydantic.json_schema import models_json_schema

    from extract.records import RECORDS

    print_json(models_json_schema([(record, "serialization") for record in RECORDS])[1])
