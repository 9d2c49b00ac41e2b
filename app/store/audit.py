"""The audit in the store: rows are only added, and each holds the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any  # rows are untyped

import sqlalchemy as sa

from app.model.audit import Actor, Anchor, AuditRow, Deed, Result, Verdict
from app.store import tables

_audit, _store = tables.audit, tables.store
_DAY = 86_400_000_000  # microseconds
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HASHED = tuple(column.name for column in _audit.columns if column.name != "hash")


def add(connection: sa.Connection, deed: Deed, *, actor: Actor, at: datetime) -> int:
    """Add a row in the transaction of the change it is about; its number.

    The store's row is locked until that transaction ends, so this comes last in it.
    """
    count = _store.update().values(audit_count=_store.c.audit_count + 1)
    number, head = connection.execute(count.returning(_store.c.audit_count, _store.c.audit_head)).one()
    row: dict[str, Any] = {
        "id": number,
        "at": at,
        "who": actor.shown,
        "host": actor.host,
        "agent": deed.agent,
        "action": deed.action,
        "object": deed.what,
        "note": deed.note,
        "before": _text(deed.before),
        "after": _text(deed.after),
        "result": deed.result.value,
        "previous": head,
    }
    row["hash"] = _hash(str(value) for value in {**row, "at": (at - _EPOCH) // timedelta(microseconds=1)}.values())
    connection.execute(_audit.insert().values(row))
    connection.execute(_store.update().values(audit_head=row["hash"]))
    return number


def page(
    connection: sa.Connection,
    *,
    limit: int,
    before: int | None = None,
    since: datetime | None = None,
    text: str | None = None,
    **chosen: str | None,
) -> tuple[AuditRow, ...]:
    """Rows, newest first; `chosen`: who, agent, action, object, each a part of what the row says, whatever its case.

    `text` may be in any of them, or in the note or the name of the machine.
    """
    query = sa.select(_audit).order_by(_audit.c.id.desc()).limit(limit)
    for name, word in chosen.items():
        if word:
            query = query.where(_audit.c[name].icontains(word, autoescape=True))
    if text:
        fields = ("who", "host", "agent", "action", "object", "note")
        query = query.where(sa.or_(*(_audit.c[name].icontains(text, autoescape=True) for name in fields)))
    if before is not None:
        query = query.where(_audit.c.id < before)
    if since is not None:
        query = query.where(_audit.c.at >= since)
    return tuple(_row(row) for row in connection.execute(query))


def days(connection: sa.Connection) -> tuple[Anchor, ...]:
    """The last row of every day, oldest first."""
    day = sa.type_coerce(_audit.c.at, sa.BigInteger) // _DAY
    last = sa.select(sa.func.max(_audit.c.id)).group_by(day)
    query = sa.select(_audit.c.id, _audit.c.at, _audit.c.hash).where(_audit.c.id.in_(last)).order_by(_audit.c.id)
    return tuple(Anchor(day=row.at.date(), rows=row.id, head=row.hash) for row in connection.execute(query))


def verify(connection: sa.Connection, *, expect: Mapping[int, str] | None = None) -> Verdict:
    """Count every row and every hash again; `expect` are rows and their hashes as noted elsewhere."""
    noted = expect or {}
    count, head = connection.execute(sa.select(_store.c.audit_count, _store.c.audit_head)).one()
    number, last = 0, ""
    for values in _raw(connection):
        number += 1
        why = _fault(values, number=number, last=last)
        if why:
            return Verdict(rows=count, head=head, broken=number, why=why)
        last = values["hash"].decode(errors="replace")
        if noted.get(number, last) != last:
            return Verdict(rows=count, head=head, broken=number, why="it is another row than the one that was noted")
    if number != count or last != head or max(noted, default=0) > number:
        missing = number < max(count, *noted, 0)
        why = "rows are missing at the end" if missing else "the store counts fewer rows, or another last one"
        return Verdict(rows=count, head=head, broken=number + 1, why=why)
    return Verdict(rows=count, head=head)


def _fault(values: Mapping[str, bytes], *, number: int, last: str) -> str:
    if values["id"] != str(number).encode():
        return "a row is missing before it, or its number was changed"
    if values["previous"] != last.encode():
        return "it does not follow the row before it"
    if values["hash"] != _digest(values[name] for name in _HASHED).encode():
        return "it is not as it was written"
    return ""


def _raw(connection: sa.Connection) -> Iterator[dict[str, bytes]]:
    """The rows byte by byte: what is no text any more must not stop the look at it."""
    kind = sa.LargeBinary if connection.dialect.name == "sqlite" else sa.Text
    columns = [sa.cast(sa.type_coerce(column, sa.Text), kind).label(f"c{at}") for at, column in enumerate(_audit.c)]
    query = sa.select(*columns).order_by(_audit.c.id).execution_options(yield_per=1000)
    for row in connection.execute(query):
        named = zip(_audit.c.keys(), row, strict=True)
        yield {name: value if isinstance(value, bytes) else str(value).encode() for name, value in named}


def _hash(values: Iterable[str]) -> str:
    return _digest(value.encode() for value in values)


def _digest(values: Iterable[bytes]) -> str:
    """Each value with its length, so that nothing can be moved from one into the next."""
    told = hashlib.sha256()
    for value in values:
        told.update(b"%d:%b," % (len(value), value))
    return told.hexdigest()


def _text(values: Mapping[str, object]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, default=str)


def _row(row: sa.Row[Any]) -> AuditRow:
    return AuditRow(
        id=row.id,
        at=row.at,
        who=row.who,
        host=row.host,
        agent=row.agent,
        action=row.action,
        what=row.object,
        note=row.note,
        before=json.loads(row.before),
        after=json.loads(row.after),
        result=Result(row.result),
        hash=row.hash,
    )
