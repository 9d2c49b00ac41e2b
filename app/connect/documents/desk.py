"""The desk of one run: ARM's documents behind the run's fence, with everything that is counted and set aside."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Self  # rows of many tables

import sqlalchemy as sa

from app.connect.databases import Database, open_database
from app.connect.documents import books, ensure, settings
from app.connect.documents.transactions import INTEGRATION_LOG
from app.model.errors import RecordError, TielineError
from app.model.run import Counters, RunMode, RunOrder
from app.model.work import RunContext

Clock = Callable[[], datetime]


class Desk:
    """Opens the company's ARM for one run; every transaction of it checks the fence first."""

    def __init__(self, context: RunContext, *, now: Clock, table: str) -> None:
        self.context = context
        self.now = now
        self.total = Counters()
        self._counting = Counters()  # in the transaction that is open
        self._table = table
        company = context.order.company
        self._arm: Database = open_database(company.arm, name=f"The ARM database of {company.code}", must_exist=False)

    def __enter__(self) -> Self:
        try:
            ensure(self._arm)
            with self._arm.begin() as connection:
                books.claim(connection, self.order, now=self.now())
        except BaseException:
            self._arm.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._arm.close()

    @property
    def order(self) -> RunOrder:
        """What is to be done."""
        return self.context.order

    @property
    def code(self) -> str:
        """The company's code: the first part of every document's key."""
        return str(self.order.company.code)

    @property
    def retries(self) -> bool:
        """Whether only failed records are to be tried again."""
        return self.order.mode is RunMode.RETRY

    @contextmanager
    def work(self, counted: Counters | None = None) -> Generator[sa.Connection]:
        """A transaction that only the run's owner can commit; what was counted in it is told once it has."""
        self._counting = Counters()
        with self._arm.begin() as connection:
            books.hold(connection, self.order, counted=Counters(), now=self.now())
            if counted:
                self.count(connection, counted)
            yield connection
        if self._counting != Counters():
            self.total += self._counting
            self.context.report(self.total, table=self._table)

    def count(self, connection: sa.Connection, counted: Counters) -> None:
        """Count records in the transaction that changes them."""
        books.hold(connection, self.order, counted=counted, now=self.now())
        self._counting += counted

    def read(self, query: sa.Executable) -> list[Mapping[str, Any]]:
        """Rows of ARM, without holding a lock afterwards."""
        with self._arm.connect() as connection:
            quiet = connection.execution_options(writes=False)
            return [dict(row) for row in quiet.execute(query).mappings()]

    def has(self, table: str) -> bool:
        """Whether ARM has a table that another job may not have made yet."""
        with self._arm.connect() as connection:
            return sa.inspect(connection).has_table(table)

    def setting(self, name: str, otherwise: str = "") -> str:
        """A setting of the company; parts may be written as ${NAME} of the environment."""
        with self._arm.connect() as connection:
            return self.within(connection.execution_options(writes=False), name) or otherwise

    def within(self, connection: sa.Connection, name: str) -> str:
        """The same within an open transaction."""
        return settings.read(connection, company=self.code, name=name)

    @contextmanager
    def refused(
        self, *, source: str, number: str, record: Mapping[str, object], error: TielineError
    ) -> Generator[sa.Connection]:
        """A transaction that sets one record aside, counts it as failed, and changes what the caller adds."""
        field = error.field if isinstance(error, RecordError) else None
        with self.work(Counters(read=1, failed=1)) as connection:
            books.set_aside(
                connection, self.order, source=source, number=number, record=record, field=field,
                reason=reason_of(error), now=self.now(),
            )  # fmt: skip
            yield connection
        self.context.log(f"{source} {number}: {reason_of(error)}", level="error")

    def failed(self, source: str) -> set[str]:
        """Numbers of this job's open failed records of a kind."""
        with self._arm.connect() as connection:
            quiet = connection.execution_options(writes=False)
            return set(books.open_numbers(quiet, self.order, source=source))

    def forget(self, source: str, numbers: Iterable[str]) -> None:
        """Close failed records whose documents need no retry any more: they are gone, or have gone another way."""
        gone = sorted(numbers)
        if gone:
            with self.work() as connection:
                for number in gone:
                    books.close(connection, self.order, source=source, number=number)

    def log(
        self,
        connection: sa.Connection,
        text: str,
        *,
        kind: str,
        document: str = "",
        number: str = "",
        transaction: int | None = None,
        level: str = "info",
    ) -> None:
        """A line of ARM's integration log, in the transaction whose effect it tells."""
        values = {"Company": self.code, "Kind": kind, "At": self.now(), "Level": level, "Text": text}
        of = {"TransactionId": transaction, "Document": document, "DocumentNumber": number}
        connection.execute(INTEGRATION_LOG.insert().values(**values, **of))


def reason_of(error: TielineError) -> str:
    """Why a record failed, as its list shows it."""
    return f"{error.what}: {error.why}" if error.why else error.what
