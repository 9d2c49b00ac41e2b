"""Finds what a person names, and answers a wrong name with the nearest right one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from app.engine.engine import Engine
from app.model.agent import Agent, Company
from app.model.errors import UsageError
from app.model.job import Job, JobNumber
from app.store import agents, companies


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """Names as people write them, in the store of an engine."""

    engine: Engine

    def agent(self, name: str) -> Agent:
        """The agent of this name, whatever its case."""
        with self.engine.store.read() as connection:
            found = agents.find(connection, name.strip())
            known = () if found else agents.every(connection)
        if found:
            return found
        alike = [agent for agent in known if agent.name.casefold() == name.strip().casefold()]
        if len(alike) == 1:
            return alike[0]
        hint = nearest(name, [agent.name for agent in known])
        raise UsageError(f"There is no agent {name!r}", remedy=hint or "`tieline agent list` shows them all.")

    def company(self, code: str, *, agent: str) -> Company:
        """The company with this code, which the agent serves."""
        with self.engine.store.read() as connection:
            known = companies.of(connection)
        served = [company for company in known if company.agent == agent]
        for company in served:
            if company.code.casefold() == code.strip().casefold():
                return company
        other = next((company for company in known if company.code.casefold() == code.strip().casefold()), None)
        if other:
            why = f"agent {other.agent} serves it"
            raise UsageError(f"Agent {agent} does not serve {other.code}", why=why, remedy="Name that agent.")
        hint = nearest(code, [company.code for company in served])
        remedy = hint or f"`tieline agent show {agent}` lists its companies."
        raise UsageError(f"Agent {agent} has no company {code!r}", remedy=remedy)

    def job(self, number: int) -> Job:
        """The job of this number."""
        catalogue = self.engine.workshop.catalogue
        found = catalogue.get(JobNumber(number))
        if found is None:
            why = f"the jobs are numbered from {min(catalogue)} to {max(catalogue)}"
            raise UsageError(f"There is no job {number}", why=why, remedy="`tieline jobs list` shows them all.")
        return found


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that offers the nearest right name, or nothing."""
    by_fold = {name.casefold(): name for name in known}
    near = get_close_matches(word.strip().casefold(), by_fold, n=1, cutoff=0.5)
    if near:
        return f"Did you mean {by_fold[near[0]]}?"
    return f"There is only {next(iter(by_fold.values()))}." if len(by_fold) == 1 else ""
