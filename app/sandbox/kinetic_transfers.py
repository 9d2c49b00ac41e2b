"""The doubles of TransferOrderEntrySvc, TransOrderReceiptSvc and InventoryQtyAdjSvc: stock between and within sites."""

from __future__ import annotations

from decimal import Decimal

from app.sandbox.kinetic_refusals import Refusal, duplicate, missing
from app.sandbox.kinetic_requests import Method, Request, Result, check_date, must_part, strip, today, told
from app.sandbox.kinetic_rows import Row, Rows


def transfer_set(rows: Rows, number: str) -> dict[str, list[Row]]:
    """The dataset of one transfer order."""
    header = rows.one("TFOrdHed", TFOrdNum=number)
    if header is None:
        raise missing(f"Transfer order {number} not found.")
    lines = sorted(rows.find("TFOrdDtl", TFOrdNum=number), key=lambda line: int(line["TFOrdLine"]))
    return told(("TFOrdHed", [header]), ("TFOrdDtl", lines))


def _get_by_id(call: Request) -> Result:
    return Result(value=transfer_set(call.rows, call.text("ipTFOrdNum") or call.text("tfOrdNum")))


def _new_header(call: Request) -> Result:
    call.new(
        "TFOrdHed", TFOrdNum="", OpenOrder=True, Plant="", ToPlant="", OrderDate=today(), EntryPerson=call.user,
        ShipViaCode="", Shipped=False, PickListComment="",
    )  # fmt: skip
    return Result(ds=call.ds)


def _new_line(call: Request) -> Result:
    header = _open(call.rows, call.text("ipTFOrdNum") or call.text("tfOrdNum"))
    line = call.rows.highest("TFOrdDtl", "TFOrdLine", TFOrdNum=header["TFOrdNum"]) + 1
    call.new(
        "TFOrdDtl", TFOrdNum=header["TFOrdNum"], TFOrdLine=line, TFLineNum="", OpenLine=True, PartNum="",
        OurStockQty=Decimal(0), SellingQty=Decimal(0), OurStockQtyUOM="", WarehouseCode="", Plant=header["Plant"],
        ToPlant=header["ToPlant"], RequestDate=None, NeedByDate=None, Shipped=False, ReceivedQty=Decimal(0),
    )  # fmt: skip
    return Result(ds=call.ds)


def _change_part(call: Request) -> Result:
    part = must_part(call.rows, call.text("partNum"), table="TFOrdDtl")
    call.current("TFOrdDtl").update(PartNum=part["PartNum"], OurStockQtyUOM=part["IUM"])
    return Result(ds=call.ds)


def _change_quantity(call: Request) -> Result:
    line = call.current("TFOrdDtl")
    line["OurStockQty"] = line["SellingQty"]
    return Result(ds=call.ds)


def _as_it_is(call: Request) -> Result:
    return Result(ds=call.ds)


def _update(call: Request) -> Result:
    rows, number = call.rows, ""
    for row in call.changed("TFOrdHed"):
        number = _store_header(rows, row)
    for row in call.changed("TFOrdDtl"):
        number = str(row["TFOrdNum"])
        _store_line(rows, row)
    return Result(ds=transfer_set(rows, number))


def _store_header(rows: Rows, row: Row) -> str:
    header = strip(row)
    for name in ("Plant", "ToPlant"):
        if rows.one("Plant", Plant=str(header.get(name) or "")) is None:
            raise Refusal(f"Site {header.get(name)} is not valid.", table="TFOrdHed", field=name)
    if header["Plant"] == header["ToPlant"]:
        raise Refusal("A transfer needs two different sites.", table="TFOrdHed", field="ToPlant")
    number = str(header.get("TFOrdNum") or "")
    if row["RowMod"] == "U":
        rows.update("TFOrdHed", row, **header)
        return number
    if number and rows.one("TFOrdHed", TFOrdNum=number):
        raise duplicate(f"Transfer order {number} already exists.", table="TFOrdHed")
    number = number or _numbered(rows, "TFOrdHed", "TFOrdNum", prefix="TO", digits=4)
    rows.insert("TFOrdHed", {**header, "TFOrdNum": number})
    return number


def _store_line(rows: Rows, row: Row) -> None:
    line = strip(row)
    _open(rows, str(line["TFOrdNum"]))
    must_part(rows, str(line.get("PartNum") or ""), table="TFOrdDtl")
    if Decimal(str(line.get("SellingQty") or 0)) <= 0:
        raise Refusal("Quantity must be greater than zero.", table="TFOrdDtl", field="SellingQty")
    line["OurStockQty"] = line["SellingQty"]
    if row["RowMod"] == "U":
        rows.update("TFOrdDtl", row, **line)
        return
    if any(each["TFOrdLine"] == line["TFOrdLine"] for each in rows.find("TFOrdDtl", TFOrdNum=line["TFOrdNum"])):
        raise duplicate(f"Line {line['TFOrdLine']} already exists.", table="TFOrdDtl")
    rows.insert("TFOrdDtl", {**line, "TFLineNum": _numbered(rows, "TFOrdDtl", "TFLineNum", prefix="TL", digits=5)})


def _numbered(rows: Rows, table: str, column: str, *, prefix: str, digits: int) -> str:
    taken = [str(row[column])[len(prefix) :] for row in rows.select(table) if str(row[column]).startswith(prefix)]
    return f"{prefix}{max((int(each) for each in taken if each.isdigit()), default=0) + 1:0{digits}}"


