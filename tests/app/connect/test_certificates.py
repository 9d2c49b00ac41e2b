"""Encrypted connections: a server that is what it says is trusted, any other is refused with the reason in words."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from app import compose
from app.cli.main import main
from app.connect import arrow, certificates
from app.connect.databases import Database, open_database
from app.connect.kinetic import Kinetic
from app.connect.kinetic_address import parse_address
from app.connect.kinetic_http import http_client
from app.model.check import CheckState
from app.model.errors import ConfigError, Unreachable
from tests.peers import postgres
from tests.peers.authority import Authority, Pair
from tests.peers.kinetic import QUICK

pytestmark = pytest.mark.postgres
NOT_TRUSTED = "signed by an authority that is not trusted here"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Whom this machine's configuration trusts."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One that nobody trusts."""
    return Authority(tmp_path_factory.mktemp("stranger"), name="Somebody else")


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """PostgreSQL on the network."""
    with postgres.listening() as started:
        yield started


def url(server: postgres.Server, authority: Authority, *, host: str = "localhost", mode: str = "verify-full") -> str:
    base = f"postgresql+psycopg://{server.user}@{host}:{server.port}/postgres"
    return f"{base}?sslmode={mode}&sslrootcert={authority.file}"


def refused(address: str) -> Unreachable:
    """What is said of a server that is not trusted, whichever way it is read."""
    with closing(open_database(address, name="The ERP database of E1")) as database:
        with pytest.raises(Unreachable) as caught, database.connect():
            pass
        _refuses_arrow(database)
    assert caught.value.remedy
    return caught.value


def _refuses_arrow(database: Database) -> None:
    with pytest.raises(Unreachable):
        list(arrow.adbc_batches(database, "SELECT 1", order="", fields=(arrow.Field(name="a", whole=True),)))


def test_a_sound_certificate_is_trusted_and_the_doctor_says_so(
    server: postgres.Server, authority: Authority, tmp_path: Path
) -> None:
    postgres.certify(server, authority.sign("localhost"))
    with closing(compose.build(tmp_path / "home")) as console:
        console.agents.add("North")
        sound, loose = url(server, authority), url(server, authority, mode="require")
        console.companies.map("E1", agent="North", erp=sound, arm=loose)
        checks = {check.name: check for check in console.doctor.checks()}
    assert checks["ERP of E1"].state is CheckState.OK
    assert "encrypted (TLSv1.3" in checks["ERP of E1"].found
    assert "the server's certificate is verified" in checks["ERP of E1"].found
    assert checks["ARM of E1"].state is CheckState.NOTE
    assert "certificate is not verified" in checks["ARM of E1"].found
    assert "sslmode=verify-full" in checks["ARM of E1"].remedy
    with closing(open_database(sound, name="ERP")) as database:  # the fast way is encrypted as well
        query = "SELECT count(*) FROM pg_stat_ssl WHERE ssl AND pid = pg_backend_pid()"
        (batch,) = arrow.adbc_batches(database, query, order="", fields=(arrow.Field(name="a", whole=True),))
        assert batch.to_pydict() == {"a": [1]}


def test_each_unsound_certificate_is_refused_with_its_reason(
    server: postgres.Server, authority: Authority, stranger: Authority, tmp_path: Path
) -> None:
    postgres.certify(server, authority.sign("localhost"))
    assert "for another name" in refused(url(server, authority, host="127.0.0.1")).why
    assert NOT_TRUSTED in refused(url(server, stranger)).why
    assert "sslrootcert=FILE" in refused(url(server, stranger)).remedy
    missing = url(server, authority).replace(authority.file.name, "none.pem")
    assert "cannot be read" in refused(missing).why
    postgres.certify(server, authority.sign("localhost", until=datetime.now(UTC) - timedelta(days=1)))
    assert "has expired" in refused(url(server, authority)).why


