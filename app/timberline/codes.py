"""Analyses jobs: are they in Timberline, how are they billed, do their codes exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.model.profile import Analysis
from app.model.timberline import AnalyseRow, Bucket
from app.timberline.claims import Claim
from app.timberline.job_numbers import formatted
from app.timberline.ledger import Codes, TimberlineJob

PHASE, CONTRACT = "phase", "contract"


@dataclass(frozen=True, kw_only=True, slots=True)
class AnalysedJob:
    """What is known of a job; `bucket` is the first thing wrong with it, or OK."""

    job_id: int | None
    job: str
    number: str  # as Timberline writes it; empty where it does not fit the format
    found: TimberlineJob | None
    method: str | None
    code: str
    bucket: Bucket

    @property
    def customer(self) -> str:
        """The AR customer that Timberline has for the job."""
        return self.found.customer if self.found else ""

    def row(self) -> AnalyseRow:
        """The job as analyse shows it."""
        return AnalyseRow(
            job=self.job,
            timberline_job=self.found.job if self.found else None,
            method=self.method,
            code=self.code if self.bucket is Bucket.OK else None,
            bucket=self.bucket,
        )


def analyse(claims: Iterable[Claim], *, codes: Codes, analysis: Analysis) -> dict[int | None, AnalysedJob]:
    """Each job of these claims once, in the order of their ids."""
    first = {claim.job_id: claim for claim in claims}
    return {
        job_id: _analysed(first[job_id], codes=codes, analysis=analysis)
        for job_id in sorted(first, key=lambda one: (one is None, one or 0))
    }


def _analysed(claim: Claim, *, codes: Codes, analysis: Analysis) -> AnalysedJob:
    number = formatted(claim.job, analysis.job_format)
    found = _found(number, codes=codes) if number else None
    method = _method(found) if found else None
    code = {PHASE: analysis.phase_code, CONTRACT: analysis.contract_code}.get(method or "", "")
    if number is None:
        bucket = Bucket.JOB_FORMAT_ERROR
    elif found is None:
        bucket = Bucket.JOB_NOT_IN_TIMBERLINE
    elif method is None:
        bucket = Bucket.BILLING_METHOD_UNKNOWN
    elif not _has_code(claim.job, number=number, method=method, codes=codes, analysis=analysis):
        bucket = Bucket.CODE_MISSING
    else:
        bucket = Bucket.OK
    return AnalysedJob(
        job_id=claim.job_id, job=claim.job, number=number or "", found=found, method=method, code=code, bucket=bucket
    )


def _found(number: str, *, codes: Codes) -> TimberlineJob | None:
    same = codes.jobs.get(number.casefold(), ())
    if len(same) <= 1:
        return next(iter(same), None)
    spelled = next((one for one in same if one.job == number), same[0])
    return TimberlineJob(job=spelled.job, method="", customer=spelled.customer, ambiguous=True)


def _method(found: TimberlineJob) -> str | None:
    if found.ambiguous:
        return None
    quick, contract = "quick" in found.method, "contract" in found.method
    if quick == contract:
        return None
    return PHASE if quick else CONTRACT


def _has_code(job: str, *, number: str, method: str, codes: Codes, analysis: Analysis) -> bool:
    if method == PHASE:
        code = analysis.phase_code.casefold()
        return bool(code) and (number.casefold(), code) in codes.phases
    contract = number if analysis.use_job_format else job
    code = analysis.contract_code.casefold()
    return bool(code) and (contract.casefold(), code) in codes.items
