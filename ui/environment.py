"""Which environment the window works on, so that nobody mistakes PRODUCTION for the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from app.model.agent import AgentName, AgentRow, Company
from ui import words
from ui.words import tr


class Environment(Enum):
    """What the band above the pages says."""

    NONE = "none"  # no company yet
    SANDBOX = "sandbox"
    TEST = "test"
    PRODUCTION = "production"


@dataclass(frozen=True, kw_only=True)
class Band:
    """The colour of the band, and the name an admin has given, if one has."""

    environment: Environment
    name: str = ""


_TEST = re.compile(r"(?i)(^|[^a-z])(test|uat|pilot|train|training|dev|staging|demo)([^a-z]|$)")


_GRAVEST_FIRST = (Environment.PRODUCTION, Environment.TEST, Environment.SANDBOX)


def environment_of(companies: Iterable[Company], *, agents: Sequence[AgentRow] = (), home: str) -> Band:
    """The gravest environment among the companies.

    What an admin has set for the agent counts. Else: a company whose ERP lies in the home is the sandbox; one whose
    agent or addresses are named after a test is a test; every other counts as production, because taking production
    for a test is the mistake that costs.
    """
    known = {agent.name: agent for agent in agents}
    found = [_band(company, agent=known.get(AgentName(company.agent)), home=home) for company in companies]
    for grave in _GRAVEST_FIRST:
        names = [band.name for band in found if band.environment is grave]
        if names:
            return Band(environment=grave, name=" · ".join(sorted({name for name in names if name})))
    return Band(environment=Environment.NONE)


def _band(company: Company, *, agent: AgentRow | None, home: str) -> Band:
    settings = agent.settings if agent else None
    guessed = _of(company, home=home)
    if settings is None:
        return Band(environment=guessed)
    color = settings.environment_color
    return Band(environment=Environment(color) if color else guessed, name=settings.environment)


def _of(company: Company, *, home: str) -> Environment:
    if home and home.replace("\\", "/") in company.erp.replace("\\", "/"):
        return Environment.SANDBOX
    named = " ".join((str(company.agent), company.erp.rpartition("/")[2], _host(company.erp)))
    return Environment.TEST if _TEST.search(named) else Environment.PRODUCTION


def _host(address: str) -> str:
    found = re.search(r"@([^/:?]+)", address)
    return found[1] if found else ""


class Surroundings:
    """The environment shown now, for everything that asks before it acts."""

    def __init__(self) -> None:
        self.band = Band(environment=Environment.NONE)

    def warning(self) -> str:
        """What a question about a risky step says; empty where nothing real is touched."""
        if self.band.environment is not Environment.PRODUCTION:
            return ""
        return words.phrase("{name}: this touches real companies.", name=self.band.name or tr("PRODUCTION"))
