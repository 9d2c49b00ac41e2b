"""The ERP's tables as the Kinetic double finds them; what it needs and the ERP lacks is added."""

from __future__ import annotations

from typing import Any  # columns of any type

import sqlalchemy as sa

from app.model.job import ColumnKind
from app.sandbox import revisions
from app.sandbox.kinetic_columns import tables


def open_erp(engine: sa.Engine) -> sa.MetaData:
    """The ERP's tables, completed."""
    schema = None if engine.dialect.name == "sqlite" else "Erp"
    with engine.begin() as connection:
        _complete(connection, schema=schema)
        found = _found(connection, schema=schema)
        revisions.prepare(connection, tables=list(found.tables.values()), schema=schema)
    return found


def _complete(connection: sa.Connection, *, schema: str | None) -> None:
    inspector = sa.inspect(connection)
    here = set(inspector.get_table_names(schema=schema))
    metadata = sa.MetaData(schema=schema)
    for name, table in tables().items():
        if name not in here:
            _declared(name, metadata).create(connection)
            continue
        have = {column["name"] for column in inspector.get_columns(name, schema=schema)}
        for column in table.columns:
            if column.name not in have:
                _add(connection, name, _column(name, column.name), schema=schema)


def _found(connection: sa.Connection, *, schema: str | None) -> sa.MetaData:
    metadata = sa.MetaData(schema=schema)
    if connection.dialect.name != "sqlite":
        metadata.reflect(connection, only=sorted(tables()))
        return metadata
    inspector = sa.inspect(connection)
    for name in tables():  # SQLite's types are only hints: values go in and out as they are
        sa.Table(name, metadata, *[sa.Column(column["name"]) for column in inspector.get_columns(name)])
    return metadata


def _declared(name: str, metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        *[_column(name, column.name) for column in tables()[name].columns],
        sa.Column("SysRowID", sa.Unicode(36)),
        sa.Column("SysRevID", sa.BigInteger),
        sa.PrimaryKeyConstraint(*tables()[name].key),
    )


def _column(table: str, name: str) -> sa.Column[Any]:
    found = next(column for column in tables()[table].columns if column.name == name)
    types: dict[ColumnKind, sa.types.TypeEngine[Any]] = {
        ColumnKind.INTEGER: sa.Integer(),
        ColumnKind.BIT: sa.SmallInteger(),
        ColumnKind.DATE: sa.Date(),
        ColumnKind.DECIMAL: sa.Numeric(found.precision or 22, found.scale or 8),
    }
    return sa.Column(name, types.get(found.kind, sa.Unicode(found.length)), autoincrement=False)


def _add(connection: sa.Connection, table: str, column: sa.Column[Any], *, schema: str | None) -> None:
    quote = connection.dialect.identifier_preparer
    place = f"{quote.quote_schema(schema)}.{quote.quote(table)}" if schema else quote.quote(table)
    kind = column.type.compile(connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {place} ADD {quote.quote(column.name)} {kind}")
