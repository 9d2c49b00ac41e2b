"""Supplier invoices with their receipt lines: they wait until the order's receipts are in Kinetic."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import sqlalchemy as sa

from app.connect.documents.invoices import AP_INVOICE, AP_INVOICE_LINE
from app.connect.documents.orders import PURCHASE_ORDER
from app.connect.kinetic_datasets import added, find, mark_changed, only_changes
from app.connect.kinetic_errors import Refused
from app.connect.kinetic_json import Row, Tables
from app.model.document import DocumentKind, OrderInvoiceStatus
from app.model.errors import RecordError
from app.model.outgoing import Invoice, InvoiceLine
from app.model.payload import loads
from app.outbox.processors.handler import Bench, Effect, Outcome, Waits, shown
from app.outbox.processors.orders import must_know

GROUPS, SERVICE, RECEIPTS = "Erp.BO.APInvGrpSvc", "Erp.BO.APInvoiceSvc", "Erp.BO.ReceiptSvc"
_MOST = 14  # receipt lines of a release among which a choice is looked for
Place = tuple[str, str, int]  # purchase point, pack slip and line


class Invoices:
    """Brings approved AP invoices."""

    kind = DocumentKind.INVOICE

    def bring(self, bench: Bench) -> Outcome:
        """See Handler."""
        invoice = loads(Invoice, bench.transaction.payload)
        there = _found(bench, invoice)
        _check_ours(bench, invoice, there)
        have: list[Row] = there["APInvDtl"] if there else []
        chosen = _receipt_lines(bench, invoice, have=have)
        effect = Effect.CREATED if there is None or bench.tried_before else Effect.NOTHING
        if there is None:
            _make_group(bench, invoice)
            bench.note(creating=True)
            _create(bench, invoice)
        missing = [row for row in chosen if not _invoiced(have, row)]
        if missing:
            _match(bench, invoice, missing)
            effect = Effect.CREATED
        for line in _missing_misc(invoice, have):
            _add_misc(bench, invoice, line)
            effect = Effect.CREATED
        numbers = _numbers(invoice, _found(bench, invoice) or {}, chosen)
        for line in invoice.lines:
            there: Row | None = {"InvoiceLine": numbers[line.line]} if line.line in numbers else None
            shown(there, what=f"Line {line.line} of AP invoice {invoice.number}")
        return Outcome(effect=effect, numbers={"group": invoice.group, "lines": numbers})

    def keep(self, bench: Bench, connection: sa.Connection, outcome: Outcome) -> None:
        """See Handler."""
        invoice, code = loads(Invoice, bench.transaction.payload), bench.desk.code
        mine = sa.and_(AP_INVOICE.c.Company == code, AP_INVOICE.c.Number == invoice.number)
        values = {"SentVersion": bench.transaction.version, "InKinetic": 1}
        connection.execute(AP_INVOICE.update().where(mine).values(**values))
        for line, number in outcome.numbers["lines"].items():
            part = AP_INVOICE_LINE.c
            of_line = sa.and_(part.Company == code, part.ApInvoice == invoice.number, part.Line == line)
            connection.execute(AP_INVOICE_LINE.update().where(of_line).values(InvoiceLine=number))
        for order in _orders(invoice):
            _set_status(connection, code, order, OrderInvoiceStatus.NONE)


def _found(bench: Bench, invoice: Invoice) -> Tables | None:
    answer = bench.kinetic.read(SERVICE, "GetByID", vendorNum=invoice.vendor, invoiceNum=invoice.invoice)
    return answer.tables if answer else None


def _check_ours(bench: Bench, invoice: Invoice, there: Tables | None) -> None:
    """An invoice under this number that stands in another group was not made by us."""
    if there is None or bench.notes.get("creating"):
        return
    group = str(there["APInvHed"][0].get("GroupID") or "")
    if group != invoice.group:
        raise RecordError(
            f"AP invoice {invoice.number} was not sent to Kinetic",
            field="InvoiceNum",
            why=f"invoice {invoice.invoice} of this supplier is there already, in group {group or '(none)'}",
            remedy="Check whether it was entered by hand; if so, reject it in ARM.",
        )


def _orders(invoice: Invoice) -> list[int]:
    return sorted({line.order for line in invoice.lines if line.order is not None})


def _receipt_lines(bench: Bench, invoice: Invoice, *, have: Sequence[Row]) -> list[Row]:
    """The receipt lines in Kinetic that the invoice's lines match; raises Waits until all have come."""
    received: dict[int, list[Row]] = {}
    numbers = {order: must_know(bench, order) for order in _orders(invoice)}
    for order, po in numbers.items():
        where = f"PONum eq {po} and VendorNum eq {invoice.vendor}"
        received[order] = bench.kinetic.rows(RECEIPTS, "RcvDtls", where=where, order="PurPoint,PackSlip,PackLine")
    chosen: list[Row] = []
    claimed: set[Place] = set()
    for line in invoice.lines:
        if line.order is None:
            continue
        found = _matching(line, received[line.order], invoice=invoice, claimed=claimed)
        if found is None:
            with bench.desk.work() as connection:
                _set_status(connection, bench.desk.code, line.order, OrderInvoiceStatus.AWAITING_RECEIPTS)
            raise Waits("It was not sent", why=f"line {line.line} awaits the receipts of purchase order {line.order}")
        chosen += found
        claimed |= {_place(row) for row in found}
    if not have:
        with bench.desk.work() as connection:
            for order in numbers:
                _set_status(connection, bench.desk.code, order, OrderInvoiceStatus.AWAITING_MATCHING)
    return chosen


