"""Failed records: set aside in the rows' own transaction, listed, and closed when they are sound again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any  # rows are as wide as their query

import sqlalchemy as sa

from app.connect.addresses import is_sqlite_file
from app.connect.databases import open_database, parse_url
from app.model.agent import AgentName, Company, CompanyCode
from app.model.failure import FailedRecord, failure_id
from app.model.job import JobNumber
from app.model.run import RunId, RunOrder
from app.sync.books import FAILURE, exist, owned, whose
from app.sync.records import Refused
from app.sync.shapes import ROW_ID
from app.sync.stages import Stage


def open_failures(
    company: Company, *, job: JobNumber | None = None, limit: int | None = None
) -> tuple[FailedRecord, ...]:
    """The failed records of a company that are still open, the oldest first."""
    query = sa.select(FAILURE).where(FAILURE.c.company == company.code).order_by(FAILURE.c.id).limit(limit)
    if job is not None:
        query = query.where(FAILURE.c.job == job)
    return tuple(_record(row) for row in read_books(company, query))


def counts(company: Company) -> dict[JobNumber, int]:
    """How many failed records each job of a company has open."""
    query = sa.select(FAILURE.c.job, sa.func.count()).where(FAILURE.c.company == company.code).group_by(FAILURE.c.job)
    return {JobNumber(row[0]): row[1] for row in read_books(company, query)}


def read_books(company: Company, query: Any) -> list[Any]:  # rows of any of our tables
    """Rows of Tieline's own tables in a company's ARM database; none where it was never worked on."""
    url = parse_url(company.arm)
    if is_sqlite_file(url) and not Path(str(url.database)).exists():
        return []  # nothing was ever brought over
    database = open_database(url, name=f"The ARM database of {company.code}", read_only=True)
    try:
        with database.connect() as connection:
            return list(connection.execute(query)) if exist(connection) else []
    finally:
        database.close()


def _record(row: Any) -> FailedRecord:
    return FailedRecord(
        id=failure_id(row.company, row.id),
        agent=AgentName(row.agent),
        job=JobNumber(row.job),
        company=CompanyCode(row.company),
        table=row.source,
        key=json.loads(row.record_key),
        row=json.loads(row.record),
        field=row.field,
        reason=row.reason,
        run=RunId(row.run),
        first_seen=datetime.fromisoformat(row.first_seen),
        attempts=row.attempts,
    )


def set_aside(
    connection: sa.Connection, order: RunOrder, *, source: str, refused: Sequence[Refused], now: datetime
) -> None:
    """Open an entry for each refused row, or count one more attempt on the entry it has."""
    first: dict[str, dict[str, object]] = {}
    again: list[dict[str, object]] = []
    known = _known(connection, order, source=source, refused=refused)
    for item in refused:
        key = as_json(item.key)
        values = {
            "record_key": key,
            "record": as_json(item.row),
            "field": item.fault.field,
            "reason": item.fault.reason,
            "run": order.run,
        }
        name = item.row_id or key  # what has no SysRowID is known by its key
        if name in known:
            again.append({**values, "entry": known[name]})
        else:
            first[name] = {**whose(order), **values, "source": source, "row_id": item.row_id, "attempts": 1}
    if again:
        attempts = FAILURE.update().where(FAILURE.c.id == sa.bindparam("entry"))
        connection.execute(attempts.values(attempts=FAILURE.c.attempts + 1), again)
    if first:
        opened = [{**row, "first_seen": now.isoformat()} for row in first.values()]
        connection.execute(FAILURE.insert().inline(), opened)


def _known(connection: sa.Connection, order: RunOrder, *, source: str, refused: Sequence[Refused]) -> dict[str, int]:
    """The entries that these rows have already, by SysRowID, or by key where there is none."""
    mine = sa.and_(owned(FAILURE, order), FAILURE.c.source == source)
    found: dict[str, int] = {}
    ids = [item.row_id for item in refused if item.row_id is not None]
    for start in range(0, len(ids), 500):
        query = sa.select(FAILURE.c.row_id, FAILURE.c.id).where(mine, FAILURE.c.row_id.in_(ids[start : start + 500]))
        found.update({str(row[0]): row[1] for row in connection.execute(query)})
    if len(ids) < len(refused):
        query = sa.select(FAILURE.c.record_key, FAILURE.c.id).where(mine, FAILURE.c.row_id.is_(None))
        found.update({str(row[0]): row[1] for row in connection.execute(query)})
    return found


def as_json(values: Mapping[str, object]) -> str:
    """Values as read, as JSON: NULL stays null, exact numbers stay text, bytes are hexadecimal."""
    return json.dumps(values, default=_plain, ensure_ascii=False)


def _plain(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return "0x" + bytes(value).hex()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else repr(value)


def any_open(connection: sa.Connection, order: RunOrder, *, source: str) -> bool:
    """Whether a table of the order's job has failed records."""
    mine = sa.and_(owned(FAILURE, order), FAILURE.c.source == source)
    return connection.execute(sa.select(FAILURE.c.id).where(mine).limit(1)).first() is not None


