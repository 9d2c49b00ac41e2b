"""The double of Erp.BO.ReceiptSvc: receipts of purchase orders."""

from __future__ import annotations

from decimal import Decimal
from typing import Any  # rows of JSON

from app.sandbox.kinetic_refusals import Refusal, duplicate, missing
from app.sandbox.kinetic_requests import Method, Request, Result, check_date, strip, today, told
from app.sandbox.kinetic_rows import Row, Rows


def receipt_set(rows: Rows, **key: Any) -> dict[str, list[Row]]:
    """The dataset of one receipt."""
    header = rows.one("RcvHead", **key)
    if header is None:
        raise missing(f"Receipt {key.get('PackSlip')} not found.")
    return told(("RcvHead", [header]), ("RcvDtl", rows.find("RcvDtl", **key)))


def _key(row: Row) -> Row:
    return {
        "VendorNum": int(row.get("VendorNum") or 0),
        "PurPoint": str(row.get("PurPoint") or ""),
        "PackSlip": str(row.get("PackSlip") or ""),
    }


def _get_by_id(call: Request) -> Result:
    key = {
        "VendorNum": call.number("vendorNum"), "PurPoint": call.text("purPoint"), "PackSlip": call.text("packSlip"),
    }  # fmt: skip
    return Result(value=receipt_set(call.rows, **key))


def _order(rows: Rows, number: int) -> Row:
    order = rows.one("POHeader", PONum=number)
    if order is None:
        raise Refusal(f"Purchase order {number} is not valid.", table="RcvHead", field="PONum")
    if not order["OpenOrder"]:
        raise Refusal(f"Purchase order {number} is closed.", table="RcvHead", field="PONum")
    if not order["Approve"]:
        raise Refusal(f"Purchase order {number} is not approved.", table="RcvHead", field="PONum")
    return order


def _order_info(call: Request) -> Result:
    order = _order(call.rows, call.number("poNum"))
    out = {"vendorNum": order["VendorNum"], "purPoint": order["PurPoint"], "warnMsg": ""}
    return Result(ds=call.ds, out=out)


def _new_header(call: Request) -> Result:
    order = _order(call.rows, call.number("poNum"))
    call.new(
        "RcvHead", VendorNum=order["VendorNum"], PurPoint=order["PurPoint"], PackSlip="", PONum=order["PONum"],
        ReceiptDate=today(), ArrivedDate=today(), EntryPerson=call.user, Received=False, SaveForInvoicing=True,
        Invoiced=False, Plant="", ShipViaCode=order["ShipViaCode"],
    )  # fmt: skip
    return Result(ds=call.ds)


def _new_line(call: Request) -> Result:
    key = {"VendorNum": call.number("vendorNum"), "PurPoint": call.text("purPoint"), "PackSlip": call.text("packSlip")}
    header = call.rows.one("RcvHead", **key)
    if header is None:
        raise missing(f"Receipt {key['PackSlip']} not found.")
    number = call.rows.highest("RcvDtl", "PackLine", **key) + 1
    call.new(
        "RcvDtl", **key, PackLine=number, PONum=header["PONum"], POLine=0, PORelNum=0, PartNum="", OurQty=Decimal(0),
        VendorQty=Decimal(0), Received=False, Invoiced=False, InvoiceNum="", InvoiceLine=0, WareHouseCode="", BinNum="",
        ReceiptDate=header["ReceiptDate"], ReceivedComplete=False, ReceiptType="P",
    )  # fmt: skip
    return Result(ds=call.ds)


def _line_info(call: Request) -> Result:
    line = call.current("RcvDtl")
    order_line, number = call.number("poLine"), call.number("poRelNum") or 1
    detail = call.rows.one("PODetail", PONUM=line["PONum"], POLine=order_line)
    release = _release(call.rows, order=line["PONum"], line=order_line, number=number)
    if detail is None:
        raise missing(f"Line {order_line} not found.")
    line.update(
        POLine=order_line, PORelNum=number, PartNum=detail["PartNum"], PartDescription=detail["LineDesc"],
        IUM=detail["IUM"], PUM=detail["PUM"], OurUnitCost=detail["UnitCost"], VendorUnitCost=detail["UnitCost"],
        WareHouseCode=release["WarehouseCode"], ReceivedTo=release["TranType"],
    )  # fmt: skip
    return Result(ds=call.ds)


