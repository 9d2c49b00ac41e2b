"""The double of Erp.BO.POSvc: purchase orders with lines, releases, charges and approval."""

from __future__ import annotations

from decimal import Decimal
from typing import Any  # rows of JSON

from app.sandbox.kinetic_refusals import Refusal, duplicate, missing
from app.sandbox.kinetic_requests import Method, Request, Result, must_part, must_vendor, strip, today, told
from app.sandbox.kinetic_rows import Row, Rows


def order_set(rows: Rows, number: int) -> dict[str, list[Row]]:
    """The dataset of one order."""
    header = rows.one("POHeader", PONum=number)
    if header is None:
        raise missing(f"Purchase order {number} not found.")
    return told(
        ("POHeader", [header]),
        ("PODetail", rows.find("PODetail", PONUM=number)),
        ("PORel", rows.find("PORel", PONum=number)),
        ("POMisc", rows.find("POMisc", PONum=number)),
    )


def _get_by_id(call: Request) -> Result:
    return Result(value=order_set(call.rows, call.number("poNum")))


def _new_header(call: Request) -> Result:
    call.new(
        "POHeader", PONum=0, OpenOrder=True, VoidOrder=False, OrderDate=today(), Approve=False, ApprovalStatus="U",
        EntryPerson=call.user, PurPoint="", VendorNum=0, XRefPONum="", CommentText="", BuyerID="",
    )  # fmt: skip
    return Result(ds=call.ds)


def _change_vendor(call: Request) -> Result:
    header = call.current("POHeader")
    vendor = must_vendor(call.rows.one("Vendor", VendorID=call.text("VendID")), table="POHeader")
    names = ("VendorNum", "PurPoint", "CurrencyCode", "TermsCode")
    header.update({name: vendor.get(name) for name in names}, FOB=vendor.get("DefaultFOB", ""))
    return Result(ds=call.ds)


def _new_line(call: Request) -> Result:
    order = _open_order(call.rows, call.number("poNUM"))
    line = call.rows.highest("PODetail", "POLine", PONUM=order["PONum"]) + 1
    call.new(
        "PODetail", PONUM=order["PONum"], POLine=line, OpenLine=True, VoidLine=False, PartNum="", LineDesc="",
        OrderQty=Decimal(0), XOrderQty=Decimal(0), UnitCost=Decimal(0), DocUnitCost=Decimal(0), IUM="EA", PUM="EA",
        CostPerCode="E", CalcVendQty=Decimal(0),
    )  # fmt: skip
    return Result(ds=call.ds)


def _change_part(call: Request) -> Result:
    line, number = call.current("PODetail"), call.text("NewPartNum")
    part = call.rows.one("Part", PartNum=number)
    line["PartNum"] = number
    if part is not None:
        must_part(call.rows, number, table="PODetail")
        unit = part.get("PUM") or part.get("IUM")
        line.update(LineDesc=part["PartDescription"], IUM=part["IUM"], PUM=unit, ClassID=part["ClassID"])
    return Result(ds=call.ds, out={"multipleMatch": False})


def _change_quantity(call: Request) -> Result:
    line = call.current("PODetail")
    quantity = Decimal(str(call.parameters.get("newCalcVendQty") or 0))
    line.update(CalcVendQty=quantity, OrderQty=quantity, XOrderQty=quantity)
    return Result(ds=call.ds)


def _change_price(call: Request) -> Result:
    line = call.current("PODetail")
    line["UnitCost"] = line.get("DocUnitCost", Decimal(0))
    return Result(ds=call.ds)


def _new_release(call: Request) -> Result:
    order = _open_order(call.rows, call.number("poNum"))
    line = call.number("poLine")
    if call.rows.one("PODetail", PONUM=order["PONum"], POLine=line) is None:
        raise missing(f"Line {line} not found.")
    number = call.rows.highest("PORel", "PORelNum", PONum=order["PONum"], POLine=line) + 1
    call.new("PORel", **_release(order, line, number, quantity=Decimal(0)))
    return Result(ds=call.ds)


def _release(order: Row, line: int, number: int, *, quantity: Decimal) -> Row:
    return {
        "PONum": order["PONum"], "POLine": line, "PORelNum": number, "OpenRelease": True, "VoidRelease": False,
        "Status": "O", "DueDate": order.get("DueDate"), "RelQty": quantity, "XRelQty": quantity,
        "ReceivedQty": Decimal(0), "ArrivedQty": Decimal(0), "TranType": "PUR-STK", "JobNum": "", "AssemblySeq": 0,
        "JobSeqType": "", "JobSeq": 0, "WarehouseCode": "", "Plant": "", "DropShip": False,
    }  # fmt: skip


