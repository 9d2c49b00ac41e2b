"""Lines of approved requisitions that are charged to a job and are no material of it yet."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.orders import REQUISITION, REQUISITION_LINE
from app.model.document import DocumentKind, RequisitionStatus, Step
from app.model.outgoing import JobMaterial
from app.outbox.generators.marking import at, due_versions, mark_queued, must, only
from app.outbox.generators.work import Due

_KEY = ("Requisition", "Line")


class Materials:
    """New job material."""

    kind = DocumentKind.JOB_MATERIAL

    def due(self, desk: Desk, connection: sa.Connection, *, numbers: Sequence[str] | None) -> list[Due]:
        """See Generator."""
        line = REQUISITION_LINE.c
        head = sa.exists().where(
            REQUISITION.c.Company == line.Company,
            REQUISITION.c.Number == line.Requisition,
            REQUISITION.c.Status == RequisitionStatus.APPROVED.value,
        )
        new = sa.and_(line.JobNum != "", line.MtlSeq.is_(None), head)
        return due_versions(desk, connection, REQUISITION_LINE, key=_KEY, approved=new, numbers=numbers)

    def mark(self, desk: Desk, connection: sa.Connection, due: Due) -> None:
        """See Generator."""
        mark_queued(desk, connection, REQUISITION_LINE, key=_KEY, due=due)

    def transform(self, desk: Desk, connection: sa.Connection, due: Due) -> tuple[Step, JobMaterial]:
        """See Generator."""
        row = only(connection, REQUISITION_LINE, at(desk, REQUISITION_LINE, _KEY, due))
        name = f"Requisition line {due.number}"
        if not row["PartNum"]:
            must(row["Description"], field="PartNum", of=name)
        return Step.CREATE, JobMaterial(
            requisition=row["Requisition"],
            line=row["Line"],
            job=row["JobNum"],
            assembly=row["AssemblySeq"],
            part=row["PartNum"],
            description=row["Description"],
            quantity=must(row["Quantity"], field="Quantity", of=name),
            uom=row["UOM"],
            need_by=row["NeedBy"],
            unit_price=row["UnitPrice"],
        )
