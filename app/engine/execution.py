"""Does one run from its beginning to its end: the run loop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.engine import ownership
from app.engine.feed import Feed
from app.engine.ownership import Ending, Owned
from app.engine.settling import Committed, settle, unknown
from app.model.agent import Company
from app.model.errors import Stopped, TielineError, Unreachable
from app.model.event import LineLogged, RunChanged
from app.model.job import Job, JobNumber
from app.model.run import Counters, LogLine, Run, RunMode, RunOrder, RunStatus
from app.model.work import Work
from app.store import log_lines, runs, states
from app.store.database import Store

_log = logging.getLogger(__name__)
_REPORT_EVERY = 0.25  # seconds between two writes of a run's counters
_OPEN = (RunStatus.RUNNING, RunStatus.STOPPING)
Kinds = Callable[[Job, RunMode], Work]


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """What every run of this process is done with."""

    store: Store
    catalogue: Mapping[JobNumber, Job]
    kinds: Kinds
    feed: Feed
    peers: Mapping[JobNumber, tuple[Job, ...]]  # the other jobs that feed the same ARM tables
    open_failures: Callable[[Company, JobNumber], int]
    committed: Committed = unknown  # what a stopped run had brought, as ARM tells


class Context:
    """The engine's side of a run."""

    def __init__(self, order: RunOrder, *, owned: Owned, workshop: Workshop, halt: threading.Event) -> None:
        self._order, self._owned, self._workshop, self._halt = order, owned, workshop, halt
        self.counters = Counters()
        self.interrupted = False  # stopped only because the process ends
        self._written = 0.0

    @property
    def order(self) -> RunOrder:
        """What is to be done."""
        return self._order

    def check(self) -> None:
        """Raise Stopped if the run was asked to stop, lost its job or the process ends."""
        run = self._owned.run
        with self._workshop.store.read() as connection:
            stop = states.owned(connection, run.job, company=run.company, fence=self._owned.fence)
        if stop is None:
            raise Stopped("The run stopped at the end of a batch", why="another process has taken it over")
        if stop:
            raise Stopped("The run stopped at the end of a batch", why="it was asked to stop")
        if self._halt.is_set():
            self.interrupted = True
            raise Stopped("The run stopped at the end of a batch", why="its process was asked to end")

    def report(self, counters: Counters, *, table: str, total: int | None = None) -> None:
        """Note how far the run is, in the store not more often than every quarter of a second."""
        self.counters = counters
        run = replace(self._owned.run, counters=counters)
        self._workshop.feed.publish(RunChanged(run=run, table=table, total=total))
        if time.monotonic() - self._written >= _REPORT_EVERY:
            self._written = time.monotonic()
            self._write(counters)

    def _write(self, counters: Counters) -> None:
        store, run = self._workshop.store, self._owned.run
        with store.begin() as connection:
            if states.owned(connection, run.job, company=run.company, fence=self._owned.fence) is not None:
                runs.change(connection, run.id, at=store.now(connection), only=_OPEN, **runs.counters(counters))

    def log(self, text: str, *, level: str = "info") -> None:
        """Add a line to the run's log."""
        store, run = self._workshop.store, self._owned.run
        with store.begin() as connection:
            line = LogLine(run=run.id, at=store.now(connection), level=level, text=text)
            if states.owned(connection, run.job, company=run.company, fence=self._owned.fence) is None:
                return
            log_lines.add(connection, [line])
        where = {"run": run.id, "job": run.job}
        _log.info("Run %s, job %s, %s: %s", run.id, run.job, level, text, extra=where)
        self._workshop.feed.publish(LineLogged(line=line))


