"""Transfer orders, the stock adjustments of their expense lines, and receipts of transfer shipments."""

from __future__ import annotations

import sqlalchemy as sa

from app.connect.documents.transfers import (
    TRANSFER_ORDER,
    TRANSFER_ORDER_LINE,
    TRANSFER_RECEIPT,
    TRANSFER_RECEIPT_LINE,
)
from app.connect.kinetic_datasets import added, find, first, mark_changed, only_changes
from app.connect.kinetic_json import Row, Tables
from app.model.document import DocumentKind, DocumentStatus
from app.model.errors import RecordError
from app.model.outgoing import Adjustment, Transfer, TransferLine, TransferReceipt
from app.model.payload import loads
from app.outbox.processors.handler import Bench, Effect, Outcome, shown

ORDERS = "Erp.BO.TransferOrderEntrySvc"
RECEIPTS = "Erp.BO.TransOrderReceiptSvc"
ADJUSTMENTS = "Erp.BO.InventoryQtyAdjSvc"
HISTORY, HISTORY_SET = "Erp.BO.PartTranHistSearchSvc", "PartTranHistSearches"
_RECEIVED = "RECEIVED"


class Transfers:
    """Brings transfer orders; Kinetic numbers them, their pick-list comment holds ARM's number."""

    kind = DocumentKind.TRANSFER_ORDER

    def bring(self, bench: Bench) -> Outcome:
        """See Handler."""
        transfer = loads(Transfer, bench.transaction.payload)
        tables = _find(bench, transfer)
        created = tables is None or bench.tried_before
        changed = False
        if tables is None:
            tables = _create(bench, transfer)
        if bench.notes.get("transfer") != first(tables, "TFOrdHed")["TFOrdNum"]:
            bench.note(transfer=first(tables, "TFOrdHed")["TFOrdNum"])  # it is known for ours from now on
        for line in transfer.lines:
            row = find(tables, "TFOrdDtl", TFOrdLine=line.line)
            if row is None:
                tables, changed = _add_line(bench, tables, line), True
            elif row["OpenLine"] and mark_changed(changes := dict(row), SellingQty=line.quantity):
                tables, changed = _change_line(bench, changes), True
        if transfer.close and first(tables, "TFOrdHed")["OpenOrder"]:
            head = {**first(tables, "TFOrdHed"), "OpenOrder": False, "RowMod": "U"}
            tables, changed = _update(bench, {"TFOrdHed": [head]}), True
        for line in transfer.lines:
            there = find(tables, "TFOrdDtl", TFOrdLine=line.line)
            shown(there, what=f"Line {line.line} of transfer order {transfer.number}")
        lines = {int(row["TFOrdLine"]): row["TFLineNum"] for row in tables["TFOrdDtl"]}
        effect = Effect.CREATED if created else Effect.CHANGED if changed else Effect.NOTHING
        return Outcome(effect=effect, numbers={"transfer": first(tables, "TFOrdHed")["TFOrdNum"], "lines": lines})

    def keep(self, bench: Bench, connection: sa.Connection, outcome: Outcome) -> None:
        """See Handler."""
        transfer, code = loads(Transfer, bench.transaction.payload), bench.desk.code
        mine = sa.and_(TRANSFER_ORDER.c.Company == code, TRANSFER_ORDER.c.Number == transfer.number)
        values = {"TFOrdNum": outcome.numbers["transfer"], "SentVersion": bench.transaction.version}
        connection.execute(TRANSFER_ORDER.update().where(mine).values(**values))
        for line, number in outcome.numbers["lines"].items():
            part = TRANSFER_ORDER_LINE.c
            of_line = sa.and_(part.Company == code, part.TransferOrder == transfer.number, part.Line == line)
            connection.execute(TRANSFER_ORDER_LINE.update().where(of_line).values(TFLineNum=number))


def reference(number: int) -> str:
    """How Kinetic knows a transfer order of ARM."""
    return f"ARM transfer {number}"


