"""The routes that rows can take, each with databases of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sync.sessions import Routes
from tests.app.sync.site import Site
from tests.peers import postgres
from tests.peers.postgres import Server

ROUTES = {
    "attached": Routes(batch=4),
    "bulk": Routes(attach=False, bulk_from=0, batch=4),
    "plain": Routes(attach=False, bulk_from=None, batch=4),
}
PLACES = [
    "sqlite-sqlite-attached",
    "sqlite-sqlite-bulk",
    "sqlite-sqlite-plain",
    "sqlite-postgresql-bulk",
    "sqlite-postgresql-plain",
    "postgresql-postgresql-bulk",
    "postgresql-postgresql-plain",
    "postgresql-sqlite-bulk",
    "odbc-sqlite-plain",
    "odbc-sqlite-bulk",
]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """PostgreSQL, started once."""
    with postgres.running() as started:
        yield started


@pytest.fixture(params=[pytest.param(place, marks=_marks) for place in PLACES for _marks in [()]])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """An empty ERP and an empty ARM on one of the routes."""
    yield from _site(request.param, request, tmp_path)


@pytest.fixture
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """The commonest route alone, for what does not depend on it."""
    yield from _site("sqlite-sqlite-attached", request, tmp_path)


def _site(place: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Site]:
    erp, arm, route = place.split("-")
    with Address(erp, request, folder / "erp.db") as from_, Address(arm, request, folder / "arm.db") as to:
        write = f"sqlite:///{folder / 'erp.db'}" if erp == "odbc" else ""
        made = Site(erp=from_, arm=to, routes=ROUTES[route], write_erp=write)
        yield made
        made.close()


class Address:
    """A database of the wished kind, for as long as the test lasts."""

    def __init__(self, kind: str, request: pytest.FixtureRequest, path: Path) -> None:
        self._kind, self._request, self._path = kind, request, path

    def __enter__(self) -> str:
        if self._kind == "sqlite":
            return f"sqlite:///{self._path}"
        if self._kind == "odbc":
            return sqlite_odbc(self._path)
        server: Server = self._request.getfixturevalue("server")
        self._database = server.database()
        return server.url(self._database.__enter__())

    def __exit__(self, *error: object) -> None:
        if self._kind == "postgresql":
            self._database.__exit__(None, None, None)


def sqlite_odbc(path: Path) -> str:
    """The address of an SQLite file through its ODBC driver."""
    from urllib.parse import quote_plus

    import pyodbc

    if "SQLite3" not in pyodbc.drivers():
        pytest.skip("needs the SQLite3 ODBC driver")
    return "odbc+pyodbc:///?odbc_connect=" + quote_plus(f"DRIVER=SQLite3;Database={path};StepAPI=1")
