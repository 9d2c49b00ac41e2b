"""New material of jobs; Kinetic numbers it, and the orders that buy it need the number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.orders import PURCHASE_ORDER_RELEASE, REQUISITION_LINE
from app.connect.kinetic_datasets import added, find, first, mark_changed, only_changes
from app.connect.kinetic_errors import Refused
from app.connect.kinetic_json import Row, Tables
from app.model.document import DocumentKind
from app.model.errors import RecordError
from app.model.outgoing import JobMaterial, Order, OrderLine, OrderRelease
from app.model.payload import loads
from app.outbox.processors.handler import Bench, Effect, Outcome, Waits, shown

SERVICE = "Erp.BO.JobEntrySvc"


class Materials:
    """Brings requisition lines as job material."""

    kind = DocumentKind.JOB_MATERIAL

    def bring(self, bench: Bench) -> Outcome:
        """See Handler."""
        material = loads(JobMaterial, bench.transaction.payload)
        answer = bench.kinetic.read(SERVICE, "GetByID", jobNum=material.job)
        if answer is None:
            raise RecordError(
                "The job material was not sent to Kinetic",
                field="JobNum",
                why=f"job {material.job} is not there",
                remedy="Charge the line to another job.",
            )
        tables = answer.tables
        row = find(tables, "JobMtl", AssemblySeq=material.assembly, PurComment=reference(material))
        effect = Effect.CREATED if bench.tried_before or row is None else Effect.NOTHING
        if row is None:
            tables = _open_job(bench, tables)
            try:
                tables = _add(bench, material, tables)
            except Refused:
                _close_job(bench, tables)
                raise
            row = find(tables, "JobMtl", AssemblySeq=material.assembly, PurComment=reference(material))
        _close_job(bench, tables)
        there = shown(row, what=f"The material of requisition line {material.requisition}/{material.line}")
        return Outcome(effect=effect, numbers={"material": there["MtlSeq"]})

    def keep(self, bench: Bench, connection: sa.Connection, outcome: Outcome) -> None:
        """See Handler."""
        material, number = loads(JobMaterial, bench.transaction.payload), outcome.numbers["material"]
        line, release = REQUISITION_LINE.c, PURCHASE_ORDER_RELEASE.c
        mine = sa.and_(
            line.Company == bench.desk.code, line.Requisition == material.requisition, line.Line == material.line
        )
        values = {"MtlSeq": number, "SentVersion": bench.transaction.version}
        connection.execute(REQUISITION_LINE.update().where(mine).values(**values))
        bought = sa.and_(
            release.Company == bench.desk.code,
            release.Requisition == material.requisition,
            release.RequisitionLine == material.line,
            release.MtlSeq.is_(None),
        )
        connection.execute(PURCHASE_ORDER_RELEASE.update().where(bought).values(MtlSeq=number))


def reference(material: JobMaterial) -> str:
    """How the job shows which requisition line asked for a material."""
    return f"ARM requisition {material.requisition}/{material.line}"


def _open_job(bench: Bench, tables: Tables) -> Tables:
    """An engineered job takes no material: it is opened, and noted, so that it is closed again whatever happens."""
    head = dict(first(tables, "JobHead"))
    if not head["JobEngineered"]:
        return tables
    bench.note(engineered=True, released=bool(head["JobReleased"]))
    return _engineer(bench, head, engineered=False, released=False)


def _close_job(bench: Bench, tables: Tables) -> None:
    head = dict(first(tables, "JobHead"))
    if bench.notes.get("engineered") and not head["JobEngineered"]:
        _engineer(bench, head, engineered=True, released=bool(bench.notes.get("released")))
    if bench.notes.get("engineered"):
        bench.note(engineered=False)


def _engineer(bench: Bench, head: Row, *, engineered: bool, released: bool) -> Tables:
    mark_changed(head, JobEngineered=engineered)
    tables = bench.kinetic.call(SERVICE, "ChangeJobHeadJobEngineered", ds={"JobHead": [head]}).tables
    mark_changed(first(tables, "JobHead"), JobReleased=released)
    return bench.kinetic.write(SERVICE, "Update", ds=only_changes(tables)).tables


def _add(bench: Bench, material: JobMaterial, tables: Tables) -> Tables:
    kinetic = bench.kinetic
    ds: Tables = {"JobHead": tables["JobHead"]}
    ds = kinetic.call(SERVICE, "GetNewJobMtl", jobNum=material.job, assemblySeq=material.assembly, ds=ds).tables
    ds = kinetic.call(
        SERVICE, "ChangeJobMtlPartNum", ipPartNum=material.part, ipValidatePart=bool(material.part), ds=ds
    ).tables
    values: Row = {
        "QtyPer": material.quantity, "FixedQty": True, "BuyIt": True, "PurComment": reference(material),
        "EstUnitCost": material.unit_price, "ReqDate": material.need_by,
    }  # fmt: skip
    given = {"Description": material.description, "IUM": material.uom}
    mark_changed(added(ds, "JobMtl"), **values, **{name: value for name, value in given.items() if value})
    ds = kinetic.call(SERVICE, "ChangeJobMtlQtyPer", ds=ds).tables
    return kinetic.write(SERVICE, "Update", ds=only_changes(ds)).tables


def with_materials(desk: Desk, order: Order) -> tuple[OrderLine, ...]:
    """The order's lines with the material numbers that Kinetic has given; raises Waits until all are there."""
    numbers = _numbers(desk, order)
    return tuple(
        replace(line, releases=tuple(_with_material(release, numbers) for release in line.releases))
        for line in order.lines
    )


def _with_material(release: OrderRelease, numbers: Mapping[tuple[int | None, int | None], int | None]) -> OrderRelease:
    if not release.job or release.material is not None or release.void:
        return release
    asked = (release.requisition, release.requisition_line)
    if asked not in numbers:
        raise RecordError(
            "The order was not sent to Kinetic",
            field="MtlSeq",
            why=f"a release for job {release.job} names neither a material nor the requisition line that asks for one",
            remedy="Name the material on the release and retry.",
        )
    if numbers[asked] is None:
        raise Waits(
            "It was not sent", why=f"the material of requisition line {asked[0]}/{asked[1]} is not on its job yet"
        )
    return replace(release, material=numbers[asked])


def _numbers(desk: Desk, order: Order) -> dict[tuple[int | None, int | None], int | None]:
    wanted = {release.requisition for line in order.lines for release in line.releases if release.job}
    line = REQUISITION_LINE.c
    mine = sa.and_(line.Company == desk.code, line.Requisition.in_(sorted(n for n in wanted if n is not None)))
    found = desk.read(sa.select(REQUISITION_LINE).where(mine))
    return {(row["Requisition"], row["Line"]): row["MtlSeq"] for row in found}