def _find(bench: Bench, transfer: Transfer) -> Tables | None:
    order = TRANSFER_ORDER.c
    mine = sa.and_(order.Company == bench.desk.code, order.Number == transfer.number)
    known = [row["TFOrdNum"] for row in bench.desk.read(sa.select(order.TFOrdNum).where(mine)) if row["TFOrdNum"]]
    if not known and bench.notes.get("transfer"):
        known = [str(bench.notes["transfer"])]
    if not known:
        where = f"PickListComment eq '{reference(transfer.number)}'"
        found = bench.kinetic.rows(ORDERS, "TransferOrderEntries", where=where, order="TFOrdNum", select="TFOrdNum")
        known = [row["TFOrdNum"] for row in found]
    if len(known) > 1:
        raise RecordError(
            f"Transfer order {transfer.number} was not sent to Kinetic",
            why=f"orders {', '.join(known)} carry its reference there",
            remedy="Close all but one of them and clear their pick-list comment.",
        )
    if not known:
        return None
    answer = bench.kinetic.read(ORDERS, "GetByID", tfOrdNum=known[0])
    if answer is None:
        raise RecordError(
            f"Transfer order {transfer.number} was not sent to Kinetic",
            field="TFOrdNum",
            why=f"it had the number {known[0]} there, and is there no more",
            remedy="Restore it there, or clear its number in ARM to send it anew.",
        )
    return answer.tables


def _create(bench: Bench, transfer: Transfer) -> Tables:
    ds = bench.kinetic.call(ORDERS, "GetNewTFOrdHed", ds={}).tables
    values: Row = {
        "Plant": transfer.from_plant, "ToPlant": transfer.to_plant, "OrderDate": transfer.ordered,
        "PickListComment": reference(transfer.number), "ShipViaCode": transfer.ship_via,
    }  # fmt: skip
    mark_changed(added(ds, "TFOrdHed"), **values)
    return _update(bench, ds)


def _add_line(bench: Bench, tables: Tables, line: TransferLine) -> Tables:
    kinetic, head = bench.kinetic, first(tables, "TFOrdHed")
    ds: Tables = {"TFOrdHed": [head]}
    ds = kinetic.call(ORDERS, "GetNewTFOrdDtlOrdNum", tfOrdNum=head["TFOrdNum"], ds=ds).tables
    mark_changed(added(ds, "TFOrdDtl"), TFOrdLine=line.line)
    ds = kinetic.call(ORDERS, "OnChangePartNum", partNum=line.part, ds=ds).tables
    values: Row = {
        "SellingQty": line.quantity, "WarehouseCode": line.warehouse, "RequestDate": line.need_by,
        "NeedByDate": line.need_by,
    }  # fmt: skip
    mark_changed(added(ds, "TFOrdDtl"), **values)
    ds = kinetic.call(ORDERS, "ChangeSellingQty", ds=ds).tables
    ds = kinetic.call(ORDERS, "CheckBeforeUpdate", ds=ds).tables
    return _update(bench, ds)


def _change_line(bench: Bench, row: Row) -> Tables:
    ds = bench.kinetic.call(ORDERS, "ChangeSellingQty", ds={"TFOrdDtl": [row]}).tables
    return _update(bench, ds)


def _update(bench: Bench, ds: Tables) -> Tables:
    return bench.kinetic.write(ORDERS, "Update", ds=only_changes(ds)).tables


class Adjustments:
    """Brings expense lines as stock adjustments; the transaction's reference tells whether one is there."""

    kind = DocumentKind.STOCK_ADJUSTMENT

    def bring(self, bench: Bench) -> Outcome:
        """See Handler."""
        adjustment = loads(Adjustment, bench.transaction.payload)
        mark = f"ARM transfer {adjustment.transfer}/{adjustment.line}"
        there = _adjusted(bench, mark)
        if not there:
            _adjust(bench, adjustment, mark)
            shown(
                next(iter(_adjusted(bench, mark)), None), what=f"Expense line {adjustment.transfer}/{adjustment.line}"
            )
        effect = Effect.CREATED if not there or bench.tried_before else Effect.NOTHING
        return Outcome(effect=effect, numbers={"reference": mark})

    def keep(self, bench: Bench, connection: sa.Connection, outcome: Outcome) -> None:
        """See Handler."""
        adjustment, line = loads(Adjustment, bench.transaction.payload), TRANSFER_ORDER_LINE.c
        mine = sa.and_(
            line.Company == bench.desk.code,
            line.TransferOrder == adjustment.transfer,
            line.Line == adjustment.line,
        )
        values = {"AdjustmentReference": outcome.numbers["reference"], "SentVersion": bench.transaction.version}
        connection.execute(
            TRANSFER_ORDER_LINE.update().where(mine).values(**values, Status=DocumentStatus.CLOSED.value)
        )


def _adjusted(bench: Bench, mark: str) -> list[Row]:
    where = f"TranReference eq '{mark}'"
    return bench.kinetic.rows(HISTORY, HISTORY_SET, where=where, order="TranNum", select="TranNum")