def _matching(line: InvoiceLine, rows: Sequence[Row], *, invoice: Invoice, claimed: set[Place]) -> list[Row] | None:
    """Receipt lines of the release that are together what the line bills; None while too little has come."""
    free = [row for row in rows if _fits(line, row, invoice=invoice) and _place(row) not in claimed]
    if sum((row["VendorQty"] for row in free), Decimal(0)) < line.quantity:
        return None
    found = _together(free, line.quantity)
    if found is None:
        there = ", ".join(f"{row['PackSlip']}/{row['PackLine']} with {_shown(row['VendorQty'])}" for row in free)
        raise RecordError(
            f"AP invoice {invoice.number} was not sent to Kinetic",
            field="Quantity",
            why=f"line {line.line} bills {_shown(line.quantity)}, and the receipt lines of its release are {there}",
            remedy="Kinetic bills receipt lines whole: correct the line's quantity or its pack slip, and retry.",
        )
    return found


def _shown(quantity: Decimal | int) -> str:
    return f"{Decimal(quantity).normalize():f}"


def _fits(line: InvoiceLine, row: Row, *, invoice: Invoice) -> bool:
    """Whether a receipt line is of the line's release and pack slip, and not billed elsewhere."""
    same = (int(row["POLine"]), int(row["PORelNum"])) == (line.order_line, line.release)
    slip = not line.pack_slip or row["PackSlip"] == line.pack_slip
    place = not line.pack_line or int(row["PackLine"]) == line.pack_line
    return same and slip and place and (not row["Invoiced"] or row["InvoiceNum"] == invoice.invoice)


def _together(rows: Sequence[Row], wanted: Decimal) -> list[Row] | None:
    """The first rows, in their order, whose quantities are exactly what is wanted; None where no such choice exists."""
    reached: dict[Decimal, list[Row]] = {Decimal(0): []}
    for row in rows[:_MOST]:
        for total, chosen in list(reached.items()):
            if (more := total + row["VendorQty"]) <= wanted:
                reached.setdefault(more, [*chosen, row])
    return reached.get(wanted)


def _place(row: Row) -> Place:
    return str(row.get("PurPoint") or ""), str(row["PackSlip"]), int(row["PackLine"])


def _invoiced(have: Sequence[Row], row: Row) -> bool:
    return any(_place(each) == _place(row) for each in have if each["LineType"] == "R")


def _make_group(bench: Bench, invoice: Invoice) -> None:
    kinetic = bench.kinetic
    if kinetic.read(GROUPS, "GetByID", groupID=invoice.group):
        return
    ds = kinetic.call(GROUPS, "GetNewAPInvGrp", ds={}).tables
    row = added(ds, "APInvGrp")
    mark_changed(row, GroupID=invoice.group)
    for name in ("SysRevID", "SysRowID"):
        row.pop(name, None)
    try:
        kinetic.write(GROUPS, "Update", ds=only_changes(ds))
    except Refused as refused:
        if "duplicate" not in refused.body.text.lower():  # made by somebody else meanwhile
            raise


