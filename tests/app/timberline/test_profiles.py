"""Every key of a profile is proven before any database is touched."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import tomlkit

from app.model.errors import ConfigError
from app.timberline import profiles

KEYS = [
    f"{section}.{key}"
    for section, keys in {
        "databases": ("framework", "timberline"),
        "criteria": ("method", "id"),
        "analysis": ("phase_code", "contract_code", "use_job_format", "job_format", "require_codes"),
        "invoices": ("folder", "file", "layout"),
        "receipts": ("start", "sign"),
        "consistency": ("tolerance",),
    }.items()
    for key in keys
]


def changed(profile: Path, **values: object) -> Path:
    document = tomllib.loads(profile.read_text())
    for key, value in values.items():
        section, _, name = key.partition("__")
        target = document.setdefault(section, {}) if name else document
        if value is None:
            target.pop(name or section)
        else:
            target[name or section] = value
    profile.write_text(tomlkit.dumps(document))
    return profile


def refused(profile: Path, key: str) -> str:
    with pytest.raises(ConfigError) as error:
        profiles.load(profile)
    assert key in str(error.value)
    assert str(profile) in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("key", ["name", *KEYS])
def test_a_missing_key_is_named_with_its_file(profile: Path, key: str) -> None:
    refused(changed(profile, **{key.replace(".", "__"): None}), key)


@pytest.mark.parametrize("key", ["name", *KEYS])
@pytest.mark.parametrize("value", [["a", "list"], 1.5])
def test_a_value_of_the_wrong_type_is_refused(profile: Path, key: str, value: object) -> None:
    refused(changed(profile, **{key.replace(".", "__"): value}), key)


@pytest.mark.parametrize("key", ["criteria.method", "receipts.sign"])
def test_a_truth_value_is_no_number(profile: Path, key: str) -> None:
    refused(changed(profile, **{key.replace(".", "__"): True}), key)


@pytest.mark.parametrize("key", ["analysis.require_codes", "analysis.use_job_format"])
def test_a_number_is_no_truth_value(profile: Path, key: str) -> None:
    refused(changed(profile, **{key.replace(".", "__"): 1}), key)


@pytest.mark.parametrize(
    "key", ["criteria.methd", "colour", "receipts.stop", "tables.jobs", "databases.other", "invoices.Folder"]
)
def test_an_unknown_key_is_named(profile: Path, key: str) -> None:
    refused(changed(profile, **{key.replace(".", "__"): "x"}), key)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"criteria__method": 0}, "criteria.method"),
        ({"criteria__method": 6}, "criteria.method"),
        ({"criteria__method": 1}, "criteria.id"),
        ({"criteria__method": 2, "criteria__id": "  "}, "criteria.id"),
        ({"criteria__method": 3, "criteria__id": "north"}, "criteria.id"),
        ({"consistency__tolerance": "-0.01"}, "consistency.tolerance"),
        ({"consistency__tolerance": "five"}, "consistency.tolerance"),
        ({"consistency__tolerance": "NaN"}, "consistency.tolerance"),
        ({"receipts__sign": 2}, "receipts.sign"),
        ({"analysis__phase_code": " "}, "analysis.phase_code"),
        ({"analysis__contract_code": ""}, "analysis.contract_code"),
        ({"analysis__job_format": "--"}, "analysis.job_format"),
        ({"invoices__file": "../up.txt"}, "invoices.file"),
        ({"invoices__file": "a/b.txt"}, "invoices.file"),
        ({"invoices__layout": "no-such"}, "invoices.layout"),
        ({"databases__framework": "nonsense"}, "databases.framework"),
        ({"databases__framework": "odbc+pyodbc:///?odbc_connect=DSN%3Dx"}, "databases.framework"),
        ({"tables__job": " "}, "tables.job"),
    ],
)
def test_a_contradiction_is_named(profile: Path, changes: dict[str, object], key: str) -> None:
    refused(changed(profile, **changes), key)


def test_dates_in_the_wrong_order_are_refused(profile: Path) -> None:
    text = profile.read_text()
    profile.write_text(text.replace("start = 2026-07-01", "start = 2026-12-01"))
    refused(profile, "receipts.start")
    profile.write_text(text.replace('tolerance = "0.05"', 'to = 2026-06-30\ntolerance = "0.05"'))
    refused(profile, "consistency.from")


def test_a_time_is_no_date(profile: Path) -> None:
    profile.write_text(profile.read_text().replace("start = 2026-07-01", "start = 2026-07-01T10:00:00"))
    refused(profile, "receipts.start")


def test_codes_may_be_empty_where_none_is_required(profile: Path) -> None:
    loaded = profiles.load(changed(profile, analysis__require_codes=False, analysis__phase_code=""))
    assert loaded.analysis.phase_code == ""


def test_legacy_keys_are_ignored_and_tables_may_be_renamed_one_by_one(profile: Path) -> None:
    loaded = profiles.load(changed(profile, legacy={"Mail": {"x": "y"}}, tables__transaction="Art"))
    assert loaded.tables.transaction == "Art"
    assert loaded.tables.job == "Master_Jcm_Record_1_1"


def test_paths_are_relative_to_the_profile(profile: Path) -> None:
    loaded = profiles.load(profile)
    assert loaded.invoices.path == profile.parent / "timberline" / "out" / "ARInvImport.txt"
    assert str(profile.parent / "timberline" / "framework.db") in loaded.framework


def test_what_is_not_toml_is_said_in_one_sentence(profile: Path) -> None:
    profile.write_text("name = ")
    with pytest.raises(ConfigError, match="not valid TOML"):
        profiles.load(profile)
    with pytest.raises(ConfigError, match="not read"):
        profiles.load(profile.with_name("nowhere.toml"))
