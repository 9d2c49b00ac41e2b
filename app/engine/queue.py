"""The durable queue: DBOS, with a queue an instance of an agent, over a file in the home or PostgreSQL."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import Any  # DBOS' configuration and workflow functions are untyped here

from sqlalchemy import exc

from app.connect.addresses import masked
from app.model.errors import Transient, Unreachable
from app.store.database import DAMAGED

_APPLICATION = "tieline"
_VERSION = "1"  # pinned: by default DBOS leaves the runs of another program version alone
_WORKFLOW = "run"
_WORKERS = 4
_MOST_INSTANCES = 99
_CHECK = "Check that the data folder can be written to and has room, or that the database is running."
_MADE_ANEW = "Its file is damaged: move engine.sqlite out of the data folder; the next start makes it anew."
_one_at_a_time = threading.Lock()  # DBOS is one a process


class Occupied(Transient):
    """This process works already, for another command or agent."""


class Queue:
    """The queue of one agent as this process sees it; between `open` and `close` its runs are worked here."""

    def __init__(self, url: str, *, store: str, agent: str, polling: float) -> None:
        self._url, self._store, self._agent, self._polling = url, store, agent, polling
        self._registered: set[str] = set()
        self._open = False

    def open(
        self,
        work: Callable[[int], None],
        *,
        executor: str,
        instances: Iterable[int],
        takes: Iterable[int] | None = None,
    ) -> None:
        """Start taking runs, of these instances or of all; `work` is called in a worker thread with a run's number."""
        from dbos import DBOS

        if not _one_at_a_time.acquire(blocking=False):
            raise Occupied("No work was taken", why="another command of this process is at work")
        try:
            _quieten()
            DBOS(config=self._config(executor))
            DBOS.workflow(name=_WORKFLOW)(_as_workflow(work))
            DBOS.listen_queues([self._name(number) for number in takes or range(1, _MOST_INSTANCES + 1)])
            with _told():
                self._announce(instances)
                DBOS.launch()
        except BaseException:
            DBOS.destroy(destroy_registry=True)
            _one_at_a_time.release()
            raise
        self._open = True

    def put(self, run: int, *, attempt: int, instance: int, priority: int) -> None:
        """Give a run to the workers; the same attempt twice is the same one."""
        from dbos import DBOS

        with _told():
            self._register(instance)
        options: Any = {
            "workflow_name": _WORKFLOW,
            "queue_name": self._name(instance),
            "workflow_id": self._id(run, attempt),
            "priority": priority,
        }
        with _told():
            DBOS.enqueue_workflow_with_options(options, run)

    def is_waiting(self, run: int, *, attempt: int, alive: Iterable[str]) -> bool:
        """Whether the run still stands in the queue or is in the hands of a process that lives."""
        from dbos import DBOS

        with _told():
            status = DBOS.get_workflow_status(self._id(run, attempt))
        if status is None:
            return False
        return status.status == "ENQUEUED" or (status.status == "PENDING" and status.executor_id in set(alive))

    def resume(self, run: int, *, attempt: int, instance: int) -> bool:
        """Put a run back that a dead process had taken from the queue; False if there is none like that."""
        from dbos import DBOS

        with _told():
            status = DBOS.get_workflow_status(self._id(run, attempt))
            if status is None or status.status != "PENDING":
                return False
            DBOS.resume_workflow(self._id(run, attempt), queue_name=self._name(instance))
        return True

    def tidy(self, *, before_ms: int) -> None:
        """Forget workflows that ended before a time: the store keeps the history."""
        from dbos import DBOS

        ended = ["SUCCESS", "ERROR", "CANCELLED"]
        with _told():
            done = DBOS.list_workflows(status=ended, load_input=False, load_output=False, limit=1000)
            old = [one.workflow_id for one in done if (one.updated_at or 0) < before_ms]
            if old:
                DBOS.delete_workflows(old)

    def close(self) -> None:
        """Take nothing more; what is still queued stays queued."""
        from dbos import DBOS

        if self._open:
            self._open = False
            DBOS.destroy(destroy_registry=True)
            _one_at_a_time.release()

    def _name(self, instance: int) -> str:
        return f"{self._agent}/{instance}"

    def _id(self, run: int, attempt: int) -> str:
        return f"{self._store}-run-{run}-{attempt}"  # a new store counts its runs from 1 again

    def _config(self, executor: str) -> Any:
        return {
            "name": _APPLICATION,
            "system_database_url": self._url,
            "executor_id": executor,
            "application_version": _VERSION,
            "max_executor_threads": 2 * _WORKERS,
            "log_level": "WARNING",
            "notification_listener_polling_interval_sec": 1.0,
            "sys_db_idle_transaction_timeout_sec": 10.0,  # a frozen process must not keep its rows from the others
        }

    def _announce(self, instances: Iterable[int]) -> None:
        """Register queues before the launch: DBOS looks for new ones only once a second."""
        from dbos import DBOS, DBOSClient

        DBOS.migrate(self._url)
        client = DBOSClient(system_database_url=self._url, application_name=_APPLICATION)
        try:
            for instance in instances:
                self._registered.add(self._name(instance))
                client.register_queue(self._name(instance), **self._limits())
        finally:
            client.destroy()

    def _register(self, instance: int) -> None:
        from dbos import DBOS

        name = self._name(instance)
        if name not in self._registered:
            self._registered.add(name)
            DBOS.register_queue(name, **self._limits())

    def _limits(self) -> Any:
        return {
            "worker_concurrency": _WORKERS,
            "polling_interval_sec": self._polling,
            "on_conflict": "always_update",
        }


def _as_workflow(work: Callable[[int], None]) -> Callable[[int], None]:
    def run(number: int) -> None:
        work(number)

    return run


@contextmanager
def _told() -> Generator[None]:
    """Turn the trouble of the queue's database into a sentence."""
    from dbos import error as troubles

    try:
        yield
    except (exc.SQLAlchemyError, troubles.DBOSException) as error:
        why = _first_words(getattr(error, "orig", None) or error)
        remedy = _MADE_ANEW if any(word in why for word in DAMAGED) else _CHECK
        raise Unreachable("The workers' queue could not be used", why=why, remedy=remedy) from error


def _first_words(error: object) -> str:
    """The first words of an error, without a password that an address in it may hold."""
    return masked(" ".join(str(error).split()))[:300]


def _quieten() -> None:
    """DBOS writes to the console unless its logger has a handler; its warnings go to our log instead."""
    logger = logging.getLogger("dbos")
    if not any(isinstance(one, logging.NullHandler) for one in logger.handlers):  # our log's is gone before its threads
        logger.addHandler(logging.NullHandler())
    logger.setLevel(logging.WARNING)
