"""Secrets of addresses: put away one by one, found again, and nothing else of the address changed."""

from __future__ import annotations

import pytest

from app.connect import credentials
from app.connect.addresses import KEPT, holds_secret, masked
from app.connect.databases import parse_url
from app.connect.kinetic_address import parse_address
from app.model.errors import ConfigError
from tests.app.timberline.test_profile_imports import FakeStore


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> FakeStore:
    """A machine that has a credential store."""
    found = FakeStore()
    monkeypatch.setattr(credentials, "store", lambda: found)
    return found


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql+psycopg://ann:s%40c:r%2Ft@db:5433/erp?sslmode=require", {"ann@db:5433/erp": "s@c:r/t"}),
        ("postgresql+psycopg:///erp?host=db&user=ann&password=s%26c", {"None@/erp#password": "s&c"}),
        ("mssql+pyodbc://ann:pw@db/erp?driver=ODBC+Driver+18+for+SQL+Server", {"ann@db/erp": "pw"}),
        ("odbc+pyodbc:///?odbc_connect=DSN%3Dold%3BUID%3Dann%3BPWD%3D%7Ba%3Bb%7D", {"ann@old/#pwd": "a;b"}),
        ("mssql+pyodbc:///?odbc_connect=SERVER=db;PORT=99;UID=sa;PWD=x+y%2Bz", {"sa@db:99/#pwd": "x y+z"}),
    ],
)  # fmt: skip
def test_every_secret_of_a_database_address_is_put_away_and_comes_back(
    keyring: FakeStore, address: str, expected: dict[str, str]
) -> None:
    before = parse_url(address)
    kept = credentials.keep_secrets(address)
    assert KEPT in kept
    assert not holds_secret(kept)
    assert masked(kept) == masked(address)
    assert {account: secret for (_, account), secret in keyring.kept.items()} == expected
    secret = next(iter(expected.values()))
    after = parse_url(kept)
    if before.password:
        assert after == before
    else:
        (text,) = [value for value in after.query.values() if secret in str(value)]
        assert text in {secret, *(str(value) for value in before.query.values())} or f"PWD={{{secret}}}" in str(text)
    assert credentials.keep_secrets(kept) == kept  # once more changes nothing


def test_a_kinetic_address_gives_up_password_and_key_and_logs_in_with_both(keyring: FakeStore) -> None:
    address = "https://jane:hush%21@erp.example:8443/live?auth=bearer&api-key=k%2By&site=MfgSys"
    kept = credentials.keep_secrets(address)
    assert kept == f"https://jane:{KEPT}@erp.example:8443/live?auth=bearer&api-key={KEPT}&site=MfgSys"
    found = parse_address(kept)
    assert found == parse_address(address)
    assert (found.password, found.api_key) == ("hush!", "k+y")
    keyring.kept.clear()
    with pytest.raises(ConfigError, match="not in this machine's credential store"):
        parse_address(kept)


def test_what_is_named_stays_named_beside_what_is_written_out(
    keyring: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TL_PW", "from-outside")
    kept = credentials.keep_secrets("https://jane:${TL_PW}@erp.example/live?api-key=plain")
    assert kept == f"https://jane:${{TL_PW}}@erp.example/live?api-key={KEPT}"
    assert list(keyring.kept.values()) == ["plain"]
    found = parse_address(kept)
    assert (found.password, found.api_key) == ("from-outside", "plain")


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////data/erp.db",
        "postgresql+psycopg://ann@db/erp",
        "postgresql+psycopg://ann:@/erp?host=/run",
        "http://erp.example:8080/live?mail=a@b&site=x",
        "odbc+pyodbc:///?odbc_connect=DSN%3Dold%3BPWD%3D%24%7BTL_PW%7D",
    ],
)
def test_an_address_without_a_secret_stays_as_it_is(keyring: FakeStore, address: str) -> None:
    assert credentials.keep_secrets(address) == address
    assert keyring.kept == {}


def test_where_nothing_can_be_kept_it_is_said_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "store", lambda: None)
    with pytest.raises(ConfigError, match=r"has no credential store.*\$\{NAME\}"):
        credentials.keep_secrets("postgresql+psycopg://ann:pw@db/erp")
