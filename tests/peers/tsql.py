"""What SQL Server would be asked: SQLAlchemy's statements in its dialect, and whether they are good T-SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import contextmanager

import sqlalchemy as sa
import sqlglot
from sqlalchemy import event
from sqlalchemy.dialects import mssql
from sqlglot import exp

DIALECT = mssql.dialect()
DIALECT.server_version_info = (15,)  # SQL Server 2019
DIALECT._setup_version_attributes()
# What other databases understand and SQL Server does not.
_FOREIGN = re.compile(r"\b(LIMIT|ON CONFLICT|FOR UPDATE|RETURNING|TRUE|FALSE|ILIKE|IF NOT EXISTS)\b|\|\|")


@contextmanager
def overheard():
    """Every statement that SQLAlchemy is asked to send meanwhile, as SQL Server would get it."""
    said: set[str] = set()

    def hear(connection, clause, multiple, single, options):
        if isinstance(clause, sa.TextClause | str):
            return
        first = multiple[0] if multiple else single
        keys = sorted(first) if isinstance(first, dict) and first else None
        said.add(str(clause.compile(dialect=DIALECT, column_keys=keys, compile_kwargs={"render_postcompile": True})))

    event.listen(sa.Engine, "before_execute", hear)
    try:
        yield said
    finally:
        event.remove(sa.Engine, "before_execute", hear)


def check(statements: Iterable[str]) -> None:
    """Fail on the first that SQL Server would not understand."""
    for text in statements:
        bare = re.sub(r":\w+|'[^']*'|\[[^\]]*\]", "x", text)
        assert not _FOREIGN.search(bare.upper()), text
        tree = sqlglot.parse_one(re.sub(r":\w+(?:_\[\w+\])?", "@p", text), read="tsql")
        assert not isinstance(tree, exp.Command), text  # that is what becomes of what sqlglot does not understand
