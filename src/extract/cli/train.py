"""`python -m extract train GOLD...`: fit the weights of the ranker."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.app import app
from extract.cli.shell import reported
from extract.errors import ExtractError


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
