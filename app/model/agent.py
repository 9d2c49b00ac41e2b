"""An agent and the companies it serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NewType

AgentName = NewType("AgentName", str)
CompanyCode = NewType("CompanyCode", str)


class AgentState(Enum):
    """What an agent is doing."""

    RUNNING = "running"  # a process lives and takes work
    DRAINING = "draining"  # paused; running work still ends
    PAUSED = "paused"  # nothing runs, nothing starts
    UNREACHABLE = "unreachable"  # enabled, but no process of it has given a sign of life


class PoNumbering(Enum):
    """Who numbers purchase orders."""

    ARM = "arm"
    KINETIC = "kinetic"


@dataclass(frozen=True, kw_only=True)
class AgentSettings:
    """What an implementer sets once per agent; the jobs' conditions and rules name these fields."""

    bil_host: str = "localhost"
    bil_ports: tuple[int, ...] = (9001,)  # one a instance, the first belongs to instance 1
    po_buyers: tuple[str, ...] = ()  # empty: the orders of all buyers
    restrict_parts: bool = False  # only part classes flagged AvailForReq
    po_numbering: PoNumbering = PoNumbering.ARM
    intercompany_gl: bool = False
    invoiced_receipt_sync: bool = False
    environment: str = ""  # what the window calls it, like PRODUCTION or TEST EMEA; empty: guessed from the addresses
    environment_color: str = ""  # production, test or sandbox; empty: as the guess says


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Who paused an agent, when and why."""

    by: str
    at: datetime
    note: str


@dataclass(frozen=True, kw_only=True)
class Agent:
    """A named agent as stored."""

    name: AgentName
    enabled: bool
    settings: AgentSettings
    pause: Pause | None = None
    seen: datetime | None = None  # the last sign of life of its processes


@dataclass(frozen=True, kw_only=True)
class Company:
    """A company and its two databases; the addresses are SQLAlchemy URLs whose passwords are never shown."""

    code: CompanyCode
    agent: AgentName
    erp: str
    arm: str
    kinetic_api: str | None = None


@dataclass(frozen=True, kw_only=True)
class AgentProcess:
    """A process that works for an agent, on whatever machine."""

    host: str
    pid: int
    instances: tuple[int, ...] | None  # None: every instance
    started: datetime
    seen: datetime


@dataclass(frozen=True, kw_only=True)
class AgentRow:
    """One row of the agents view."""

    name: AgentName
    enabled: bool
    state: AgentState
    pause: Pause | None
    companies: tuple[CompanyCode, ...]
    running: int
    failing: int
    seen: datetime | None  # last sign of life of a process of this agent
    settings: AgentSettings
    processes: tuple[AgentProcess, ...] = ()  # those that live
    missing: tuple[int, ...] = ()  # instances that jobs belong to and no process works for
    queued: int = 0  # runs that wait to start
    due: int = 0  # jobs whose time has come, a company each
