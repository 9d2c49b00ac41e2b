"""Brings one order in Kinetic into the state that was approved, row by row, sending only what differs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.connect.kinetic import Kinetic
from app.connect.kinetic_datasets import added, find, first, mark_changed, only_changes
from app.connect.kinetic_json import Row, Tables
from app.model.errors import RecordError
from app.model.outgoing import Charge, Order, OrderLine, OrderRelease
from app.outbox.processors.charges import Place, drop_charges, send_charges
from app.outbox.processors.handler import shown

SERVICE = "Erp.BO.POSvc"
_JOB_MATERIAL, _MATERIAL = "PUR-MTL", "M"


class OrderEdit:
    """One order: what Kinetic has of it, and the calls that change it."""

    def __init__(
        self,
        kinetic: Kinetic,
        order: Order,
        *,
        tables: Tables,
        known: Mapping[int, Place],
        dropped: Mapping[Place, Charge],
    ) -> None:
        self._kinetic = kinetic
        self._order = order
        self._tables = tables
        self._known, self._dropped = known, dropped  # charges: where ARM knows them, and those it has no more
        self.sent = False  # whether anything was changed

    @property
    def number(self) -> int:
        """Kinetic's number."""
        return int(self._header["PONum"])

    @property
    def _header(self) -> Row:
        return first(self._tables, "POHeader")

    def create(self, *, number: int, reference: tuple[str, str]) -> None:
        """Make the header; number 0 lets Kinetic number it."""
        answer = self._kinetic.call(SERVICE, "GetNewPOHeader", ds={})
        answer = self._kinetic.call(SERVICE, "ChangeVendor", VendID=self._order.vendor_id, ds=answer.tables)
        field, value = reference
        mark_changed(added(answer.tables, "POHeader"), **_header_values(self._order), PONum=number, **{field: value})
        self._update(answer.tables)

    def complete(self) -> dict[int, int]:
        """Bring header, lines, releases and charges over and approve; returns the charges' numbers by sequence."""
        header = dict(self._header)
        if mark_changed(header, **_header_values(self._order)):
            self._open_for_change()
            header = dict(self._header)
            mark_changed(header, **_header_values(self._order))
            self._update({"POHeader": [header]})
        for line in self._order.lines:
            self._line(line)
        charges = self._charges(self._order.charges)
        self._must_be_whole(charges)
        self._approve()
        return charges

    def _must_be_whole(self, charges: dict[int, int]) -> None:
        """An order is approved only when everything is there."""
        of = f"of purchase order {self._order.number}"
        for line in self._order.lines:
            if not line.void:
                shown(find(self._tables, "PODetail", POLine=line.line), what=f"Line {line.line} {of}")
            for release in line.releases if not line.void else ():
                there = find(self._tables, "PORel", POLine=line.line, PORelNum=release.release)
                if not release.void:
                    shown(there, what=f"Release {line.line}/{release.release} {of}")
        for charge in self._order.charges:
            there = {"SeqNum": charges[charge.sequence]} if charge.sequence in charges else None
            shown(there, what=f"Charge {charge.sequence} {of}")

    def void(self) -> None:
        """Void the order and everything in it."""
        self._update({"POHeader": [{**self._header, "VoidOrder": True, "RowMod": "U"}]})

    def close(self) -> None:
        """Close the order."""
        self.sent = True
        self._kinetic.write(SERVICE, "CloseOrder", ipPONum=self.number)

    def _line(self, line: OrderLine) -> None:
        there = find(self._tables, "PODetail", POLine=line.line)
        if there is None and not line.void:
            self._add_line(line)
        elif there is not None and there["OpenLine"]:
            self._change_line(line, dict(there))
        for release in line.releases if not line.void else ():
            self._release(line, release)

    def _add_line(self, line: OrderLine) -> None:
        self._open_for_change()
        ds = {"POHeader": [self._header]}
        tables = self._kinetic.call(SERVICE, "GetNewPODetail", poNUM=self.number, ds=ds).tables
        mark_changed(added(tables, "PODetail"), POLine=line.line)
        tables = self._kinetic.call(
            SERVICE, "ChangeDetailPartNum", NewPartNum=line.part, SysRowID="", rowType="", isSubstitute=False, ds=tables
        ).tables
        tables = self._kinetic.call(SERVICE, "ChangeDetailCalcVendQty", newCalcVendQty=line.quantity, ds=tables).tables
        mark_changed(added(tables, "PODetail"), **_line_values(line))
        tables = self._kinetic.call(SERVICE, "ChangeUnitPrice", ds=tables).tables
        tables = self._kinetic.call(SERVICE, "CheckBeforeUpdate", viewName="", ds=tables).tables
        self._update(tables)

    def _change_line(self, line: OrderLine, row: Row) -> None:
        values = {**_line_values(line), "OrderQty": line.quantity, "XOrderQty": line.quantity, "VoidLine": line.void}
        if not mark_changed(row, **values):
            return
        self._open_for_change()
        if not line.void:
            ds = {"POHeader": [self._header], "PODetail": [row]}
            row = self._kinetic.call(SERVICE, "ChangeUnitPrice", ds=ds).tables["PODetail"][0]
        self._update({"PODetail": [row]})

    def _release(self, line: OrderLine, release: OrderRelease) -> None:
        key = {"POLine": line.line, "PORelNum": release.release}
        there = find(self._tables, "PORel", **key)
        if there is None:
            if not release.void:
                self._add_release(line, release)
            return
        row = dict(there)
        if row["OpenRelease"] and mark_changed(row, **_release_values(release), **_job_values(release)):
            self._open_for_change()
            self._update({"PORel": [self._with_job(row, release)]})

    def _add_release(self, line: OrderLine, release: OrderRelease) -> None:
        self._open_for_change()
        ds = {"POHeader": [self._header]}
        tables = self._kinetic.call(SERVICE, "GetNewPORel", poNum=self.number, poLine=line.line, ds=ds).tables
        row = added(tables, "PORel")
        mark_changed(row, **_release_values(release), PORelNum=release.release)
        self._update({"PORel": [self._with_job(row, release)]})

    def _with_job(self, row: Row, release: OrderRelease) -> Row:
        """The release as Kinetic fills it in for a job's material."""
        if not release.job:
            return row
        row["TranType"] = _JOB_MATERIAL
        tables: Tables = {"POHeader": [self._header], "PORel": [row]}
        for method, name, value in (
            ("ChangeRelJobNum", "NewJobNum", release.job),
            ("ChangeRelAssemblySeq", "NewAssemblySeq", release.assembly),
            ("ChangeRelJobSeq", "NewJobSeq", release.material),
        ):
            tables = self._kinetic.call(SERVICE, method, **{name: value, "ds": tables}).tables
        return tables["PORel"][0]

    def _charges(self, charges: tuple[Charge, ...]) -> dict[int, int]:
        before = self._open_for_change
        self._tables = drop_charges(self._kinetic, self._dropped, tables=self._tables, before=before)
        numbers, self._tables = send_charges(
            self._kinetic, po=self.number, charges=charges, tables=self._tables, before=before, known=self._known
        )
        return numbers

    def _approve(self) -> None:
        if not self._header["Approve"]:
            self._switch(approve=True)
        if not self._header["Approve"]:
            raise RecordError(
                f"Purchase order {self._order.number} is in Kinetic, but not approved there",
                field="Approve",
                why="Kinetic did not take the approval",
                remedy="Look at the buyer's limit and the order in Kinetic, then retry.",
            )

    def _open_for_change(self) -> None:
        """An approved order cannot be changed: its approval is taken back until everything is there."""
        self.sent = True
        if self._header["Approve"]:
            self._switch(approve=False)

    def _switch(self, *, approve: bool) -> None:
        row = {**self._header, "RowMod": "U"}
        ds = {**self._tables, "POHeader": [row]}
        tables = self._kinetic.call(SERVICE, "ChangeApproveSwitch", ApproveValue=approve, ds=ds).tables
        self._update(tables)

    def _update(self, tables: Tables) -> None:
        self.sent = True
        self._tables = self._kinetic.write(SERVICE, "Update", ds=only_changes(tables)).tables


