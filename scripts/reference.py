"""The reference pages of the documentation, made from the code; a hook of mkdocs (`mkdocs.yml`).

python scripts/reference.py FOLDER    writes the pages for reading without mkdocs
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

import extract
from extract.cli import app
from extract.exports.columns import columns_of, dictionary
from extract.exports.schema import schema


def pages() -> dict[str, str]:
    """The pages by path below `docs/`."""
    return {
        "reference/commands.md": "\n".join(_commands()),
        "reference/columns.md": "\n".join(_columns()),
        "reference/records.md": "\n".join(_records()),
        "reference/python.md": "\n".join(_python()),
    }


def on_files(files: Any, config: Any) -> Any:
    """Give mkdocs the pages as if they were files."""
    from mkdocs.structure.files import File

    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def _commands() -> Iterator[str]:
    yield "# Commands\n\nMade from the program; `python -m extract COMMAND --help` prints the same.\n"
    group = typer.main.get_command(app)
    for name, command in _leaves(group, ""):
        yield f"## {name}\n\n{inspect.cleandoc(command.help or '')}\n"
        yield from _parameters(command)


def _leaves(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    """All commands, those of groups of commands too, by the words that call them."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _leaves(command, f"{before}{name} ")
        else:
            yield before + name, command


def _parameters(command: Any) -> Iterator[str]:
    yield "| argument or option | meaning | default |\n|---|---|---|"
    for parameter in command.params:
        option = parameter.param_type_name == "option"
        name = ", ".join(parameter.opts) if option else parameter.metavar or parameter.name.upper()
        default = parameter.default
        shown = (
            ""
            if default in (None, False, [], ()) or parameter.required
            else f"`{getattr(default, 'value', default)}`"
        )
        yield f"| `{name}` | {_cell(parameter.help)} | {shown} |"
    yield ""


def _columns() -> Iterator[str]:
    yield (
        "# Columns\n\nEvery exported table, column by column. The same list ships with each export: sheet or "
        "table `columns`, comments in DuckDB, field metadata in Parquet, concepts in SDMX, `$comment` in the "
        "JSON Schema.\n"
    )
    for table in dict.fromkeys(column.table for column in dictionary()):
        yield f"## {table}\n\n| column | kind | meaning | 含义 |\n|---|---|---|---|"
        for column in columns_of(table):
            yield f"| `{column.name}` | {column.kind} | {_cell(column.en)} | {_cell(column.zh)} |"
        yield ""


def _records() -> Iterator[str]:
    yield "# Records\n\nThe lines of the JSON files; `python -m extract schema` prints their JSON Schema.\n"
    for name, record in schema()["$defs"].items():
        yield f"## {name}\n\n{record.get('description', '').split(chr(10))[0]}\n"
        yield "| field | type | meaning |\n|---|---|---|"
        for field, about in record["properties"].items():
            yield f"| `{field}` | {_type(about)} | {_cell(about.get('description', ''))} |"
        yield ""


def _type(field: dict[str, Any]) -> str:
    if "enum" in field:
        return " ".join(f"`{word}`" for word in field["enum"])
    if "anyOf" in field:
        return " or ".join(_type(one) for one in field["anyOf"])
    if "$ref" in field:
        return field["$ref"].rpartition("/")[2]
    if field.get("type") == "array":
        items = field.get("items") or {}
        return f"list of {_type(items)}" if items else "pair of offsets"
    return str(field.get("type", ""))


def _python() -> Iterator[str]:
    yield "# Python\n\nThe public names of `extract`; [a walk through them](../guides/python.md).\n"
    for name in extract.__all__:
        thing = getattr(extract, name)
        yield f"## {name}\n"
        if hasattr(thing, "model_fields"):
            yield f"A record; [its fields](records.md#{name.lower()}).\n\n{_docstring(thing)}\n"
        else:
            yield f"```python\n{name}{_signature(thing)}\n```\n\n{_docstring(thing)}\n"
        for method, function in _methods(thing):
            text = f"```python\n{method}{_signature(function)}\n```\n\n{_docstring(function)}"
            yield f"### {name}.{method}\n\n{text}\n"


def _signature(thing: Any) -> str:
    return str(inspect.signature(thing)).replace("'", "").replace("self, ", "").replace("(self)", "()")


def _methods(thing: Any) -> list[tuple[str, Any]]:
    if not inspect.isclass(thing):
        return []
    own = vars(thing).items()
    return [(name, value) for name, value in own if inspect.isfunction(value) and not name.startswith("_")]


def _docstring(thing: Any) -> str:
    """A docstring as Markdown: its headings bold, what stands below them as lists or code."""
    lines = []
    for line in inspect.getdoc(thing).split("\n"):
        words = line.strip()
        if line in ("Args:", "Raises:", "Returns:"):
            lines.append(f"\n**{line[:-1]}**\n")
        elif line == "Examples:":
            lines.append("\n**Example**\n")
        elif (
            line.startswith("    ") and not line.startswith("     ") and ": " in words and ">>>" not in words
        ):
            name, _, rest = words.partition(": ")
            lines.append(f"- `{name}`: {rest}")
        elif line.startswith("    "):
            lines.append(line if ">>>" in line or not line.startswith("     ") else f"  {words}")
        else:
            lines.append(line)
    return "\n".join(lines)


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    for path, text in pages().items():
        target = Path(sys.argv[1]) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
