"""The command line: `python -m extract PATH...` and its subcommands."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract import __version__
from extract.cli.shell import FAILED, RunByDefault, complain, print_all, print_json, reported
from extract.errors import ExtractError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extract.documents import Source
    from extract.records import Document
    from extract.score.scoring import Score

_EPILOG = """
[bold]Examples[/bold]

python -m extract corpus/

python -m extract corpus/ --out outputs/ --workers 4

python -m extract release.txt --json

python -m extract score --gold gold/ --errors 20

python -m extract explain release.txt:812

The word [bold]run[/bold] may be left out. A folder named like a command is written ./score.
"""


class Tokenizer(StrEnum):
    """Who cuts the words; both use jieba's dictionary."""

    rjieba = "rjieba"
    jieba = "jieba"


app = typer.Typer(
    cls=RunByDefault,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog=_EPILOG,
)

_Out = Annotated[Path, typer.Option(metavar="DIR", help="Folder of the outputs.")]
_Lexicon = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder of your own word lists, laid over the built-in ones."),
]
_Tokenizer = Annotated[Tokenizer, typer.Option(help="Who cuts the words; rjieba is the fast one.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def main() -> None:
    """Entry point of the `extract` script and of `python -m extract`."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not stop the run.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, _terminate)
    app()


def _terminate(number: int, frame: object) -> None:
    """End as after any error, so that no temporary files stay behind."""
    del frame
    raise SystemExit(128 + number)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extract-zh {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Numeric claims from Chinese press releases as typed, traceable records."""


@app.command()
def run(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Releases, or folders of them.")],
    out: _Out = Path("outputs"),
    workers: Annotated[int, typer.Option(min=1, help="Processes; the outputs do not depend on it.")] = 1,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Score against these labels. (default: a gold/ beside the corpus)"),
    ] = None,
    lexicon: _Lexicon = None,
    tokenizer: _Tokenizer = Tokenizer.rjieba,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print failures only.")] = False,
    as_json: _Json = False,
) -> None:
    """Read releases and write their claims. This is the default command.

    Exit code: 0 all files read, 1 some could not be (named on standard error), 2 wrong usage.
    """
    with reported():
        from extract.console import Reporter, closing, summary
        from extract.documents import discover
        from extract.outputs.run import run as run_all
        from extract.outputs.work import Settings

        sources = discover(paths)
        if gold is not None and not gold.exists():
            raise ExtractError(f"{gold}: no such file or folder")
        with Reporter(len(sources), quiet=quiet or as_json) as reporter:
            settings = Settings(lexicon, tokenizer.value)
            done = run_all(sources, out, settings, workers=workers, on_document=reporter)
        stems = {source.path.stem for source in sources}
        found = _score_run(gold or _gold_beside(paths, stems), out, stems)
        if as_json:
            print_json(_run_data(done.counts(), out, found))
        elif not quiet:
            print_all(summary(done), closing(out, reporter), *_score_tables(found))
    raise typer.Exit(FAILED if done.failed else 0)


@app.command()
def score(
    gold: Annotated[Path, typer.Option(metavar="DIR", help="Folder of labels.")] = Path("gold"),
    pred: Annotated[
        Path, typer.Option(metavar="FILE", help="Claims to judge, entities and documents beside them.")
    ] = Path("outputs/claims.jsonl"),
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Earlier claims: print what was gained and lost.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="List the first N mistakes.")] = 0,
    as_json: _Json = False,
) -> None:
    """Compare claims with gold: quantities, fields, full claims, entities, with 95 % intervals.

    Exit code: 0 all gold scored, 1 some refused (named on standard error), 2 wrong usage.
    """
    from extract.score import scoring, show
    from extract.score.change import data as change_data
    from extract.score.change import tables as change_tables

    with reported():
        found = scoring.score(gold, pred)
        earlier = scoring.score(gold, baseline) if baseline else None
        mistakes = found.mistakes()[:errors]
        _name_refused(found)
        if as_json:
            change = change_data(earlier, found) if earlier else None
            print_json(
                show.data(found) | {"change": change, "mistakes": [asdict(mistake) for mistake in mistakes]}
            )
        else:
            print_all(*show.tables(found))
            print_all(*(change_tables(earlier, found) if earlier else ()))
            print_all(*([show.mistake_table(mistakes)] if mistakes else ()))
    raise typer.Exit(FAILED if found.refused else 0)


