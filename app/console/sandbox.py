"""The sandbox company."""

from __future__ import annotations

from app.model.agent import Company


class Sandbox:
    """Makes the sandbox company EPIC06 under the home."""

    def create(self, *, rows: int | None = None, seed: int | None = None) -> Company:
        """Make the four databases anew and map the company to its agent."""
        raise NotImplementedError
