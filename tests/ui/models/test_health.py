"""One of four levels, with what it is told from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.model.job import JobStatus
from tests.ui.double import NOW, job_rows
from ui.models.health import health, reasons

WELL = replace(
    job_rows()[0], status=JobStatus.SUCCEEDED, enabled=True, open_failures=0, next_run=NOW + timedelta(minutes=3),
    interval=timedelta(minutes=5),
)  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({}, "healthy"),
        ({"enabled": False}, "rests"),
        ({"open_failures": 2}, "worth a look"),
        ({"status": JobStatus.FAILED}, "to be cleared up"),
        ({"next_run": NOW - timedelta(minutes=6)}, "to be cleared up"),
        ({"next_run": NOW - timedelta(minutes=6), "status": JobStatus.RUNNING}, "healthy"),
    ],
)
def test_the_level_follows_result_freshness_and_failed_records(fields, level):
    assert health(replace(WELL, **fields), now=NOW) == level


def test_the_reasons_name_how_late_it_is():
    assert "Late by 6 min" in reasons(replace(WELL, next_run=NOW - timedelta(minutes=6)), now=NOW)
    assert "2 failed records are open" in reasons(replace(WELL, open_failures=2), now=NOW)
