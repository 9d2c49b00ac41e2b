"""The jobs about the general ledger: account structure, accounts, books, periods, budgets and balances."""

from __future__ import annotations

from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, date, integer, money, table, text
from app.model.job import Direction, Job, JobNumber, Refreshes

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(32),
        key="gl_account_definition",
        name="GL Account Definition",
        description="Brings how account numbers are built: charts, their segments, lengths and separators.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        depends_on=("Company",),
        tables=(
            table(
                "COA",
                key=(COMPANY, text("COACode")),
                main=(text("Description", "SeparatorChar"),),
            ),
            table(
                "COASegment",
                key=(COMPANY, text("COACode"), integer("SegmentNbr")),
                main=(
                    text("SegmentName", "Abbreviation"),
                    integer("MinLength", "MaxLength"),
                    bit("Dynamic"),
                    text("EntryControl"),
                    bit("SegSelfBal"),
                    integer("DisplayOrder"),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(33),
        key="gl_period",
        name="GL Period",
        description="Brings fiscal calendars, years and periods with their first and last days.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        depends_on=("Company",),
        tables=(
            table(
                "FiscalPer",
                key=(
                    COMPANY,
                    text("FiscalCalendarID", size=12),
                    integer("FiscalYear"),
                    text("FiscalYearSuffix", size=8),
                    integer("FiscalPeriod"),
                ),
                main=(date("StartDate", "EndDate"),),
            ),
            table(
                "FiscalYr",
                key=(
                    COMPANY,
                    text("FiscalCalendarID", size=12),
                    integer("FiscalYear"),
                    text("FiscalYearSuffix", size=8),
                ),
                main=(date("StartDate", "EndDate"), integer("NumPeriods", "NumClosingPeriods")),
            ),
            table(
                "FiscalCal",
                key=(COMPANY, text("FiscalCalendarID", size=12)),
                main=(text("Description"), date("StartDate", "EndDate")),
            ),
        ),
    ),
    Job(
        number=JobNumber(34),
        key="gl_reference_type",
        name="GL Reference Type",
        description="Brings the kinds of reference that an account can ask for, such as a project or an employee.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        depends_on=("Company",),
        follows=("GL Account Definition",),
        tables=(
            table(
                "GLCOARefType",
                key=(COMPANY, text("COACode"), integer("SegmentNbr"), text("RefType", size=8)),
                main=(text("RefTypeDesc", "RefEntity"),),
            ),
            table(
                "GLCOARefAcct",
                key=(
                    COMPANY,
                    text("COACode"),
                    integer("SegmentNbr"),
                    text("RefType", size=8),
                    text("GLAccount", size=200),
                ),
                main=(text("RefStatus"),),
            ),
        ),
    ),
    Job(
        number=JobNumber(35),
        key="gl_segment_value",
        name="GL Segment Value",
        description="Brings the values allowed in each segment of an account number.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company",),
        follows=("GL Account Definition",),
        tables=(
            table(
                "COASegValues",
                key=(COMPANY, text("COACode"), integer("SegmentNbr"), text("SegmentCode")),
                main=(
                    text("SegmentName", "SegmentDesc", "SegmentAbbrev"),
                    bit("ActiveFlag"),
                    text("EffectiveFrom", "EffectiveTo", "Category", "NormalBalance"),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(36),
        key="gl_account_budget",
        name="GL Account Budget",
        description="Brings the budget of each account by book and period, against which requisitions are checked.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company", "GL Period"),
        follows=("GL Book", "GL Account"),
        tables=(
            table(
                "GLBudgetHd",
                key=(
                    COMPANY,
                    text("BookID"),
                    text("BalanceAcct", size=200),
                    text("BalanceType"),
                    integer("FiscalYear"),
                    text("FiscalYearSuffix", size=8),
                    text("FiscalCalendarID", size=12),
                    text("BudgetCodeID"),
                ),
                main=(money("TotalBudgetAmt"), text("BudgetPerCode", "COACode")),
            ),
            table(
                "GLBudgetDtl",
                key=(
                    COMPANY,
                    text("BookID"),
                    text("BalanceAcct", size=200),
                    text("BalanceType"),
                    integer("FiscalYear"),
                    text("FiscalYearSuffix", size=8),
                    text("FiscalCalendarID", size=12),
                    text("BudgetCodeID"),
                    integer("FiscalPeriod"),
                ),
                main=(money("BudgetAmt"), text("COACode"), text("CurrencyCode", size=4)),
            ),
        ),
    ),
    Job(
        number=JobNumber(37),
        key="gl_period_balance",
        name="GL Period Balance",
        description="Brings each account's balance by book and period: what has already been used of a budget.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company",),
        follows=("GL Book", "GL Period", "GL Account"),
        tables=(
            table(
                "GLPeriodBal",
                key=(
                    COMPANY,
                    text("BookID"),
                    text("BalanceAcct", size=200),
                    text("BalanceType"),
                    integer("FiscalYear"),
                    text("FiscalYearSuffix", size=8),
                    integer("FiscalPeriod"),
                    text("FiscalCalendarID", size=12),
                ),
                main=(money("OpenBalance", "BalanceAmt", "DebitAmt", "CreditAmt"),),
            ),
        ),
    ),
    Job(
        number=JobNumber(45),
        key="gl_book",
        name="GL Book",
        description="Brings the accounting books and the links that give parts and part classes their accounts. Both "
        "are read again after a change.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=4),
        depends_on=("Company",),
        follows=("GL Account Definition", "GL Period", "Currency"),
        tables=(
            table(
                "GLBook",
                key=(COMPANY, text("BookID")),
                main=(
                    text("Description"),
                    bit("MainBook"),
                    text("COACode"),
                    text("CurrencyCode", size=4),
                    integer("BookType"),
                    bit("Inactive"),
                    text("FiscalCalendarID", size=12),
                ),
            ),
            table(
                "EntityGLC",
                key=(COMPANY, text("RelatedToFile", "Key1", "Key2", "Key3", "Key4", "Key5", "Key6", "GLControlType")),
                main=(text("GLControlCode"),),
            ),
        ),
        rules=(Refreshes(jobs=("Part Class", "Inventory Item")),),
    ),
    Job(
        number=JobNumber(51),
        key="gl_account",
        name="GL Account",
        description="Brings the full account numbers with their parts, names and dates.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company", "GL Account Definition"),
        follows=("GL Segment Value",),
        tables=(
            table(
                "GLAccount",
                key=(COMPANY, text("COACode"), text("GLAccount", size=200)),
                main=(
                    text("AccountDesc"),
                    bit("Active"),
                    text("EffFrom", "EffTo"),
                    text("SegValue1", "SegValue2", "SegValue20", size=50),
                ),
            ),
            table(
                "GLAcctDisp",
                key=(COMPANY, text("COACode"), text("GLAccount", size=200)),
                main=(text("AccountDesc", "GLShortAcct"), bit("Active")),
            ),
        ),
    ),
    Job(
        number=JobNumber(55),
        key="gl_segment_option",
        name="GL Segment Option",
        description="Brings, for each natural account, which other segments must, may or must not be given.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=4),
        depends_on=("GL Account",),
        follows=("GL Segment Value",),
        tables=(
            table(
                "COASegOpt",
                key=(COMPANY, text("COACode"), integer("SegmentNbr"), text("SegmentCode"), integer("SubSegmentNbr")),
                main=(text("ValOption", "DefaultSegment"),),
            ),
        ),
    ),
)
