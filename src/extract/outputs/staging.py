"""Files that appear all together or not at all, and what an interrupted run leaves to go on from.

A run writes into the folder `.partial` within the folder of the outputs. At the end its files are named in
the latter, too, one after the other, `run.json` last; before the first one the old `run.json` is taken away,
so that a folder without it holds no finished run, even when the machine dies between two files. What a
killed run replaced is put back when the next one starts.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from extract.errors import ExtractError

PARTIAL = ".partial"
WORK = "work"  # in PARTIAL: what the run needs to go on, not part of the outputs
JOURNAL = "journal.jsonl"  # in WORK: with it a run can be gone on with
_SEAL = "run.json"
_PATIENCE = 30  # tenths of a second until the workers of a killed run have gone, too


@contextmanager
def staged(out: Path, folders: Sequence[str] = (), *, resume: bool = False) -> Iterator[Path]:
    """A temporary folder inside `out` whose files take their place in `out` when the block ends well.

    When the block raises, or a file cannot take its place, `out` is as it was before. What was written so far
    stays in the temporary folder if its journal holds anything, for a run that resumes; without `resume` it
    starts empty. `folders` are taken as a whole: one that is not made anew is removed, so that nothing in
    `out` is older than the run.

    Raises:
        ExtractError: another run is writing there.
        OSError: `out` cannot be made or written.
    """
    made = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    folder = out / PARTIAL
    with _locked(out):
        try:
            _restore(folder / "kept", out)
            if not resume:
                shutil.rmtree(folder, ignore_errors=True)
            (folder / WORK).mkdir(parents=True, exist_ok=True)
            yield folder
            _publish(folder, out, folders)
            shutil.rmtree(folder, ignore_errors=True)
        except BaseException:
            _tidy(folder)
            raise
        finally:
            if made:
                with suppress(OSError):  # not empty: the run succeeded, or can be resumed
                    out.rmdir()


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Hold `out` against other runs, where the system can."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        for _ in range(_PATIENCE):
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(0.1)
        else:
            raise ExtractError(f"{out}: another run is writing there")
        yield
    finally:
        os.close(handle)


def _tidy(folder: Path) -> None:
    """Remove a folder from which nothing can be resumed."""
    journal = folder / WORK / JOURNAL
    if not journal.is_file() or not journal.stat().st_size:
        shutil.rmtree(folder, ignore_errors=True)


def _publish(folder: Path, out: Path, folders: Sequence[str]) -> None:
    files = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.name == _SEAL)
    kept = folder / "kept"
    kept.mkdir()
    for path in files:
        _sync(path)
        if (out / path.name).exists():
            _second_name(out / path.name, kept / path.name)
    names = [*(path.name for path in files), *folders]
    (kept / "new").write_text("\n".join(names), encoding="utf-8")
    try:
        if (out / _SEAL).is_file():
            (out / _SEAL).unlink()
        for name in folders:
            _replace_folder(folder / name, out / name, kept / name)
        for path in files:
            _second_name(path, folder / WORK / path.name)
            os.replace(folder / WORK / path.name, out / path.name)
    except BaseException:
        _restore(kept, out)
        raise
    _sync(out)
    shutil.rmtree(kept)


def _replace_folder(made: Path, target: Path, kept: Path) -> None:
    """Put `made`, if there is one, in the place of `target`, which is kept until all is done.

    Its files are not synced one by one, which takes long for thousands: they can be made again.
    """
    if target.is_dir():
        os.replace(target, kept)
    if made.is_dir():
        os.replace(made, target)


def _second_name(path: Path, other: Path) -> None:
    """The same file under another name, or a copy on a file system without hard links."""
    with suppress(FileNotFoundError):
        other.unlink()
    try:
        os.link(path, other)
    except OSError:
        shutil.copy2(path, other)


def _restore(kept: Path, out: Path) -> None:
    """Undo what was published, if anything was: old files back, new ones away."""
    if not (kept / "new").exists():
        shutil.rmtree(kept, ignore_errors=True)
        return
    for name in (kept / "new").read_text(encoding="utf-8").split("\n"):
        if (kept / name).is_dir():
            shutil.rmtree(out / name, ignore_errors=True)
        if (kept / name).exists():
            os.replace(kept / name, out / name)
        elif (out / name).is_file():
            (out / name).unlink()
    shutil.rmtree(kept, ignore_errors=True)


def _sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk itself."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle on a folder
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
