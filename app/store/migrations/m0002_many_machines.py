"""Many machines: the audit, roles, the last sign of life of an agent, moved stores, and indexes for a long history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

REVISION = "0002"
_counted = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_INDEXES = (
    ("run_by_agent", "run", ["agent", "id"]),
    ("run_by_number", "run", ["job", "id"]),
    ("run_by_size", "run", ["company", "job", "read"]),
    ("run_by_origin", "run", ["recovers"]),
    ("decision_by_time", "decision", ["agent", "job", "company", "last_due"]),
)
_REFUSED = "the audit is only ever added to"
_SQLITE = "CREATE TRIGGER audit_no_{lower} BEFORE {upper} ON audit BEGIN SELECT RAISE(ABORT, '{why}'); END"
_FUNCTION = (
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
_POSTGRESQL = (
    "CREATE TRIGGER audit_no_{lower} BEFORE {upper} ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
)


def upgrade(op: Operations) -> None:
    """Add tables, columns and indexes; what is there stays as it is."""
    _store(op)
    op.add_column("agent", sa.Column("seen", sa.BigInteger))
    _audit(op)
    _role(op)
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns)


def _store(op: Operations) -> None:
    for column in (
        sa.Column("audit_count", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("audit_head", sa.Text, nullable=False, server_default=""),
        sa.Column("arriving", sa.Text),
        sa.Column("moved_to", sa.Text),
        sa.Column("moved_at", sa.BigInteger),
    ):
        op.add_column("store", column)


def _audit(op: Operations) -> None:
    op.create_table(
        "audit",
        sa.Column("id", _counted, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for word in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(lower=word.lower(), upper=word, why=_REFUSED))
        return
    op.execute(_FUNCTION)
    for word in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(_POSTGRESQL.format(lower=word.lower(), upper=word))


def _role(op: Operations) -> None:
    op.create_table(
        "role_grant",
        sa.Column("user", sa.Text, primary_key=True),
        sa.Column("agent", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
