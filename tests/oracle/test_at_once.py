"""Two operators and the scheduler start the same action at the same moment: exactly once, whoever comes first."""

import pytest

from .site import build
from .subject import Commanded, ended


@pytest.fixture
def subject(tmp_path):
    return Commanded(tmp_path / "home")


def together(action, site, *, subjects, options=()):
    processes = [subject.start(action, *options, profile=site.profile) for subject in subjects]
    return [ended(process) for process in processes]


def homes(tmp_path, number):
    """Every operator works from a home of his own: what keeps them apart must stand at the site."""
    return [Commanded(tmp_path / f"home {name}") for name in range(number)]


@pytest.mark.parametrize("shared", [True, False])
def test_receipts_are_posted_once_however_many_processes_run(shared, tmp_path, subject):
    site = build(tmp_path / "site", jobs=40, receipts=3)
    answers = together("process-receipts", site, subjects=[subject] * 3 if shared else homes(tmp_path, 3))
    assert sum(answer.exit_code == 0 for answer in answers) >= 1, answers
    assert all(answer.exit_code in (0, 3, 4) for answer in answers), answers
    assert all("Traceback" not in answer.errors for answer in answers)
    if any(answer.exit_code for answer in answers):
        subject.ask("process-receipts", profile=site.profile)
    keys = site.keys()
    assert len(keys) == len(set(keys)) == 120
    assert len(set(site.paid())) == 1


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("policy", ["refuse", "archive"])
def test_invoices_are_exported_once_however_many_processes_run(shared, policy, tmp_path, subject):
    site = build(tmp_path / "site", jobs=40)
    subjects = [subject] * 3 if shared else homes(tmp_path, 3)
    answers = together("create-invoices", site, subjects=subjects, options=["--if-exists", policy])
    assert sum(answer.exit_code == 0 for answer in answers) >= 1, answers
    assert all(answer.exit_code in (0, 3) for answer in answers), answers
    assert all("Traceback" not in answer.errors for answer in answers)
    filed = site.filed()
    assert len(filed) == len(set(filed)) == 40
    assert site.flagged() == set(filed)


def test_exporting_and_posting_do_not_disturb_each_other(tmp_path, subject):
    site = build(tmp_path / "site", jobs=40)
    processes = [
        subject.start(action, profile=site.profile) for action in ("create-invoices", "process-receipts") for _ in "12"
    ]
    answers = [ended(process) for process in processes]
    assert all(answer.exit_code in (0, 3, 4) for answer in answers), answers
    assert len(site.flagged()) == len(site.filed()) == 40
    assert len(set(site.paid())) == 1