def close_staged(
    connection: sa.Connection, order: RunOrder, *, source: str, stage: Stage, refused: Sequence[Refused]
) -> None:
    """Close the entries of rows that were brought, or that no longer belong here; not those of the refused."""
    mine = sa.and_(owned(FAILURE, order), FAILURE.c.source == source)
    if not any_open(connection, order, source=source):
        return
    sound = sa.text(f"row_id IN (SELECT {stage.slot(ROW_ID)} FROM {stage.name} WHERE tl_verdict <> 'fail')")
    connection.execute(FAILURE.delete().where(mine, sound))
    again = {as_json(item.key) for item in refused if item.row_id is None}
    nameless = [one for one in _nameless(connection, order, source=source) if as_json(one.key) not in again]
    close(connection, [one.id for one in nameless if stage.has_key(one.key, where="tl_verdict <> 'fail'")])


def close_absent(connection: sa.Connection, order: RunOrder, *, source: str, stage: Stage) -> None:
    """Close the entries without a SysRowID whose key is not among those that the stage lists from the ERP."""
    nameless = _nameless(connection, order, source=source)
    close(connection, [one.id for one in nameless if not stage.has_key(one.key)])


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An open failed record: how its row is found again."""

    id: int
    row_id: str | None
    key: Mapping[str, object]

    @property
    def is_lost(self) -> bool:
        """Whether nothing tells its row from others: it has no SysRowID and no whole key."""
        return self.row_id is None and None in self.key.values()


def entries(connection: sa.Connection, order: RunOrder) -> dict[str, list[Entry]]:
    """The open entries that the order is about, by source."""
    picked = {*order.records}
    found: dict[str, list[Entry]] = {}
    for row in connection.execute(sa.select(FAILURE).where(owned(FAILURE, order)).order_by(FAILURE.c.id)):
        if not picked or failure_id(row.company, row.id) in picked:
            found.setdefault(row.source, []).append(_entry(row))
    return found


def _nameless(connection: sa.Connection, order: RunOrder, *, source: str) -> list[Entry]:
    mine = sa.and_(owned(FAILURE, order), FAILURE.c.source == source, FAILURE.c.row_id.is_(None))
    return [_entry(row) for row in connection.execute(sa.select(FAILURE).where(mine))]


def _entry(row: Any) -> Entry:
    return Entry(id=row.id, row_id=row.row_id, key=json.loads(row.record_key))


def close(connection: sa.Connection, ids: Sequence[int]) -> None:
    """Close entries by their number."""
    for start in range(0, len(ids), 500):
        connection.execute(FAILURE.delete().where(FAILURE.c.id.in_(ids[start : start + 500])))


def close_gone(connection: sa.Connection, order: RunOrder, *, source: str, tried: Iterable[int]) -> None:
    """Close those of the tried entries that this run has not touched: their rows are gone from the ERP."""
    ids = list(tried)
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        gone = sa.and_(
            owned(FAILURE, order), FAILURE.c.source == source, FAILURE.c.id.in_(chunk), FAILURE.c.run != order.run
        )
        connection.execute(FAILURE.delete().where(gone))
