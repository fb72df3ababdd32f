"""Files that appear all together or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path


@contextmanager
def staged(out: Path, folders: Sequence[str] = ()) -> Iterator[Path]:
    """A temporary folder inside `out` whose files take their place in `out` when the block ends well.

    When the block raises, or a file cannot take its place, `out` is as it was before. `folders` are taken
    as a whole: one that is not made anew is removed, so that nothing in `out` is older than the run.

    Raises:
        OSError: `out` cannot be made or written.
    """
    made = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".partial-", dir=out))
    try:
        yield folder
        _publish(folder, out, folders)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if made:
            with suppress(OSError):  # not empty: the run succeeded
                out.rmdir()


def _publish(folder: Path, out: Path, folders: Sequence[str]) -> None:
    files = sorted(path.name for path in folder.iterdir() if path.is_file())
    kept = folder / "kept"
    kept.mkdir()
    for name in files:
        _sync(folder / name)
        _keep(out / name, kept)
    with ExitStack() as undo:
        for name in folders:
            _replace_folder(folder / name, out / name, kept / name, undo)
        for name in files:
            os.replace(folder / name, out / name)
            undo.callback(_restore, out / name, kept / name)
        undo.pop_all()
    _sync(out)


def _replace_folder(made: Path, target: Path, kept: Path, undo: ExitStack) -> None:
    """Put `made`, if there is one, in the place of `target`; what was there is deleted with `kept`.

    Its files are not synced one by one, which takes long for thousands: they can be made again.
    """
    if target.is_dir():
        os.replace(target, kept)
        undo.callback(os.replace, kept, target)
    if made.is_dir():
        os.replace(made, target)
        undo.callback(shutil.rmtree, target)


def _keep(target: Path, kept: Path) -> None:
    """Keep the file that `target` is now under a second name, should it be wanted back."""
    if not target.exists():
        return
    try:
        os.link(target, kept / target.name)
    except OSError:  # a file system without hard links
        shutil.copy2(target, kept / target.name)


def _restore(target: Path, kept: Path) -> None:
    if kept.exists():
        os.replace(kept, target)
    else:
        target.unlink()


def _sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk itself."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle on a folder
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
