"""`python -m extract PATH...`: read releases and write their claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli.app import Json, LexiconFolder, NamesFile, Out, Tokenizer, TokenizerName, app
from extract.cli.export import Forms, write_all
from extract.cli.shell import FAILED, complain, name_refused, print_all, print_json, reported
from extract.errors import ExtractError
from extract.exports import Form, require

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extract.outputs.run import Engine
    from extract.score.scoring import Score


class EngineName(StrEnum):
    """Who runs the workers."""

    local = "local"
    ray = "ray"


TextColumn = Annotated[
    str, typer.Option(metavar="NAME", help="Column of .jsonl and .parquet files that holds the text.")
]
MaxMegabytes = Annotated[
    int, typer.Option(min=1, metavar="N", help="Refuse documents larger than N MB, packed or unpacked.")
]

GoldFolder = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Score against these labels. (default: a gold/ beside the corpus)"),
]


@app.command()
def run(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Releases, or folders of them.")],
    out: Out = Path("outputs"),
    workers: Annotated[int, typer.Option(min=1, help="Processes; the outputs do not depend on it.")] = 1,
    gold: GoldFolder = None,
    form: Forms = [],  # noqa: B006 - typer copies it
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")] = False,
    engine: Annotated[EngineName, typer.Option(help="Processes here, or a Ray cluster.")] = EngineName.local,
    text_column: TextColumn = "text",
    max_mb: MaxMegabytes = 64,
    lexicon: LexiconFolder = None,
    names: NamesFile = None,
    tokenizer: TokenizerName = Tokenizer.rjieba,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print failures only.")] = False,
    as_json: Json = False,
) -> None:
    """Read releases and write their claims. This is the default command.

    Exit code: 0 all files read, 1 some could not be (named on standard error), 2 wrong usage.
    """
    with reported():
        from extract.console import Reporter, closing, summary
        from extract.documents import Limits, Opening, discover
        from extract.documents.contents import holds_several
        from extract.outputs.run import run as run_all
        from extract.outputs.work import Settings

        _check(form, gold)
        sources = discover(paths)
        appraiser = _appraiser(gold, paths, {source.path.stem for source in sources})
        total = None if any(map(holds_several, sources)) else len(sources)
        with Reporter(total, quiet=quiet or as_json) as reporter:
            done = run_all(
                sources,
                out,
                Settings(lexicon, tokenizer.value, Opening(Limits(max_mb), text_column), names),
                workers=workers,
                resume=resume,
                engine=_engine(engine),
                on_document=reporter,
                appraise=appraiser,
            )
        if resume and not done.resumed:
            complain(f"{out}: no interrupted run of these files and options to go on with; all were read")
        _complain_of(appraiser)
        if as_json:
            print_json(_run_data(done.counts(), out, appraiser.found))
        elif not quiet:
            print_all(summary(done), closing(out, reporter, done.resumed), *_score_tables(appraiser.found))
        write_all(form, out, quiet=quiet or as_json)
    raise typer.Exit(FAILED if done.counts()["failed"] else 0)


def _check(forms: list[Form], gold: Path | None) -> None:
    """Say what is missing before anything is read."""
    for form in forms:
        require(form)
    if gold is not None and not gold.exists():
        raise ExtractError(f"{gold}: no such file or folder")


def _appraiser(gold: Path | None, paths: list[Path], stems: set[str]) -> _Appraiser:
    return _Appraiser(gold or _gold_beside(paths, stems), stems)


def _engine(name: EngineName) -> Engine:
    """What reads the sources.

    Raises:
        ExtractError: Ray is not installed.
    """
    from extract.outputs import work

    if name is EngineName.local:
        return work.outcomes
    from extract import cluster

    return cluster.outcomes


def _gold_beside(paths: list[Path], stems: set[str]) -> Path | None:
    """The first folder `gold` beside a given folder, or a given file's folder, that labels one of `stems`."""
    for path in paths:
        folder = path if path.is_dir() else path.parent
        gold = folder.resolve().parent / "gold"
        if any((gold / f"{stem}.jsonl").is_file() for stem in stems):
            return gold
    return None


def _complain_of(appraiser: _Appraiser) -> None:
    if appraiser.problem:
        complain(appraiser.problem)
    if appraiser.found:
        name_refused(appraiser.found)


class _Appraiser:
    """Scores this run's documents once their claims are written; `found` stays None without gold for them."""

    def __init__(self, gold: Path | None, stems: set[str]) -> None:
        self._gold, self._stems = gold, stems
        self.found: Score | None = None
        self.problem: str | None = None

    def __call__(self, claims: Path) -> dict[str, Any] | None:
        """What the report shows."""
        if self._gold is None:
            return None
        from extract.score import show
        from extract.score.scoring import score as compare

        try:
            self.found = compare(self._gold, claims, self._stems)
        except ExtractError as error:
            self.problem = str(error)
            return None
        return show.data(self.found) | {"mistakes": [asdict(one) for one in self.found.mistakes()]}


def _score_tables(found: Score | None) -> Iterator[RenderableType]:
    if found is not None:
        from extract.score import show

        yield from show.tables(found, documents=False)


def _run_data(counts: dict[str, int], out: Path, found: Score | None) -> dict[str, Any]:
    scored = None
    if found is not None:
        from extract.score import show

        scored = show.data(found)
    return {"out": str(out), "counts": counts, "score": scored}
