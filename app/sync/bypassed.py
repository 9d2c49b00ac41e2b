"""Changes that a cancelled full sync skipped: kept until they are fetched or arrive by themselves."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from app.model.job import Table
from app.model.run import RunOrder
from app.sync.books import BYPASSED, owned
from app.sync.records import Refused
from app.sync.shapes import DELETED, ROW_ID
from app.sync.stages import Stage


def close_staged(
    connection: sa.Connection, order: RunOrder, *, source: str, stage: Stage, refused: Iterable[Refused]
) -> None:
    """Whatever was read is no longer waiting, whether it arrived or became a failed record."""
    mine = sa.and_(owned(BYPASSED, order), BYPASSED.c.source == source)
    if connection.execute(sa.select(BYPASSED.c.id).where(mine).limit(1)).first() is None:
        return
    inside = sa.text(f"row_id IN (SELECT {stage.slot(ROW_ID)} FROM {stage.name})")
    connection.execute(BYPASSED.delete().where(mine, inside))
    ids = [item.row_id for item in refused if item.row_id is not None]
    for start in range(0, len(ids), 500):
        connection.execute(BYPASSED.delete().where(mine, BYPASSED.c.row_id.in_(ids[start : start + 500])))


def row_ids(connection: sa.Connection, order: RunOrder) -> dict[tuple[str, str], list[str]]:
    """The SysRowIDs that wait, by source and target."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in connection.execute(sa.select(BYPASSED).where(owned(BYPASSED, order)).order_by(BYPASSED.c.id)):
        found.setdefault((row.source, row.target), []).append(row.row_id)
    return found


def settle_gone(connection: sa.Connection, order: RunOrder, *, stage: Stage) -> int:
    """What was listed and is not in the ERP any more becomes deleted in ARM; says how many rows did."""
    table, target, language = stage.feed.table, stage.target, stage.target.language
    mine = sa.and_(owned(BYPASSED, order), BYPASSED.c.source == table.source, BYPASSED.c.target == table.target)
    ids = [row[0] for row in connection.execute(sa.select(BYPASSED.c.row_id).where(mine))]
    swept = 0
    for start in range(0, len(ids), 500):
        listed = ", ".join(language.literal(row_id) for row_id in ids[start : start + 500])
        swept += stage.run(
            f"UPDATE {target.name} SET {language.name(DELETED)} = 1"
            f" WHERE {language.name(ROW_ID)} IN ({listed}) AND {language.name(DELETED)} = 0"
        )
    connection.execute(BYPASSED.delete().where(mine))
    return swept


def forget(connection: sa.Connection, order: RunOrder, *, table: Table) -> None:
    """A full sync has read and swept the table: nothing of it waits any more."""
    mine = sa.and_(owned(BYPASSED, order), BYPASSED.c.source == table.source, BYPASSED.c.target == table.target)
    connection.execute(BYPASSED.delete().where(mine))


def rows(connection: sa.Connection, order: RunOrder) -> list[sa.Row[tuple[object, ...]]]:
    """The entries that wait, the oldest first."""
    return list(connection.execute(sa.select(BYPASSED).where(owned(BYPASSED, order)).order_by(BYPASSED.c.id)))
