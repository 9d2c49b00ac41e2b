"""The doubles of APInvGrpSvc and APInvoiceSvc: invoice groups, supplier invoices and the receipts they match."""

from __future__ import annotations

from decimal import Decimal

from app.sandbox.kinetic_refusals import Refusal, duplicate, missing
from app.sandbox.kinetic_requests import Method, Request, Result, check_date, must_vendor, strip, today, told
from app.sandbox.kinetic_rows import Row, Rows


def invoice_set(rows: Rows, *, vendor: int, invoice: str) -> dict[str, list[Row]]:
    """The dataset of one invoice."""
    header = rows.one("APInvHed", VendorNum=vendor, InvoiceNum=invoice)
    if header is None:
        raise missing(f"Invoice {invoice} not found.")
    lines = rows.find("APInvDtl", VendorNum=vendor, InvoiceNum=invoice)
    return told(("APInvHed", [header]), ("APInvDtl", lines))


def _group(call: Request) -> Result:
    group = call.rows.one("APInvGrp", GroupID=call.text("groupID"))
    if group is None:
        raise missing(f"Group {call.text('groupID')} not found.")
    return Result(value=told(("APInvGrp", [group])))


def _new_group(call: Request) -> Result:
    call.new("APInvGrp", GroupID="", CreatedBy=call.user, ApplyDate=today())
    return Result(ds=call.ds)


def _update_group(call: Request) -> Result:
    for row in call.changed("APInvGrp"):
        if not row.get("GroupID"):
            raise Refusal("Group is required.", table="APInvGrp", field="GroupID")
        if row["RowMod"] == "A" and call.rows.one("APInvGrp", GroupID=row["GroupID"]):
            raise Refusal(f"Duplicate entry: group {row['GroupID']} exists.", table="APInvGrp", field="GroupID")
        call.rows.insert("APInvGrp", strip(row))
    return Result(ds=call.ds)


def _get_by_id(call: Request) -> Result:
    return Result(value=invoice_set(call.rows, vendor=call.number("vendorNum"), invoice=call.text("invoiceNum")))


def _new_header(call: Request) -> Result:
    group = call.text("cGroupID")
    if call.rows.one("APInvGrp", GroupID=group) is None:
        raise Refusal(f"Group {group} is not valid.", table="APInvHed", field="GroupID")
    call.new(
        "APInvHed", GroupID=group, VendorNum=0, InvoiceNum="", InvoiceDate=today(), Posted=False, OpenPayable=False,
        DebitMemo=False, InvoiceAmt=Decimal(0), DocInvoiceAmt=Decimal(0), InvoiceBal=Decimal(0), REFPONum=0,
        CurrencyCode="", TermsCode="", Description="", InvoiceVendorAmt=Decimal(0),
    )  # fmt: skip
    return Result(ds=call.ds)


def _change_order(call: Request) -> Result:
    order = call.rows.one("POHeader", PONum=call.number("ProposedRefPONum"))
    if order is None:
        raise Refusal("Purchase order is not valid.", table="APInvHed", field="REFPONum")
    header = call.current("APInvHed")
    header.update(REFPONum=order["PONum"], VendorNum=order["VendorNum"], CurrencyCode=order["CurrencyCode"])
    header["TermsCode"] = order["TermsCode"]
    return Result(ds=call.ds)


def _change_vendor(call: Request) -> Result:
    found = call.rows.one("Vendor", VendorID=call.text("ProposedVendorID"))
    vendor = must_vendor(found, table="APInvHed")
    header = call.current("APInvHed")
    header.update({name: vendor[name] for name in ("VendorNum", "CurrencyCode", "TermsCode")})
    return Result(ds=call.ds)


def _change_date(call: Request) -> Result:
    call.current("APInvHed")["InvoiceDate"] = call.parameters.get("ProposedInvoiceDate")
    return Result(ds=call.ds)


def _change_amount(call: Request) -> Result:
    amount = Decimal(str(call.parameters.get("ProposedInvoiceVendorAmt") or 0))
    call.current("APInvHed").update(InvoiceVendorAmt=amount, DocInvoiceAmt=amount, InvoiceAmt=amount, InvoiceBal=amount)
    return Result(ds=call.ds)


def _update(call: Request) -> Result:
    rows = call.rows
    vendor, invoice = 0, ""
    for row in call.changed("APInvHed"):
        vendor, invoice = int(row["VendorNum"]), str(row["InvoiceNum"])
        _store_header(rows, row)
    for row in call.changed("APInvDtl"):
        vendor, invoice = int(row["VendorNum"]), str(row["InvoiceNum"])
        _unposted(rows, vendor=vendor, invoice=invoice)
        key = {"VendorNum": vendor, "InvoiceNum": invoice, "InvoiceLine": row["InvoiceLine"]}
        if row["RowMod"] == "A" and rows.one("APInvDtl", **key):
            raise duplicate(f"Line {row['InvoiceLine']} already exists.", table="APInvDtl")
        if row["RowMod"] == "A":
            rows.insert("APInvDtl", strip(row))
        else:
            rows.update("APInvDtl", row, **strip(row))
    return Result(ds=invoice_set(rows, vendor=vendor, invoice=invoice))


def _store_header(rows: Rows, row: Row) -> None:
    header = strip(row)
    must_vendor(rows.one("Vendor", VendorNum=int(header.get("VendorNum") or 0)), table="APInvHed")
    if not header.get("InvoiceNum"):
        raise Refusal("Invoice is required.", table="APInvHed", field="InvoiceNum")
    check_date(rows, header.get("InvoiceDate"), module="AP", table="APInvHed", field="InvoiceDate")
    if row["RowMod"] == "U":
        rows.update("APInvHed", row, **header)
        return
    if rows.one("APInvHed", VendorNum=header["VendorNum"], InvoiceNum=header["InvoiceNum"]):
        raise duplicate(f"Invoice {header['InvoiceNum']} already exists for this supplier.", table="APInvHed")
    rows.insert("APInvHed", {**header, "OpenPayable": True})


