"""The data folder: store, queue, logs and whatever else belongs to one installation."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from app.model.errors import Unreachable

_LARGEST_LOG = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Home:
    """One data folder."""

    folder: Path

    @property
    def store(self) -> Path:
        """The SQLite store, unless another address is given."""
        return self.folder / "tieline.sqlite"

    @property
    def queue(self) -> Path:
        """The workers' queue, apart from the store."""
        return self.folder / "engine.sqlite"

    @property
    def log(self) -> Path:
        """The log of every process of this home."""
        return self.folder / "logs" / "tieline.log"

    @property
    def sandbox(self) -> Path:
        """The databases of the sandbox company."""
        return self.folder / "sandbox"

    def prepare(self) -> None:
        """Make the folders; raises Unreachable where that is not possible."""
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unreachable(
                "The data folder could not be made",
                why=f"{self.folder}: {error.strerror or error}",
                remedy="Choose a folder you may write to with --home.",
            ) from error


_LOGGERS = {"app": logging.INFO, "ui": logging.INFO, "dbos": logging.WARNING}


class _Log(logging.FileHandler):
    """A log that cannot be written is no reason to bother anybody with a traceback."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        return


def find(folder: Path | None) -> Home:
    """The folder that was asked for, that TIELINE_HOME names, or the user's own."""
    if folder is None:
        named = os.environ.get("TIELINE_HOME")
        if named:
            folder = Path(named)
        else:
            import platformdirs

            folder = platformdirs.user_data_path("Tieline", appauthor=False)
    return Home(folder=folder.expanduser().absolute())


def log_to(path: Path) -> logging.Handler:
    """Write Tieline's and the queue's log to a file; a file grown large is put aside first."""
    try:
        if path.stat().st_size > _LARGEST_LOG:
            path.replace(path.with_suffix(".old.log"))
    except OSError:
        pass  # not there yet, or held open by another process: then it goes on growing for now
    handler = _Log(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    for name, level in _LOGGERS.items():
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).setLevel(level)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Give the log file back."""
    for name in _LOGGERS:
        logging.getLogger(name).removeHandler(handler)
    handler.close()
