"""ARM's settings of a company, as jobs and checks read them."""

from __future__ import annotations

from typing import Protocol

import sqlalchemy as sa

from app.connect.addresses import from_environment
from app.connect.databases import Database
from app.connect.documents.transactions import COMPANY_SETTING
from app.model.agent import Company


class Settings(Protocol):
    """Where settings are read."""

    @property
    def code(self) -> str:
        """The company's code."""
        ...

    def setting(self, name: str, otherwise: str = "") -> str:
        """A setting of the company."""
        ...


class CompanySettings:
    """The settings in a company's ARM database, which has the table."""

    def __init__(self, company: Company, *, arm: Database) -> None:
        self._company, self._arm = company, arm

    @property
    def code(self) -> str:
        """The company's code."""
        return str(self._company.code)

    def setting(self, name: str, otherwise: str = "") -> str:
        """A setting of the company; parts may be written as ${NAME} of the environment."""
        with self._arm.connect() as connection:
            return read(connection, company=self.code, name=name) or otherwise


def read(connection: sa.Connection, *, company: str, name: str) -> str:
    """A setting within an open transaction; empty where there is none."""
    mine = sa.and_(COMPANY_SETTING.c.Company == company, COMPANY_SETTING.c.Name == name)
    value = connection.execute(sa.select(COMPANY_SETTING.c.Value).where(mine)).scalar()
    return from_environment(str(value or "").strip())
