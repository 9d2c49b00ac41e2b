"""Companies and the agent each belongs to."""

from __future__ import annotations

from app.model.agent import Company


class Companies:
    """The companies of this store."""

    def map(self, code: str, *, agent: str, erp: str, arm: str, kinetic_api: str | None = None) -> Company:
        """Give a company to an agent, or change its addresses; UsageError if another agent has it."""
        raise NotImplementedError

    def of(self, agent: str) -> tuple[Company, ...]:
        """The companies an agent serves, by code."""
        raise NotImplementedError
