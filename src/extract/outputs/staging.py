"""Files that appear all together or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A temporary folder inside `out` whose files take their place in `out` when the block ends well.

    When the block raises, or a file cannot take its place, `out` is as it was before.

    Raises:
        OSError: `out` cannot be made or written.
    """
    made = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".partial-", dir=out))
    try:
        yield folder
        _publish(folder, out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if made:
            with suppress(OSError):  # not empty: the run succeeded
                out.rmdir()


def _publish(folder: Path, out: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    kept = folder / "kept"
    kept.mkdir()
    for path in files:
        _sync(path)
        _keep(out / path.name, kept)
    try:
        for path in files:
            os.replace(path, out / path.name)
    except BaseException:
        _restore([path.name for path in files], kept, out)
        raise
    _sync(out)


def _keep(target: Path, kept: Path) -> None:
    """Keep the file that `target` is now under a second name, should it be wanted back."""
    if not target.exists():
        return
    try:
        os.link(target, kept / target.name)
    except OSError:  # a file system without hard links
        shutil.copy2(target, kept / target.name)


def _restore(names: list[str], kept: Path, out: Path) -> None:
    for name in names:
        if (kept / name).exists():
            os.replace(kept / name, out / name)
        elif (out / name).is_file():
            (out / name).unlink()


def _sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk itself."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle on a folder
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
