"""Companies in the store; a company's row is also the lock under which its gates are asked."""

from __future__ import annotations

from typing import Any  # rows are untyped

import sqlalchemy as sa

from app.model.agent import AgentName, Company, CompanyCode
from app.store import tables

_companies = tables.companies


def put(connection: sa.Connection, company: Company) -> None:
    """Store a company anew or with other addresses."""
    addresses = {"erp": company.erp, "arm": company.arm, "kinetic_api": company.kinetic_api}
    here = _companies.c.code == company.code
    if connection.execute(_companies.update().where(here).values(addresses)).rowcount == 0:
        connection.execute(_companies.insert().values(code=company.code, agent=company.agent, turn=0, **addresses))


def find(connection: sa.Connection, code: str) -> Company | None:
    """The company with this code."""
    row = connection.execute(sa.select(_companies).where(_companies.c.code == code)).one_or_none()
    return None if row is None else _company(row)


def of(connection: sa.Connection, agent: str | None = None) -> tuple[Company, ...]:
    """The companies of an agent, or all, by code."""
    query = sa.select(_companies).order_by(_companies.c.code)
    if agent is not None:
        query = query.where(_companies.c.agent == agent)
    return tuple(_company(row) for row in connection.execute(query))


def lock(connection: sa.Connection, code: str) -> None:
    """Keep every other gate of this company waiting until the transaction ends."""
    query = _companies.update().where(_companies.c.code == code).values(turn=_companies.c.turn + 1)
    connection.execute(query)


def _company(row: sa.Row[Any]) -> Company:
    return Company(
        code=CompanyCode(row.code), agent=AgentName(row.agent), erp=row.erp, arm=row.arm, kinetic_api=row.kinetic_api
    )