def _change_job(call: Request) -> Result:
    release, job = call.current("PORel"), call.rows.one("JobHead", JobNum=call.text("NewJobNum"))
    if job is None or job["JobClosed"]:
        raise Refusal(f"Job {call.text('NewJobNum')} is not valid or is closed.", table="PORel", field="JobNum")
    release.update(JobNum=job["JobNum"], TranType="PUR-MTL", JobSeqType="M")
    return Result(ds=call.ds)


def _change_assembly(call: Request) -> Result:
    call.current("PORel")["AssemblySeq"] = call.number("NewAssemblySeq")
    return Result(ds=call.ds)


def _change_sequence(call: Request) -> Result:
    release, sequence = call.current("PORel"), call.number("NewJobSeq")
    found = call.rows.one("JobMtl", JobNum=release["JobNum"], AssemblySeq=int(release["AssemblySeq"]), MtlSeq=sequence)
    if found is None:
        raise Refusal(f"Material {sequence} is not on job {release['JobNum']}.", table="PORel", field="JobSeq")
    release["JobSeq"] = sequence
    return Result(ds=call.ds)


def _new_charge(call: Request) -> Result:
    order = _open_order(call.rows, call.number("poNum"))
    line = call.number("poLine")
    number = call.rows.highest("POMisc", "SeqNum", PONum=order["PONum"], POLine=line) + 1
    call.new(
        "POMisc", PONum=order["PONum"], POLine=line, SeqNum=number, MiscCode="", Description="", MiscAmt=Decimal(0)
    )
    return Result(ds=call.ds)


def _change_approval(call: Request) -> Result:
    header = call.current("POHeader")
    approve = bool(call.parameters.get("ApproveValue"))
    if approve and not call.rows.find("PODetail", PONUM=header["PONum"]):
        raise Refusal("An order without lines cannot be approved.", table="POHeader", field="Approve")
    header.update(Approve=approve, ApprovalStatus="A" if approve else "U")
    return Result(ds=call.ds, out={"ViolationMsg": ""})


def _update(call: Request) -> Result:
    rows = call.rows
    for row in call.changed("POHeader"):
        _store_header(call, row)
    for row in call.changed("PODetail"):
        _store_line(rows, row)
    for row in call.changed("PORel"):
        _store_release(rows, row)
    for row in call.changed("POMisc"):
        _store_charge(rows, row)
    number = next((row.get("PONum") or row.get("PONUM") for part in call.ds.values() for row in part), 0)
    return Result(ds=order_set(rows, int(number or 0)))


def _store_header(call: Request, row: Row) -> None:
    rows, header = call.rows, strip(row)
    must_vendor(rows.one("Vendor", VendorNum=int(header.get("VendorNum") or 0)), table="POHeader")
    buyer = rows.one("PurAgent", BuyerID=header.get("BuyerID", ""))
    if buyer is None or buyer["InActive"]:
        raise Refusal("A valid Buyer is required.", table="POHeader", field="BuyerID")
    if row["RowMod"] == "A":
        number = int(header.get("PONum") or 0) or rows.highest("POHeader", "PONum") + 1
        if rows.one("POHeader", PONum=number):
            raise duplicate(f"Purchase order {number} already exists.", table="POHeader")
        row["PONum"] = number
        rows.insert("POHeader", {**header, "PONum": number})
        return
    stored = _stored_order(rows, header["PONum"])
    if header.get("VoidOrder") and not stored["VoidOrder"]:
        _close(rows, stored, void=True)
        header["OpenOrder"] = False
    rows.update("POHeader", stored, **header)


def _store_line(rows: Rows, row: Row) -> None:
    order, line = _open_order(rows, row["PONUM"]), strip(row)
    _refuse_approved(order)
    if Decimal(str(line.get("OrderQty") or 0)) <= 0:
        raise Refusal("Order quantity must be greater than zero.", table="PODetail", field="OrderQty")
    if row["RowMod"] == "U":
        rows.update("PODetail", row, **line)
        if line.get("VoidLine"):
            for release in rows.find("PORel", PONum=order["PONum"], POLine=line["POLine"]):
                rows.update("PORel", release, OpenRelease=False, VoidRelease=True, Status="V")
            rows.update("PODetail", row, OpenLine=False)
        return
    if rows.one("PODetail", PONUM=order["PONum"], POLine=line["POLine"]):
        raise duplicate(f"Line {line['POLine']} already exists.", table="PODetail")
    rows.insert("PODetail", line)
    rows.insert("PORel", _release(order, line["POLine"], 1, quantity=line["OrderQty"]))


