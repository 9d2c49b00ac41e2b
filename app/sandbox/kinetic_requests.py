"""What the services of the Kinetic double share: a request's rows and dataset, and the checks of every document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any  # JSON is untyped

from app.sandbox.kinetic_refusals import Refusal
from app.sandbox.kinetic_rows import Row, Rows

Dataset = dict[str, list[Row]]


@dataclass(frozen=True, kw_only=True)
class Request:
    """One call of a method: who asks, the ERP's rows, and the parameters by name."""

    rows: Rows
    user: str
    parameters: dict[str, Any]

    @property
    def ds(self) -> Dataset:
        """The dataset that came with the call, and goes back."""
        return self.parameters.setdefault("ds", {})

    def text(self, name: str) -> str:
        """A parameter as text."""
        return str(self.parameters.get(name) or "")

    def number(self, name: str) -> int:
        """A parameter as a whole number."""
        try:
            return int(self.parameters.get(name) or 0)
        except ValueError:
            raise Refusal(f"Parameter {name} is no number.", kind="Ice.Common.ApiException") from None

    def new(self, table: str, **values: Any) -> Row:
        """Put a new row into the dataset."""
        row: Row = {"Company": self.rows.company, **values, "RowMod": "A"}
        self.ds.setdefault(table, []).append(row)
        return row

    def current(self, table: str) -> Row:
        """The row of the dataset that is being worked on."""
        rows = [row for row in self.ds.get(table, []) if row.get("RowMod") in ("A", "U")]
        if not rows:
            raise Refusal(f"{table} has not changed.", table=table)
        return rows[-1]

    def changed(self, table: str) -> list[Row]:
        """The rows that Update is to store, before-images left out."""
        return [row for row in self.ds.get(table, []) if row.get("RowMod") in ("A", "U", "D")]


@dataclass(frozen=True, kw_only=True)
class Result:
    """A method's answer before it is put into an envelope."""

    ds: Dataset | None = None
    value: Any = None
    out: Row | None = None


Method = Callable[[Request], Result]


def must_part(rows: Rows, number: str, *, table: str) -> Row:
    """The part; refused when it is unknown or inactive."""
    part = rows.one("Part", PartNum=number)
    if part is None:
        raise Refusal(f"Part {number} is invalid.", table=table, field="PartNum")
    if part["InActive"]:
        raise Refusal(f"Part {number} is inactive.", table=table, field="PartNum")
    return part


def must_vendor(vendor: Row | None, *, table: str) -> Row:
    """The supplier; refused when it is unknown or inactive."""
    if vendor is None:
        raise Refusal("A valid Supplier is required.", table=table, field="VendorNum")
    if vendor["Inactive"]:
        raise Refusal(f"Supplier {vendor['VendorID']} is inactive.", table=table, field="VendorNum")
    return vendor


def check_date(rows: Rows, on: Any, *, module: str, table: str, field: str) -> None:
    """Refuse days before the module's earliest apply date, and days of a closed fiscal period."""
    text = str(on or "")[:10]
    if not text:
        raise Refusal("A date is required.", table=table, field=field)
    earliest = rows.one("EADType", EADType=module)
    bound = str((earliest or {}).get("EarliestApplyDate") or "")[:10]
    if bound and text < bound:
        raise Refusal(f"Date {text} is before the Earliest Apply Date {bound}.", table=table, field=field)
    for period in rows.find("FiscalPer", ClosedPeriod=True):
        if str(period["StartDate"])[:10] <= text <= str(period["EndDate"])[:10]:
            raise Refusal(f"The fiscal period of {text} is closed.", table=table, field=field)


def today() -> str:
    """The server's day."""
    return f"{date.today().isoformat()}T00:00:00"  # noqa: DTZ011 - the server's own calendar


def strip(row: Row) -> Row:
    """The row's stored values, without the marks of a dataset."""
    return {name: value for name, value in row.items() if name not in ("RowMod", "SysRevID", "SysRowID")}


def told(*tables: tuple[str, list[Row]]) -> Dataset:
    """A dataset of unchanged rows."""
    return {name: [{**row, "RowMod": ""} for row in rows] for name, rows in tables}
