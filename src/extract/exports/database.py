"""A DuckDB file: the tables in the schema `records`, a view of each by its name, comments on columns."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from extract.exports import parquet
from extract.exports.inputs import Outputs
from extract.exports.tables import TABLES, Table


def write(outputs: Outputs, path: Path) -> list[str]:
    """Write the database to `path`."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        remarks = parquet.write(outputs, Path(folder))
        with duckdb.connect(str(path)) as database:
            database.execute("CREATE SCHEMA records")
            for table in TABLES:
                file = Path(folder) / f"{table.name}.parquet"
                database.execute(f'CREATE TABLE records."{table.name}" AS FROM read_parquet(?)', [str(file)])
                database.execute(f'CREATE VIEW "{table.name}" AS FROM records."{table.name}"')
                _comment(database, table)
    return remarks


def _comment(database: duckdb.DuckDBPyConnection, table: Table) -> None:
    for column in table.columns:
        meaning = f"{column.en} / {column.zh}".replace("'", "''")
        for place in (f'"{table.name}"', f'records."{table.name}"'):
            database.execute(f"COMMENT ON COLUMN {place}.\"{column.name}\" IS '{meaning}'")
