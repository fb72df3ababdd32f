"""`python -m extract review DOC`: labels read through and corrected on a local page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.app import LexiconFolder, Out, Tokenizer, TokenizerName, app
from extract.cli.lookup import find_document
from extract.cli.shell import reported

if TYPE_CHECKING:
    from extract.review.store import Store


@app.command()
def review(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    doc: Annotated[str, typer.Argument(metavar="DOC", help="A document's name, or its file.")],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Where the document is, if not in DIR.")
    ] = None,
    gold: Annotated[Path, typer.Option("--gold", metavar="DIR", help="Folder of labels.")] = Path("gold"),
    out: Out = Path("outputs"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address, open no browser.")] = False,
    lexicon: LexiconFolder = None,
    tokenizer: TokenizerName = Tokenizer.rjieba,
) -> None:
    """Open a local page on which labels are accepted, rejected and corrected.

    Every decision is saved at once to the gold file of the document. Without one, the claims of the extractor
    are written there first, as a draft that no score accepts until nothing in it is open.
    """
    from extract.lexicon import Lexicon
    from extract.pipeline import Extractor
    from extract.review.hints import Hints
    from extract.review.server import serve
    from extract.review.store import open_store

    with reported():
        extractor = Extractor(lexicon=Lexicon(lexicon), tokenizer=tokenizer.value)
        if not paths and Path(doc).is_file():
            doc, paths = Path(doc).name, [Path(doc)]
        extraction = extractor.extract(find_document(doc, paths, out, extractor))
        store = open_store(extraction, gold)
        try:
            serve(store, Hints(extraction, extractor), port, lambda url: _ready(url, store, not no_open))
        except KeyboardInterrupt:  # how a server ends
            typer.echo(f"\n{_progress(store)}")


def _ready(url: str, store: Store, opens: bool) -> None:
    typer.echo(f"{_progress(store)}\n{url}\nEvery decision is saved at once. Ctrl-C ends the server.")
    if opens:
        typer.launch(url)


def _progress(store: Store) -> str:
    decided, total = store.read().progress()
    return f"{store.path}: {decided} of {total} labels decided"
