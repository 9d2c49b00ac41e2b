"""The doctor: checks this installation and every connection."""

from __future__ import annotations

from app.model.check import Check


class Doctor:
    """Looks at everything and says what to do."""

    def checks(self) -> tuple[Check, ...]:
        """Every check, good news too."""
        raise NotImplementedError

    def ddl(self) -> str:
        """The statements that make the ARM tables, for approval, a block a company."""
        raise NotImplementedError
