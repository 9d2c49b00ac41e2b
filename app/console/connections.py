"""Checks of a company's two databases and of its Kinetic, and the tables that ARM needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from app.connect import encryption
from app.connect.addresses import is_sqlite_file, masked
from app.connect.databases import Database, open_database, parse_url
from app.console.companies import exposed
from app.model.agent import Company
from app.model.check import Check, CheckState
from app.model.errors import ConfigError, TielineError, Unreachable
from app.model.job import Table

_SKEW = timedelta(seconds=30)
_BRIEFLY = 10.0  # seconds for Kinetic's answer
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
    """Whether Kinetic lets us in; the sandbox's own answers only while a process works there."""
    if not company.kinetic_api or "${TIELINE_SANDBOX_" in company.kinetic_api:
        return
    # What speaks HTTP is loaded here, for its loading is half the start of a command.
    from app.connect.kinetic import Kinetic, Patience
    from app.connect.kinetic_address import parse_address

    name, where = f"Kinetic of {company.code}", masked(company.kinetic_api)
    briefly = Patience(timeout=_BRIEFLY, tries=1)
    try:
        with Kinetic(parse_address(company.kinetic_api), company=company.code, patience=briefly) as kinetic:
            kinetic.probe()
    except Unreachable as error:
        yield Check(name=name, state=CheckState.UNREACHABLE, found=f"{where}: {error.why}", remedy=error.remedy)
        return
    except TielineError as error:
        yield Check(name=name, state=CheckState.PROBLEM, found=f"{where}: {error.why}", remedy=error.remedy)
        return
    if _is_open(company.kinetic_api):
        found, remedy = (
            f"{where} answers; the connection is not encrypted",
            "the password is sent along with each call.",
        )
        yield Check(name=name, state=CheckState.NOTE, found=found, remedy=f"Give its https address: {remedy}")
        return
    how = "encrypted, the server's certificate is verified" if where.startswith("https") else "on this machine"
    yield Check(name=name, state=CheckState.OK, found=f"{where} answers; {how}")


def _is_open(address: str) -> bool:
    """Whether a password would go over a network as it is."""
    scheme, _, rest = address.casefold().partition("://")
    host = rest.partition("/")[0].rpartition("@")[2].partition(":")[0]
    return scheme == "http" and host not in {"localhost", "127.0.0.1", "[::1]"}


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
        return Check(name=name, state=CheckState.PROBLEM, found=error.why, remedy=error.remedy)
    except Unreachable as error:
        return Check(name=name, state=CheckState.UNREACHABLE, found=f"{where}: {error.why}", remedy=error.remedy)
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
        return Check(name=name, state=CheckState.UNREACHABLE, found=f"{where}: {error.why}", remedy=error.remedy)
    if skew > _SKEW:
        found = f"{where} answers; its clock differs by {skew.total_seconds():.0f} seconds"
        remedy = "Let both machines set their clocks from the same source."
        return Check(name=name, state=CheckState.PROBLEM, found=found, remedy=remedy)
    if how is None:
        return Check(name=name, state=CheckState.OK, found=f"{where} answers")
    state = CheckState.NOTE if how.remedy else CheckState.OK
    return Check(name=name, state=state, found=f"{where} answers; {how.told}", remedy=how.remedy)


def _skew(connection: sa.Connection, dialect: str) -> timedelta:
    query = _CLOCKS.get(dialect)
    if query is None:
        return timedelta(0)
    there = datetime.fromtimestamp(float(connection.exec_driver_sql(query).scalar_one()), UTC)
    return abs(datetime.now(UTC) - there)
