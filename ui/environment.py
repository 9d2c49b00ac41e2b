"""Which environment the window works on, so that nobody mistakes PRODUCTION for the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from app.model.agent import Company


class Environment(Enum):
    """What the band above the pages says."""

    NONE = "none"  # no company yet
    SANDBOX = "sandbox"
    TEST = "test"
    PRODUCTION = "production"


_TEST = re.compile(r"(?i)(^|[^a-z])(test|uat|pilot|train|training|dev|staging|demo)([^a-z]|$)")


def environment_of(companies: Iterable[Company], *, home: str) -> Environment:
    """The gravest environment among the companies.

    A company whose ERP lies in the home is the sandbox; one whose agent or addresses are named after a test is a
    test; every other counts as production, because taking production for a test is the mistake that costs.
    """
    found = {_of(company, home=home) for company in companies}
    for grave in (Environment.PRODUCTION, Environment.TEST, Environment.SANDBOX):
        if grave in found:
            return grave
    return Environment.NONE


def _of(company: Company, *, home: str) -> Environment:
    if home and home.replace("\\", "/") in company.erp.replace("\\", "/"):
        return Environment.SANDBOX
    named = " ".join((str(company.agent), company.erp.rpartition("/")[2], _host(company.erp)))
    return Environment.TEST if _TEST.search(named) else Environment.PRODUCTION


def _host(address: str) -> str:
    found = re.search(r"@([^/:?]+)", address)
    return found[1] if found else ""
