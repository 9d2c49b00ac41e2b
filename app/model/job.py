"""A job as it is declared, and as the grid shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import NewType

JobNumber = NewType("JobNumber", int)


class Direction(Enum):
    """Which way a job's records travel."""

    INBOUND = "inbound"  # the ERP's rows come into ARM
    OUTBOUND = "outbound"  # ARM's documents go to the ERP
    BIDIRECTIONAL = "bidirectional"  # both
    INTERNAL = "internal"  # within ARM
    EXTERNAL = "external"  # ARM and a service that is not the ERP


class JobStatus(Enum):
    """What the Status column says of a job."""

    DISABLED = "disabled"  # not part of integration processing
    SCHEDULED = "scheduled"  # has not run yet, or waits for its time
    WAITING = "waiting"  # due or asked for, but a rule holds it back
    QUEUED = "queued"  # handed to the workers, not started
    RUNNING = "running"
    STOPPING = "stopping"  # asked to stop, ends at the next batch
    SUCCEEDED = "succeeded"  # the last run brought everything
    WARNING = "warning"  # the last run finished, some records failed
    FAILED = "failed"  # the last run could not finish
    STOPPED = "stopped"  # the last run was stopped or its process died


class ColumnKind(Enum):
    """How the values of a column are checked and kept."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"  # exact; never through a float
    BIT = "bit"
    DATE = "date"
    ANY = "any"  # the sources contradict each other: what the ERP holds is brought


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a source table; `length` is None where no size is known, so that none fails a row."""

    name: str
    kind: ColumnKind
    length: int | None = None
    precision: int | None = None
    scale: int | None = None


@dataclass(frozen=True, kw_only=True)
class Equals:
    """The column holds this value; NULL counts as 0, no or empty, whichever the value's type says."""

    column: str
    value: bool | int | str


@dataclass(frozen=True, kw_only=True)
class OneOfSetting:
    """The column holds one of the values listed in an agent setting; an empty list takes every row."""

    column: str
    setting: str


@dataclass(frozen=True, kw_only=True)
class Related:
    """A row of `table` exists whose columns equal ours (pairs of here, there) and fits `condition`."""

    table: str
    on: tuple[tuple[str, str], ...]
    condition: Condition | None = None
    negated: bool = False


@dataclass(frozen=True, kw_only=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class While:
    """`condition` applies only while the agent's switch `setting` is on; a list is on while it is not empty."""

    setting: str
    condition: Condition


Condition = Equals | OneOfSetting | Related | AllOf | AnyOf | While


@dataclass(frozen=True, kw_only=True)
class Table:
    """One source table of a job and the ARM table its rows go to.

    `columns` holds the key columns first, then the main ones; SysRowID and SysRevID are understood. A table without
    a Company column (`per_company` False) belongs to every company of its ERP.
    """

    source: str
    target: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    condition: Condition | None = None
    per_company: bool = True


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A guard of product.md that the program holds itself."""


@dataclass(frozen=True, kw_only=True)
class DisabledWhile(Rule):
    """The job may not run while the agent's switch is on."""

    setting: str


@dataclass(frozen=True, kw_only=True)
class OnlyWhile(Rule):
    """The job runs only while the agent's switch is on, and the console says when it has been left on."""

    setting: str


@dataclass(frozen=True, kw_only=True)
class Refreshes(Rule):
    """A run that changed something makes these jobs due at once."""

    jobs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Job:
    """One of the 60 jobs; `key` and `number` are for ever, `was` lists earlier keys."""

    number: JobNumber
    key: str
    name: str
    description: str
    direction: Direction
    interval: timedelta
    depends_on: tuple[str, ...] = ()  # documented: a gate
    follows: tuple[str, ...] = ()  # foreign keys: order of first loads and full syncs only
    tables: tuple[Table, ...] = ()
    rules: tuple[Rule, ...] = ()
    enabled_at_first: bool = True
    was: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class TableView:
    """A table as `jobs show` tells it; `where` is SQL of the agent's ERP, or None."""

    source: str
    target: str
    key: tuple[str, ...]
    where: str | None


@dataclass(frozen=True, kw_only=True)
class JobRow:
    """One row of the jobs grid: a job of an agent, summed up over the agent's companies."""

    number: JobNumber
    name: str
    enabled: bool
    interval: timedelta
    last_run: datetime | None
    next_run: datetime | None
    status: JobStatus
    depends_on: tuple[JobNumber, ...]
    instance: int
    description: str
    direction: Direction
    tables: tuple[TableView, ...]
    open_failures: int = 0
    full_sync: tuple[str, ...] = ()  # companies where a full sync is requested or running
