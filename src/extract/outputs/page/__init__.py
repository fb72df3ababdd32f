"""The page around the sections: what stands before them and after them, and the policy that guards both.

The script is written as ES modules, one idea each. Inside a page they cannot import each other without a
network, so they are joined in the order of SCRIPTS; a name is therefore used in one module only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from extract import __version__
from extract.outputs.charts import Series, charts

if TYPE_CHECKING:
    from extract.outputs.section import Entry

FOLDER = Path(__file__).parent
STYLES = ("base.css", "report.css")
SCRIPTS = (
    "dom.js",
    "words.js",
    "figures.js",
    "records.js",
    "lights.js",
    "card.js",
    "reader.js",
    "csv.js",
    "table.js",
    "checks.js",
    "score.js",
    "views.js",
)
_MODULE_SYNTAX = re.compile(r"^import [^;]*;\n|^export (?=\w)", re.MULTILINE)


def head(
    entries: Sequence[Entry],
    *,
    documents: int = 1,
    claims: int | None = None,
    pages: str | None = None,
    back: str | None = None,
) -> bytes:
    """What stands before the sections.

    Args:
        entries: the documents that are shown.
        documents: how many there are in all.
        claims: how many claims there are in all; those of the entries when None.
        pages: the folder of the pages when this is their index.
        back: where the index is when this is a page.
    """
    shown = sum(entry.claims for entry in entries)
    return _render(
        "head.html.j2",
        entries=entries,
        documents=documents,
        shown=shown,
        claims=shown if claims is None else claims,
        pages=pages,
        back=back,
        version=__version__,
    )


def foot(score: Mapping[str, Any] | None = None, series: Sequence[Series] = ()) -> bytes:
    """What stands after the sections."""
    data = json.dumps(score, ensure_ascii=False).replace("<", "\\u003c") if score else None
    return _render("foot.html.j2", score=data and Markup(data), charts=Markup(charts(series)))


def _render(name: str, **values: Any) -> bytes:
    return _templates().get_template(name).render(values | _inline()).encode("utf-8", "replace")


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _inline() -> dict[str, Markup]:
    style = "".join([(FOLDER / name).read_text(encoding="utf-8") for name in STYLES])
    script = "".join(
        [_MODULE_SYNTAX.sub("", (FOLDER / name).read_text(encoding="utf-8")) for name in SCRIPTS]
    )
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": Markup(policy)}


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
