"""The doctor: checks this installation and every connection."""

from __future__ import annotations

from collections.abc import Sequence

from app.console import connections, installation
from app.engine.engine import Engine
from app.model.agent import Company
from app.model.check import Check
from app.model.role import Role
from app.store import agents, companies
from app.store.home import Home


class Doctor:
    """Looks at everything and says what to do."""

    def __init__(self, engine: Engine, *, home: Home) -> None:
        self._engine, self._home = engine, home

    def checks(self) -> tuple[Check, ...]:
        """Every check, good news too; of agents and companies those that the user may look at."""
        from app.console import outward  # brings every dialect along

        self._engine.acting.require_any("Checking the installation")
        with self._engine.store.read() as connection:
            names = [agent.name for agent in agents.every(connection)]
        names = [name for name in names if self._engine.acting.may(Role.VIEWER, agent=name)]
        served = self._served(names)
        found = [*installation.checks(self._engine, home=self._home)]
        for name in names:
            found.extend(installation.of_agent(self._engine.facts(name)))
        for company in served:
            found.extend(connections.checks(company))
            found.extend(outward.checks(company))
        return tuple(found)

    def _served(self, names: Sequence[str]) -> tuple[Company, ...]:
        with self._engine.store.read() as connection:
            return tuple(company for name in names for company in companies.of(connection, name))

    def ddl(self) -> str:
        """The statements that make the ARM tables, for approval, a block a company."""
        from app.console import outward

        self._engine.acting.require(Role.VIEWER, "Printing the statements that make the ARM tables")
        with self._engine.store.read() as connection:
            served = companies.of(connection)
        jobs = self._engine.workshop.catalogue.values()
        tables = {table.target: table for job in jobs for table in job.tables}
        wanted = tuple(tables.values())
        return "\n".join(connections.ddl(company, tables=wanted) + outward.ddl(company) for company in served)
