"""The jobs about the company itself: sites, countries, users, roles and the dates from which it may post."""

from __future__ import annotations

from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, date, integer, table, text
from app.model.job import Direction, Job, JobNumber

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(1),
        key="company",
        name="Company",
        description="Brings the company's own record: name, address, tax region and fiscal calendar.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        tables=(
            table(
                "Company",
                key=(COMPANY,),
                main=(
                    text("Name", "Address1", "City", "State", size=50),
                    text("Zip", size=10),
                    text("Country", size=50),
                    text("PhoneNum", size=20),
                    integer("CountryNum"),
                    text("TaxRegionCode", size=4),
                    text("FiscalCalendarID", size=12),
                    text("LegalName", size=200),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(5),
        key="role_code",
        name="Role Code",
        description="Brings the roles that employees can have.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        follows=("Company",),
        tables=(
            table(
                "RoleCd",
                key=(COMPANY, text("RoleCode")),
                main=(text("RoleDescription"), bit("Inactive", "EmployeeRole", "SupervisorRole")),
            ),
        ),
    ),
    Job(
        number=JobNumber(7),
        key="backend_user",
        name="Backend User",
        description="Brings the ERP's user accounts and the companies they may work in, so that ARM users can be "
        "linked to them.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        tables=(
            table(
                "UserFile",
                key=(text("DcdUserID", size=75),),
                main=(
                    text("Name", "EMailAddress", size=50),
                    bit("UserDisabled", "SecurityMgr"),
                    text("CompList", "GroupList"),
                    text("CurComp", "LangNameID", size=8),
                ),
            ),
            table(
                "UserComp",
                key=(text("DcdUserID", size=75), COMPANY),
                main=(text("CurPlant", size=8), text("PlantList"), text("PrimBuyerID", size=8), text("Name", size=50)),
            ),
        ),
    ),
    Job(
        number=JobNumber(10),
        key="site",
        name="Site",
        description="Brings the sites with their addresses and tax numbers.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        follows=("Company", "Country"),
        tables=(
            table(
                "Plant",
                key=(COMPANY, text("Plant", size=8)),
                main=(
                    text("Name", "Address1", "City", "State", size=50),
                    text("Zip", size=10),
                    integer("CountryNum"),
                    text("PhoneNum", size=20),
                    text("CalendarID", "SiteCode", size=8),
                    text("TaxID", size=20),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(21),
        key="earliest_apply_date",
        name="Earliest Apply Date",
        description="Brings the earliest day on which each area of the books still takes entries.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        follows=("Company",),
        tables=(
            table(
                "EADComp",
                key=(COMPANY,),
                main=(
                    text("DefineBy"),
                    date("EarliestApplyDate"),
                    integer("FiscalYear", "FiscalPeriod"),
                    text("FiscalCalendarID", size=12),
                ),
            ),
            table(
                "EADType",
                key=(COMPANY, text("EADType")),
                main=(text("DefineBy"), date("EarliestApplyDate"), integer("FiscalYear", "FiscalPeriod")),
            ),
        ),
    ),
    Job(
        number=JobNumber(42),
        key="country",
        name="Country",
        description="Brings countries with their codes and currencies.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        depends_on=("Company",),
        tables=(
            table(
                "Country",
                key=(COMPANY, integer("CountryNum")),
                main=(text("Description", "ISOCode"), text("CurrencyCode", size=4), bit("EUMember")),
            ),
        ),
    ),
)
