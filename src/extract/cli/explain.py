"""`python -m extract explain DOC:START`: how a claim came to be."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.app import LexiconFolder, Out, Tokenizer, TokenizerName, app
from extract.cli.lookup import find_document
from extract.cli.shell import reported
from extract.errors import ExtractError


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
        document = find_document(name, paths, out, extractor)
        typer.echo(explanation(extractor.extract(document), int(start)))
