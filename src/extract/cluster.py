"""The same work on a Ray cluster: Ray Data over a pool of stateful actors, each with its own extractor.

Ray is an optional extra (`extract-zh[ray]`). Sources are handed over in windows, so that any number of them
fits into memory; an actor that dies is started again by Ray and its documents are read once more. Order and
bytes are those of the local engine. Files must be found under the same paths on every machine.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

from extract.errors import ExtractError
from extract.outputs.work import Outcome, Reader, Settings

if TYPE_CHECKING:
    from extract.documents import Source

WINDOW = 10_000  # documents handed over at once
_BATCH = 8  # documents an actor reads at once
_BLOCKS = 8  # pieces of a window for every actor, so that none waits for the last one


def outcomes(
    sources: Iterable[Source], settings: Settings, workers: int, wants_section: Callable[[], bool]
) -> Iterator[Outcome]:
    """What became of every source, in order, as `outputs.work.outcomes` gives it.

    Joins the cluster that `RAY_ADDRESS` names, or starts one on this machine.

    Raises:
        ExtractError: Ray is not installed, or the cluster gave up.
    """
    if find_spec("ray") is None:
        raise ExtractError("--engine ray needs Ray: python -m pip install 'extract-zh[ray]'")
    import ray

    ray.init(ignore_reinit_error=True, log_to_driver=False, logging_level=logging.ERROR)
    _quiet()
    left = iter(sources)
    while window := list(islice(left, WINDOW)):
        with_section = wants_section()
        tasks = [{"task": pickle.dumps((source, with_section))} for source in window]
        try:
            yield from _window(tasks, settings, workers)
        except ray.exceptions.RayError as error:
            raise ExtractError(f"the Ray cluster gave up: {' '.join(str(error).split())[:300]}") from None


def _window(tasks: list[dict[str, bytes]], settings: Settings, workers: int) -> Iterator[Outcome]:
    import ray.data

    found = ray.data.from_items(tasks, override_num_blocks=min(len(tasks), workers * _BLOCKS)).map_batches(
        _Worker,
        fn_constructor_args=(settings,),
        compute=ray.data.ActorPoolStrategy(size=workers),
        batch_size=_BATCH,
        num_cpus=1,
    )
    for row in found.iter_rows():
        yield pickle.loads(row["outcome"])


def _quiet() -> None:
    """No bars of Ray on standard error, and outcomes in the order of the tasks."""
    import ray.data

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.execution_options.verbose_progress = False


class _Worker:
    """An actor: makes its extractor once and reads batches of sources."""

    def __init__(self, settings: Settings) -> None:
        self._read = Reader(settings)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        return {"outcome": [pickle.dumps(self._read(*pickle.loads(task))) for task in batch["task"]]}
