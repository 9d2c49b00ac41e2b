"""How far the work is, on stderr: a live view on a terminal, a line a finished run elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app import catalogue
from app.cli.output import shown as words
from app.cli.session import Session
from app.model.event import Event, RunChanged
from app.model.run import Run, RunId, RunStatus

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

OnEvent = Callable[[Event], None]
_OVER = (RunStatus.SUCCEEDED, RunStatus.WARNING, RunStatus.FAILED, RunStatus.STOPPED)


@contextmanager
def shown(session: Session, *, title: str) -> Generator[OnEvent | None]:
    """Give a callback that shows the engine's events until the block ends; None without a title."""
    if not title:
        yield None
        return
    if not sys.stderr.isatty():
        yield Lines(session, title=title).take
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as live:
        live.add_task(title, total=None)
        yield Live(live).take


class Lines:
    """Tells each run once, when it has ended."""

    def __init__(self, session: Session, *, title: str) -> None:
        self._session, self._title = session, title
        self._told: set[RunId] = set()

    def take(self, event: Event) -> None:
        """Look at one event."""
        if self._title:
            self._session.tell(f"{self._title} …")
            self._title = ""
        if isinstance(event, RunChanged) and event.run.status in _OVER and event.run.id not in self._told:
            self._told.add(event.run.id)
            self._session.tell(sentence(event.run))


class Live:
    """A bar for each run that goes on, and a line above for each that has ended."""

    def __init__(self, live: Progress) -> None:
        self._live = live
        self._bars: dict[RunId, TaskID] = {}
        self._told: set[RunId] = set()

    def take(self, event: Event) -> None:
        """Look at one event."""
        if not isinstance(event, RunChanged) or event.run.id in self._told:
            return
        run = event.run
        if run.status in _OVER:
            self._told.add(run.id)
            if run.id in self._bars:
                self._live.remove_task(self._bars.pop(run.id))
            self._live.console.print(sentence(run), markup=False)
        elif run.status is not RunStatus.QUEUED:
            self._show(event)

    def _show(self, event: RunChanged) -> None:
        run = event.run
        if run.id not in self._bars:
            self._bars[run.id] = self._live.add_task("", total=None)
        told = f"{run.job:>2} {job_name(run.job)} {event.table} {words(run.counters.read)}"
        self._live.update(self._bars[run.id], description=told, completed=run.counters.read, total=event.total)


def sentence(run: Run) -> str:
    """A finished run in one line."""
    told = f"{run.job:>2} {job_name(run.job)}, {run.company}: {run.status.value}"
    return f"{told}. {run.message}" if run.message else told


def job_name(number: int) -> str:
    """The name of a job."""
    return next((job.name for job in catalogue.load() if job.number == number), "")