def _store_release(rows: Rows, row: Row) -> None:
    order, release = _open_order(rows, row["PONum"]), strip(row)
    _refuse_approved(order)
    if release.get("TranType") == "PUR-MTL" and not release.get("JobSeq"):
        raise Refusal("A material sequence is required for job material.", table="PORel", field="JobSeq")
    if row["RowMod"] == "U":
        if release.get("VoidRelease"):
            release.update(OpenRelease=False, Status="V")
        rows.update("PORel", row, **release)
        return
    if rows.one("PORel", PONum=order["PONum"], POLine=release["POLine"], PORelNum=release["PORelNum"]):
        raise duplicate(f"Release {release['PORelNum']} already exists.", table="PORel")
    rows.insert("PORel", release)


def _store_charge(rows: Rows, row: Row) -> None:
    order, charge = _open_order(rows, row["PONum"]), strip(row)
    _refuse_approved(order)
    if row["RowMod"] == "D":
        rows.delete("POMisc", row)
        return
    known = rows.one("PurMisc", MiscCode=charge.get("MiscCode", ""))
    if known is None or known["Inactive"]:
        raise Refusal("A valid Misc Charge is required.", table="POMisc", field="MiscCode")
    if row["RowMod"] == "U":
        rows.update("POMisc", row, **charge)
        return
    if rows.one("POMisc", PONum=order["PONum"], POLine=charge["POLine"], SeqNum=charge["SeqNum"]):
        raise duplicate(f"Charge {charge['SeqNum']} already exists.", table="POMisc")
    rows.insert("POMisc", charge)


def _close_order(call: Request) -> Result:
    order = _stored_order(call.rows, call.number("ipPONum"))
    _close(call.rows, order, void=False)
    call.rows.update("POHeader", order, OpenOrder=False)
    return Result(ds=order_set(call.rows, order["PONum"]))


def _reopen_order(call: Request) -> Result:
    order = _stored_order(call.rows, call.number("ipPONum"))
    call.rows.update("POHeader", order, OpenOrder=True)
    return Result(ds=order_set(call.rows, order["PONum"]))


def _close(rows: Rows, order: Row, *, void: bool) -> None:
    for release in rows.find("PORel", PONum=order["PONum"]):
        if void and Decimal(str(release["ReceivedQty"])) > 0:
            raise Refusal("An order with receipts cannot be voided.", table="POHeader", field="VoidOrder")
        if release["OpenRelease"]:
            rows.update("PORel", release, OpenRelease=False, VoidRelease=void, Status="V" if void else "C")
    for line in rows.find("PODetail", PONUM=order["PONum"]):
        rows.update("PODetail", line, OpenLine=False, VoidLine=void or line["VoidLine"])


def _stored_order(rows: Rows, number: Any) -> Row:
    order = rows.one("POHeader", PONum=int(number or 0))
    if order is None:
        raise missing(f"Purchase order {number} not found.")
    return order


def _open_order(rows: Rows, number: Any) -> Row:
    order = _stored_order(rows, number)
    if not order["OpenOrder"]:
        raise Refusal(f"Purchase order {number} is closed.", table="POHeader")
    return order


def _refuse_approved(order: Row) -> None:
    if order["Approve"]:
        raise Refusal(
            f"Purchase order {order['PONum']} is approved and cannot be changed.", table="POHeader", field="Approve"
        )


def _as_it_is(call: Request) -> Result:
    return Result(ds=call.ds, out={"cMessageText": ""})


METHODS: dict[str, Method] = {
    "GetByID": _get_by_id,
    "GetNewPOHeader": _new_header,
    "ChangeVendor": _change_vendor,
    "GetNewPODetail": _new_line,
    "ChangeDetailPartNum": _change_part,
    "ChangeDetailCalcVendQty": _change_quantity,
    "ChangeUnitPrice": _change_price,
    "GetNewPORel": _new_release,
    "ChangeRelJobNum": _change_job,
    "ChangeRelAssemblySeq": _change_assembly,
    "ChangeRelJobSeq": _change_sequence,
    "GetNewPOMisc": _new_charge,
    "ChangeApproveSwitch": _change_approval,
    "CheckBeforeUpdate": _as_it_is,
    "Update": _update,
    "CloseOrder": _close_order,
    "ReopenOrder": _reopen_order,
}
