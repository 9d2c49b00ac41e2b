"""What a cancelled full sync leaves unbrought: counted before Yes, listed and kept when it is skipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.model.run import RunOrder
from app.sync import late, watermarks
from app.sync.books import BYPASSED, FAILURE
from app.sync.failed import as_json
from app.sync.feeds import fitted
from app.sync.sessions import Session, opened
from app.sync.shapes import DELETED, REVISION, ROW_ID, Feed
from app.sync.sources import Source
from app.sync.stages import Stage
from app.sync.targets import ready
from app.sync.watermarks import FullState, Watermark


@dataclass(frozen=True, kw_only=True)
class Pending:
    """A row that ARM does not have as the ERP has it; `revision` is None where the ERP has it no more."""

    source: str
    target: str
    row_id: str
    key: Mapping[str, object]
    revision: int | None


def pending(order: RunOrder, *, now: Callable[[], datetime]) -> tuple[Pending, ...]:
    """The changes of the order's job that are still to come in; takes the job over, so that no run may be at work."""
    with opened(order, now=now) as session:
        return tuple(row for feed, mark in _feeds(session) for row in _of_table(session, feed=feed, mark=mark))


def bypass(order: RunOrder, *, by: str, now: Callable[[], datetime]) -> tuple[Pending, ...]:
    """Skip every pending change: keep the list of them, move the watermarks to now, and forget the full sync."""
    with opened(order, now=now) as session:
        listed: list[Pending] = []
        for feed, mark in _feeds(session):
            rows = _of_table(session, feed=feed, mark=mark)
            _, newest = session.source.newest(feed)
            early = bool(late.writers(session.source, feed=feed, patience=late.PATIENCE))
            with session.batch() as connection:
                _keep(connection, order, rows, by=by, now=now())
                moved = Watermark(revision=mark.revision if newest is None or early else newest)
                watermarks.keep(connection, order, table=feed.table, mark=moved, erp=session.erp)
            listed.extend(rows)
        with session.batch() as connection:
            watermarks.full_ended(connection, order)
        return tuple(listed)


def has_changed(connection: sa.Connection, stage: Stage, *, source: Source) -> bool:
    """Whether the ERP has a row that ARM does not have just so; failed records aside."""
    stage.empty()
    source.list_keys(stage.feed, into=stage)
    stage.index_keys()
    changed = bool(_changed(connection, stage))
    stage.make()
    return changed


def _feeds(session: Session) -> list[tuple[Feed, Watermark]]:
    found = fitted(session.order, source=session.source)
    feeds = [session.source.newest(feed)[0] for feed in found.feeds]
    return [(feed, session.marks.get((feed.table.source, feed.table.target), Watermark())) for feed in feeds]


def _of_table(session: Session, *, feed: Feed, mark: Watermark) -> list[Pending]:
    """Rows that a never-cancelled run would still have to bring or to mark deleted."""
    with session.batch() as connection:
        target = ready(connection, feed.table, language=session.language, arm=session.arm.name)
        stage = Stage(connection, feed=feed, target=target, load=session.loader)
        stage.make()
        session.source.list_keys(feed, into=stage)
        stage.index_keys()
        done = mark.full_state is FullState.DONE
        return [*_changed(connection, stage), *([] if done else _vanished(connection, stage, session.order))]


def _changed(connection: sa.Connection, stage: Stage) -> list[Pending]:
    language, target = stage.target.language, stage.target
    keys = [stage.slot(name) for name in stage.feed.table.key]
    failures = language.table(FAILURE.name)
    rows = connection.exec_driver_sql(
        f"SELECT {stage.slot(ROW_ID)}, {stage.slot(REVISION)}, {', '.join(keys)} FROM {stage.name}"
        f" WHERE tl_kept = 1 AND {stage.slot(ROW_ID)} IS NOT NULL"
        f" AND NOT EXISTS (SELECT 1 FROM {target.name} WHERE {stage.same_key}"
        f" AND {language.name(REVISION)} = {stage.slot(REVISION)} AND {language.name(DELETED)} = 0)"
        f" AND NOT EXISTS (SELECT 1 FROM {failures} WHERE row_id = {stage.slot(ROW_ID)})"
        f" ORDER BY {stage.slot(REVISION)}"
    )
    return [_pending(stage, row_id=row[0], revision=row[1], key=row[2:]) for row in rows]


def _vanished(connection: sa.Connection, stage: Stage, order: RunOrder) -> list[Pending]:
    language, target, feed = stage.target.language, stage.target, stage.feed
    keys = ", ".join(language.name(name) for name in feed.table.key)
    own = f"{language.name('Company')} = {language.literal(order.company.code)} AND " if feed.company else ""
    failures = language.table(FAILURE.name)
    rows = connection.exec_driver_sql(
        f"SELECT {language.name(ROW_ID)}, {keys} FROM {target.name} WHERE {own}{language.name(DELETED)} = 0"
        f" AND {language.name(ROW_ID)} IS NOT NULL"
        f" AND NOT EXISTS (SELECT 1 FROM {stage.name} WHERE tl_kept = 1 AND {stage.same_key})"
        f" AND NOT EXISTS (SELECT 1 FROM {failures} WHERE row_id = {target.name}.{language.name(ROW_ID)})"
    )
    return [_pending(stage, row_id=row[0], revision=None, key=row[1:]) for row in rows]


def _pending(stage: Stage, *, row_id: str, revision: int | None, key: Sequence[object]) -> Pending:
    table = stage.feed.table
    named = dict(zip(table.key, key, strict=True))
    return Pending(source=table.source, target=table.target, row_id=row_id, key=named, revision=revision)


def _keep(connection: sa.Connection, order: RunOrder, rows: Sequence[Pending], *, by: str, now: datetime) -> None:
    whose = {"agent": order.agent, "company": order.company.code, "job": order.job.number}
    values = [
        {
            **whose,
            "source": row.source,
            "target": row.target,
            "row_id": row.row_id,
            "record_key": as_json(row.key),
            "revision": row.revision,
            "since": now.isoformat(),
            "asked_by": by,
        }
        for row in rows
    ]
    for start in range(0, len(values), 1000):
        connection.execute(BYPASSED.insert().inline(), values[start : start + 1000])
