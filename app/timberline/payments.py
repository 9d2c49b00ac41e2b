"""Finds the payments that carry certain keys, among however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any  # rows hold whatever the driver gives

import sqlalchemy as sa

from app.timberline import relations, values
from app.timberline.relations import Relation

LARGE = 20_000  # payments from which columns are quicker than rows
_BLANKS = "".join(sign for sign in map(chr, range(1, 0x3001)) if sign.isspace())  # what str.strip takes off


def with_keys(
    connection: sa.Connection, payment: Relation, keys: Collection[str], *, large: int = LARGE
) -> Iterator[Sequence[Any]]:
    """Accounts reference, amount and claim of every payment whose reference is one of these compared keys."""
    if not keys:
        return iter(())
    source = payment.table()
    link = payment.column("s_link_accts", of=source)
    chosen: Any = sa.select(
        link.label("link"),
        payment.column("c_amount", of=source).label("amount"),
        payment.column("l_claim_id", of=source).label("claim"),
    ).where(link.is_not(None))
    if connection.dialect.name == "postgresql":
        alike = sa.func.lower(sa.func.btrim(link, _BLANKS)) == sa.any_(
            sa.bindparam("keys", list(keys), sa.ARRAY(sa.Text))
        )
        return relations.rows(connection, chosen.where(alike))
    if connection.dialect.name == "sqlite":
        # Equal keys have the same day in front: SQLite itself leaves out the payments of other days, but not what
        # begins with a blank or is no key at all.
        day, first = sa.func.substr(link, 1, len("yyyymmdd")), sa.func.substr(link, 1, 1)
        chosen = chosen.where(sa.or_(day.between(min(keys)[:8], max(keys)[:8]), sa.not_(first.between("0", "9"))))
    if connection.dialect.name == "sqlite" and _count(connection, source) >= large:
        by_columns = _by_columns(connection, chosen, keys)
        if by_columns is not None:
            return iter(by_columns)
    return (row for row in relations.rows(connection, chosen) if values.fold(row[0]) in keys)


def _count(connection: sa.Connection, table: sa.TableClause) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)


def _by_columns(
    connection: sa.Connection, chosen: sa.Select[Any], keys: Collection[str]
) -> list[tuple[Any, Any, Any]] | None:
    from app.timberline import arrow_columns, arrow_reads

    found = arrow_reads.read(connection, chosen, kinds=arrow_reads.PAYMENTS)
    if found is None:
        return None
    taken = found.filter(arrow_columns.is_one_of(found["link"], keys))
    return [(row["link"], row["amount"], row["claim"]) for row in taken.to_pylist()]
