"""Whether a company has documents at all: its ARM gets document tables only where they are used."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from app.connect.addresses import is_sqlite_file
from app.connect.databases import open_database, parse_url
from app.connect.documents.columns import METADATA
from app.model.agent import Company
from app.model.run import Counters
from app.model.work import RunContext, Work


class WhereDocuments:
    """Work on documents; where a company has none and sends nothing to Kinetic, nothing is read or made."""

    def __init__(self, work: Work, *, tell: bool = True) -> None:
        self._work, self._tell = work, tell

    def run(self, context: RunContext) -> Counters:
        """Do the work where there can be any."""
        company = context.order.company
        if company.kinetic_api or are_there(company):
            return self._work.run(context)
        if self._tell:
            context.log("ARM holds no documents of this company. Their tables: tieline doctor --ddl")
        return Counters()


def are_there(company: Company) -> bool:
    """Whether ARM has any of the document tables; raises Unreachable."""
    url = parse_url(company.arm)
    if is_sqlite_file(url) and not Path(str(url.database)).exists():
        return False
    arm = open_database(url, name=f"The ARM database of {company.code}", read_only=True)
    try:
        with arm.connect() as connection:
            return not METADATA.tables.keys().isdisjoint(sa.inspect(connection).get_table_names())
    finally:
        arm.close()
