"""What the documents are made of: suppliers, parts, jobs, orders and shipments that the ERP really holds."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle, islice
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.model.errors import Unreachable
from app.sandbox.kinetic_rows import Row, Rows
from app.sandbox.world import TODAY


class Source:
    """Picks rows of the ERP, always the same ones."""

    def __init__(self, connection: sa.Connection, *, metadata: sa.MetaData, company: str) -> None:
        self._rows = Rows(connection.execution_options(writes=False), company=company, metadata=metadata)
        self.suppliers = self._some("Vendor", "VendorNum", count=8, Inactive=0)
        self.parts = list(islice(cycle(self._parts()), 12))  # a tiny company orders the same part again
        self.buyers = [str(row["BuyerID"]) for row in self._some("PurAgent", "BuyerID", count=5, InActive=0)]
        known = {str(row["MiscCode"]) for row in self._some("PurMisc", "MiscCode", count=9, Inactive=0)}
        self.freight = "FRT" if "FRT" in known else min(known)
        self.handling = "PACK" if "PACK" in known else max(known)
        self.jobs = self._some("JobHead", "JobNum", count=3, JobClosed=0, JobComplete=0)

    @property
    def today(self) -> date:
        """The sandbox's own day."""
        return TODAY

    def day(self, after: int) -> date:
        """A day so many days after today."""
        return TODAY + timedelta(days=after)

    def price(self, part: Row) -> Decimal:
        """What a part costs."""
        return Decimal(part["UnitPrice"]) or Decimal("12.50")

    def open_order(self) -> Row:
        """An approved order in the ERP of which nothing has come yet."""
        releases = self._rows.find("PORel", OpenRelease=1, ReceivedQty=0)
        for release in reversed(releases):
            header = self._rows.one("POHeader", PONum=release["PONum"], OpenOrder=1, Approve=1)
            if header:
                return header
        raise _too_small("open purchase order")

    def supplier(self, number: int) -> Row:
        """A supplier by number."""
        return self._rows.one("Vendor", VendorNum=number) or self.suppliers[0]

    def stock(self) -> list[Row]:
        """Parts with stock in a warehouse of the main plant."""
        main = {row["WarehouseCode"] for row in self._rows.find("Warehse", Plant="MfgSys")}
        held = self._rows.find("PartWhse")
        found = (row for row in held if row["OnHandQty"] >= 10 and row["WarehouseCode"] in main)
        return list(islice((row for row in found if self._rows.one("Part", PartNum=row["PartNum"], InActive=0)), 5))

    def shipment(self) -> list[Row]:
        """A transfer shipment that is under way."""
        moves = [row for row in self._rows.find("PlantTran") if row["TranStatus"] != "RECEIVED"]
        return [row for row in moves if row["PackNum"] == moves[0]["PackNum"]] if moves else []

    def receipts(self) -> list[Row]:
        """The lines of a receipt that no invoice has been sent for."""
        for row in reversed(self._rows.find("RcvDtl", Invoiced=0)):
            key = {name: row[name] for name in ("VendorNum", "PurPoint", "PackSlip")}
            if row["PONum"]:
                return self._rows.find("RcvDtl", **key)
        return []

    def _parts(self) -> list[Row]:
        table = self._rows.table("Part")
        bought = sa.and_(table.c.InActive == 0, table.c.TypeCode == "P", table.c.UnitPrice > 0)
        found = self._rows.select("Part", where=bought, order=(table.c.PartNum,), top=12)
        return found or self._some("Part", "PartNum", count=12, InActive=0)

    def _some(self, name: str, order: str, *, count: int, **equal: Any) -> list[Row]:
        table = self._rows.table(name)
        parts = [table.c[column] == value for column, value in equal.items()]
        found = self._rows.select(name, where=sa.and_(sa.true(), *parts), order=(table.c[order],), top=count)
        if not found:
            raise _too_small(name)
        return [found[index % len(found)] for index in range(count)]


def _too_small(what: str) -> Unreachable:
    return Unreachable(
        "The sandbox documents were not made", why=f"the ERP has no {what} to build on", remedy="Make a larger sandbox."
    )
