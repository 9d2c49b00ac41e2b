"""The first shape: agents, companies, jobs with their states and runs, decisions, processes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

REVISION = "0001"
_counted = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade(op: Operations) -> None:
    """Make every table."""
    steps = (
        _store,
        _agent,
        _setting_version,
        _pause,
        _company,
        _job,
        _job_state,
        _run,
        _log_line,
        _decision,
        _process,
    )
    for step in steps:
        step(op)


def _store(op: Operations) -> None:
    op.create_table(
        "store",
        sa.Column("identity", sa.Text, primary_key=True),
        sa.Column("created", sa.BigInteger, nullable=False),
    )


def _agent(op: Operations) -> None:
    op.create_table(
        "agent",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("pause_by", sa.Text),
        sa.Column("pause_at", sa.BigInteger),
        sa.Column("pause_note", sa.Text),
        sa.Column("created", sa.BigInteger, nullable=False),
    )


def _setting_version(op: Operations) -> None:
    op.create_table(
        "setting_version",
        sa.Column("id", _counted, primary_key=True),
        sa.Column("agent", sa.Text, sa.ForeignKey("agent.name"), nullable=False),
        sa.Column("job", sa.Integer),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
    )


def _pause(op: Operations) -> None:
    op.create_table(
        "pause",
        sa.Column("id", _counted, primary_key=True),
        sa.Column("agent", sa.Text, sa.ForeignKey("agent.name"), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("ended", sa.BigInteger),
        sa.Column("ended_by", sa.Text),
    )


def _company(op: Operations) -> None:
    op.create_table(
        "company",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("agent", sa.Text, sa.ForeignKey("agent.name"), nullable=False),
        sa.Column("erp", sa.Text, nullable=False),
        sa.Column("arm", sa.Text, nullable=False),
        sa.Column("kinetic_api", sa.Text),
        sa.Column("turn", sa.BigInteger, nullable=False),
    )


def _job(op: Operations) -> None:
    op.create_table(
        "job",
        sa.Column("agent", sa.Text, sa.ForeignKey("agent.name"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("interval_s", sa.Integer, nullable=False),
        sa.Column("instance", sa.Integer, nullable=False),
    )


def _job_state(op: Operations) -> None:
    op.create_table(
        "job_state",
        sa.Column("company", sa.Text, sa.ForeignKey("company.code"), primary_key=True),
        sa.Column("job", sa.Integer, primary_key=True),
        sa.Column("run", sa.BigInteger),
        sa.Column("fence", sa.BigInteger, nullable=False),
        sa.Column("stop", sa.Boolean, nullable=False),
        sa.Column("started", sa.BigInteger),
        sa.Column("ended", sa.BigInteger),
        sa.Column("last_ok", sa.BigInteger),
        sa.Column("last_status", sa.Text),
        sa.Column("next_due", sa.BigInteger),
        sa.Column("held_due", sa.BigInteger),
        sa.Column("held_reasons", sa.Text),
        sa.Column("refresh_of", sa.BigInteger),
        sa.Column("full_requested", sa.BigInteger),
        sa.Column("full_by", sa.Text),
        sa.Column("troubles", sa.Integer, nullable=False),
        sa.Column("not_before", sa.BigInteger),
        sa.Column("open_failures", sa.BigInteger, nullable=False),
    )


def _run(op: Operations) -> None:
    op.create_table(
        "run",
        sa.Column("id", _counted, primary_key=True),
        sa.Column("agent", sa.Text, sa.ForeignKey("agent.name"), nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("job", sa.Integer, nullable=False),
        sa.Column("instance", sa.Integer, nullable=False),
        sa.Column("trigger", sa.Text, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("queued", sa.BigInteger, nullable=False),
        sa.Column("started", sa.BigInteger),
        sa.Column("ended", sa.BigInteger),
        sa.Column("read", sa.BigInteger, nullable=False),
        sa.Column("inserted", sa.BigInteger, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
        sa.Column("deleted", sa.BigInteger, nullable=False),
        sa.Column("unchanged", sa.BigInteger, nullable=False),
        sa.Column("failed", sa.BigInteger, nullable=False),
        sa.Column("skipped", sa.BigInteger, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("unreachable", sa.Boolean, nullable=False),
        sa.Column("executor", sa.Text),
        sa.Column("fence", sa.BigInteger),
        sa.Column("recovers", sa.BigInteger),
        sa.Column("handed", sa.BigInteger),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("run_by_job", "run", ["agent", "job", "id"])
    op.create_index("run_by_status", "run", ["status", "agent"])
    op.create_index("run_by_change", "run", ["changed"])


def _log_line(op: Operations) -> None:
    op.create_table(
        "log_line",
        sa.Column("id", _counted, primary_key=True),
        sa.Column("run", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("log_line_by_run", "log_line", ["run", "id"])


def _decision(op: Operations) -> None:
    op.create_table(
        "decision",
        sa.Column("id", _counted, primary_key=True),
        sa.Column("agent", sa.Text, sa.ForeignKey("agent.name"), nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("job", sa.Integer, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("last_due", sa.BigInteger, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("run", sa.BigInteger),
        sa.UniqueConstraint("agent", "company", "job", "due", name="decision_once"),
    )


def _process(op: Operations) -> None:
    op.create_table(
        "process",
        sa.Column("executor", sa.Text, primary_key=True),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("instances", sa.Text),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("beat", sa.BigInteger, nullable=False),
    )
