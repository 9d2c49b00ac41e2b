"""The one facade for window and command line: plain values in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window imports this facade before it is painted, and what is behind it afterwards
    from collections.abc import Callable

    from app.console.agents import Agents
    from app.console.alerts import Alerts
    from app.console.audit import Audit
    from app.console.companies import Companies
    from app.console.doctor import Doctor
    from app.console.documents import Documents
    from app.console.failures import Failures
    from app.console.feed import Feed
    from app.console.full_sync import FullSync
    from app.console.jobs import Jobs
    from app.console.roles import Roles
    from app.console.runs import Runs
    from app.console.sandbox import Sandbox
    from app.console.stores import Stores
    from app.console.timberline import Timberline
    from app.console.versions import Versions


@dataclass(frozen=True, kw_only=True)
class Console:
    """Everything a person can ask of Tieline, grouped by the nouns of the trade."""

    home: str  # the data folder, as shown to people
    agents: Agents
    companies: Companies
    jobs: Jobs
    full_sync: FullSync
    runs: Runs
    failures: Failures
    documents: Documents
    doctor: Doctor
    sandbox: Sandbox
    feed: Feed
    timberline: Timberline
    audit: Audit
    roles: Roles
    stores: Stores
    versions: Versions
    alerts: Alerts
    on_close: Callable[[], None]

    def close(self) -> None:
        """Let running work of this process end, and give back files and connections."""
        self.on_close()
