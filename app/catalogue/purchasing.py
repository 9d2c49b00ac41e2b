"""The jobs about buying: buyers, terms, prices and suggestions."""

from __future__ import annotations

from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, date, integer, money, quantity, table, text, unit_price
from app.catalogue.conditions import UNRESTRICTED_PART
from app.model.job import Direction, DisabledWhile, Job, JobNumber

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(3),
        key="shipvia",
        name="ShipVia",
        description="Brings the ways goods are shipped, with their carriers.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        follows=("Company",),
        tables=(
            table(
                "ShipVia",
                key=(COMPANY, text("ShipViaCode", size=4)),
                main=(text("Description", "Carrier", "SCAC"), bit("Inactive")),
            ),
        ),
    ),
    Job(
        number=JobNumber(4),
        key="buyer",
        name="Buyer",
        description="Brings the buyers, their spending limits and the users who may buy in their name. It stays off "
        "while Intercompany GL is active.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        follows=("Company", "Backend User"),
        tables=(
            table(
                "PurAgent",
                key=(COMPANY, text("BuyerID", size=8)),
                main=(
                    text("Name", size=50),
                    text("ApprovalPerson"),
                    money("POLimit"),
                    text("EMailAddress", size=50),
                    bit("InActive"),
                ),
            ),
            table(
                "PurAuth",
                key=(COMPANY, text("BuyerID", size=8), text("DcdUserID", size=75)),
            ),
        ),
        rules=(DisabledWhile(setting="intercompany_gl"),),
    ),
    Job(
        number=JobNumber(6),
        key="purchase_misc_charge",
        name="Purchase Misc Charge",
        description="Brings the charges that can be added to a purchase, such as freight or handling.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        follows=("Company", "Currency"),
        tables=(
            table(
                "PurMisc",
                key=(COMPANY, text("MiscCode", size=4)),
                main=(
                    text("Description"),
                    text("TaxCatID", size=10),
                    text("Type", size=1),
                    money("Percentage"),
                    bit("LCFlag", "Inactive"),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(9),
        key="po_suggestion",
        name="PO Suggestion",
        description="Brings what the ERP's planning proposes to buy and nobody has ordered yet.",
        direction=Direction.INBOUND,
        interval=timedelta(minutes=30),
        follows=("Vendor", "Inventory Item", "Buyer", "Site", "Manufacturing Job", "Currency"),
        tables=(
            table(
                "SugPoDtl",
                key=(COMPANY, integer("SugNum")),
                main=(
                    text("SugType", size=2),
                    text("BuyerID", size=8),
                    date("DueDate", "OrderByDate"),
                    text("PartNum", size=50),
                    quantity("RelQty", "XRelQty"),
                    text("IUM", "PUM", size=6),
                    unit_price("UnitPrice"),
                    integer("VendorNum"),
                    text("Plant", "WarehouseCode", size=8),
                    text("JobNum", size=14),
                    bit("Buy"),
                ),
                condition=UNRESTRICTED_PART,
            ),
        ),
    ),
    Job(
        number=JobNumber(38),
        key="fob",
        name="FOB",
        description="Brings the delivery terms that say where goods change hands.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        depends_on=("Company",),
        tables=(
            table(
                "FOB",
                key=(COMPANY, text("FOB", size=15)),
                main=(text("Description", "DeliveryTerms"), bit("InActive")),
            ),
        ),
    ),
    Job(
        number=JobNumber(47),
        key="approved_vendor",
        name="Approved Vendor",
        description="Brings which suppliers are approved for a part, a class of parts or an operation.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company",),
        follows=("Vendor", "Inventory Item", "Part Class", "Customer"),
        tables=(
            table(
                "AprvVend",
                key=(
                    COMPANY,
                    integer("VendorNum"),
                    text("PartNum", size=50),
                    text("APVType"),
                    text("ClassID", size=4),
                    text("OpCode", size=8),
                    integer("CustNum"),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(57),
        key="vendor_quote",
        name="Vendor Quote",
        description="Brings suppliers' prices with their dates and quantity breaks.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company", "Vendor", "Currency", "Inventory Item"),
        follows=("UOM", "Purchase Misc Charge"),
        tables=(
            table(
                "VendPart",
                key=(
                    COMPANY,
                    text("PartNum", size=50),
                    text("OpCode", size=8),
                    text("PUM", size=6),
                    integer("VendorNum"),
                    date("EffectiveDate"),
                ),
                main=(
                    unit_price("BaseUnitPrice"),
                    text("CurrencyCode", size=4),
                    integer("LeadTime"),
                    unit_price("MinimumPrice"),
                    date("ExpirationDate"),
                    text("VenPartNum", size=50),
                    text("PricePerCode", size=2),
                ),
            ),
            table(
                "VendPBrk",
                key=(
                    COMPANY,
                    text("PartNum", size=50),
                    text("OpCode", size=8),
                    text("PUM", size=6),
                    integer("VendorNum"),
                    date("EffectiveDate"),
                    quantity("BreakQty"),
                ),
                main=(money("PriceModifier"), unit_price("EffectivePrice")),
            ),
        ),
    ),
    Job(
        number=JobNumber(58),
        key="vendor_sku",
        name="Vendor SKU",
        description="Brings the numbers and packs under which suppliers sell our parts.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company", "Vendor", "Currency", "Inventory Item"),
        follows=("Manufacturer",),
        tables=(
            table(
                "PartXRefVend",
                key=(
                    COMPANY,
                    text("PartNum", size=50),
                    integer("VendorNum"),
                    text("VendPartNum", size=50),
                    integer("MfgNum"),
                    text("MfgPartNum", size=50),
                ),
                main=(integer("LeadTime"), bit("PurchaseDefault"), text("Reference")),
            ),
        ),
    ),
)