def _release(rows: Rows, *, order: int, line: int, number: int) -> Row:
    release = rows.one("PORel", PONum=order, POLine=line, PORelNum=number)
    if release is None:
        raise missing(f"Release {order}/{line}/{number} not found.")
    return release


def _quantity(call: Request) -> Result:
    quantity = Decimal(str(call.parameters.get("inputOurQty") or 0))
    call.current("RcvDtl").update(OurQty=quantity, VendorQty=quantity)
    return Result(ds=call.ds)


def _received(call: Request) -> Result:
    call.current("RcvDtl")["Received"] = bool(call.parameters.get("ipReceived"))
    return Result(ds=call.ds)


def _update(call: Request) -> Result:
    rows, key = call.rows, {}
    for row in call.changed("RcvHead"):
        key = _key(row)
        _store_header(rows, row)
    for row in call.changed("RcvDtl"):
        key = _key(row)
        _store_line(rows, row)
    return Result(ds=receipt_set(rows, **(key or _key(call.current("RcvHead")))))


def _store_header(rows: Rows, row: Row) -> None:
    header = strip(row)
    if not header.get("PackSlip"):
        raise Refusal("Packing Slip is required.", table="RcvHead", field="PackSlip")
    check_date(rows, header.get("ReceiptDate"), module="IP", table="RcvHead", field="ReceiptDate")
    if row["RowMod"] == "U":
        rows.update("RcvHead", row, **header)
        return
    if rows.one("RcvHead", **_key(row)):
        raise duplicate(f"Packing slip {header['PackSlip']} already exists.", table="RcvHead")
    rows.insert("RcvHead", header)


def _store_line(rows: Rows, row: Row) -> None:
    line = strip(row)
    header = rows.one("RcvHead", **_key(row))
    if header is None:
        raise missing(f"Receipt {line.get('PackSlip')} not found.")
    if row["RowMod"] == "U":
        rows.update("RcvDtl", row, **line)
        return
    if rows.one("RcvDtl", **_key(row), PackLine=line["PackLine"]):
        raise duplicate(f"Line {line['PackLine']} already exists.", table="RcvDtl")
    release = _release(rows, order=line["PONum"], line=line["POLine"], number=line["PORelNum"])
    _check_open(release, line)
    line["ReceivedComplete"] = _count(rows, release, line)
    rows.insert("RcvDtl", line)
    rows.update("RcvHead", header, Received=True)


def _check_open(release: Row, line: Row) -> None:
    open_quantity = release["RelQty"] - release["ReceivedQty"]
    if not release["OpenRelease"] or release["DropShip"]:
        raise Refusal("The release is not open for receipts.", table="RcvDtl", field="PORelNum")
    if not 0 < Decimal(str(line["OurQty"])) <= open_quantity:
        raise Refusal(
            f"Received quantity {line['OurQty']} is over the open quantity {open_quantity.normalize():f}.",
            table="RcvDtl", field="OurQty",
        )  # fmt: skip


def _count(rows: Rows, release: Row, line: Row) -> bool:
    """Raise the release's quantities; whether it is complete, which closes line and order with their last release."""
    received = release["ReceivedQty"] + Decimal(str(line["OurQty"]))
    complete = received >= release["RelQty"]
    rows.update(
        "PORel", release, ReceivedQty=received, ArrivedQty=received, Status="R" if complete else "O",
        OpenRelease=not complete,
    )  # fmt: skip
    number = release["PONum"]
    if complete and not any(r["OpenRelease"] for r in rows.find("PORel", PONum=number, POLine=release["POLine"])):
        rows.update("PODetail", {"PONUM": number, "POLine": release["POLine"]}, OpenLine=False)
    if complete and not any(r["OpenRelease"] for r in rows.find("PORel", PONum=number)):
        rows.update("POHeader", {"PONum": number}, OpenOrder=False)
    return complete


METHODS: dict[str, Method] = {
    "GetByID": _get_by_id,
    "GetPOInfo": _order_info,
    "GetNewRcvHeadWithPONum": _new_header,
    "GetNewRcvDtl": _new_line,
    "GetDtlPOLineInfo": _line_info,
    "GetDtlQtyInfo": _quantity,
    "OnChangeDtlReceived": _received,
    "UpdateMaster": _update,
    "CommitRcvDtl": _update,
    "Update": _update,
}
