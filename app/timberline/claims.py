"""A claim of Framework together with its job, as the actions see it, and which claims an action takes in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from app.model.money import ZERO
from app.model.profile import Criteria, CriteriaMethod
from app.timberline import values

OPEN_STATES = (-7, -10, -946)  # active, on hold, pending cancellation
RUNNING_STAGES = (-4, -3)  # construction, administration


class Claim(NamedTuple):
    """One claim and its job; texts are trimmed, money is in cents, an empty date is None.

    A tuple, because it is made by the hundred thousand: a frozen dataclass takes five times as long.
    """

    claim_id: int = 0
    job_id: int | None = None
    job: str = ""
    job_name: str = ""
    stage: int | None = None
    status: int | None = None
    region: int | None = None
    team: int | None = None
    entity: int | None = None
    job_linked: bool = True
    name: str = ""
    invoiced: date | None = None
    invoice: str = ""
    total: Decimal = ZERO
    paid: Decimal = ZERO
    exported: bool = False
    linked: bool = True

    @property
    def number(self) -> str:
        """The invoice number as it is compared."""
        return self.invoice.casefold()


def meets(claim: Claim, criteria: Criteria) -> bool:
    """Whether the claim's job belongs to the profile."""
    match criteria.method:
        case CriteriaMethod.REGION:
            return claim.region == int(criteria.id)
        case CriteriaMethod.SINGLE_JOB:
            return claim.job.casefold() == values.fold(criteria.id)
        case CriteriaMethod.TEAM:
            return claim.team == int(criteria.id)
        case CriteriaMethod.ALL_JOBS:
            return True
        case CriteriaMethod.ACCOUNTS_ENTITY:
            return claim.entity == int(criteria.id)


def is_open(claim: Claim) -> bool:
    """Whether the job's status is an open one."""
    return claim.status in OPEN_STATES


def for_analysis(claim: Claim, criteria: Criteria) -> bool:
    """Whether analyse looks at the claim's job."""
    return claim.stage in RUNNING_STAGES and is_open(claim) and meets(claim, criteria)


def for_invoices(claim: Claim, criteria: Criteria) -> bool:
    """Whether create-invoices takes the claim in."""
    ready = claim.invoiced is not None and claim.linked and not claim.exported
    return ready and claim.job_linked and is_open(claim) and meets(claim, criteria)


def for_receipts(claim: Claim, criteria: Criteria) -> bool:
    """Whether process-receipts may put a receipt on the claim."""
    return bool(claim.invoice) and claim.job_linked and is_open(claim) and meets(claim, criteria)


def for_check(claim: Claim, criteria: Criteria) -> bool:
    """Whether check-consistency looks at the claim."""
    return why_not_checked(claim, criteria) is None


def why_not_checked(claim: Claim, criteria: Criteria) -> str | None:
    """The first reason why check-consistency does not see the claim, or None."""
    if claim.stage not in RUNNING_STAGES:
        return "its job's stage is neither construction nor administration"
    if not is_open(claim):
        return "its job is not open"
    if not claim.invoice:
        return "it has no invoice number"
    if not claim.linked:
        return "the claim is marked N/A"
    if not meets(claim, criteria):
        return "its job is outside the profile's criteria"
    return None
