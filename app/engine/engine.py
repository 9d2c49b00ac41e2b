"""The engine as the console sees it: be an agent's process, or see runs through to their end."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.engine import gate, handing, picture
from app.engine.acting import Acting, this_user
from app.engine.execution import Workshop
from app.engine.facts import Facts
from app.engine.queue import Occupied, Queue
from app.engine.worker import Worker
from app.model.agent import AgentName
from app.model.audit import Actor
from app.model.errors import TielineError
from app.model.event import Event, RunChanged
from app.model.job import Job
from app.model.report import RunReport, Waiting
from app.model.run import Run, RunId, RunStatus
from app.store import runs, states
from app.store.database import Store

_log = logging.getLogger(__name__)
_AGENT_POLLING, _COMMAND_POLLING = 0.2, 0.02  # seconds between two looks into the workers' queue
_AGENT_STEP, _COMMAND_STEP, _FOLLOWING_STEP = 0.25, 0.05, 0.15
OnEvent = Callable[[Event], None]


@dataclass(frozen=True, kw_only=True)
class Engine:
    """Everything that working for an agent takes."""

    workshop: Workshop
    order: tuple[Job, ...]  # the jobs as the graph orders them
    queue_url: str
    actor: Actor = field(default_factory=this_user)

    @property
    def store(self) -> Store:
        """Where everything is noted."""
        return self.workshop.store

    @property
    def acting(self) -> Acting:
        """What the user of this process may do, and the record of what was done."""
        return Acting(store=self.store, actor=self.actor)

    def facts(self, agent: str, *, company: str | None = None) -> Facts:
        """A picture of the agent now; UsageError if there is none."""
        with self.store.read() as connection:
            return picture.take(
                connection, store=self.store, agent=agent, catalogue=self.workshop.catalogue, company=company
            )

    def serve(self, agent: str, *, until: threading.Event, instances: tuple[int, ...] | None = None) -> None:
        """Be the agent's process, for these instances or for all, until the event is set; then let running work end."""
        worker = self._worker(AgentName(self.facts(agent).agent.name), schedules=True, takes=instances)
        worker.start()
        try:
            while not until.is_set():
                worker.step()
                worker.wait(_AGENT_STEP)
        finally:
            worker.stop()

    def follow(self, asked: Sequence[RunId], *, agent: str, on_event: OnEvent | None) -> RunReport:
        """See runs through until nothing more can start; works itself while no process of the agent lives."""
        watch = _Watch(self, asked=tuple(asked), agent=AgentName(agent), on_event=on_event)
        try:
            watch.see_through()
        except BaseException:
            watch.give_up()
            raise
        return watch.report()

    def worker(self, agent: AgentName, *, takes: tuple[int, ...] | None = None) -> Worker:
        """A worker for the length of a command."""
        return self._worker(agent, schedules=False, takes=takes)

    def _worker(self, agent: AgentName, *, schedules: bool, takes: tuple[int, ...] | None) -> Worker:
        polling = _AGENT_POLLING if schedules else _COMMAND_POLLING
        queue = Queue(self.queue_url, store=self.store.identity, agent=agent, polling=polling)
        return Worker(agent, workshop=self.workshop, queue=queue, order=self.order, schedules=schedules, takes=takes)


class _Watch:
    """One command that waits for its runs."""

    def __init__(self, engine: Engine, *, asked: tuple[RunId, ...], agent: AgentName, on_event: OnEvent | None) -> None:
        self._engine, self._asked, self._agent, self._on_event = engine, asked, agent, on_event
        self._worker: Worker | None = None
        self._takes: tuple[int, ...] | None = None  # the instances it works for
        self._waiting: tuple[Waiting, ...] = ()
        self._feed = engine.workshop.feed

    def see_through(self) -> None:
        self._feed.drain()
        while True:
            self._asked = tuple(run.id for run in self._runs())
            facts = self._engine.facts(self._agent)
            self._tell()
            if not self._goes_on(facts):
                break
            self._step(facts)
        if self._worker:
            self._worker.stop(patience=float("inf"))
            self._worker = None
        self._tell()
        self._withdraw()

    def _step(self, facts: Facts) -> None:
        unserved = self._unserved(facts)
        if self._worker and self._takes is not None and (unserved is None or {*unserved} - {*self._takes}):
            self._worker.stop()
            self._worker = None  # begins anew below, for more than it was begun for
        if self._worker is None and unserved != ():
            self._worker = self._begin_to_work(unserved)
        if self._worker:
            self._worker.step()
            self._worker.wait(_COMMAND_STEP)
        else:
            time.sleep(_FOLLOWING_STEP)

    def _unserved(self, facts: Facts) -> tuple[int, ...] | None:
        """The instances of our runs that no agent process works for; None: there is no such process at all."""
        working = [process for process in facts.processes if process.schedules]
        if not working:
            return None
        waiting = [run for run in facts.runs if run.id in self._asked and run.status is RunStatus.QUEUED]
        wanted = {facts.properties[run.job].instance for run in waiting if run.job in facts.properties}
        return tuple(sorted(n for n in wanted if not any(process.serves(n) for process in working)))

    def _begin_to_work(self, takes: tuple[int, ...] | None) -> Worker | None:
        worker = self._engine.worker(self._agent, takes=takes)
        try:
            worker.start()
        except Occupied:
            return None  # then what works in this process already may do it, or ends soon
        self._takes = takes
        return worker

    def _goes_on(self, facts: Facts) -> bool:
        """Whether one of our runs is under way, or may still start when something else has ended.

        A command that works takes every run that may start, so it also sees those through that it found waiting.
        """
        own = any(run.id in self._asked for run in facts.runs)
        active = any(run.status is not RunStatus.QUEUED for run in facts.runs)
        startable = any(handing.may_start(run, facts) for run in facts.runs)
        if self._worker and (self._worker.busy or startable):
            return True
        return own and (active or startable)

    def _tell(self) -> None:
        for event in self._feed.drain():
            number = event.run.id if isinstance(event, RunChanged) else event.line.run
            if self._on_event and number in self._asked:
                self._on_event(event)

    def _withdraw(self) -> None:
        """Take back what could not start: the command reports it, and leaves nothing behind that starts later."""
        facts = self._engine.facts(self._agent)
        left = [run for run in facts.runs if run.id in self._asked and run.status is RunStatus.QUEUED]
        self._waiting = tuple(_waiting(run, facts) for run in left)
        with self._engine.store.begin() as connection:
            for run in left:
                if runs.remove(connection, run.id):
                    states.drop_request(connection, run.job, company=run.company, mode=run.mode)

    def give_up(self) -> None:
        """The person has broken off, or the store has: stop our runs at their next batch."""
        try:
            self._withdraw()
            with self._engine.store.begin() as connection:
                for run in self._runs():
                    if run.status is RunStatus.RUNNING:
                        states.put(connection, run.job, company=run.company, stop=True)
        except TielineError:
            _log.warning("The store is out of reach: what was asked for is not withdrawn", exc_info=True)
        if self._worker:
            self._worker.stop()

    def report(self) -> RunReport:
        return RunReport(runs=self._runs(), waiting=self._waiting)

    def _runs(self) -> tuple[Run, ...]:
        with self._engine.store.read() as connection:
            return runs.lineage(connection, self._asked)


def _waiting(run: Run, facts: Facts) -> Waiting:
    held = gate.reasons(facts.jobs[run.job], company=run.company, facts=facts, asking=gate.Asking(run=run))
    return Waiting(job=run.job, company=run.company, reasons=held)
