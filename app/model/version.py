"""Versions of what is set: every change of an agent's or a job's settings is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.model.agent import AgentName
from app.model.job import JobNumber


@dataclass(frozen=True, kw_only=True)
class SettingVersion:
    """The settings as somebody left them; of a job, or of the agent itself."""

    id: int
    agent: AgentName
    job: JobNumber | None
    at: datetime
    by: str
    settings: Mapping[str, object]
