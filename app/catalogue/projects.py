"""The jobs about projects, manufacturing jobs and the material requested for them."""

from __future__ import annotations

from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, date, integer, quantity, table, text, unit_price
from app.catalogue.conditions import UNRESTRICTED_PART
from app.model.job import Direction, Job, JobNumber

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(40),
        key="project",
        name="Project",
        description="Brings projects with their dates and currency.",
        direction=Direction.INBOUND,
        interval=timedelta(minutes=30),
        depends_on=("Company",),
        follows=("Inventory Group", "Currency"),
        tables=(
            table(
                "Project",
                key=(COMPANY, text("ProjectID", size=25)),
                main=(
                    text("Description"),
                    bit("ActiveProject"),
                    date("StartDate", "EndDate"),
                    text("ConProjMgr"),
                    text("CurrencyCode", size=4),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(41),
        key="manufacturing_job",
        name="Manufacturing Job",
        description="Brings manufacturing jobs with their assemblies, materials and operations, so that purchases can "
        "be charged to them.",
        direction=Direction.INBOUND,
        interval=timedelta(minutes=15),
        depends_on=("Company", "Project"),
        follows=("Inventory Item", "Site", "UOM"),
        tables=(
            table(
                "JobHead",
                key=(COMPANY, text("JobNum", size=14)),
                main=(
                    text("PartNum", size=50),
                    text("RevisionNum", size=12),
                    text("PartDescription"),
                    quantity("ProdQty"),
                    text("IUM", size=6),
                    text("Plant", size=8),
                    date("StartDate", "DueDate"),
                    bit("JobClosed", "JobComplete", "JobEngineered", "JobReleased", "JobHeld"),
                    text("ProjectID", size=25),
                ),
            ),
            table(
                "JobAsmbl",
                key=(COMPANY, text("JobNum", size=14), integer("AssemblySeq")),
                main=(
                    text("PartNum", size=50),
                    text("Description"),
                    text("RevisionNum", size=12),
                    quantity("QtyPer"),
                    text("IUM", size=6),
                    quantity("RequiredQty"),
                    text("WarehouseCode", size=8),
                    date("StartDate", "DueDate"),
                ),
                condition=UNRESTRICTED_PART,
            ),
            table(
                "JobMtl",
                key=(COMPANY, text("JobNum", size=14), integer("AssemblySeq", "MtlSeq")),
                main=(
                    text("PartNum", size=50),
                    text("Description"),
                    quantity("QtyPer", "RequiredQty"),
                    text("IUM", size=6),
                    date("ReqDate"),
                    text("WarehouseCode", size=8),
                    integer("VendorNum"),
                    text("PurPoint", size=4),
                    bit("BuyIt", "AddedMtl", "FixedQty"),
                    quantity("IssuedQty"),
                    bit("IssuedComplete"),
                    unit_price("EstUnitCost"),
                    text("Plant", size=8),
                ),
                condition=UNRESTRICTED_PART,
            ),
            table(
                "JobOper",
                key=(COMPANY, text("JobNum", size=14), integer("AssemblySeq", "OprSeq")),
                main=(
                    text("OpCode", size=8),
                    quantity("QtyPer"),
                    date("StartDate", "DueDate"),
                    bit("SubContract"),
                    text("PartNum", size=50),
                    integer("VendorNum"),
                    unit_price("EstUnitCost"),
                    bit("OpComplete"),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(53),
        key="new_job_material_request",
        name="New Job Material Request",
        description="Adds material to manufacturing jobs in the ERP for lines that were requested for them, before "
        "their purchase order goes out.",
        direction=Direction.OUTBOUND,
        interval=timedelta(minutes=2),
        depends_on=("Manufacturing Job",),
        follows=("Create E9 Transactions", "Inventory Item", "UOM"),
    ),
)
