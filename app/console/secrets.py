"""Where secrets that are entered are kept on this machine."""

from __future__ import annotations

from pathlib import Path

from app.connect import credentials
from app.model.check import Check, CheckState


def where() -> Check:
    """Whether there is a credential store, and what becomes of a password where there is none."""
    if kept := credentials.described():
        return Check(name="Credential store", state=CheckState.OK, found=kept.replace(str(Path.home()), "~"))
    return Check(
        name="Credential store",
        state=CheckState.NOTE,
        found="this machine has none",
        remedy="Write ${NAME} instead of a password and set the environment variable NAME for the engine.",
    )