def _header_values(order: Order) -> Row:
    values: Row = {
        "BuyerID": order.buyer,
        "OrderDate": order.ordered,
        "DueDate": order.due,
        "PromiseDate": order.promise,
        "PurPoint": order.purchase_point,
        "CommentText": order.comment,
    }
    given = {
        "TermsCode": order.terms, "FOB": order.fob, "ShipViaCode": order.ship_via, "CurrencyCode": order.currency,
    }  # fmt: skip
    return values | {name: value for name, value in given.items() if value}  # else the supplier's own


def _line_values(line: OrderLine) -> Row:
    values: Row = {"DocUnitCost": line.unit_price, "VenPartNum": line.vendor_part}
    given = {"LineDesc": line.description, "IUM": line.uom, "PUM": line.uom, "ClassID": line.class_id}
    return values | {name: value for name, value in given.items() if value}  # else the part's own


def _release_values(release: OrderRelease) -> Row:
    quantity: Decimal = release.quantity
    return {
        "RelQty": quantity, "XRelQty": quantity, "DueDate": release.due, "Plant": release.plant,
        "WarehouseCode": release.warehouse, "VoidRelease": release.void,
    }  # fmt: skip


def _job_values(release: OrderRelease) -> Row:
    if not release.job:
        return {}
    return {
        "TranType": _JOB_MATERIAL, "JobNum": release.job, "AssemblySeq": release.assembly, "JobSeqType": _MATERIAL,
        "JobSeq": release.material,
    }  # fmt: skip
