"""The general ledger: chart of accounts, periods, books, budgets and balances."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import product

from app.sandbox.world import TODAY, Row, Tables, World, amount

CHART = "MAIN"
BOOK = "MAIN"
CALENDAR = "MAIN"
YEARS = (2024, 2025, 2026, 2027)
DIVISIONS = {"10": "Manufacturing", "20": "Assembly", "30": "Service"}
DEPARTMENTS = {
    "000": "No department", "100": "Management", "200": "Finance", "300": "Production", "400": "Purchasing",
    "500": "Warehouse", "600": "Engineering", "700": "Sales",
}  # fmt: skip
_BALANCE_SHEET = {
    "1010": "Cash at bank", "1100": "Trade receivables", "1210": "Inventory, raw material", "1220": "Work in process",
    "1230": "Inventory, finished goods", "1240": "Inspection", "1500": "Machinery", "1590": "Depreciation, machinery",
    "2010": "Trade payables", "2020": "Received, not invoiced", "2100": "Sales tax payable",
    "2300": "Accrued expenses", "3000": "Common stock", "3900": "Retained earnings", "4000": "Product sales",
    "4100": "Service sales", "5000": "Cost of products sold", "5100": "Purchase price variance", "5200": "Freight in",
}  # fmt: skip
EXPENSES = {
    "6010": "Office supplies", "6020": "Postage", "6030": "Small tools", "6040": "Safety equipment", "6100": "Travel",
    "6110": "Training", "6200": "Software subscriptions", "6210": "Computer equipment", "6300": "Maintenance",
    "6310": "Calibration", "6400": "Cleaning", "6500": "Packaging", "6600": "Consulting", "6700": "Energy",
}  # fmt: skip
NATURAL = {**_BALANCE_SHEET, **EXPENSES}
_CREDIT = ("2", "3", "4")


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    yield "COA", [{"COACode": CHART, "Description": "Main chart of accounts", "SeparatorChar": "-"}]
    yield "COASegment", _segments()
    yield "COASegValues", _values()
    yield "GLCOARefType", _reference_types()
    yield "GLCOARefAcct", _reference_accounts()
    yield "GLAccount", _accounts()
    yield "GLAcctDisp", _displays()
    yield "COASegOpt", _options()
    yield "FiscalCal", [_calendar()]
    yield "FiscalYr", _years()
    yield "FiscalPer", _periods()
    yield "GLBook", _books()
    yield "GLBudgetHd", _budgets(world)
    yield "GLBudgetDtl", _budget_periods(world)
    yield "GLPeriodBal", _balances(world)


def accounts() -> Iterator[tuple[str, str, str]]:
    """Every account as natural, division and department: balance sheet accounts have no department."""
    yield from product(_BALANCE_SHEET, DIVISIONS, ("000",))
    yield from product(EXPENSES, DIVISIONS, [code for code in DEPARTMENTS if code != "000"])


def account(natural: str, division: str, department: str) -> str:
    """The account as the ERP stores it."""
    return f"{natural}|{division}|{department}"


def _segments() -> Iterator[Row]:
    segments = (
        ("Natural", "Nat", 4, 4),
        ("Division", "Div", 2, 2),
        ("Department", "Dep", 3, 3),
        ("Project", "Prj", 1, 25),
    )
    for number, (name, short, shortest, longest) in enumerate(segments, start=1):
        yield {
            "COACode": CHART, "SegmentNbr": number, "SegmentName": name, "Abbreviation": short, "MinLength": shortest,
            "MaxLength": longest, "Dynamic": int(name == "Project"),
            "EntryControl": "O" if name == "Project" else "M", "SegSelfBal": int(name == "Division"),
            "DisplayOrder": number,
        }  # fmt: skip


def _values() -> Iterator[Row]:
    for number, values in enumerate((NATURAL, DIVISIONS, DEPARTMENTS), start=1):
        for code, name in values.items():
            yield {
                "COACode": CHART, "SegmentNbr": number, "SegmentCode": code, "SegmentName": name, "SegmentDesc": name,
                "SegmentAbbrev": name[:8], "ActiveFlag": 1, "EffectiveFrom": f"{YEARS[0]}-01-01",
                "Category": _category(code) if number == 1 else "",
                "NormalBalance": ("C" if code.startswith(_CREDIT) else "D") if number == 1 else "",
            }  # fmt: skip


def _category(natural: str) -> str:
    return {"1": "ASSETS", "2": "LIABILITIES", "3": "EQUITY", "4": "INCOME", "5": "COGS"}.get(natural[0], "EXPENSES")


def _reference_types() -> Iterator[Row]:
    for code, name in (("PROJECT", "Project"), ("EMP", "Employee")):
        yield {"COACode": CHART, "SegmentNbr": 4, "RefType": code, "RefTypeDesc": name, "RefEntity": name}


def _reference_accounts() -> Iterator[Row]:
    """Work in process asks for a project, travel for an employee."""
    for natural, division, department in accounts():
        kind = {"1220": "PROJECT", "6100": "EMP"}.get(natural)
        if kind:
            yield {
                "COACode": CHART, "SegmentNbr": 4, "RefType": kind,
                "GLAccount": account(natural, division, department), "RefStatus": "R",
            }  # fmt: skip


def _accounts() -> Iterator[Row]:
    for natural, division, department in accounts():
        yield {
            "COACode": CHART, "GLAccount": account(natural, division, department), "AccountDesc": NATURAL[natural],
            "Active": 1, "EffFrom": f"{YEARS[0]}-01-01", "SegValue1": natural, "SegValue2": division,
        }  # fmt: skip


def _displays() -> Iterator[Row]:
    for parts in accounts():
        yield {
            "COACode": CHART, "GLAccount": account(*parts),
            "AccountDesc": f"{NATURAL[parts[0]]}, {DIVISIONS[parts[1]]}", "GLShortAcct": "-".join(parts), "Active": 1,
        }  # fmt: skip


def _options() -> Iterator[Row]:
    for natural in NATURAL:
        department = "M" if natural in EXPENSES else "N"
        project = "M" if natural == "1220" else "O"
        for number, option in ((2, "M"), (3, department), (4, project)):
            yield {
                "COACode": CHART, "SegmentNbr": 1, "SegmentCode": natural, "SubSegmentNbr": number,
                "ValOption": option, "DefaultSegment": {(2, "M"): "10", (3, "N"): "000"}.get((number, option), ""),
            }  # fmt: skip


def _calendar() -> Row:
    return {
        "FiscalCalendarID": CALENDAR, "Description": "Calendar year", "StartDate": f"{YEARS[0]}-01-01",
        "EndDate": f"{YEARS[-1]}-12-31",
    }  # fmt: skip


def _years() -> Iterator[Row]:
    for year in YEARS:
        yield {
            "FiscalCalendarID": CALENDAR, "FiscalYear": year, "StartDate": f"{year}-01-01",
            "EndDate": f"{year}-12-31", "NumPeriods": 12, "NumClosingPeriods": 0,
        }  # fmt: skip


def _periods() -> Iterator[Row]:
    for year, month in product(YEARS, range(1, 13)):
        last = monthrange(year, month)[1]
        yield {
            "FiscalCalendarID": CALENDAR, "FiscalYear": year, "FiscalPeriod": month,
            "StartDate": date(year, month, 1).isoformat(), "EndDate": date(year, month, last).isoformat(),
        }  # fmt: skip


def _books() -> Iterator[Row]:
    for book, name, main in ((BOOK, "Main book", 1), ("IFRS", "IFRS adjustments", 0)):
        yield {
            "BookID": book, "Description": name, "MainBook": main, "COACode": CHART, "CurrencyCode": "USD",
            "BookType": 1, "Inactive": int(not main), "FiscalCalendarID": CALENDAR,
        }  # fmt: skip


def _budgeted(world: World) -> Iterator[tuple[Row, int]]:
    """Head of each budget with a month's amount in thousandths: expense accounts of the first divisions, this year."""
    dice = world.dice("budgets")
    chosen = [parts for parts in accounts() if parts[0] in EXPENSES and parts[1] == "10"]
    for parts in chosen[: world.some(len(chosen))]:
        key: Row = {
            "BookID": BOOK, "BalanceAcct": account(*parts), "BalanceType": "D", "FiscalYear": TODAY.year,
            "FiscalCalendarID": CALENDAR, "BudgetCodeID": "Main",
        }  # fmt: skip
        yield key, dice.randint(4, 240) * 50_000