def execute(number: int, *, executor: str, workshop: Workshop, halt: threading.Event) -> None:
    """Begin, work and end a run; nothing happens if it is not there to be begun."""
    owned = ownership.begin(workshop.store, number, executor=executor, catalogue=workshop.catalogue)
    if owned is None:
        return
    job = workshop.catalogue[owned.run.job]
    settle(workshop.store, owned, committed=workshop.committed)
    workshop.feed.publish(RunChanged(run=owned.run))
    context = Context(_order(owned, job, workshop), owned=owned, workshop=workshop, halt=halt)
    context.log(f"Started: {job.number} {job.name} for {owned.run.company} ({owned.run.mode.value}).")
    ending = _work(workshop.kinds, context)
    ended = ownership.end(workshop.store, owned, ending=ending, job=job, catalogue=workshop.catalogue)
    if ended is None:
        _log.info("Run %s ended, but another process owns its job by now: nothing was noted", number)
        return
    context.log(ended.message, level=_level(ended))
    _count_failures(owned, workshop)
    workshop.feed.publish(RunChanged(run=ended))


def _count_failures(owned: Owned, workshop: Workshop) -> None:
    """Keep beside the job how many failed records are open: the grid must not open every ARM database to tell."""
    run, store = owned.run, workshop.store
    with store.read() as connection:
        state = states.one(connection, run.job, company=run.company)
        ended = runs.one(connection, run.id)
    if not state.open_failures and not (ended and ended.counters.failed):
        return
    try:
        count = workshop.open_failures(owned.company, run.job)
    except TielineError:
        _log.info("The open failures of job %s could not be counted", run.job, exc_info=True)
        return
    with store.begin() as connection:
        if states.owned(connection, run.job, company=run.company, fence=owned.fence) is not None:
            states.put(connection, run.job, company=run.company, open_failures=count)


def _order(owned: Owned, job: Job, workshop: Workshop) -> RunOrder:
    return RunOrder(
        run=owned.run.id,
        store=workshop.store.identity,
        agent=owned.run.agent,
        settings=owned.settings,
        company=owned.company,
        job=job,
        mode=owned.run.mode,
        fence=owned.fence,
        records=owned.run.records,
        peers=workshop.peers.get(job.number, ()),
    )


def _work(kinds: Kinds, context: Context) -> Ending:
    try:
        counters = kinds(context.order.job, context.order.mode).run(context)
    except Stopped as stopped:
        return Ending(
            status=RunStatus.STOPPED,
            counters=context.counters,
            message=str(stopped),
            interrupted=context.interrupted,
        )
    except TielineError as error:
        unreachable = isinstance(error, Unreachable)
        return _failed(context, str(error), unreachable=unreachable)
    except Exception:  # noqa: BLE001 - see below
        # The run loop is where a bug of one job must not take the others down; the log has the whole story.
        _log.exception("Run %s failed by a fault of Tieline", context.order.run, extra={"run": context.order.run})
        return _failed(context, _OUR_FAULT)
    if not counters.adds_up:
        return _failed(context, f"The run was not accepted: its counters do not add up ({counters}).")
    status = RunStatus.WARNING if counters.failed else RunStatus.SUCCEEDED
    return Ending(status=status, counters=counters, message=summary(counters, marks=bool(context.order.job.tables)))


_OUR_FAULT = (
    "The run could not finish because of a fault in Tieline itself. "
    "Send the file tieline.log from the logs folder to support; the next run tries again."
)


def _failed(context: Context, message: str, *, unreachable: bool = False) -> Ending:
    return Ending(status=RunStatus.FAILED, counters=context.counters, message=message, unreachable=unreachable)


def summary(counters: Counters, *, marks: bool) -> str:
    """What a run did, in a sentence; a job that brings tables `marks` rows deleted, another one removes them."""
    if not counters.read and not counters.deleted:
        return "Nothing new." if marks else "Nothing to do."
    if not counters.read and not marks:
        return f"{counters.deleted:,} old row{'' if counters.deleted == 1 else 's'} removed."
    parts = [
        f"{number:,} {word}"
        for number, word in (
            (counters.inserted, "inserted"),
            (counters.updated, "updated"),
            (counters.deleted, "marked deleted" if marks else "removed"),
            (counters.unchanged, "unchanged"),
            (counters.skipped, "skipped"),
            (counters.failed, "failed"),
        )
        if number
    ]
    return f"{counters.read:,} read: {', '.join(parts)}."


def _level(run: Run) -> str:
    if run.status is RunStatus.FAILED:
        return "error"
    return "info" if run.status is RunStatus.SUCCEEDED else "warning"
