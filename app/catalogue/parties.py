"""The jobs about suppliers, customers and manufacturers."""

from __future__ import annotations

from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, either, integer, money, table, text
from app.model.job import Direction, Job, JobNumber

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(18),
        key="manufacturer",
        name="Manufacturer",
        description="Brings manufacturers and the part numbers they use for our parts.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=4),
        follows=("Company",),
        tables=(
            table(
                "Manufacturer",
                key=(COMPANY, integer("MfgNum")),
                main=(text("MfgID"), text("Name", size=50), bit("Inactive")),
            ),
            table(
                "PartXRefMfg",
                key=(COMPANY, text("PartNum", size=50), integer("MfgNum")),
                main=(text("MfgPartNum", size=50), either("LeadTime"), text("LifecycleStatus")),
            ),
        ),
    ),
    Job(
        number=JobNumber(19),
        key="customer",
        name="Customer",
        description="Brings customers, for orders that ship straight to them or are bought for them.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        follows=("Company", "Country", "Currency", "Tax Code"),
        tables=(
            table(
                "Customer",
                key=(COMPANY, integer("CustNum")),
                main=(
                    text("CustID", size=10),
                    text("Name", "Address1", "City", "State", size=50),
                    text("Zip", size=10),
                    text("Country", size=50),
                    text("CurrencyCode", "TermsCode", "TaxRegionCode", size=4),
                    bit("CreditHold"),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(24),
        key="customer_part",
        name="Customer Part",
        description="Brings the part numbers that customers use for our parts.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=4),
        follows=("Customer", "Inventory Item"),
        tables=(
            table(
                "CustXPrt",
                key=(COMPANY, integer("CustNum"), text("PartNum", "XPartNum", size=50)),
                main=(text("PartDescription"), text("XRevisionNum", size=12)),
            ),
        ),
    ),
    Job(
        number=JobNumber(26),
        key="vendor",
        name="Vendor",
        description="Brings suppliers with their purchase points and contacts. Orders are sent to the contacts' fax "
        "and e-mail.",
        direction=Direction.INBOUND,
        interval=timedelta(minutes=15),
        depends_on=("Company",),
        follows=("Currency", "Country", "Vendor Group", "Payment Method", "Tax Code", "FOB", "ShipVia"),
        tables=(
            table(
                "Vendor",
                key=(COMPANY, integer("VendorNum")),
                main=(
                    text("VendorID", size=8),
                    text("Name", size=50),
                    bit("Inactive"),
                    text("Address1", "City", "State", size=50),
                    text("ZIP", size=10),
                    text("Country", size=50),
                    integer("CountryNum"),
                    text("CurrencyCode", "TermsCode", "GroupCode", "TaxRegionCode", size=4),
                    text("DefaultFOB", size=15),
                    text("PurPoint", size=4),
                    bit("Approved", "PayHold"),
                    integer("PrimPCon"),
                    text("EMailAddress", size=50),
                    text("FaxNum", size=20),
                    integer("PMUID"),
                    money("MinOrderValue"),
                ),
            ),
            table(
                "VendorPP",
                key=(COMPANY, integer("VendorNum"), text("PurPoint", size=4)),
                main=(
                    text("Name", "Address1", "City", "State", size=50),
                    text("Zip", size=10),
                    text("Country", size=50),
                    integer("PrimPCon"),
                ),
            ),
            table(
                "VendCnt",
                key=(COMPANY, integer("VendorNum"), text("PurPoint", size=4), integer("ConNum")),
                main=(text("Name", size=50), text("EmailAddress"), text("PhoneNum", "FaxNum", size=20)),
            ),
        ),
    ),
    Job(
        number=JobNumber(44),
        key="vendor_group",
        name="Vendor Group",
        description="Brings the groups that suppliers are sorted into.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        depends_on=("Company",),
        tables=(
            table(
                "VendGrup",
                key=(COMPANY, text("GroupCode", size=4)),
                main=(text("GroupDesc"),),
            ),
        ),
    ),
)
