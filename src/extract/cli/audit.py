"""`python -m extract audit PATH...`: whether the arithmetic of releases holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli.app import Json, LexiconFolder, Tokenizer, TokenizerName, app
from extract.cli.shell import FAILED, complain, print_all, print_json, reported
from extract.errors import InputError

if TYPE_CHECKING:
    from extract.pipeline import Extraction, Extractor


@app.command()
def audit(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Releases, or folders of them.")],
    every: Annotated[bool, typer.Option("--all", help="Print what holds, too.")] = False,
    lexicon: LexiconFolder = None,
    tokenizer: TokenizerName = Tokenizer.rjieba,
    as_json: Json = False,
) -> None:
    """Check sums, shares, growth, differences and repeats before publishing; writes no files.

    Exit code: 0 nothing is broken, 1 something is or a file could not be read, 2 wrong usage.
    """
    with reported():
        from extract.findings import counted, shown
        from extract.lexicon import Lexicon
        from extract.pipeline import Extractor

        extractor = Extractor(lexicon=Lexicon(lexicon), tokenizer=tokenizer.value)
        verdicts: Counter[str] = Counter()
        found: list[dict[str, Any]] = []
        unread = 0
        for extraction in _extractions(extractor, paths):
            if extraction is None:
                unread += 1
                continue
            verdicts.update(finding.verdict for finding in extraction.findings)
            if as_json:
                found += [one.model_dump(mode="json") for one in extraction.findings]
            else:
                print_all(*shown(extraction, every=every))
        if as_json:
            print_json(found)
        else:
            print_all(counted(verdicts))
    raise typer.Exit(FAILED if verdicts["broken"] or unread else 0)


def _extractions(extractor: Extractor, paths: list[Path]) -> Iterator[Extraction | None]:
    """Every release read; None for one that cannot be, which is named on standard error."""
    from extract.documents import discover

    for source in discover(paths):
        try:
            yield extractor.extract(extractor.read(source))
        except InputError as error:
            complain(str(error))
            yield None
