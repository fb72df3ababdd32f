"""The JSON Schema of the records, with the meaning of their fields in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from extract.exports.columns import columns_of
from extract.exports.inputs import Outputs
from extract.records import RECORDS

# The table that explains a record's fields.
_TABLES = {
    "Document": "documents",
    "Entity": "entities",
    "Claim": "claims",
    "Finding": "audit",
    "Link": "links",
}


def write(outputs: Outputs, path: Path) -> list[str]:
    """Write the schema to `path`; it does not depend on the outputs."""
    del outputs
    path.write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return []


def schema() -> dict[str, Any]:
    """The schema of all records (draft 2020-12); `$comment` is the Chinese of `description`."""
    found = models_json_schema([(record, "serialization") for record in RECORDS])[1]
    for record, table in _TABLES.items():
        properties = found["$defs"].get(record, {}).get("properties", {})
        for column in columns_of(table):
            if column.name in properties:
                _explain(properties[column.name], column.en, column.zh)
    return found


def _explain(field: dict[str, Any], english: str, chinese: str) -> None:
    """Explain a field; of a list only what it holds, as the rest tells how a table's cell joins its items."""
    if field.get("type") == "array":
        english, chinese = english.partition(";")[0], chinese.partition("；")[0]
    field.setdefault("description", english)
    field["$comment"] = chinese
