"""`python -m extract explain DOC:START`: how a claim came to be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.app import LexiconFolder, Out, Tokenizer, TokenizerName, app
from extract.cli.shell import reported
from extract.errors import ExtractError

if TYPE_CHECKING:
    from extract.documents import Source
    from extract.records import Document


@app.command()
def explain(
    target: Annotated[str, typer.Argument(metavar="DOC:START", help="A document's name and an offset.")],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Where the document is, if not in DIR.")
    ] = None,
    out: Out = Path("outputs"),
    lexicon: LexiconFolder = None,
    tokenizer: TokenizerName = Tokenizer.rjieba,
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
    from extract.documents import Contents, Opening, discover

    for source in Contents(discover(paths), Opening()):
        if source.name == name:
            return source
    raise ExtractError(f"no document {name} in {', '.join(map(str, paths))}")
