"""The double of Erp.BO.JobEntrySvc: jobs and their materials."""

from __future__ import annotations

from decimal import Decimal

from app.sandbox.kinetic_refusals import Refusal, duplicate, missing
from app.sandbox.kinetic_requests import Method, Request, Result, must_part, strip, told
from app.sandbox.kinetic_rows import Row, Rows

_STEP = 10  # Kinetic numbers materials in tens


def job_set(rows: Rows, number: str) -> dict[str, list[Row]]:
    """The dataset of one job."""
    head = rows.one("JobHead", JobNum=number)
    if head is None:
        raise missing(f"Job {number} not found.")
    return told(
        ("JobHead", [head]), ("JobAsmbl", rows.find("JobAsmbl", JobNum=number)),
        ("JobMtl", rows.find("JobMtl", JobNum=number)), ("JobOper", rows.find("JobOper", JobNum=number)),
    )  # fmt: skip


def _get_by_id(call: Request) -> Result:
    return Result(value=job_set(call.rows, call.text("jobNum")))


def _change_engineered(call: Request) -> Result:
    head = call.current("JobHead")
    _refuse_closed(call.rows, str(head["JobNum"]))
    if not head["JobEngineered"]:
        head["JobReleased"] = False
    return Result(ds=call.ds)


def _new_material(call: Request) -> Result:
    job, assembly = call.text("jobNum"), call.number("assemblySeq")
    _refuse_closed(call.rows, job)
    if call.rows.one("JobAsmbl", JobNum=job, AssemblySeq=assembly) is None:
        raise Refusal(f"Assembly {assembly} is not on job {job}.", table="JobMtl", field="AssemblySeq")
    number = call.rows.highest("JobMtl", "MtlSeq", JobNum=job, AssemblySeq=assembly) + _STEP
    call.new(
        "JobMtl", JobNum=job, AssemblySeq=assembly, MtlSeq=number, PartNum="", Description="", QtyPer=Decimal(0),
        RequiredQty=Decimal(0), IUM="EA", BuyIt=False, FixedQty=False, AddedMtl=True, PurComment="", EstUnitCost=0,
    )  # fmt: skip
    return Result(ds=call.ds)


def _change_part(call: Request) -> Result:
    material, number = call.current("JobMtl"), call.text("ipPartNum")
    material["PartNum"] = number
    if call.rows.one("Part", PartNum=number) is not None:
        part = must_part(call.rows, number, table="JobMtl")
        material.update(Description=part["PartDescription"], IUM=part["IUM"])
    return Result(ds=call.ds)


def _change_quantity(call: Request) -> Result:
    material = call.current("JobMtl")
    material["RequiredQty"] = _required(call.rows, material)
    return Result(ds=call.ds)


def _required(rows: Rows, material: Row) -> Decimal:
    per = Decimal(str(material.get("QtyPer") or 0))
    if material.get("FixedQty"):
        return per
    assembly = rows.one("JobAsmbl", JobNum=material["JobNum"], AssemblySeq=material["AssemblySeq"])
    return per * (assembly["RequiredQty"] if assembly else 1)


def _update(call: Request) -> Result:
    rows, number = call.rows, ""
    for row in call.changed("JobHead"):
        number = str(row["JobNum"])
        _refuse_closed(rows, number)
        rows.update("JobHead", row, JobEngineered=bool(row["JobEngineered"]), JobReleased=bool(row["JobReleased"]))
    for row in call.changed("JobMtl"):
        number = str(row["JobNum"])
        _store(rows, row)
    return Result(ds=job_set(rows, number or str(call.current("JobHead")["JobNum"])))


def _store(rows: Rows, row: Row) -> None:
    material = strip(row)
    head = _refuse_closed(rows, str(material["JobNum"]))
    if head["JobEngineered"]:
        raise Refusal(f"Job {head['JobNum']} is engineered and cannot be changed.", table="JobMtl")
    if not material.get("PartNum") and not material.get("Description"):
        raise Refusal("Part is required.", table="JobMtl", field="PartNum")
    if Decimal(str(material.get("QtyPer") or 0)) <= 0:
        raise Refusal("Quantity must be greater than zero.", table="JobMtl", field="QtyPer")
    material["RequiredQty"] = _required(rows, material)
    if row["RowMod"] == "U":
        rows.update("JobMtl", row, **material)
        return
    key = {name: material[name] for name in ("JobNum", "AssemblySeq", "MtlSeq")}
    if rows.one("JobMtl", **key):
        raise duplicate(f"Material {material['MtlSeq']} already exists.", table="JobMtl")
    rows.insert("JobMtl", material)


def _refuse_closed(rows: Rows, number: str) -> Row:
    head = rows.one("JobHead", JobNum=number)
    if head is None:
        raise missing(f"Job {number} not found.")
    if head["JobClosed"] or head["JobComplete"]:
        raise Refusal(f"Job {number} is closed.", table="JobHead", field="JobClosed")
    return head


METHODS: dict[str, Method] = {
    "GetByID": _get_by_id,
    "GetDatasetForTree": _get_by_id,
    "ChangeJobHeadJobEngineered": _change_engineered,
    "GetNewJobMtl": _new_material,
    "ChangeJobMtlPartNum": _change_part,
    "ChangeJobMtlQtyPer": _change_quantity,
    "Update": _update,
}
