"""`python -m extract score`: compare claims with gold, and with what was right before."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli.app import Day, Gold, Json, Pred, app
from extract.cli.shell import FAILED, name_refused, print_all, print_json, reported
from extract.errors import ExtractError

if TYPE_CHECKING:
    from extract.score.change import Change
    from extract.score.rules import Fired
    from extract.score.scoring import Score
    from extract.score.tally import Mistake


@app.command()
def score(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    gold: Gold = Path("gold"),
    pred: Pred = Path("outputs/claims.jsonl"),
    against: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A baseline: name what was gained and lost since; a loss fails."),
    ] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Make this score the baseline of GOLD, and add it to the history."),
    ] = False,
    date: Day = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="List the first N mistakes.")] = 0,
    rules: Annotated[bool, typer.Option("--rules", help="How often each rule fired, and was right.")] = False,
    as_json: Json = False,
) -> None:
    """Compare claims with gold: quantities, fields, full claims, entities, with 95 % intervals.

    Exit code: 0 all gold scored, 1 some refused (named on standard error) or, with --against, something
    lost that is not accepted, 2 wrong usage.
    """
    from extract.score import baseline, change, scoring, show
    from extract.score import rules as by_rule

    with reported():
        found = scoring.score(gold, pred)
        name_refused(found)
        changed = change.change(baseline.load(against), found) if against else None
        if accept:
            _accept(found, gold, date)
        mistakes = found.mistakes()[:errors]
        fired = by_rule.fired(found.tallies) if rules else []
        if as_json:
            print_json(_data(found, changed, mistakes, fired))
        else:
            print_all(*(change.tables(changed) if changed else show.tables(found)))
            print_all(*(show.mistake_tables("First mistakes", mistakes) if mistakes else ()))
            print_all(*([by_rule.table(fired)] if fired else ()))
    lost = changed is not None and changed.lost and not accept
    raise typer.Exit(FAILED if found.refused or lost else 0)


def _data(
    found: Score, changed: Change | None, mistakes: list[Mistake], fired: list[Fired]
) -> dict[str, Any]:
    from extract.score import change, show

    return {
        **show.data(found),
        "change": change.data(changed) if changed else None,
        "mistakes": [asdict(mistake) for mistake in mistakes],
        "rules": [asdict(rule) for rule in fired],
    }


def _accept(found: Score, gold: Path, date: str | None) -> None:
    """Write the baseline of `gold` and add a line to its history, both or neither."""
    from extract import __version__
    from extract.outputs.staging import staged
    from extract.score import baseline, history

    if date is None:
        raise ExtractError("--accept needs --date, the day to write into the history (YYYY-MM-DD)")
    if found.refused:
        raise ExtractError("a score with refused gold cannot become the baseline")
    unread = [tally.doc for tally in found.tallies if tally.doc in found.missing and tally.counts["gold"]]
    if unread:
        raise ExtractError(f"a score without claims of {', '.join(unread)} cannot become the baseline")
    folder = gold if gold.is_dir() else gold.parent
    rows = [*history.load(folder / history.HISTORY), history.line(found, date, __version__)]
    with staged(folder) as new:
        text = baseline.dump(baseline.standings(found.tallies))
        (new / baseline.BASELINE).write_text(text, encoding="utf-8", newline="\n")
        (new / history.HISTORY).write_text(history.dump(rows), encoding="utf-8", newline="\n")
