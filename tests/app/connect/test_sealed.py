"""The sealed file of an account: gives back what it was given, and shows it to nobody else."""

from __future__ import annotations

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.connect import credentials, sealed
from app.model.errors import ConfigError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have credential stores")
CANARY = "canary-sealed-6160"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a credential store, and where its account's file is."""
    monkeypatch.setattr(credentials, "_KNOWN", ())
    found = tmp_path / "config" / "secrets"
    monkeypatch.setenv(sealed.PLACE, str(found))
    return found


def test_a_secret_comes_back_and_cannot_be_read_in_the_file(place: Path) -> None:
    assert credentials.recall("ann@db") is None
    credentials.remember("ann@db", secret=CANARY)
    credentials.remember("bob@db", secret="other")
    assert (credentials.recall("ann@db"), credentials.recall("bob@db")) == (CANARY, "other")
    assert CANARY.encode() not in place.read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_another_machine_or_account_cannot_open_it(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials.remember("ann@db", secret=CANARY)
    other = tmp_path / "machine-id"
    other.write_text("another machine")
    with monkeypatch.context() as patch:
        patch.setattr(sealed, "_MACHINE", (other,))
        sealed._derived.cache_clear()
        assert credentials.recall("ann@db") is None
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: 4711)
        sealed._derived.cache_clear()
        assert credentials.recall("ann@db") is None
    sealed._derived.cache_clear()
    assert credentials.recall("ann@db") == CANARY


def test_many_at_once_lose_nothing(place: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: credentials.remember(f"user{n}", secret=f"secret{n}"), range(24)))
    assert [credentials.recall(f"user{n}") for n in range(24)] == [f"secret{n}" for n in range(24)]


@pytest.mark.logs_warnings
def test_a_file_that_cannot_be_used_is_told_and_left(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("not ours")
    with pytest.raises(ConfigError, match="cannot be read as the file of secrets"):
        credentials.remember("ann@db", secret=CANARY)
    assert credentials.recall("ann@db") is None
    assert place.read_text() == "not ours"
