"""The tables of Tieline's own database, as they are after every migration."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

from app.store.columns import Json, Utc

metadata = MetaData()
_counted = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers by itself only what is called INTEGER

store = Table(
    "store",
    metadata,
    Column("identity", Text, primary_key=True),  # fences of this store mean nothing to another
    Column("created", Utc, nullable=False),
    Column("audit_count", BigInteger, nullable=False, default=0, server_default="0"),
    Column("audit_head", Text, nullable=False, default="", server_default=""),  # the newest audit row's hash
    Column("arriving", Text),  # where a move comes from that is not complete: nobody may work here yet
    Column("moved_to", Text),  # where the store is now: nobody may work here any more
    Column("moved_at", Utc),
)

agents = Table(
    "agent",
    metadata,
    Column("name", Text, primary_key=True),
    Column("enabled", Boolean, nullable=False),
    Column("settings", Json, nullable=False),
    Column("pause_by", Text),
    Column("pause_at", Utc),
    Column("pause_note", Text),
    Column("created", Utc, nullable=False),
    Column("seen", Utc),  # the last sign of life of a process that is gone
)

setting_versions = Table(
    "setting_version",
    metadata,
    Column("id", _counted, primary_key=True),
    Column("agent", Text, ForeignKey("agent.name"), nullable=False),
    Column("job", Integer),  # NULL: the agent itself
    Column("at", Utc, nullable=False),
    Column("by", Text, nullable=False),
    Column("settings", Json, nullable=False),
)

pauses = Table(
    "pause",
    metadata,
    Column("id", _counted, primary_key=True),
    Column("agent", Text, ForeignKey("agent.name"), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("note", Text, nullable=False),
    Column("ended", Utc),
    Column("ended_by", Text),
)

companies = Table(
    "company",
    metadata,
    Column("code", Text, primary_key=True),
    Column("agent", Text, ForeignKey("agent.name"), nullable=False),
    Column("erp", Text, nullable=False),
    Column("arm", Text, nullable=False),
    Column("kinetic_api", Text),
    Column("turn", BigInteger, nullable=False, default=0),  # counted up to lock the company while a gate is asked
)

jobs = Table(
    "job",
    metadata,
    Column("agent", Text, ForeignKey("agent.name"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("enabled", Boolean, nullable=False),
    Column("interval_s", Integer, nullable=False),
    Column("instance", Integer, nullable=False),
)

states = Table(
    "job_state",
    metadata,
    Column("company", Text, ForeignKey("company.code"), primary_key=True),
    Column("job", Integer, primary_key=True),
    Column("run", BigInteger),  # the run that owns the job in this company now
    Column("fence", BigInteger, nullable=False, default=0),
    Column("stop", Boolean, nullable=False, default=False),
    Column("started", Utc),
    Column("ended", Utc),
    Column("last_ok", Utc),
    Column("last_status", Text),
    Column("next_due", Utc),  # NULL: due as soon as somebody looks
    Column("held_due", Utc),  # this due time was seen and could not start
    Column("held_reasons", Json),
    Column("refresh_of", BigInteger),  # the run whose changes made this job due
    Column("full_requested", Utc),
    Column("full_by", Text),
    Column("troubles", Integer, nullable=False, default=0),  # unreachable so many times in a row
    Column("not_before", Utc),
    Column("open_failures", BigInteger, nullable=False, default=0),
)

runs = Table(
    "run",
    metadata,
    Column("id", _counted, primary_key=True),
    Column("agent", Text, ForeignKey("agent.name"), nullable=False),
    Column("company", Text, nullable=False),
    Column("job", Integer, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("queued", Utc, nullable=False),
    Column("started", Utc),
    Column("ended", Utc),
    Column("read", BigInteger, nullable=False, default=0),
    Column("inserted", BigInteger, nullable=False, default=0),
    Column("updated", BigInteger, nullable=False, default=0),
    Column("deleted", BigInteger, nullable=False, default=0),
    Column("unchanged", BigInteger, nullable=False, default=0),
    Column("failed", BigInteger, nullable=False, default=0),
    Column("skipped", BigInteger, nullable=False, default=0),
    Column("message", Text, nullable=False, default=""),
    Column("unreachable", Boolean, nullable=False, default=False),
    Column("executor", Text),  # the process that runs it
    Column("fence", BigInteger),
    Column("records", Json),  # the failed records that a retry is about; NULL: all of the job
    Column("recovers", BigInteger),  # the interrupted run it goes on with
    Column("handed", Utc),  # given to the workers' queue
    Column("attempt", Integer, nullable=False, default=0),  # how often it was given to the queue
    Column("changed", Utc, nullable=False),
    Index("run_by_job", "agent", "job", "id"),
    Index("run_by_status", "status", "agent"),
    Index("run_by_change", "changed"),
    Index("run_by_agent", "agent", "id"),
    Index("run_by_number", "job", "id"),
    Index("run_by_size", "company", "job", "read"),
    Index("run_by_origin", "recovers"),
    sqlite_autoincrement=True,
)

log_lines = Table(
    "log_line",
    metadata,
    Column("id", _counted, primary_key=True),
    Column("run", BigInteger, nullable=False),
    Column("at", Utc, nullable=False),
    Column("level", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("log_line_by_run", "run", "id"),
)

decisions = Table(
    "decision",
    metadata,
    Column("id", _counted, primary_key=True),
    Column("agent", Text, ForeignKey("agent.name"), nullable=False),
    Column("company", Text, nullable=False),
    Column("job", Integer, nullable=False),
    Column("due", Utc, nullable=False),
    Column("last_due", Utc, nullable=False),
    Column("count", Integer, nullable=False),
    Column("made", Utc, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reasons", Json, nullable=False),
    Column("run", BigInteger),
    UniqueConstraint("agent", "company", "job", "due", name="decision_once"),
    Index("decision_by_time", "agent", "job", "company", "last_due"),
    Index("decision_by_job", "agent", "job", "last_due"),
)

processes = Table(
    "process",
    metadata,
    Column("executor", Text, primary_key=True),
    Column("agent", Text, nullable=False),
    Column("kind", Text, nullable=False),  # agent: schedules and works; command: works for one command
    Column("instances", Json),  # NULL: every instance
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", Utc, nullable=False),
    Column("beat", Utc, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", _counted, primary_key=True, autoincrement=False),  # counted by us: a gap is a row taken out
    Column("at", Utc, nullable=False),
    Column("who", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("before", Text, nullable=False),  # JSON, kept as text: the hash is about these very characters
    Column("after", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

role_grants = Table(
    "role_grant",
    metadata,
    Column("user", Text, primary_key=True),
    Column("agent", Text, primary_key=True),  # "" is every agent
    Column("role", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Utc, nullable=False),
)
