"""Checks of this installation: folder, store, queue, clock, drivers and agents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryFile

import sqlalchemy as sa
from sqlalchemy import exc

from app.connect import encryption
from app.connect.addresses import masked
from app.console import secrets
from app.engine.engine import Engine
from app.engine.facts import Facts
from app.model.check import Check, CheckState
from app.model.job import OnlyWhile
from app.store import migrations
from app.store.home import Home

_LITTLE_SPACE = 1_000_000_000  # bytes
_SKEW = timedelta(seconds=30)


def checks(engine: Engine, *, home: Home) -> Iterator[Check]:
    """Folder, disk, store, queue, clock, ODBC, credential store."""
    yield _folder(home)
    yield _disk(home)
    store = engine.store
    yield _store(engine)
    yield _queue(engine)
    with store.read() as connection:
        yield _clock(store.now(connection))
    yield _odbc()
    yield secrets.where()


def of_agent(facts: Facts) -> Iterator[Check]:
    """What is worth knowing of an agent before trusting it."""
    name = f"Agent {facts.agent.name}"
    if not facts.companies:
        remedy = f"Map one: `tieline company map CODE --agent {facts.agent.name} --erp URL --arm URL`."
        yield Check(name=name, state=CheckState.NOTE, found="it serves no company", remedy=remedy)
    if facts.agent.pause:
        found = f"paused by {facts.agent.pause.by or 'somebody'}: {facts.agent.pause.note}"
        yield Check(name=name, state=CheckState.NOTE, found=found, remedy="Resume it when the reason is gone.")
    elif not any(process.schedules for process in facts.processes):
        remedy = f"Start one: `tieline agent run {facts.agent.name}`."
        yield Check(name=name, state=CheckState.NOTE, found="no process works for it", remedy=remedy)
    for job in facts.jobs.values():
        for rule in job.rules:
            if isinstance(rule, OnlyWhile) and getattr(facts.agent.settings, rule.setting):
                found = (
                    f"{rule.setting} is on: it lets job {job.number} {job.name} run, which is meant for go-live only"
                )
                remedy = f"After go-live switch the setting {rule.setting} off."
                yield Check(name=name, state=CheckState.NOTE, found=found, remedy=remedy)


def _store(engine: Engine) -> Check:
    where = f"version {migrations.LATEST} at {masked(engine.store.url)}"
    with engine.store.read() as connection:
        how = encryption.of(connection)
    return encryption.checked("Store", where, how)


def _folder(home: Home) -> Check:
    try:
        with TemporaryFile(dir=home.folder):
            return Check(name="Data folder", state=CheckState.OK, found=f"{home.folder} can be written to")
    except OSError as error:
        found = f"{home.folder} cannot be written to: {error.strerror or error}"
        remedy = "Give your account the right to write there, or choose another folder with --home."
        return Check(name="Data folder", state=CheckState.PROBLEM, found=found, remedy=remedy)


def _disk(home: Home) -> Check:
    free = shutil.disk_usage(home.folder).free
    found = f"{free / 1e9:.1f} GB free"
    if free >= _LITTLE_SPACE:
        return Check(name="Disk", state=CheckState.OK, found=found)
    return Check(name="Disk", state=CheckState.PROBLEM, found=found, remedy="Make room: at least 1 GB should be free.")


def _queue(engine: Engine) -> Check:
    url = sa.make_url(engine.queue_url)
    found = masked(url)
    try:
        probe = sa.create_engine(url)
        with probe.connect() as connection:
            connection.execute(sa.select(1))
        probe.dispose()
    except exc.SQLAlchemyError as error:
        remedy = "Check the rights on the data folder, or that the database is running."
        return Check(name="Queue", state=CheckState.PROBLEM, found=f"{found}: {masked(str(error))}", remedy=remedy)
    return Check(name="Queue", state=CheckState.OK, found=found)


def _clock(now: datetime) -> Check:
    skew = abs(datetime.now(UTC) - now)
    if skew <= _SKEW:
        return Check(name="Clock", state=CheckState.OK, found="this machine and the store agree")
    found = f"this machine and the store differ by {skew.total_seconds():.0f} seconds"
    remedy = "Let both machines set their clocks from the same source."
    return Check(name="Clock", state=CheckState.PROBLEM, found=found, remedy=remedy)


def _odbc() -> Check:
    try:
        import pyodbc

        drivers = pyodbc.drivers()
    except (ImportError, OSError) as error:
        remedy = "Only SQL Server and other ODBC databases need it: install the system's ODBC manager (unixODBC)."
        return Check(name="ODBC", state=CheckState.NOTE, found=f"not available: {error}", remedy=remedy)
    if drivers:
        return Check(name="ODBC", state=CheckState.OK, found=", ".join(drivers))
    remedy = "For SQL Server install Microsoft's ODBC Driver 18; other databases need their own."
    return Check(name="ODBC", state=CheckState.NOTE, found="no drivers are installed", remedy=remedy)