def test_a_server_that_does_not_encrypt_is_refused_and_the_command_says_so(
    server: postgres.Server, authority: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    postgres.certify(server, None)
    assert "does not encrypt" in refused(url(server, authority)).why
    home, erp, arm = ("--home", str(tmp_path)), url(server, authority), f"sqlite:///{tmp_path}/arm.db"
    assert main([*home, "agent", "add", "North"]) == 0
    assert main([*home, "company", "map", "E1", "--agent", "North", "--erp", erp, "--arm", arm]) == 0
    capsys.readouterr()
    assert main([*home, "--json", "doctor"]) == 4
    (found,) = [check for check in json.loads(capsys.readouterr().out) if check["name"] == "ERP of E1"]
    assert "does not encrypt" in found["found"]


def test_the_store_itself_is_held_to_the_same(
    server: postgres.Server, authority: Authority, stranger: Authority, tmp_path: Path
) -> None:
    postgres.certify(server, authority.sign("localhost"))
    with server.database() as name:
        sound = url(server, authority).replace("/postgres?", f"/{name}?")
        with closing(compose.build(tmp_path / "home", sound)) as console:
            (check,) = [check for check in console.doctor.checks() if check.name == "Store"]
            assert check.state is CheckState.OK
            assert "certificate is verified" in check.found
    with pytest.raises(Unreachable, match=NOT_TRUSTED):
        compose.build(tmp_path / "home", url(server, stranger))


@pytest.mark.odbc
def test_an_odbc_driver_is_given_the_same_wishes(
    server: postgres.Server, authority: Authority, stranger: Authority
) -> None:
    postgres.certify(server, authority.sign("localhost"))

    def database(trusted: Authority) -> Database:
        wish = f"SSLmode=verify-full;pqopt={{sslrootcert={trusted.file}}}"
        connect = f"{server.odbc('postgres')};{wish}".replace(server.host, "localhost")
        return open_database(f"odbc+pyodbc:///?odbc_connect={quote_plus(connect)}", name="ERP")

    with closing(database(authority)) as sound, sound.connect() as connection:
        assert connection.exec_driver_sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").scalar() == "1"
    wrong = database(stranger)
    with closing(wrong), pytest.raises(Unreachable, match="could not be verified"), wrong.connect():
        pass


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SSL Provider: [error:0A000086:SSL routines::certificate verify failed:self-signed certificate]", NOT_TRUSTED),
        ("SSL Provider: The certificate chain was issued by an authority that is not trusted.", NOT_TRUSTED),
        ("SSL Provider: The target principal name is incorrect.", "for another name"),
        ("SSL Provider: The received certificate has expired.", "has expired"),
        ("certificate verify failed: certificate is not yet valid (_ssl.c:1006)", "not valid yet"),
    ],
)  # fmt: skip
def test_what_other_drivers_say_is_understood_too(text: str, told: str) -> None:
    found = certificates.trouble(text)
    assert found is not None
    assert told in found.why


def test_a_wrong_password_is_no_trouble_with_a_certificate() -> None:
    assert certificates.trouble('password authentication failed for user "ann"') is None


class _Kinetic(BaseHTTPRequestHandler):
    """As much of Kinetic as a login takes."""

    def do_GET(self) -> None:
        body = json.dumps({"value": []}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def https(pair: Pair) -> Iterator[str]:
    """Kinetic over https; its address for the name localhost."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair.certificate, pair.key)
    with HTTPServer(("127.0.0.1", 0), _Kinetic) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"https://jane:hush@localhost:{server.server_port}/live?api-key=k"
        finally:
            server.shutdown()
            thread.join()


def ask(address: str) -> None:
    with Kinetic(parse_address(address), company="EPIC06", patience=replace(QUICK, tries=1)) as found:
        found.probe()


def test_kinetic_is_trusted_by_its_own_authority_and_by_no_other(
    authority: Authority, stranger: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with https(authority.sign("localhost")) as address:
        ask(f"{address}&ca={authority.file}")
        with pytest.raises(Unreachable, match=NOT_TRUSTED) as caught:
            ask(f"{address}&ca={stranger.file}")
        assert "&ca=FILE" in caught.value.remedy
        with pytest.raises(Unreachable, match=NOT_TRUSTED):
            ask(address)
        with pytest.raises(Unreachable, match="for another name"):
            ask(f"{address}&ca={authority.file}".replace("localhost", "127.0.0.1"))
        with pytest.raises(Unreachable, match=NOT_TRUSTED):
            ask(f"{address}&auth=bearer&ca={stranger.file}")
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
        ask(address)
        with pytest.raises(ConfigError, match="cannot be read"):
            http_client(timeout=1.0, authority="/none.pem")


def test_an_expired_certificate_of_kinetic_is_called_so(authority: Authority) -> None:
    old = authority.sign("localhost", until=datetime.now(UTC) - timedelta(days=1))
    with https(old) as address, pytest.raises(Unreachable, match="has expired"):
        ask(f"{address}&ca={authority.file}")


def test_the_doctor_asks_kinetic_too(authority: Authority, stranger: Authority, tmp_path: Path) -> None:
    with https(authority.sign("localhost")) as address, closing(compose.build(tmp_path / "home")) as console:
        console.agents.add("North")
        for code, trusted in (("E1", authority), ("E2", stranger)):
            erp, arm = f"sqlite:///{tmp_path}/{code}.db", f"sqlite:///{tmp_path}/arm-{code}.db"
            api = f"{address}&ca={trusted.file}"
            console.companies.map(code, agent="North", erp=erp, arm=arm, kinetic_api=api)
        checks = {check.name: check for check in console.doctor.checks()}
    assert checks["Kinetic of E1"].state is CheckState.OK
    assert "certificate is verified" in checks["Kinetic of E1"].found
    assert checks["Kinetic of E2"].state is CheckState.UNREACHABLE
    assert NOT_TRUSTED in checks["Kinetic of E2"].found