def _create(bench: Bench, invoice: Invoice) -> None:
    kinetic = bench.kinetic
    ds = kinetic.call(SERVICE, "GetNewAPInvHedInvoice", cGroupID=invoice.group, ds={}).tables
    if invoice.order is not None:
        po = must_know(bench, invoice.order)
        ds = kinetic.call(SERVICE, "ChangeRefPONum", ProposedRefPONum=po, ds=ds).tables
    else:
        ds = kinetic.call(SERVICE, "ChangeVendorID", ProposedVendorID=invoice.vendor_id, ds=ds).tables
    ds = kinetic.call(SERVICE, "ChangeInvoiceDateEx", ProposedInvoiceDate=invoice.dated, recalcAmts="", ds=ds).tables
    ds = kinetic.call(SERVICE, "ChangeInvoiceVendorAmt", ProposedInvoiceVendorAmt=invoice.amount, ds=ds).tables
    values: Row = {"InvoiceNum": invoice.invoice, "Description": invoice.description}
    if invoice.currency:
        values["CurrencyCode"] = invoice.currency
    mark_changed(added(ds, "APInvHed"), **values)
    kinetic.write(SERVICE, "Update", ds=only_changes(ds))


def _match(bench: Bench, invoice: Invoice, rows: Sequence[Row]) -> None:
    kinetic, wanted = bench.kinetic, {_place(row) for row in rows}
    key = {"InVendorNum": invoice.vendor, "InInvoiceNum": invoice.invoice}
    ds: Tables = {}
    for po in sorted({int(row["PONum"]) for row in rows}):
        ds = kinetic.call(SERVICE, "GetAPUninvoicedReceipts", **key, InPONum=po, ds=ds).tables
    for point, slip in sorted({(str(row["PurPoint"]), str(row["PackSlip"])) for row in rows}):
        place = {**key, "InPurPoint": point, "InPackSlip": slip}
        ds = kinetic.call(SERVICE, "GetAPUninvoicedReceiptLines", **place, ds=ds).tables
    for row in ds.get("APUninvoicedRcptLines", []):
        if _place(row) in wanted:
            mark_changed(row, SelectLine=True)
    ds = kinetic.call(SERVICE, "SelectUninvoicedRcptLines", **key, ds=ds).tables
    kinetic.write(SERVICE, "InvoiceSelectedLines", **key, ds=ds)


def _missing_misc(invoice: Invoice, have: Sequence[Row]) -> list[InvoiceLine]:
    there = [(row["PartNum"], row["ExtCost"]) for row in have if row["LineType"] == "M"]
    missing: list[InvoiceLine] = []
    for line in invoice.lines:
        if line.is_misc and (line.code, line.amount) in there:
            there.remove((line.code, line.amount))
        elif line.is_misc:
            missing.append(line)
    return missing


def _add_misc(bench: Bench, invoice: Invoice, line: InvoiceLine) -> None:
    kinetic = bench.kinetic
    key = {"iVendorNum": invoice.vendor, "cInvoiceNum": invoice.invoice}
    ds = kinetic.call(SERVICE, "GetNewAPInvDtlMiscellaneous", **key, ds={}).tables
    ds = kinetic.call(SERVICE, "ChangePartNum", ProposedPartNum=line.code, ds=ds).tables
    ds = kinetic.call(SERVICE, "ChangeExtCost", ProposedExtCost=line.amount, ds=ds).tables
    mark_changed(added(ds, "APInvDtl"), Description=line.description)
    kinetic.write(SERVICE, "Update", ds=only_changes(ds))


def _numbers(invoice: Invoice, tables: Tables, chosen: Sequence[Row]) -> dict[int, int]:
    """Kinetic's number of each line; of several receipt lines the first."""
    rows = tables.get("APInvDtl", [])
    left, free = list(chosen), [row for row in rows if row["LineType"] == "M"]
    numbers: dict[int, int] = {}
    for line in invoice.lines:
        if line.is_misc:
            row = find({"M": free}, "M", PartNum=line.code, ExtCost=line.amount)
            if row is not None:
                free.remove(row)
        else:
            receipt = next((each for each in left if int(each["POLine"]) == line.order_line), None)
            row = next((each for each in rows if receipt and _place(each) == _place(receipt)), None)
            left = [each for each in left if each is not receipt]
        if row is not None:
            numbers[line.line] = int(row["InvoiceLine"])
    return numbers


def _set_status(connection: sa.Connection, code: str, order: int, status: OrderInvoiceStatus) -> None:
    mine = sa.and_(PURCHASE_ORDER.c.Company == code, PURCHASE_ORDER.c.Number == order)
    connection.execute(PURCHASE_ORDER.update().where(mine).values(DraftInvoiceStatus=status.value))
