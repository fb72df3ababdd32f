"""The outputs of a run in the forms that other tools read: one module a form, listed here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from extract.errors import ExtractError
from extract.exports.inputs import Outputs
from extract.outputs.staging import staged

EXTRA = "tables"


@dataclass(frozen=True, slots=True)
class Format:
    """A form of export.

    `target` is the name of the file, or with a closing slash the folder, that it is written to; `needs` are the
    packages beyond those that the extractor itself needs. The module has a function
    `write(outputs, path)`, which returns remarks for the user, a line each.
    """

    name: str
    module: str
    target: str
    needs: tuple[str, ...] = ()

    @property
    def folder(self) -> bool:
        """Whether it is several files in a folder of their own."""
        return self.target.endswith("/")


FORMATS = {
    form.name: form
    for form in (
        Format("csv", "csv_files", "csv/"),
        Format("xlsx", "excel", "claims.xlsx", ("xlsxwriter",)),
        Format("parquet", "parquet", "parquet/", ("pyarrow",)),
        Format("duckdb", "database", "claims.duckdb", ("pyarrow", "duckdb")),
        Format("sdmx", "sdmx", "sdmx/"),
        Format("schema", "schema", "schema.json"),
        Format("spacy", "docbin", "claims.spacy"),
        Format("labelstudio", "labelstudio", "labelstudio/"),
    )
}


def export(name: str, out: Path, to: Path | None = None) -> tuple[Path, list[str]]:
    """Write the outputs in `out` in the form `name`; what stood at the target is replaced at the end.

    Args:
        name: a key of `FORMATS`.
        out: the folder of the outputs.
        to: the file, or for a form of several files the folder; in `out` by default.

    Returns:
        Where it was written, and remarks for the user.

    Raises:
        ExtractError: there is no run in `out`, its files are broken, or a package is missing.
        OSError: the target cannot be written.
    """
    form = FORMATS[name]
    _require(form)
    outputs = Outputs(out)
    target = to or out / form.target
    with staged(target if form.folder else target.parent) as folder:
        write: Callable[[Outputs, Path], list[str]] = _module(form).write
        remarks = write(outputs, folder if form.folder else folder / target.name)
    return target, remarks


def _module(form: Format) -> object:
    return import_module(f"extract.exports.{form.module}")


def _require(form: Format) -> None:
    missing = [package for package in form.needs if find_spec(package) is None]
    if missing:
        needed = f"{form.name} needs {' and '.join(missing)}"
        raise ExtractError(f"{needed}: python -m pip install 'extract-zh[{EXTRA}]'")
