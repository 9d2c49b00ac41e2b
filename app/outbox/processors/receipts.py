"""Receipts of purchase orders made in ARM; supplier and pack slip are their reference in Kinetic."""

from __future__ import annotations

import sqlalchemy as sa

from app.connect.documents.orders import PURCHASE_ORDER_RELEASE, RECEIPT, RECEIPT_LINE
from app.connect.kinetic_datasets import added, first, mark_changed, only_changes
from app.connect.kinetic_json import Row, Tables
from app.model.document import DocumentKind, DocumentStatus
from app.model.errors import RecordError
from app.model.outgoing import Receipt, ReceiptLine
from app.model.payload import loads
from app.outbox.processors.handler import Bench, Effect, Outcome, shown
from app.outbox.processors.orders import must_know

SERVICE = "Erp.BO.ReceiptSvc"
_MARK = "ARM receipt "
# UpdateMaster's answers to what a screen would ask its user.
_FLAGS = {
    "RunChkLCAmtBeforeUpdate": False, "RunChkHdrBeforeUpdate": False, "ipVendorNum": 0, "ipPurPoint": "",
    "ipPackSlip": "", "ipPackLine": 0, "RunChkDtlBeforeUpdate": False, "RunChkDtlCompliance": False,
    "RunCheckCompliance": False, "RunPreUpdate": False, "RunCreatePartLot": False, "partNum": "", "lotNum": "",
    "useReceiptDate": False, "okToUpdate": True,
}  # fmt: skip


class Receipts:
    """Brings receipts, line by line."""

    kind = DocumentKind.RECEIPT

    def bring(self, bench: Bench) -> Outcome:
        """See Handler."""
        receipt = loads(Receipt, bench.transaction.payload)
        po = must_know(bench, receipt.order)
        tables = _found(bench, receipt)
        effect = Effect.CREATED if tables is None or bench.tried_before else Effect.NOTHING
        if tables is None:
            tables = _create(bench, receipt, po)
        elif int(first(tables, "RcvHead")["PONum"]) != po:
            raise RecordError(
                f"Receipt {receipt.number} was not sent to Kinetic",
                field="PackSlip",
                why=f"pack slip {receipt.pack_slip} belongs to order {first(tables, 'RcvHead')['PONum']} there",
                remedy="Correct the pack slip and retry.",
            )
        numbers: dict[int, int] = {}
        claimed: set[int] = set()
        for line in receipt.lines:
            row = _unclaimed(tables, receipt, line, claimed)
            if row is None:
                tables = _add(bench, receipt, line)
                row = _unclaimed(tables, receipt, line, claimed)
                effect = Effect.CREATED
            there = shown(row, what=f"Line {line.line} of receipt {receipt.number}")
            claimed.add(int(there["PackLine"]))
            numbers[line.line] = int(there["PackLine"])
        return Outcome(effect=effect, numbers={"po": po, "pack": receipt.pack_slip, "lines": numbers})

    def keep(self, bench: Bench, connection: sa.Connection, outcome: Outcome) -> None:
        """See Handler; what was received in ARM shows Closed there as soon as it is complete."""
        receipt, code = loads(Receipt, bench.transaction.payload), bench.desk.code
        mine = sa.and_(RECEIPT.c.Company == code, RECEIPT.c.Number == receipt.number)
        values = {"SentVersion": bench.transaction.version, "Status": DocumentStatus.CLOSED.value}
        connection.execute(RECEIPT.update().where(mine).values(**values))
        for line in receipt.lines:
            part, number = RECEIPT_LINE.c, outcome.numbers["lines"][line.line]
            of_line = sa.and_(part.Company == code, part.Receipt == receipt.number, part.Line == line.line)
            connection.execute(RECEIPT_LINE.update().where(of_line).values(PackLine=number))
            _raise_received(connection, code, receipt.order, line)


