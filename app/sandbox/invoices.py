"""Receipt lines and the suppliers' invoices for them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.sandbox import rates
from app.sandbox.purchases import Line, Order, is_invoiced, orders, pack_slip
from app.sandbox.world import Row, Tables, World, amount, days_before

_CENTS, _FIVE = Decimal("0.01"), Decimal("0.00001")
_FREIGHT = 4500  # cents that every fourth invoice adds


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    yield "RcvDtl", _receipt_lines(world)
    yield "APInvHed", _headers(world)
    yield "APInvDtl", _lines(world)


def number(order: Order) -> str:
    """The supplier's own number of the invoice for an order."""
    return f"{order.supplier.id[:3]}-{order.number}"


def _receipt_lines(world: World) -> Iterator[Row]:
    for order in orders(world):
        for place, each in enumerate(order.received, start=1):
            row: Row = {
                "VendorNum": order.supplier.number, "PackSlip": pack_slip(order), "PackLine": place,
                "PONum": order.number, "POLine": each.number, "PORelNum": 1,
                "PartNum": each.part.number if each.part else "", "WareHouseCode": "RAW" if each.material else "MAIN",
                "BinNum": "RECV", "OurQty": each.received, "IUM": each.unit, "VendorQty": each.received,
                "PUM": each.unit, "OurUnitCost": amount(each.cents), "ReceiptType": "P",
                "ReceivedTo": "PUR-MTL" if each.material else "PUR-STK",
                "ReceivedComplete": int(each.received >= each.quantity),
            }  # fmt: skip
            if is_invoiced(order):
                row.update(Invoiced=1, InvoiceNum=number(order), InvoiceLine=place)
            yield row


def _total(order: Order) -> int:
    return sum(each.received * each.cents for each in order.received) + (_FREIGHT if order.number % 4 == 0 else 0)


def _headers(world: World) -> Iterator[Row]:
    latest = rates.latest()
    for each in filter(is_invoiced, orders(world)):
        currency = each.supplier.firm.place.currency
        total, paid = _total(each), each.age > 90
        foreign = (total / latest[currency] / 100).quantize(_CENTS)
        yield {
            "VendorNum": each.supplier.number, "InvoiceNum": number(each), "InvoiceDate": days_before(each.age - 20),
            "DueDate": days_before(each.age - 50), "GroupID": days_before(each.age - 22).replace("-", ""),
            "Posted": 1, "OpenPayable": int(not paid), "InvoiceAmt": amount(total), "DocInvoiceAmt": str(foreign),
            "InvoiceBal": 0 if paid else amount(total), "CurrencyCode": currency,
            "ExchangeRate": str(latest[currency]), "TermsCode": each.supplier.terms, "REFPONum": each.number,
            "InvoiceHeld": int(each.number % 53 == 0), "Description": f"Order {each.number}",
        }  # fmt: skip


def _lines(world: World) -> Iterator[Row]:
    latest = rates.latest()
    for order in filter(is_invoiced, orders(world)):
        rate = latest[order.supplier.firm.place.currency]
        for place, each in enumerate(order.received, start=1):
            yield _line(order, each, place=place) | {
                "DocUnitCost": str((each.cents / rate / 100).quantize(_FIVE)),
                "DocExtCost": str((each.cents * each.received / rate / 100).quantize(_FIVE)),
            }
        if order.number % 4 == 0:
            yield {
                "VendorNum": order.supplier.number, "InvoiceNum": number(order),
                "InvoiceLine": len(order.received) + 1, "LineType": "M", "Description": "Freight",
                "UnitCost": amount(_FREIGHT), "ExtCost": amount(_FREIGHT),
                "DocUnitCost": str((_FREIGHT / rate / 100).quantize(_FIVE)),
                "DocExtCost": str((_FREIGHT / rate / 100).quantize(_FIVE)),
            }  # fmt: skip


def _line(order: Order, each: Line, *, place: int) -> Row:
    return {
        "VendorNum": order.supplier.number, "InvoiceNum": number(order), "InvoiceLine": place, "LineType": "R",
        "PartNum": each.part.number if each.part else "", "PONum": order.number, "POLine": each.number, "PORelNum": 1,
        "Description": each.text, "PackSlip": pack_slip(order), "PackLine": place, "VendorQty": each.received,
        "PUM": each.unit, "UnitCost": amount(each.cents), "ExtCost": amount(each.cents * each.received),
    }  # fmt: skip
