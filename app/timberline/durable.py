"""Files that are complete or absent whatever happens: written aside, synced, renamed; and the lock of a folder."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from app.model.errors import DecisionNeeded, Fatal

Step = Callable[[str], None]  # told at every boundary; tests end the process there
LOCK = ".tieline.lock"
ASIDE = ".part"  # ends the name of a file that is not complete yet
LOCK_WAIT_S = 120.0
_POLL_S = 0.05


def no_step(_name: str) -> None:
    """What happens at a boundary in real life: nothing."""


def write(path: Path, data: bytes, *, step: Step, name: str) -> None:
    """Write a file and wait until the disk has it; where that fails no part of it stays."""
    with _removed_on_failure(path):
        step(f"before writing {name}")
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
            step(f"halfway through {name}")
            file.write(data[len(data) // 2 :])
            file.flush()
            step(f"before syncing {name}")
            os.fsync(file.fileno())
        step(f"after syncing {name}")
        sync_folder(path.parent)


def replace(path: Path, data: bytes, *, step: Step, name: str) -> None:
    """Give a file new content in one move."""
    aside = path.with_name(f".{path.name}{ASIDE}")
    with _removed_on_failure(aside):
        write(aside, data, step=step, name=name)
        move(aside, path, step=step, name=name)


@contextmanager
def _removed_on_failure(path: Path) -> Generator[None]:
    try:
        yield
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def move(source: Path, target: Path, *, step: Step, name: str) -> None:
    """Rename a file and wait until both folders have it; an existing target is replaced."""
    step(f"before moving {name}")
    source.replace(target)
    step(f"after moving {name}")
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)
    step(f"after syncing the folder of {name}")


def remove(path: Path, *, step: Step, name: str) -> None:
    """Take a file away if it is there."""
    step(f"before removing {name}")
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
    step(f"after removing {name}")


def make_folder(path: Path) -> None:
    """Make a folder that outlives a power cut."""
    if not path.is_dir():
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def told(what: str) -> Generator[None]:
    """Turn trouble with files into one sentence."""
    try:
        yield
    except OSError as error:
        why = f"{error.filename or 'the folder'}: {error.strerror or error}"
        remedy = (
            "Check the free space, and that you may write there and no other program holds the file; then start again."
        )
        raise Fatal(what, why=why, remedy=remedy) from error


@contextmanager
def locked(folder: Path, *, wait_s: float = LOCK_WAIT_S) -> Generator[None]:
    """Work alone in a folder; a second one waits its turn, and gives up with DecisionNeeded."""
    path = folder / LOCK
    file = _acquired(path, until=time.monotonic() + wait_s)
    try:
        yield
    finally:
        # Taken away while still held, so that the folder is left as it was; who waits on it notices and opens anew.
        with suppress(OSError):
            path.unlink()
        file.close()


def _acquired(path: Path, *, until: float) -> IO[bytes]:
    while True:
        file = path.open("ab")
        try:
            if _try_lock(file) and _is_still(path, file):
                return file
        except BaseException:
            file.close()
            raise
        file.close()
        if time.monotonic() > until:
            raise DecisionNeeded(
                "Nothing was changed",
                why=f"another export or undo is working in {path.parent}",
                remedy="Wait until it is done and start again.",
            )
        time.sleep(_POLL_S)


def _is_still(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
