"""The doctor: checks this installation and every connection."""

from __future__ import annotations

from app.engine.engine import Engine
from app.model.check import Check
from app.store.home import Home


class Doctor:
    """Looks at everything and says what to do."""

    def __init__(self, engine: Engine, *, home: Home) -> None:
        self._engine, self._home = engine, home

    def checks(self) -> tuple[Check, ...]:
        """Every check, good news too."""
        return ()

    def ddl(self) -> str:
        """The statements that make the ARM tables, for approval, a block a company."""
        return ""
