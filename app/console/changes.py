"""Changes of the ERP that are not in ARM: counted without touching anything, and those that were set aside."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from app.connect.addresses import is_sqlite_file
from app.connect.databases import Database, open_database, parse_url
from app.model.agent import Company
from app.model.consequences import PendingChange
from app.model.job import JobNumber
from app.model.run import RunOrder

if TYPE_CHECKING:
    from app.sync.shapes import Feed
    from app.sync.watermarks import Watermark


def pending_rows(order: RunOrder) -> int:
    """How many rows changed since they were last read, by a full sync that has not ended too; nothing is touched."""
    from app.sync import feeds, sessions
    from app.sync.watermarks import Watermark

    count = 0
    with sessions.reading(order.company) as (source, erp):
        marks = _marks(order, erp=erp)
        for feed in feeds.fitted(order, source=source).feeds:
            mark = marks.get((feed.table.source, feed.table.target), Watermark())
            read, high = source.newest(feed)
            low = max((part for part in (mark.revision, mark.full_position) if part is not None), default=None)
            if low is None:
                count += source.count(read)
            elif high is not None and high > low:
                count += _count(order.company, _past(order.company, read, low=low, high=high))
    return count


def _marks(order: RunOrder, *, erp: str) -> dict[tuple[str, str], Watermark]:
    from app.sync import books, watermarks

    with _arm(order.company) as connection:
        if connection is None:
            return {}
        return watermarks.of_job(connection, order, erp=erp if books.is_current(connection) else None)


def set_aside(company: Company, *, job: JobNumber, limit: int) -> tuple[PendingChange, ...]:
    """The changes that wait to be fetched, oldest first."""
    from app.sync.books import BYPASSED

    with _arm(company) as connection:
        if connection is None:
            return ()
        mine = sa.and_(BYPASSED.c.company == company.code, BYPASSED.c.job == job)
        rows = connection.execute(sa.select(BYPASSED).where(mine).order_by(BYPASSED.c.id).limit(limit)).all()
        return tuple(PendingChange(table=row.source, key=json.loads(row.record_key)) for row in rows)


@contextmanager
def _arm(company: Company) -> Generator[sa.Connection | None]:
    """The company's ARM database for reading; None where Tieline has never written in it."""
    from app.sync import books

    url = parse_url(company.arm)
    if is_sqlite_file(url) and not Path(str(url.database)).exists():
        yield None
        return
    database = open_database(url, name=f"The ARM database of {company.code}", read_only=True)
    try:
        with database.connect() as connection:
            yield connection if books.exist(connection) else None
    finally:
        database.close()


def _past(company: Company, feed: Feed, *, low: int, high: int) -> str:
    """FROM and WHERE for the company's rows above a revision, as that ERP is spoken to."""
    from app.sync.dialects import source_language

    language = source_language(parse_url(company.erp).get_dialect().name)
    where = language.past(feed.revision, low=low, high=high)
    if feed.company is not None:
        where += f" AND {language.name(feed.company.name)} = {language.literal(feed.code)}"
    return f"FROM {language.table(feed.shape.name)} WHERE {where}"


def _count(company: Company, rows: str) -> int:
    erp: Database = open_database(company.erp, name=f"The ERP database of {company.code}", read_only=True)
    try:
        with erp.connect() as connection:
            return int(connection.exec_driver_sql(f"SELECT count(*) {rows}").scalar_one())
    finally:
        erp.close()
