"""The outputs of a run in the forms that other tools read: one module a form, listed here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from extract.errors import ExtractError


class Form(StrEnum):
    """The forms by name."""

    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"
    duckdb = "duckdb"
    sdmx = "sdmx"
    schema = "schema"
    spacy = "spacy"
    labelstudio = "labelstudio"


@dataclass(frozen=True, slots=True)
class Format:
    """How a form is written: by `write(outputs, path)` of its module, which returns remarks for the user.

    `target` names the file, or with a closing slash the folder, in the folder of the outputs; `needs` are the
    packages of the extra `tables`.
    """

    module: str
    target: str
    needs: tuple[str, ...] = ()

    @property
    def folder(self) -> bool:
        """Whether it is several files in a folder of their own."""
        return self.target.endswith("/")


FORMATS = {
    Form.csv: Format("csv_files", "csv/"),
    Form.xlsx: Format("excel", "claims.xlsx", ("xlsxwriter",)),
    Form.parquet: Format("parquet", "parquet/", ("pyarrow",)),
    Form.duckdb: Format("database", "claims.duckdb", ("pyarrow", "duckdb")),
    Form.sdmx: Format("sdmx", "sdmx/"),
    Form.schema: Format("schema", "schema.json"),
    Form.spacy: Format("docbin", "claims.spacy"),
    Form.labelstudio: Format("labelstudio", "labelstudio/"),
}


def export(form: Form, out: Path, to: Path | None = None) -> tuple[Path, list[str]]:
    """Write the outputs in `out` in another form; what stood at the target is replaced when all is done.

    Args:
        form: which.
        out: the folder of the outputs.
        to: the file, or for a form of several files the folder; in `out` by default.

    Returns:
        Where it was written, and remarks for the user.

    Raises:
        ExtractError: there is no run in `out`, its files are broken, or a package is missing.
        OSError: the target cannot be written.
    """
    from extract.exports.inputs import Outputs
    from extract.outputs.staging import staged

    require(form)
    outputs, kind = Outputs(out), FORMATS[form]
    target = to or out / kind.target
    module = import_module(f"extract.exports.{kind.module}")
    with staged(target if kind.folder else target.parent) as folder:
        remarks = module.write(outputs, folder if kind.folder else folder / target.name)
    return target, remarks


def require(form: Form) -> None:
    """Raise ExtractError when a package that `form` needs is not installed."""
    missing = [package for package in FORMATS[form].needs if find_spec(package) is None]
    if missing:
        needed = f"{form} needs {' and '.join(missing)}"
        raise ExtractError(f'{needed}: python -m pip install "extract-zh[tables]"')
