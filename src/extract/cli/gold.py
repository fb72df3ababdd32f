"""`python -m extract gold …`: check, compare, draft, export and import labels."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.app import Json, app
from extract.cli.shell import FAILED, complain, name_refused, print_all, print_json, reported
from extract.errors import ExtractError, InputError

if TYPE_CHECKING:
    from extract.labelling.files import GoldFile, Texts

gold = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="Check, compare, draft, export, import labels."
)
app.add_typer(gold, name="gold")

Labels = Annotated[Path, typer.Option("--gold", metavar="DIR", help="Folder of labels.")]
TextPaths = Annotated[
    list[Path] | None,
    typer.Option(metavar="PATH", help="The labelled texts; repeatable. (default: corpus/ beside the labels)"),
]


class Form(StrEnum):
    """Forms that labels are exported to."""

    brat = "brat"
    measeval = "measeval"


@gold.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of labels.")] = Path("gold"),
    texts: TextPaths = None,
    as_json: Json = False,
) -> None:
    """Find what is wrong with labels: offsets, values, links, codes; and numerals that no label covers.

    Exit code: 0 nothing wrong, 1 something is, 2 wrong usage. Numerals without a label are only named:
    whether they count something is for a reader to decide.
    """
    from extract.labelling import checked
    from extract.labelling.files import gold_files
    from extract.pipeline import Extractor

    with reported():
        found, extractor = _texts(folder, texts), Extractor()
        results = [checked.checked(path, found, extractor) for path in gold_files(folder)]
        if as_json:
            print_json(checked.data(results))
        else:
            print_all(*checked.tables(results))
    raise typer.Exit(FAILED if any(result.complaints for result in results) else 0)


@gold.command()
def agree(
    one: Annotated[Path, typer.Argument(metavar="A", help="Folder of one labeller.")],
    two: Annotated[Path, typer.Argument(metavar="B", help="Folder of another.")],
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="List the first N differences.")] = 0,
    as_json: Json = False,
) -> None:
    """Tell how far two labellers agree, field by field, on the documents that both have labelled."""
    from extract.labelling import agree as agreement
    from extract.score import show

    with reported():
        scored = agreement.compared(one, two)
        name_refused(scored)
        found = agreement.agreements(one, two, scored)
        differences = scored.mistakes()[:errors]
        if as_json:
            print_json(agreement.data(found, differences))
        else:
            print_all(agreement.table(found))
            print_all(*(show.mistake_tables("First differences", differences) if differences else ()))
    raise typer.Exit(FAILED if scored.refused else 0)


@gold.command()
def add(
    doc: Annotated[str, typer.Argument(metavar="DOC", help="The text to label, by its file name.")],
    folder: Labels = Path("gold"),
    texts: TextPaths = None,
) -> None:
    """Write a first draft of labels from what the extractor reads; the score refuses it until reviewed."""
    from extract.documents import discover
    from extract.labelling import draft
    from extract.pipeline import Extractor
    from extract.score.scoring import corpus_beside

    with reported():
        sources = {source.name: source for source in discover(texts or [corpus_beside(folder)])}
        if doc not in sources:
            raise ExtractError(f"no text {doc} in {', '.join(map(str, texts or [corpus_beside(folder)]))}")
        extractor = Extractor()
        extraction = extractor.extract(extractor.read(sources[doc]))
        path = draft.write(extraction, folder)
        claims, entities = len(extraction.claims), len(extraction.entities)
        typer.echo(f"{path}: a draft of {claims} claims and {entities} entities.")
        typer.echo('Review every line against the text, then take "draft" away from the first.')


@gold.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; made when missing.")],
    to: Annotated[Form, typer.Option(help="brat stand-off, or MeasEval's tables.")] = Form.brat,
    labels: Labels = Path("gold"),
    texts: TextPaths = None,
) -> None:
    """Write labels and texts in a form that other tools read; files that fail `gold check` are left out.

    Exit code: 0 all exported, 1 some left out (named on standard error), 2 wrong usage.
    """
    from extract.labelling import brat, measeval
    from extract.labelling.files import gold_files

    with reported():
        folder.mkdir(parents=True, exist_ok=True)
        found, left_out = _texts(labels, texts), 0
        if to is Form.brat:
            brat.write_settings(folder)
        write = brat.write if to is Form.brat else measeval.Export().write
        for path in gold_files(labels):
            try:
                write(*_sound(path, found), folder)
            except InputError as error:
                left_out += 1
                complain(str(error))
    raise typer.Exit(FAILED if left_out else 0)


@gold.command("import")
def import_labels(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Label Studio's export in the form JSON.")],
    folder: Labels = Path("gold"),
) -> None:
    """Write tasks corrected in Label Studio as gold; labels that are there already stay as they are."""
    from extract.exports import corrections

    with reported():
        written = corrections.write(file, folder)
        for path in written:
            typer.echo(str(path))
        if not written:
            typer.echo("no task has been corrected yet")


def _texts(folder: Path, texts: list[Path] | None) -> Texts:
    from extract.labelling.files import Texts
    from extract.score.scoring import corpus_beside

    return Texts(texts or [corpus_beside(folder)])


def _sound(path: Path, texts: Texts) -> tuple[GoldFile, str]:
    """A gold file in which nothing is wrong, and its text; GoldError names the first trouble."""
    from extract.errors import GoldError
    from extract.labelling.check import check
    from extract.labelling.files import load

    labels, document = load(path), texts.document(path.stem)
    for complaint in check(labels, document):
        raise GoldError(str(path), f"line {complaint.line}: {complaint.cause}")
    assert document is not None  # or there were a complaint
    return labels, document.text
