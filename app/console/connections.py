"""Checks of a company's two databases and of its Kinetic, and the tables that ARM needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from app.connect import encryption
from app.connect.addresses import is_sqlite_file, masked
from app.connect.databases import Database, open_database, parse_url
from app.console import kinetic
from app.console.companies import exposed
from app.model.agent import Company
from app.model.check import Check, CheckState, trouble
from app.model.errors import ConfigError, Unreachable
from app.model.job import Table

_SKEW = timedelta(seconds=30)
_CLOCKS = {
    "postgresql": "SELECT extract(epoch FROM clock_timestamp())",
    "mssql": "SELECT DATEDIFF_BIG(millisecond, '1970-01-01', SYSUTCDATETIME()) / 1000.0",
}


def checks(company: Company) -> Iterator[Check]:
    """Whether both databases and Kinetic answer."""
    yield _reached(f"ERP of {company.code}", company.erp, may_be_new=False)
    yield _reached(f"ARM of {company.code}", company.arm, may_be_new=True)
    yield from _kinetic(company)
    yield from _secrets(company)


def _secrets(company: Company) -> Iterator[Check]:
    if where := exposed(company):
        found = f"the address of {' and '.join(where)} holds a secret in Tieline's store"
        remedy = "Map the company once more: the secret goes to the credential store; or write ${NAME} in its place."
        yield Check(name=f"Secrets of {company.code}", state=CheckState.NOTE, found=found, remedy=remedy)


def _kinetic(company: Company) -> Iterator[Check]:
    """The sandbox's own is left out, for it answers only while a process works there."""
    if company.kinetic_api and "${TIELINE_SANDBOX_" not in company.kinetic_api:
        yield kinetic.answers(company.kinetic_api, company=company.code)


def ddl(company: Company, *, tables: Sequence[Table]) -> str:
    """The statements that make the ARM tables of a company, in its database's language."""
    from app.sync import targets
    from app.sync.dialects import target_language

    language = target_language(parse_url(company.arm).get_dialect().name)
    lines = [f"-- {company.code}: {masked(company.arm)}"]
    for table in sorted(tables, key=lambda one: one.target):
        lines.extend(f"{statement.rstrip(';')};" for statement in targets.ddl(table, language=language))
    return "\n".join([*lines, ""])


def _reached(name: str, address: str, *, may_be_new: bool) -> Check:
    where = masked(address)
    try:
        url = parse_url(address)
        if may_be_new and is_sqlite_file(url) and not Path(str(url.database)).exists():
            remedy = "The first run makes it." if Path(str(url.database)).parent.is_dir() else "Make its folder first."
            return Check(name=name, state=CheckState.NOTE, found=f"{where} is not there yet", remedy=remedy)
        database = open_database(url, name=name, read_only=True)
    except ConfigError as error:
        return trouble(name, error)
    except Unreachable as error:
        return trouble(name, error, where=where)
    try:
        return _asked(name, where, database)
    finally:
        database.close()


def _asked(name: str, where: str, database: Database) -> Check:
    try:
        with database.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
            if database.dialect == "sqlite":
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            skew = _skew(connection, database.dialect)
            how = encryption.of(connection)
    except Unreachable as error:
        return trouble(name, error, where=where)
    if skew > _SKEW:
        found = f"{where} answers; its clock differs by {skew.total_seconds():.0f} seconds"
        remedy = "Let both machines set their clocks from the same source."
        return Check(name=name, state=CheckState.PROBLEM, found=found, remedy=remedy)
    return encryption.checked(name, f"{where} answers", how)


def _skew(connection: sa.Connection, dialect: str) -> timedelta:
    query = _CLOCKS.get(dialect)
    if query is None:
        return timedelta(0)
    there = datetime.fromtimestamp(float(connection.exec_driver_sql(query).scalar_one()), UTC)
    return abs(datetime.now(UTC) - there)
