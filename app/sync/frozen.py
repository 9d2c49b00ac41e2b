"""Frees an ARM on PostgreSQL from a run that froze in the middle of a transaction: its locks would hold its successor.

Each run gives its session a name. The next owner of the job, whose fence is higher, ends the session of the run that
stands in the bookkeeping: what that run had not committed is taken back by the server.
"""

from __future__ import annotations

import logging

import sqlalchemy as sa
from sqlalchemy import exc

from app.model.run import RunOrder
from app.sync.books import OWN, whose

_log = logging.getLogger(__name__)


def free(connection: sa.Connection, order: RunOrder) -> None:
    """End the session of the job's former run, if there still is one, and name this one."""
    if connection.dialect.name != "postgresql":
        return
    earlier = sa.text(f'SELECT run FROM "TielineProgress" WHERE {OWN} AND store = :store AND fence < :fence')
    run = connection.execute(earlier, {**whose(order), "store": order.store, "fence": order.fence}).scalar()
    if run is not None and run != order.run:
        _end(connection, _name(order, run))
    connection.execute(
        sa.text("SELECT set_config('application_name', :name, false)"), {"name": _name(order, order.run)}
    )


def _end(connection: sa.Connection, name: str) -> None:
    query = sa.text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = :name"
        " AND datname = current_database() AND pid <> pg_backend_pid()"
    )
    try:
        with connection.begin_nested():
            ended = connection.execute(query, {"name": name}).scalar_one()
    except exc.DBAPIError:
        _log.info("The session of an interrupted run could not be ended", exc_info=True)
        return
    if ended:
        _log.info("The session of an interrupted run, %s, was ended", name)


def _name(order: RunOrder, run: int) -> str:
    return f"tieline {order.store} {run}"[:63]