@app.command()
def schema() -> None:
    """Print the JSON Schema of all records."""
    from pydantic.json_schema import models_json_schema

    from extract.records import RECORDS

    print_json(models_json_schema([(record, "serialization") for record in RECORDS])[1])


@app.command()
def explain(
    target: Annotated[str, typer.Argument(metavar="DOC:START", help="A document's name and an offset.")],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Where the document is, if not in DIR.")
    ] = None,
    out: _Out = Path("outputs"),
    lexicon: _Lexicon = None,
    tokenizer: _Tokenizer = Tokenizer.rjieba,
) -> None:
    """Print how the claim at an offset came to be: the rules and cues behind every field."""
    from extract.explain import explain as explanation
    from extract.lexicon import Lexicon
    from extract.pipeline import Extractor

    with reported():
        name, _, start = target.rpartition(":")
        if not name or not start.isdecimal():
            raise ExtractError(f"{target}: not of the form DOC:START, such as release.txt:812")
        extractor = Extractor(lexicon=Lexicon(lexicon), tokenizer=tokenizer.value)
        document = extractor.read(_source(name, paths)) if paths else _from_outputs(name, out)
        typer.echo(explanation(extractor.extract(document), int(start)))


@app.command()
def train(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Folders of labels.")],
    texts: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="The labelled texts; repeatable. (default: corpus/ beside GOLD)"),
    ] = None,
    lexicon: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write weights.tsv there, for --lexicon, not over the built-in."),
    ] = None,
) -> None:
    """Fit the weights that rank indicator candidates to gold; needs scipy."""
    with reported():
        if find_spec("scipy") is None:
            raise ExtractError("training needs scipy: python -m pip install scipy")
        import extract.lexicon as built_in
        from extract import training
        from extract.pipeline import Extractor

        places = texts or [folder.resolve().parent / "corpus" for folder in gold]
        examples = training.load(gold, places, Extractor())
        target = (lexicon or Path(built_in.__file__).parent) / "weights.tsv"
        labelled = sum(label != "" for example in examples for label in example.labels)
        origin = f"{labelled} claims of {len(examples)} documents"
        weights = training.train(examples)
        training.write(weights, target, origin)
        typer.echo(f"{len(weights)} weights from {origin}: {target}")


def _gold_beside(paths: list[Path], stems: set[str]) -> Path | None:
    """The first folder `gold` beside a given folder, or a given file's folder, that labels one of `stems`."""
    for path in paths:
        folder = path if path.is_dir() else path.parent
        gold = folder.resolve().parent / "gold"
        if any((gold / f"{stem}.jsonl").is_file() for stem in stems):
            return gold
    return None


def _score_run(gold: Path | None, out: Path, stems: set[str]) -> Score | None:
    """The score of this run's documents; None without gold, or when it labels none of them."""
    from extract.score.scoring import score as compare

    if gold is None:
        return None
    try:
        found = compare(gold, out / "claims.jsonl", stems)
    except ExtractError as error:
        complain(str(error))
        return None
    _name_refused(found)
    return found


def _name_refused(found: Score) -> None:
    for error in found.refused:
        complain(str(error))


def _score_tables(found: Score | None) -> Iterator[RenderableType]:
    from extract.score import show

    if found is not None:
        yield from show.tables(found, documents=False)


def _run_data(counts: dict[str, int], out: Path, found: Score | None) -> dict[str, Any]:
    from extract.score import show

    return {"out": str(out), "counts": counts, "score": show.data(found) if found else None}


def _from_outputs(name: str, out: Path) -> Document:
    from extract.outputs import jsonl
    from extract.records import Document

    path = out / "documents.jsonl"
    if not path.exists():
        raise ExtractError(f"{path}: no such file; extract the documents first, or name their PATH")
    for document in jsonl.load(path, Document):
        if document.doc == name:
            return document
    raise ExtractError(f"{path}: no document {name}")


def _source(name: str, paths: list[Path]) -> Source:
    from extract.documents import discover

    for source in discover(paths):
        if source.name == name:
            return source
    raise ExtractError(f"no document {name} in {', '.join(map(str, paths))}")
