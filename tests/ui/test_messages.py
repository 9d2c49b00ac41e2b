from __future__ import annotations

import dataclasses
from datetime import timedelta

from app.model.job import JobNumber
from app.model.reason import Reason, ReasonCode
from app.model.report import RunReport, Waiting
from tests.ui import double
from ui import messages


def test_progress_tells_rows_rate_and_time_left():
    news = double.progress(52, read=30_000, total=48_000)
    text = messages.progress(news, now=double.NOW + timedelta(seconds=10))
    assert text == "Run 2000 · running · Part · 30,000 of 48,000 · 3,000/s · 6 s left"


def test_progress_without_a_known_end_tells_what_is_known():
    news = dataclasses.replace(double.progress(52, read=12, total=1), total=None)
    assert messages.progress(news, now=double.NOW) == "Run 2000 · running · Part · 12 records"


def test_a_job_that_was_asked_for_and_waits_says_why_and_what_clears_it():
    jobs = [row for row in double.job_rows() if row.number == 11]
    reasons = tuple(Reason(code=ReasonCode.DEPENDENCY_RUNNING, text=f"Reason {n}.", clears="Wait.") for n in range(3))
    report = RunReport(waiting=(Waiting(job=JobNumber(11), company=double.COMPANY, reasons=reasons),))
    text, tone = messages.asked_to_run(jobs, report=report)
    assert text == "11 Alternate UOM: Part-specific waits: Reason 0. Wait. And 2 more reasons."
    assert tone == "warning"