def _open(rows: Rows, number: str) -> Row:
    header = rows.one("TFOrdHed", TFOrdNum=number)
    if header is None:
        raise missing(f"Transfer order {number} not found.")
    if not header["OpenOrder"]:
        raise Refusal(f"Transfer order {number} is closed.", table="TFOrdHed")
    return header


def _shipment(call: Request) -> Result:
    pack = call.number("packNum")
    head = call.rows.one("TFShipHead", PackNum=pack)
    if head is None:
        raise missing(f"Pack {pack} not found.")
    moves = call.rows.find("PlantTran", PackNum=pack)
    for move in moves:
        move["ThisTranQty"] = Decimal(0)
    return Result(
        value=told(
            ("TFShipHead", [head]), ("TFShipDtl", call.rows.find("TFShipDtl", PackNum=pack)), ("PlantTran", moves)
        )
    )


def _receive(call: Request) -> Result:
    for row in call.changed("PlantTran"):
        _receive_line(call, row)
    call.parameters["packNum"] = call.changed("PlantTran")[0]["PackNum"] if call.changed("PlantTran") else 0
    answer = _shipment(call)
    return Result(ds=answer.value)


def _receive_line(call: Request, row: Row) -> None:
    rows = call.rows
    move = rows.one("PlantTran", TranNum=row["TranNum"])
    if move is None or move["TranStatus"] == "RECEIVED":
        raise Refusal(f"Transfer transaction {row['TranNum']} is already received.", table="PlantTran", field="TranNum")
    check_date(rows, row.get("RecTranDate"), module="IP", table="PlantTran", field="RecTranDate")
    quantity = Decimal(str(row.get("ThisTranQty") or 0))
    if quantity != move["TranQty"]:
        raise Refusal(
            f"Received quantity {quantity} is not the shipped quantity {move['TranQty'].normalize():f}.",
            table="PlantTran", field="ThisTranQty",
        )  # fmt: skip
    rows.update(
        "PlantTran", row, TranStatus="RECEIVED", RecTranDate=row["RecTranDate"], RecEntryPerson=call.user,
        WarehseCodeTo=row.get("ReceiveToWhseCode", ""), PlntTranReference=row.get("PlntTranReference", ""),
    )  # fmt: skip
    for line in rows.find("TFOrdDtl", TFOrdNum=move["TFOrdNum"]):
        if line["TFOrdLine"] == move["TFOrdLine"]:
            received = line["ReceivedQty"] + quantity
            rows.update("TFOrdDtl", line, ReceivedQty=received, OpenLine=received < line["OurStockQty"])
    if not any(line["OpenLine"] for line in rows.find("TFOrdDtl", TFOrdNum=move["TFOrdNum"])):
        rows.update("TFOrdHed", {"TFOrdNum": move["TFOrdNum"]}, OpenOrder=False)


def _new_adjustment(call: Request) -> Result:
    part = must_part(call.rows, call.text("partNum"), table="InventoryQtyAdj")
    call.new(
        "InventoryQtyAdj", PartNum=part["PartNum"], WareHseCode="", BinNum="", AdjustQuantity=Decimal(0), Plant="",
        UnitOfMeasure=part["IUM"], ReasonCode="", Reference="", TransDate=today(),
    )  # fmt: skip
    return Result(ds=call.ds)


def _adjust(call: Request) -> Result:
    rows = call.rows
    for row in call.changed("InventoryQtyAdj"):
        part = must_part(rows, str(row["PartNum"]), table="InventoryQtyAdj")
        check_date(rows, row.get("TransDate"), module="IP", table="InventoryQtyAdj", field="TransDate")
        if rows.one("Warehse", WarehouseCode=row["WareHseCode"]) is None:
            raise Refusal("A valid Warehouse is required.", table="InventoryQtyAdj", field="WareHseCode")
        quantity = Decimal(str(row["AdjustQuantity"]))
        stock = rows.one("PartWhse", PartNum=part["PartNum"], WarehouseCode=row["WareHseCode"])
        if stock is None or stock["OnHandQty"] + quantity < 0:
            raise Refusal("On-hand quantity would become negative.", table="InventoryQtyAdj", field="AdjustQuantity")
        rows.update("PartWhse", stock, OnHandQty=stock["OnHandQty"] + quantity)
        rows.insert(
            "PartTran",
            {
                "TranNum": rows.highest("PartTran", "TranNum") + 1, "TranType": "ADJ-QTY", "PartNum": part["PartNum"],
                "WareHouseCode": row["WareHseCode"], "BinNum": row["BinNum"], "Plant": row["Plant"],
                "TranQty": quantity, "UM": row["UnitOfMeasure"], "TranDate": row["TransDate"],
                "TranReference": row["Reference"], "ReasonCode": row["ReasonCode"],
            },
        )  # fmt: skip
    return Result(ds=call.ds)


ORDERS: dict[str, Method] = {
    "GetByID": _get_by_id,
    "GetNewTFOrdHed": _new_header,
    "GetNewTFOrdDtlOrdNum": _new_line,
    "OnChangePartNum": _change_part,
    "ChangeSellingQty": _change_quantity,
    "CheckBeforeUpdate": _as_it_is,
    "Update": _update,
}
RECEIPTS: dict[str, Method] = {"GetByID": _shipment, "PreUpdate": _as_it_is, "Update": _receive}
ADJUSTMENTS: dict[str, Method] = {
    "GetInventoryQtyAdj": _new_adjustment,
    "PreSetInventoryQtyAdj": _as_it_is,
    "SetInventoryQtyAdj": _adjust,
}
