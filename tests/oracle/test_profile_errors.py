"""A profile that is not valid is refused by key and file before any database is touched."""

import datetime as dt
import json

import pytest

from .site import build, profile
from .subject import InProcess
from .writing import toml

ACTIONS = ("analyse", "create-invoices", "process-receipts", "check-consistency")
OPTIONAL = {("receipts", "end"), ("consistency", "from"), ("consistency", "to")}
REQUIRED = [
    (section, key)
    for section, keys in (profile() | {"databases": {"framework": "", "timberline": ""}}).items()
    if isinstance(keys, dict)
    for key in keys
    if (section, key) not in OPTIONAL
]
WRONG = [
    ("criteria", "method", 0),
    ("criteria", "method", 6),
    ("criteria", "method", "4"),
    ("criteria", "method", True),
    ("criteria", "id", 5),
    ("analysis", "phase_code", 1),
    ("analysis", "phase_code", ""),
    ("analysis", "phase_code", "  "),
    ("analysis", "contract_code", ""),
    ("analysis", "use_job_format", "yes"),
    ("analysis", "require_codes", 1),
    ("analysis", "job_format", 10),
    ("invoices", "folder", 3),
    ("invoices", "file", ""),
    ("invoices", "file", "elsewhere/ARInvImport.txt"),
    ("invoices", "layout", "no-such-layout"),
    ("receipts", "start", "2026-07-01"),
    ("receipts", "start", dt.date(2026, 10, 1)),  # after the end
    ("receipts", "start", dt.datetime(2026, 7, 1, 12)),  # noqa: DTZ001 - a time of day, as TOML has it
    ("receipts", "end", "soon"),
    ("receipts", "sign", 2),
    ("receipts", "sign", 0),
    ("receipts", "sign", True),
    ("receipts", "sign", 1.0),
    ("receipts", "sign", "1"),
    ("consistency", "from", "2026-07-01"),
    ("consistency", "tolerance", "-0.01"),
    ("consistency", "tolerance", "much"),
    ("consistency", "tolerance", "NaN"),
    ("consistency", "tolerance", "Infinity"),
    ("consistency", "tolerance", True),
    ("databases", "framework", 1),
    ("databases", "framework", ""),
    ("databases", "timberline", "no address"),
    ("tables", "jobs", "Master_Jcm_Record_1_1"),
    ("tables", "job", 5),
    ("tables", "job", ""),
    ("analysis", "phasecode", "01-100"),
    ("consistency", "tollerance", "1"),
    ("surprise", "key", 1),
]


@pytest.fixture(scope="module")
def subject(tmp_path_factory):
    return InProcess(tmp_path_factory.mktemp("home"))


@pytest.fixture
def site(tmp_path):
    """A site whose databases are not there: whoever touches one gets exit 4, or leaves an empty file."""
    made = build(tmp_path / "site")
    (made.folder / "framework.db").unlink()
    (made.folder / "timberline.db").unlink()
    return made


def refused(site, subject, *, action="analyse", words):
    """The answer is exit 5 and one sentence that holds the words; nothing was touched."""
    answer = subject.ask(action, profile=site.profile)
    assert answer.exit_code == 5, (answer.exit_code, answer.errors)
    assert "Traceback" not in answer.errors
    assert len(answer.errors.strip().splitlines()) == 1
    for word in (*words, site.profile.name):
        assert word in answer.errors
    assert not list(site.folder.glob("*.db*"))
    if answer.output:
        assert answer.document["status"] == "profile-error"
    return answer


@pytest.mark.parametrize(("section", "key"), REQUIRED)
def test_a_missing_key_is_named(section, key, site, subject):
    site.settle(**{section: {key: None}})
    refused(site, subject, words=[key])


@pytest.mark.parametrize(("section", "key", "value"), WRONG)
def test_a_wrong_value_is_refused_by_name(section, key, value, site, subject):
    site.settle(**{section: {key: value}})
    refused(site, subject, words=[key if section != "surprise" else section])


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_refuses_a_profile_that_is_not_valid(action, site, subject):
    site.settle(receipts={"sign": 3})
    refused(site, subject, action=action, words=["sign"])


@pytest.mark.parametrize("method", [1, 2, 3, 5])
@pytest.mark.parametrize("given", ["", "   "])
def test_a_criteria_method_that_compares_needs_something_to_compare_with(method, given, site, subject):
    site.settle(criteria={"method": method, "id": given})
    refused(site, subject, words=["id"])


def test_a_consistency_range_that_ends_before_it_begins_is_refused(site, subject):
    site.settle(consistency={"from": dt.date(2026, 9, 1), "to": dt.date(2026, 8, 31)})
    refused(site, subject, words=["from"])


def test_an_unknown_key_outside_the_sections_is_refused(site, subject):
    site.profile.write_text('colour = "blue"\n' + site.profile.read_text(encoding="utf-8"), encoding="utf-8")
    refused(site, subject, words=["colour"])


@pytest.mark.parametrize("name", [None, "", 5])
def test_the_profile_needs_a_name(name, site, subject):
    lines = site.profile.read_text(encoding="utf-8").splitlines()
    first = [] if name is None else [f"name = {json.dumps(name)}"]
    site.profile.write_text("\n".join(first + lines[1:]), encoding="utf-8")
    refused(site, subject, words=["name"])


@pytest.mark.parametrize("section", ["databases", "criteria", "analysis", "invoices", "receipts", "consistency"])
def test_a_missing_section_is_named(section, site, subject):
    settings = profile() | {
        "databases": {"framework": "sqlite:///framework.db", "timberline": "sqlite:///timberline.db"}
    }
    del settings[section]
    site.profile.write_text(toml(settings), encoding="utf-8")
    refused(site, subject, words=[section])


def test_what_is_not_toml_is_refused(site, subject):
    site.profile.write_text("[databases\nframework = ", encoding="utf-8")
    refused(site, subject, words=[])


def test_what_is_not_text_is_refused(site, subject):
    site.profile.write_bytes(b"\xff\xfe\x00name")
    refused(site, subject, words=[])


def test_a_profile_that_is_not_there_is_refused(site, subject):
    site.profile.unlink()
    refused(site, subject, words=[])


def test_a_folder_that_does_not_exist_is_refused_before_invoices_are_looked_for(site, subject):
    site.settle(invoices={"folder": "nowhere"})
    refused(site, subject, action="create-invoices", words=["folder", "nowhere"])
    assert not (site.folder / "nowhere").exists()


def test_codes_may_be_empty_where_they_are_not_required(tmp_path, subject):
    site = build(tmp_path / "site")
    site.settle(analysis={"require_codes": False, "phase_code": "", "contract_code": ""})
    answer = subject.ask("create-invoices", profile=site.profile)
    assert answer.exit_code == 0, answer.errors
    assert b"D,10-0001,,,,100.00,House 1 - Slab\r\n" in site.file.read_bytes()


def test_legacy_keys_are_kept_and_ignored(tmp_path, subject):
    site = build(tmp_path / "site")
    site.settle(legacy={"Mail_From": "somebody", "MAPI_Profile": ""})
    assert subject.ask("analyse", profile=site.profile).exit_code == 0