def _unposted(rows: Rows, *, vendor: int, invoice: str) -> Row:
    header = rows.one("APInvHed", VendorNum=vendor, InvoiceNum=invoice)
    if header is None:
        raise missing(f"Invoice {invoice} not found.")
    if header["Posted"]:
        raise Refusal(f"Invoice {invoice} is posted.", table="APInvHed", field="Posted")
    return header


def _uninvoiced(call: Request) -> Result:
    found = call.rows.find("RcvHead", VendorNum=call.number("InVendorNum"), PONum=call.number("InPONum"))
    receipts = [{**head, "SelectReceipt": False, "RowMod": ""} for head in found]
    call.ds["APUninvoicedReceipts"] = receipts
    return Result(ds=call.ds)


def _uninvoiced_lines(call: Request) -> Result:
    key = {
        "VendorNum": call.number("InVendorNum"), "PurPoint": call.text("InPurPoint"),
        "PackSlip": call.text("InPackSlip"),
    }  # fmt: skip
    rows = [row for row in call.rows.find("RcvDtl", **key) if not row["Invoiced"]]
    call.ds.setdefault("APUninvoicedRcptLines", []).extend({**row, "SelectLine": False, "RowMod": ""} for row in rows)
    return Result(ds=call.ds)


def _select_lines(call: Request) -> Result:
    call.ds["APSelectedRcptLines"] = [row for row in call.ds.get("APUninvoicedRcptLines", []) if row.get("SelectLine")]
    return Result(ds=call.ds)


def _invoice_selected(call: Request) -> Result:
    rows, vendor, invoice = call.rows, call.number("InVendorNum"), call.text("InInvoiceNum")
    _unposted(rows, vendor=vendor, invoice=invoice)
    for row in call.ds.get("APSelectedRcptLines", []):
        stored = rows.one("RcvDtl", **{name: row[name] for name in ("VendorNum", "PurPoint", "PackSlip", "PackLine")})
        if stored is None or stored["Invoiced"]:
            raise Refusal(f"Receipt line {row['PackSlip']}/{row['PackLine']} is already invoiced.", table="APInvDtl")
        number = rows.highest("APInvDtl", "InvoiceLine", VendorNum=vendor, InvoiceNum=invoice) + 1
        cost = stored["OurUnitCost"]
        rows.insert(
            "APInvDtl",
            {
                "VendorNum": vendor, "InvoiceNum": invoice, "InvoiceLine": number, "LineType": "R",
                **{n: stored[n] for n in _MATCHED},
                "VendorQty": stored["VendorQty"], "PUM": stored["PUM"], "UnitCost": cost, "DocUnitCost": cost,
                "ExtCost": cost * stored["VendorQty"], "DocExtCost": cost * stored["VendorQty"],
                "Description": str(stored.get("PartDescription") or "")[:30],
            },
        )  # fmt: skip
        rows.update("RcvDtl", stored, Invoiced=True, InvoiceNum=invoice, InvoiceLine=number)
    return Result(ds=call.ds)


def _new_misc(call: Request) -> Result:
    vendor, invoice = call.number("iVendorNum"), call.text("cInvoiceNum")
    _unposted(call.rows, vendor=vendor, invoice=invoice)
    number = call.rows.highest("APInvDtl", "InvoiceLine", VendorNum=vendor, InvoiceNum=invoice) + 1
    call.new(
        "APInvDtl", VendorNum=vendor, InvoiceNum=invoice, InvoiceLine=number, LineType="M", PartNum="", Description="",
        VendorQty=Decimal(1), UnitCost=Decimal(0), ExtCost=Decimal(0), DocExtCost=Decimal(0), PONum=0, POLine=0,
    )  # fmt: skip
    return Result(ds=call.ds)


def _change_part(call: Request) -> Result:
    call.current("APInvDtl")["PartNum"] = call.text("ProposedPartNum")
    return Result(ds=call.ds)


def _change_cost(call: Request) -> Result:
    cost = Decimal(str(call.parameters.get("ProposedExtCost") or 0))
    call.current("APInvDtl").update(ExtCost=cost, DocExtCost=cost, UnitCost=cost, DocUnitCost=cost)
    return Result(ds=call.ds)


_MATCHED = ("PartNum", "PONum", "POLine", "PORelNum", "PurPoint", "PackSlip", "PackLine")
GROUPS: dict[str, Method] = {"GetByID": _group, "GetNewAPInvGrp": _new_group, "Update": _update_group}
INVOICES: dict[str, Method] = {
    "GetByID": _get_by_id,
    "GetNewAPInvHedInvoice": _new_header,
    "ChangeRefPONum": _change_order,
    "ChangeVendorID": _change_vendor,
    "ChangeInvoiceDateEx": _change_date,
    "ChangeInvoiceVendorAmt": _change_amount,
    "Update": _update,
    "GetAPUninvoicedReceipts": _uninvoiced,
    "GetAPUninvoicedReceiptLines": _uninvoiced_lines,
    "SelectUninvoicedRcptLines": _select_lines,
    "InvoiceSelectedLines": _invoice_selected,
    "GetNewAPInvDtlMiscellaneous": _new_misc,
    "ChangePartNum": _change_part,
    "ChangeExtCost": _change_cost,
}
