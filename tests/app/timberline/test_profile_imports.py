"""Old profiles: what has a place goes there, the rest is kept, no password is written anywhere."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from app.connect import credentials, sealed
from app.model.errors import ConfigError, DecisionNeeded
from app.timberline import profile_imports, profiles

OLD = """\
; made in 2014
[SETTINGS]
integrationtype=Timberline Claims
CLAIMMETHOD=1
[Databases]
ODBCDSN_Framework=FworkSQLEcm
ODBCConnect_Framework=none
ODBCDSN_FrameworkLicense=FworkSQLLic
odbcdsn_destination=FworkTLGold
ODBCConnect_Destination=uid=bob;PWD=s3cret!
[Criteria]
criteriamethod=3
CriteriaMethodID=17
[Timberline]
useJobFmtForAnalysis=1
PhaseCode=01-100
ContractCode=C-100
DepositRunStartDate=2026-07-01
Tolerance=0.05
[Mail]
SMTP_Password=other
Mail_System=2
"""


class FakeStore:
    """Stands for the credential store, which no test machine has."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, account: str, secret: str) -> None:
        self.kept[service, account] = secret

    def get_password(self, service: str, account: str) -> str | None:
        return self.kept.get((service, account))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "Int_TimberlineClaims_Default.ini"
    path.write_text(OLD)
    return path


@pytest.fixture
def no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "store", lambda: None)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> FakeStore:
    fake = FakeStore()
    monkeypatch.setattr(credentials, "store", lambda: fake)
    return fake


@pytest.mark.usefixtures("no_store")
def test_an_old_profile_becomes_a_valid_new_one(old: Path, tmp_path: Path) -> None:
    made = profile_imports.convert(old, to=tmp_path / "new.toml")
    loaded = profiles.load(made.file)
    assert loaded.criteria.method == 3
    assert loaded.criteria.id == "17"
    assert loaded.analysis.use_job_format
    assert "DSN%3DFworkSQLEcm" in loaded.framework
    assert str(loaded.receipts.start) == "2026-07-01"


@pytest.mark.usefixtures("no_store")
def test_unknown_keys_are_kept_and_listed(old: Path, tmp_path: Path) -> None:
    made = profile_imports.convert(old, to=tmp_path / "new.toml")
    assert made.legacy == ("Databases.ODBCDSN_FrameworkLicense", "Mail.SMTP_Password", "Mail.Mail_System")
    legacy = tomllib.loads(made.file.read_text())["legacy"]
    assert legacy["Mail"] == {"SMTP_Password": "", "Mail_System": "2"}


@pytest.mark.usefixtures("no_store")
def test_without_a_store_passwords_are_blanked_and_it_is_said(old: Path, tmp_path: Path) -> None:
    made = profile_imports.convert(old, to=tmp_path / "new.toml")
    assert "s3cret" not in made.file.read_text()
    assert "other" not in made.file.read_text()
    assert any("no credential store" in message for message in made.messages)
    assert not any("s3cret" in message for message in made.messages)


def test_a_password_goes_to_the_store_and_comes_back_for_the_address(
    old: Path, tmp_path: Path, store: FakeStore
) -> None:
    made = profile_imports.convert(old, to=tmp_path / "new.toml")
    assert store.kept["Tieline", "bob@FworkTLGold"] == "s3cret!"
    assert "s3cret" not in made.file.read_text()
    from sqlalchemy.engine import make_url

    completed = credentials.completed(make_url(profiles.load(made.file).timberline))
    assert "PWD={s3cret!}" in str(completed.query["odbc_connect"])


@pytest.mark.usefixtures("no_store")
def test_an_existing_file_is_not_overwritten(old: Path, tmp_path: Path) -> None:
    (tmp_path / "new.toml").write_text("mine")
    with pytest.raises(DecisionNeeded):
        profile_imports.convert(old, to=tmp_path / "new.toml")
    assert (tmp_path / "new.toml").read_text() == "mine"


def test_a_profile_of_another_kind_is_refused(old: Path, tmp_path: Path) -> None:
    old.write_text(OLD.replace("CLAIMMETHOD=1", "ClaimMethod=2"))
    with pytest.raises(ConfigError, match="method 1"):
        profile_imports.convert(old, to=tmp_path / "new.toml")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have credential stores")
def test_the_message_names_the_place_where_the_password_really_is(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_file = sealed.SealedFile(file=tmp_path / "secrets")
    monkeypatch.setattr(credentials, "store", lambda: sealed_file)
    made = profile_imports.convert(old, to=tmp_path / "new.toml")
    assert any(str(sealed_file.file) in message for message in made.messages)
    assert "s3cret" not in sealed_file.file.read_text()