def _raise_received(connection: sa.Connection, code: str, order: int, line: ReceiptLine) -> None:
    release = PURCHASE_ORDER_RELEASE.c
    place = sa.and_(
        release.Company == code, release.PurchaseOrder == order, release.Line == line.order_line,
        release.Release == line.release,
    )  # fmt: skip
    row = connection.execute(sa.select(release.Quantity, release.ReceivedQuantity).where(place)).first()
    if row is not None:
        received = row.ReceivedQuantity + line.quantity
        values = {"ReceivedQuantity": received}
        if received >= row.Quantity:
            values |= {"Status": DocumentStatus.CLOSED.value}
        connection.execute(PURCHASE_ORDER_RELEASE.update().where(place).values(**values))


def _key(receipt: Receipt) -> Row:
    return {"vendorNum": receipt.vendor, "purPoint": receipt.purchase_point, "packSlip": receipt.pack_slip}


def _found(bench: Bench, receipt: Receipt) -> Tables | None:
    answer = bench.kinetic.read(SERVICE, "GetByID", **_key(receipt))
    return answer.tables if answer else None


def _create(bench: Bench, receipt: Receipt, po: int) -> Tables:
    kinetic = bench.kinetic
    answer = kinetic.call(SERVICE, "GetPOInfo", poNum=po, fromReceiptEntryNewRcpt=True, ds={})
    point = str(answer.parameters.get("purPoint", receipt.purchase_point))
    vendor = int(answer.parameters.get("vendorNum", receipt.vendor))
    if (vendor, point) != (receipt.vendor, receipt.purchase_point):
        # It would stand there under another key than it is asked for by, and so be sent again and again.
        raise RecordError(
            f"Receipt {receipt.number} was not sent to Kinetic",
            field="VendorNum" if vendor != receipt.vendor else "PurPoint",
            why=f"order {po} is of supplier {vendor}, purchase point {point or '(none)'} there",
            remedy="Correct supplier and purchase point of the receipt and retry.",
        )
    ds = kinetic.call(
        SERVICE, "GetNewRcvHeadWithPONum", vendorNum=vendor, purPoint=point, poNum=po, ds=answer.tables
    ).tables
    values: Row = {"PackSlip": receipt.pack_slip, "ReceiptDate": receipt.received, "ArrivedDate": receipt.received}
    if receipt.received_by:
        values["EntryPerson"] = receipt.received_by
    mark_changed(added(ds, "RcvHead"), **values)
    return kinetic.write(SERVICE, "UpdateMaster", **_FLAGS, ds=only_changes(ds)).tables


def _add(bench: Bench, receipt: Receipt, line: ReceiptLine) -> Tables:
    kinetic = bench.kinetic
    ds = kinetic.call(SERVICE, "GetNewRcvDtl", **_key(receipt), ds={}).tables
    number = added(ds, "RcvDtl")["PackLine"]
    place = {**_key(receipt), "packLine": number}
    ds = kinetic.call(
        SERVICE, "GetDtlPOLineInfo", ds=ds, **place, rcvDtlRowID="", poLine=line.order_line, poRelNum=line.release
    ).tables
    ds = kinetic.call(
        SERVICE, "GetDtlQtyInfo", ds=ds, **place, inputOurQty=line.quantity, inputIUM=line.uom, whichField="QTY"
    ).tables
    given = {"WareHouseCode": line.warehouse, "BinNum": line.bin}
    values = {name: value for name, value in given.items() if value}
    mark_changed(added(ds, "RcvDtl"), **values, TranReference=_reference(receipt, line))
    ds = kinetic.call(SERVICE, "OnChangeDtlReceived", **place, ipReceived=True, ds=ds).tables
    return kinetic.write(SERVICE, "UpdateMaster", **_FLAGS, ds=only_changes(ds)).tables


def _reference(receipt: Receipt, line: ReceiptLine) -> str:
    return f"{_MARK}{receipt.number}/{line.line}"


def _unclaimed(tables: Tables, receipt: Receipt, line: ReceiptLine, claimed: set[int]) -> Row | None:
    """The line's row in Kinetic; a row that another line of ARM has sent is that line's."""
    mark = _reference(receipt, line)
    for row in tables.get("RcvDtl", []):
        same = (int(row["POLine"]), int(row["PORelNum"])) == (line.order_line, line.release)
        others = str(row.get("TranReference") or "")
        taken = int(row["PackLine"]) in claimed or (others.startswith(_MARK) and others != mark)
        if same and row["OurQty"] == line.quantity and not taken:
            return row
    return None
