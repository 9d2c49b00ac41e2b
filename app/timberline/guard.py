"""Lets nothing but a single SELECT through to Timberline."""

from __future__ import annotations

from functools import lru_cache
from typing import Any  # driver cursors are untyped

import sqlalchemy as sa
from sqlalchemy import event

from app.model.errors import Fatal

_OWN_FRAME = frozenset({"BEGIN"})  # what opens a read transaction on SQLite
_DIALECTS = {"postgresql": "postgres", "mssql": "tsql", "sqlite": "sqlite"}
# Functions that carry a second statement, to another server or to the file system.
_CARRIERS = frozenset(
    {
        *("openquery", "openrowset", "opendatasource", "openxml", "xp_cmdshell", "sp_executesql"),
        *("dblink", "dblink_exec", "lo_import", "lo_export", "pg_read_file", "pg_write_file", "query_to_xml"),
        *("load_extension", "writefile", "edit", "setval", "nextval", "pg_terminate_backend", "pg_sleep", "set_config"),
    }
)


def protect(engine: sa.Engine) -> None:
    """Refuse every statement on this engine that is not one plain SELECT."""
    dialect = _DIALECTS.get(engine.dialect.name, "")

    @event.listens_for(engine, "before_cursor_execute")
    def _check(  # pyright: ignore[reportUnusedFunction]
        _connection: Any, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: Any
    ) -> None:
        if statement not in _OWN_FRAME:
            require_select(statement, dialect=dialect)


@lru_cache(maxsize=256)
def require_select(statement: str, *, dialect: str = "") -> None:
    """Raise Fatal unless the statement is one SELECT that changes nothing."""
    why = _objection(statement, dialect=dialect)
    if why:
        raise Fatal("The statement was not sent to Timberline", why=why, remedy="Timberline is only ever read.")


def _objection(statement: str, *, dialect: str) -> str:
    import sqlglot
    from sqlglot import errors, exp

    try:
        parsed = [one for one in sqlglot.parse(statement, read=dialect or None) if one is not None]
    except errors.SqlglotError:
        return "it cannot be understood"
    if len(parsed) != 1:
        return "it is not one statement"
    root = parsed[0]
    if not isinstance(root, exp.Query):
        return "it is not a SELECT"
    changing = (exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Create, exp.Drop, exp.Alter)
    writing = (*changing, exp.Into, exp.Command, exp.Lock, exp.Pragma)
    for node in root.walk():
        if isinstance(node, writing) and not isinstance(node, exp.Query):
            return "it would change or lock something"
        if isinstance(node, exp.Func) and _name(node) in _CARRIERS:
            return "it calls a function that reaches further"
    return ""


def _name(node: Any) -> str:
    return str(node.name or node.sql_name()).casefold()
