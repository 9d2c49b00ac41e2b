"""The question before a full data sync names what waits."""

from __future__ import annotations

from app.model.agent import CompanyCode
from app.model.consequences import Consequences
from app.model.job import JobNumber
from ui.pages.full_sync_deeds import request_question


def _facts(console, waiting):
    rows = console.jobs.rows("Sandbox")
    found = Consequences(
        job=JobNumber(26),
        company=CompanyCode("EPIC06"),
        rows=12,
        seconds=None,
        waiting_jobs=tuple(JobNumber(number) for number in waiting),
        pending=0,
    )
    job = next(row for row in rows if row.number == 26)
    return dict(request_question(job, found=found, jobs=rows).facts)["Jobs that wait meanwhile"]


def test_a_few_waiting_jobs_are_all_named(desk):
    rows = {row.number: row.name for row in desk.console.jobs.rows("Sandbox")}
    assert _facts(desk.console, (1, 49)) == f"2\n1 {rows[1]}\n49 {rows[49]}"


def test_of_many_the_first_are_named_and_the_rest_counted(desk):
    told = _facts(desk.console, tuple(number for number in range(1, 61) if number != 26))
    assert told.startswith("59\n1 ")
    assert told.endswith("\nand 56 more")
    assert len(told.splitlines()) == 5
