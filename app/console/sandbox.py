"""The sandbox company."""

from __future__ import annotations

from pathlib import Path

from app.console.agents import Agents
from app.console.companies import Companies
from app.engine.acting import Acting
from app.model.agent import Company
from app.model.role import Role

AGENT = "Sandbox"


class Sandbox:
    """Makes the sandbox company EPIC06 under the home."""

    def __init__(self, home: Path, *, agents: Agents, companies: Companies, acting: Acting) -> None:
        self._home, self._agents, self._companies, self._acting = home, agents, companies, acting

    def create(self, *, rows: int | None = None, seed: int | None = None) -> Company:
        """Make the databases, unless they are there as asked for, and map the company to its agent."""
        from app import sandbox
        from app.sandbox.services import kinetic_api

        self._acting.require(Role.ADMIN, "Making the sandbox company")
        report = sandbox.create(self._home, rows=rows, seed=seed)
        agent = self._agent(report.company)
        return self._companies.map(
            report.company, agent=agent, erp=report.erp, arm=report.arm, kinetic_api=kinetic_api()
        )

    def _agent(self, code: str) -> str:
        rows = self._agents.rows()
        serving = next((row.name for row in rows if code in row.companies), None)
        if serving:
            return serving
        named = next((row.name for row in rows if row.name.casefold() == AGENT.casefold()), None)
        return named or self._agents.add(AGENT).name
