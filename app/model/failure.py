"""A failed record: what could not be brought over, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from app.model.agent import AgentName, CompanyCode
from app.model.job import JobNumber
from app.model.run import RunId

FailureId = NewType("FailureId", str)  # company and number: unique over all companies of a store


def failure_id(company: str, number: int) -> FailureId:
    """The id of an entry in the company's list of failed records."""
    return FailureId(f"{company}-{number}")


def company_of(failure: FailureId | str) -> CompanyCode:
    """The company whose list holds the entry."""
    return CompanyCode(failure.rpartition("-")[0])


@dataclass(frozen=True, kw_only=True)
class FailedRecord:
    """A record that is not in ARM as the ERP has it; `key` and `row` are as read, NULL as None."""

    id: FailureId
    agent: AgentName
    job: JobNumber
    company: CompanyCode
    table: str
    key: Mapping[str, object]
    row: Mapping[str, object]
    field: str | None
    reason: str
    run: RunId
    first_seen: datetime
    attempts: int


@dataclass(frozen=True, kw_only=True)
class RecordFault:
    """What is wrong with one record; `field` is None where it is the record as a whole."""

    field: str | None
    reason: str
