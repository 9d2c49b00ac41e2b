"""The jobs about documents that travel both ways: transfer orders and purchase orders with their receipts."""

from __future__ import annotations

from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, date, decimal, integer, quantity, table, text, unit_price
from app.catalogue.conditions import OF_RESTRICTED_PART, UNRESTRICTED_PART, same
from app.model.job import AllOf, Direction, Job, JobNumber, OneOfSetting, Related, While

_BUYERS = OneOfSetting(column="BuyerID", setting="po_buyers")

# One restricted line keeps the whole order out: ARM could not show it in part.
_NO_RESTRICTED_LINE = Related(
    table="PODetail", on=(("Company", "Company"), ("PONum", "PONUM")), condition=OF_RESTRICTED_PART, negated=True
)
_OF_ORDER_TAKEN = AllOf(
    parts=(
        While(
            setting="po_buyers",
            condition=Related(table="POHeader", on=same("Company", "PONum"), condition=_BUYERS),
        ),
        While(setting="restrict_parts", condition=_NO_RESTRICTED_LINE),
    )
)

# PODetail alone spells the order's number PONUM.
_LINE_OF_ORDER_TAKEN = AllOf(
    parts=(
        While(
            setting="po_buyers",
            condition=Related(table="POHeader", on=(("Company", "Company"), ("PONUM", "PONum")), condition=_BUYERS),
        ),
        While(
            setting="restrict_parts",
            condition=Related(
                table="PODetail", on=same("Company", "PONUM"), condition=OF_RESTRICTED_PART, negated=True
            ),
        ),
    )
)

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(54),
        key="transfer_request",
        name="Transfer Request",
        description="Sends approved transfer orders to the ERP and exchanges shipments and receipts with it.",
        direction=Direction.BIDIRECTIONAL,
        interval=timedelta(minutes=5),
        depends_on=("Company", "Create E9 Transactions"),
        follows=("Site", "Location", "Inventory Item", "Inventory Item Warehouse", "ShipVia", "Earliest Apply Date"),
        tables=(
            table(
                "TFOrdHed",
                key=(COMPANY, text("TFOrdNum")),
                main=(
                    bit("OpenOrder"),
                    text("Plant", "ToPlant", size=8),
                    text("EntryPerson", size=75),
                    date("OrderDate"),
                    text("ShipViaCode", size=4),
                    bit("Shipped"),
                ),
            ),
            table(
                "TFOrdDtl",
                key=(COMPANY, text("TFLineNum")),
                main=(
                    text("TFOrdNum"),
                    integer("TFOrdLine"),
                    bit("OpenLine"),
                    text("PartNum", size=50),
                    quantity("OurStockQty"),
                    text("OurStockQtyUOM"),
                    quantity("SellingQty"),
                    text("WarehouseCode", "Plant", "ToPlant", size=8),
                    date("RequestDate", "NeedByDate"),
                    bit("Shipped"),
                    quantity("ReceivedQty"),
                ),
            ),
            table(
                "TFShipHead",
                key=(COMPANY, integer("PackNum")),
                main=(
                    date("ShipDate"),
                    text("ShipViaCode", size=4),
                    text("ShipPerson"),
                    text("EntryPerson", size=75),
                    text("Plant", "ToPlant", size=8),
                    text("TrackingNumber"),
                    bit("Shipped"),
                ),
            ),
            table(
                "TFShipDtl",
                key=(COMPANY, integer("PackNum", "PackLine")),
                main=(
                    text("TFOrdNum"),
                    integer("TFOrdLine"),
                    text("TFLineNum"),
                    text("PartNum", size=50),
                    text("LineDesc"),
                    text("IUM", size=6),
                    quantity("OurStockShippedQty"),
                    text("WarehouseCode", size=8),
                    text("BinNum", size=10),
                    text("LotNum", size=30),
                    bit("ShipCmpl"),
                ),
            ),
            table(
                "PlantTran",
                key=(COMPANY, integer("TranNum")),
                main=(
                    text("TranStatus"),
                    text("PartNum", size=50),
                    text("FromPlant", "ToPlant", size=8),
                    quantity("TranQty"),
                    text("UM", size=6),
                    date("TranDate"),
                    integer("PackNum", "PackLine"),
                    text("TFOrdNum"),
                    integer("TFOrdLine"),
                    text("EntryPerson", size=75),
                    date("RecTranDate"),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(59),
        key="purchase_order",
        name="Purchase Order",
        description="Sends purchase orders to the ERP, brings orders made there, and exchanges receipts both ways.",
        direction=Direction.BIDIRECTIONAL,
        interval=timedelta(minutes=5),
        depends_on=("Company", "New Job Material Request"),
        follows=(
            "Create E9 Transactions",
            "Vendor",
            "Inventory Item",
            "Buyer",
            "Currency",
            "UOM",
            "FOB",
            "ShipVia",
            "Tax Code",
            "GL Account",
            "Site",
            "Location",
            "Project",
            "Purchase Misc Charge",
        ),
        tables=(
            table(
                "POHeader",
                key=(COMPANY, integer("PONum")),
                main=(
                    bit("OpenOrder", "VoidOrder"),
                    date("OrderDate"),
                    integer("VendorNum"),
                    text("PurPoint", size=4),
                    text("BuyerID", size=8),
                    text("EntryPerson", size=75),
                    text("FOB", size=15),
                    text("ShipViaCode", "TermsCode", "CurrencyCode", size=4),
                    decimal("ExchangeRate"),
                    bit("Approve"),
                    text("ApprovalStatus", size=2),
                    bit("Confirmed"),
                    date("DueDate", "PromiseDate"),
                ),
                condition=AllOf(parts=(_BUYERS, While(setting="restrict_parts", condition=_NO_RESTRICTED_LINE))),
            ),
            table(
                "PODetail",
                key=(COMPANY, integer("PONUM", "POLine")),
                main=(
                    bit("OpenLine", "VoidLine"),
                    text("PartNum", size=50),
                    text("LineDesc"),
                    quantity("OrderQty", "XOrderQty"),
                    text("IUM", "PUM", size=6),
                    unit_price("UnitCost", "DocUnitCost"),
                    text("CostPerCode", size=2),
                    text("VenPartNum", size=50),
                    text("ClassID", size=4),
                    bit("RcvInspectionReq"),
                ),
                condition=_LINE_OF_ORDER_TAKEN,
            ),
            table(
                "PORel",
                key=(COMPANY, integer("PONum", "POLine", "PORelNum")),
                main=(
                    bit("OpenRelease", "VoidRelease"),
                    text("Status", size=1),
                    date("DueDate"),
                    quantity("RelQty", "XRelQty", "ReceivedQty", "ArrivedQty"),
                    text("TranType", size=7),
                    text("JobNum", size=14),
                    integer("AssemblySeq"),
                    text("JobSeqType", size=2),
                    integer("JobSeq"),
                    text("WarehouseCode", "Plant", size=8),
                    text("ProjectID", size=25),
                    integer("ReqNum", "ReqLine"),
                    bit("DropShip"),
                ),
                condition=_OF_ORDER_TAKEN,
            ),
            table(
                "RcvHead",
                key=(COMPANY, integer("VendorNum"), text("PurPoint", size=4), text("PackSlip", size=20)),
                main=(
                    date("ReceiptDate"),
                    text("EntryPerson", size=75),
                    integer("PONum"),
                    text("Plant", size=8),
                    text("ShipViaCode", size=4),
                    bit("Received"),
                    date("ArrivedDate"),
                    bit("SaveForInvoicing", "Invoiced"),
                ),
                condition=_OF_ORDER_TAKEN,
            ),
            table(
                "RcvDtl",
                key=(
                    COMPANY,
                    integer("VendorNum"),
                    text("PurPoint", size=4),
                    text("PackSlip", size=20),
                    integer("PackLine"),
                ),
                main=(
                    integer("PONum", "POLine", "PORelNum"),
                    text("PartNum", size=50),
                    text("WareHouseCode", size=8),
                    text("BinNum", size=10),
                    quantity("OurQty"),
                    text("IUM", size=6),
                    quantity("VendorQty"),
                    text("PUM", size=6),
                    unit_price("OurUnitCost"),
                    text("ReceiptType", size=2),
                    text("ReceivedTo", size=7),
                    bit("Invoiced"),
                    text("InvoiceNum", size=20),
                    integer("InvoiceLine"),
                    bit("ReceivedComplete"),
                ),
                condition=AllOf(parts=(_OF_ORDER_TAKEN, UNRESTRICTED_PART)),
            ),
        ),
    ),
)
