"""A process that works for an agent: beats, takes over, looks at due times, hands runs to its workers."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.engine import execution, handing, life, picture, schedule
from app.engine.execution import Workshop
from app.engine.queue import Queue
from app.engine.takeover import take_over
from app.model.agent import AgentName
from app.model.errors import TielineError
from app.model.job import Job, JobNumber
from app.model.state import Process
from app.store import processes

_log = logging.getLogger(__name__)
_TIDY_EVERY = 3600.0  # seconds
_KEPT = timedelta(days=1)
_LASTING = 15.0  # seconds after which a command does not hope any more that its store recovers
_PATIENCE = 20.0  # seconds that running work has to end by itself once the process is asked to


class Worker:
    """One process at work for one agent; `step` is called again and again by whoever owns it."""

    def __init__(
        self,
        agent: AgentName,
        *,
        workshop: Workshop,
        queue: Queue,
        order: tuple[Job, ...],
        schedules: bool,
        takes: tuple[int, ...] | None = None,
    ) -> None:
        self._agent, self._workshop, self._queue = agent, workshop, queue
        self._order, self._schedules, self._takes = order, schedules, takes
        self._ranks: Mapping[JobNumber, int] = {job.number: rank for rank, job in enumerate(order, start=1)}
        self._process: Process | None = None
        self._busy: set[int] = set()
        self._guard = threading.Lock()
        self._halt, self._over, self._wake = threading.Event(), threading.Event(), threading.Event()
        self._closing = threading.Event()  # what comes out of the queue from now on is for another process
        self._heart: threading.Thread | None = None
        self._tidied = time.monotonic()
        self._troubled: float | None = None  # since when no look has gone well

    @property
    def busy(self) -> frozenset[int]:
        """The runs this process is doing."""
        with self._guard:
            return frozenset(self._busy)

    def start(self) -> None:
        """Enter the process, take over from the dead and open the queue."""
        store = self._workshop.store
        with store.begin() as connection:
            now = store.now(connection)
            self._process = life.this_process(self._agent, schedules=self._schedules, now=now, instances=self._takes)
            processes.beat(connection, self._process, at=now)
        self._heart = threading.Thread(target=self._beat, name=f"heart of {self._agent}", daemon=True)
        self._heart.start()
        try:
            instances = {*self._instances(), *(self._takes or ())}
            self._queue.open(self._work, executor=self._process.executor, instances=instances, takes=self._takes)
            self.step()
        except BaseException:
            self._leave()
            raise

    def step(self) -> None:
        """One look at everything; what goes wrong with the store now may go right at the next look.

        An agent's process goes on looking; a command raises the trouble once it has lasted.
        """
        store, catalogue = self._workshop.store, self._workshop.catalogue
        try:
            if self._process:
                take_over(store, agent=self._agent, executor=self._process.executor, busy=lambda: self.busy)
            if self._schedules:
                schedule.tick(store, agent=self._agent, catalogue=catalogue, order=self._order)
            handing.hand_over(store, queue=self._queue, agent=self._agent, catalogue=catalogue, ranks=self._ranks)
            self._troubled = None
        except TielineError:
            _log.warning("The agent %s could not look at its jobs", self._agent, exc_info=True)
            now = time.monotonic()
            self._troubled = self._troubled or now
            if not self._schedules and now - self._troubled > _LASTING:
                raise
        self._tidy()

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than until a run ends: something else may start then."""
        self._wake.wait(seconds)
        self._wake.clear()

    def stop(self, *, patience: float = _PATIENCE) -> None:
        """Take nothing more; what runs may end by itself for a while, then it stops at its next batch."""
        self._closing.set()
        end = time.monotonic() + patience
        while self.busy and time.monotonic() < end:
            self.wait(0.1)
        self._halt.set()
        while self.busy:
            self.wait(0.1)
        self._queue.close()
        self._leave()

    def _leave(self) -> None:
        self._over.set()
        if self._heart:
            self._heart.join()
        if self._process:
            try:
                with self._workshop.store.begin() as connection:
                    processes.remove(connection, self._process)
            except TielineError:  # then it is struck off as dead by the next
                _log.warning("The end of a process of %s could not be noted", self._agent, exc_info=True)

    def _work(self, number: int) -> None:
        """Called by the queue in a worker thread."""
        with self._guard:
            self._busy.add(number)
        try:
            self._do(number)
        except TielineError:
            # The store was out of reach: the run is found with nobody doing it, and taken over, once it is back.
            _log.warning("Run %s could not be noted", number, exc_info=True)
        finally:
            with self._guard:
                self._busy.discard(number)
            self._wake.set()

    def _do(self, number: int) -> None:
        if self._closing.is_set() or self._process is None:
            handing.give_back(self._workshop.store, number)
            return
        execution.execute(number, executor=self._process.executor, workshop=self._workshop, halt=self._halt)

    def _beat(self) -> None:
        store = self._workshop.store
        while not self._over.wait(life.BEAT.total_seconds()):
            try:
                with store.begin() as connection:
                    if self._process:
                        processes.beat(connection, self._process, at=store.now(connection))
            except TielineError:
                _log.warning("The agent %s could not give a sign of life", self._agent, exc_info=True)

    def _instances(self) -> set[int]:
        store = self._workshop.store
        with store.read() as connection:
            facts = picture.take(connection, store=store, agent=self._agent, catalogue=self._workshop.catalogue)
        return {properties.instance for properties in facts.properties.values()}

    def _tidy(self) -> None:
        if time.monotonic() - self._tidied < _TIDY_EVERY:
            return
        self._tidied = time.monotonic()
        with self._workshop.store.read() as connection:
            before: datetime = self._workshop.store.now(connection) - _KEPT
        self._queue.tidy(before_ms=round(before.timestamp() * 1000))