def _budgets(world: World) -> Iterator[Row]:
    for key, monthly in _budgeted(world):
        total = amount(monthly * 12, places=3)
        yield {**key, "TotalBudgetAmt": total, "BudgetPerCode": "P", "COACode": CHART}


def _budget_periods(world: World) -> Iterator[Row]:
    for key, monthly in _budgeted(world):
        for month in range(1, 13):
            budget = amount(monthly, places=3)
            yield {**key, "FiscalPeriod": month, "BudgetAmt": budget, "COACode": CHART, "CurrencyCode": "USD"}


def _balances(world: World) -> Iterator[Row]:
    """Each budgeted account's year so far: what was spent each month adds up in the next opening balance."""
    dice = world.dice("balances")
    for key, monthly in _budgeted(world):
        opening = 0
        for month in range(1, TODAY.month + 1):
            debit, credit = monthly * dice.randint(40, 120) // 100, monthly * dice.randint(0, 5) // 100
            yield {
                "BookID": BOOK, "BalanceAcct": key["BalanceAcct"], "BalanceType": "D", "FiscalYear": TODAY.year,
                "FiscalPeriod": month, "FiscalCalendarID": CALENDAR, "OpenBalance": amount(opening, places=3),
                "BalanceAmt": amount(debit - credit, places=3), "DebitAmt": amount(debit, places=3),
                "CreditAmt": amount(credit, places=3),
            }  # fmt: skip
            opening += debit - credit
