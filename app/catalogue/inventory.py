"""The jobs about parts and what describes them: classes, groups, warehouses, commodity codes."""

from __future__ import annotations

from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, decimal, integer, quantity, table, text, unit_price
from app.catalogue.conditions import REQUISITION_CLASS, UNRESTRICTED_PART, same
from app.model.job import AllOf, Direction, Equals, Job, JobNumber, Related, While

_CLASS_ALLOWED = While(
    setting="restrict_parts",
    condition=Related(table="PartClass", on=same("Company", "ClassID"), condition=REQUISITION_CLASS),
)

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(2),
        key="inventory_item_warehouse",
        name="Inventory Item Warehouse",
        description="Tells which warehouses stock each part, and how much is on hand, reserved and wanted there.",
        direction=Direction.INBOUND,
        interval=timedelta(minutes=15),
        follows=("Inventory Item", "Location", "Site"),
        tables=(
            table(
                "PartWhse",
                key=(COMPANY, text("PartNum", size=50), text("WarehouseCode", size=8)),
                main=(
                    quantity(
                        "OnHandQty",
                        "DemandQty",
                        "ReservedQty",
                        "AllocatedQty",
                        "NonNettableQty",
                        "MinimumQty",
                        "MaximumQty",
                        "SafetyQty",
                    ),
                ),
            ),
            table(
                "PlantWhse",
                key=(COMPANY, text("Plant", size=8), text("PartNum", size=50), text("WarehouseCode", size=8)),
                main=(text("PrimBin"),),
            ),
        ),
    ),
    Job(
        number=JobNumber(20),
        key="internal_part",
        name="Internal Part",
        description="Brings other numbers by which our parts are known inside the company.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=4),
        follows=("Inventory Item",),
        tables=(
            table(
                "PartXRefInt",
                key=(COMPANY, text("PartNum", "XRefPartNum", size=50)),
                main=(text("XRefPartDesc"),),
            ),
        ),
    ),
    Job(
        number=JobNumber(28),
        key="location",
        name="Location",
        description="Brings warehouses as locations, each with the site that owns it.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=4),
        depends_on=("Company",),
        follows=("Site",),
        tables=(
            table(
                "Warehse",
                key=(COMPANY, text("WarehouseCode", size=8)),
                main=(
                    text("Description", size=30),
                    text("Name", size=50),
                    text("Plant", size=8),
                    text("Address1", "City", "State", size=50),
                    text("Zip", size=10),
                    text("Country", size=50),
                    text("DefRcvWhse", size=8),
                    text("DefRcvBin", size=10),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(29),
        key="inventory_group",
        name="Inventory Group",
        description="Brings the groups that parts are sorted into for inventory and sales.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        depends_on=("Company",),
        follows=("Tax Code",),
        tables=(
            table(
                "ProdGrup",
                key=(COMPANY, text("ProdCode", size=8)),
                main=(text("Description"), text("TaxCatID", size=10), text("Plant", size=8)),
            ),
        ),
    ),
    Job(
        number=JobNumber(39),
        key="part_class",
        name="Part Class",
        description="Brings part classes. Their requisition flag decides which parts an agent brings while it "
        "restricts parts.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company",),
        follows=("Buyer", "HS Commodity"),
        tables=(
            table(
                "PartClass",
                key=(COMPANY, text("ClassID", size=4)),
                main=(
                    text("Description"),
                    text("BuyerID", size=8),
                    bit("AvailForReq"),
                    text("CommodityCode", size=12),
                    bit("RcvInspectionReq", "Inactive"),
                ),
                condition=While(setting="restrict_parts", condition=REQUISITION_CLASS),
            ),
        ),
    ),
    Job(
        number=JobNumber(48),
        key="hs_commodity",
        name="HS Commodity",
        description="Brings customs commodity codes.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        follows=("Company",),
        tables=(
            table(
                "ICommCode",
                key=(COMPANY, text("CommodityCode", size=12)),
                main=(text("Description", "IntCommCode"), bit("NotReported")),
            ),
        ),
    ),
    Job(
        number=JobNumber(52),
        key="inventory_item",
        name="Inventory Item",
        description="Brings parts that can be bought, with the planning data of each site. An agent can be set to "
        "bring only classes flagged for requisitions.",
        direction=Direction.INBOUND,
        interval=timedelta(minutes=15),
        depends_on=("Company", "UOM", "Location", "Inventory Group", "Part Class"),
        follows=("UOM Class", "Site", "HS Commodity", "Tax Code"),
        tables=(
            table(
                "Part",
                key=(COMPANY, text("PartNum", size=50)),
                main=(
                    text("PartDescription"),
                    text("ClassID", size=4),
                    text("ProdCode", size=8),
                    text("IUM", "PUM", "SalesUM", size=6),
                    text("TypeCode", size=2),
                    text("UOMClassID", size=12),
                    bit("NonStock", "InActive"),
                    unit_price("UnitPrice"),
                    decimal("PurchasingFactor", precision=14, scale=4),
                    text("TaxCatID", size=10),
                    text("CommodityCode", size=15),
                    bit("TrackLots", "TrackSerialNum"),
                ),
                condition=AllOf(parts=(Equals(column="InActive", value=False), _CLASS_ALLOWED)),
            ),
            table(
                "PartPlant",
                key=(COMPANY, text("PartNum", size=50), text("Plant", size=8)),
                main=(text("PrimWhse"), integer("VendorNum", "LeadTime"), text("BuyerID", size=8)),
                condition=UNRESTRICTED_PART,
            ),
        ),
    ),
)
