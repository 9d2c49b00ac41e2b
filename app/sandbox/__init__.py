"""The sandbox company: databases and services made from a seed."""

from __future__ import annotations

from app.sandbox.changes import Change, change
from app.sandbox.company import COMPANY, SandboxReport, create, existing, failing

__all__ = ["COMPANY", "Change", "SandboxReport", "change", "create", "existing", "failing"]