def _adjust(bench: Bench, adjustment: Adjustment, mark: str) -> None:
    kinetic = bench.kinetic
    ds = kinetic.call(ADJUSTMENTS, "GetInventoryQtyAdj", partNum=adjustment.part, ds={}).tables
    values: Row = {
        "WareHseCode": adjustment.warehouse, "BinNum": adjustment.bin, "Plant": adjustment.plant,
        "AdjustQuantity": -adjustment.quantity, "ReasonCode": adjustment.reason, "Reference": mark,
        "TransDate": adjustment.on,
    }  # fmt: skip
    if adjustment.uom:
        values["UnitOfMeasure"] = adjustment.uom
    mark_changed(added(ds, "InventoryQtyAdj"), **values)
    ds = kinetic.call(ADJUSTMENTS, "PreSetInventoryQtyAdj", ds=ds).tables
    kinetic.write(ADJUSTMENTS, "SetInventoryQtyAdj", ds=ds)


class TransferReceipts:
    """Brings receipts of transfer shipments; each line of a shipment is received once."""

    kind = DocumentKind.TRANSFER_RECEIPT

    def bring(self, bench: Bench) -> Outcome:
        """See Handler."""
        receipt = loads(TransferReceipt, bench.transaction.payload)
        answer = bench.kinetic.read(RECEIPTS, "GetByID", packNum=receipt.pack)
        if answer is None:
            raise RecordError(
                f"Transfer receipt {receipt.number} was not sent to Kinetic",
                field="PackNum",
                why=f"there is no shipment {receipt.pack}",
                remedy="Correct the pack number and retry.",
            )
        numbers, changed = dict[int, int](), list[Row]()
        for line in receipt.lines:
            row = _shipped(answer.tables, receipt, line.pack_line)
            numbers[line.line] = int(row["TranNum"])
            if row["TranStatus"] != _RECEIVED:
                values: Row = {
                    "ThisTranQty": line.quantity, "RecTranDate": receipt.received, "ReceiveToWhseCode": line.warehouse,
                    "ReceiveToBinNum": line.bin, "PlntTranReference": f"ARM transfer receipt {receipt.number}",
                }  # fmt: skip
                changed.append({**row, **values, "RowMod": "U"})
            elif row.get("PlntTranReference") != f"ARM transfer receipt {receipt.number}":
                raise _received_elsewhere(receipt, line.pack_line)
        if changed:
            ds = bench.kinetic.call(RECEIPTS, "PreUpdate", ds={"PlantTran": changed}).tables
            bench.kinetic.write(RECEIPTS, "Update", ds=ds)
        effect = Effect.CREATED if changed or bench.tried_before else Effect.NOTHING
        return Outcome(effect=effect, numbers={"pack": receipt.pack, "lines": numbers})

    def keep(self, bench: Bench, connection: sa.Connection, outcome: Outcome) -> None:
        """See Handler."""
        receipt, code = loads(TransferReceipt, bench.transaction.payload), bench.desk.code
        mine = sa.and_(TRANSFER_RECEIPT.c.Company == code, TRANSFER_RECEIPT.c.Number == receipt.number)
        values = {"SentVersion": bench.transaction.version, "Status": DocumentStatus.CLOSED.value}
        connection.execute(TRANSFER_RECEIPT.update().where(mine).values(**values))
        for line, number in outcome.numbers["lines"].items():
            part = TRANSFER_RECEIPT_LINE.c
            of_line = sa.and_(part.Company == code, part.TransferReceipt == receipt.number, part.Line == line)
            connection.execute(TRANSFER_RECEIPT_LINE.update().where(of_line).values(TranNum=number))


def _shipped(tables: Tables, receipt: TransferReceipt, pack_line: int) -> Row:
    row = find(tables, "PlantTran", PackLine=pack_line)
    if row is None:
        raise RecordError(
            f"Transfer receipt {receipt.number} was not sent to Kinetic",
            field="PackLine",
            why=f"shipment {receipt.pack} has no line {pack_line}",
            remedy="Correct the line and retry.",
        )
    return row


def _received_elsewhere(receipt: TransferReceipt, pack_line: int) -> RecordError:
    return RecordError(
        f"Transfer receipt {receipt.number} was not sent to Kinetic",
        field="PackLine",
        why=f"line {pack_line} of shipment {receipt.pack} has been received in Kinetic",
        remedy="Remove the line from the receipt.",
    )
