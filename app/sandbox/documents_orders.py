"""Requisitions, purchase orders, punch-out suppliers and the e-mail queue of the sandbox."""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from app.connect.documents.orders import (
    PUNCHOUT_SUPPLIER,
    PURCHASE_ORDER,
    PURCHASE_ORDER_CHARGE,
    PURCHASE_ORDER_EMAIL,
    PURCHASE_ORDER_LINE,
    PURCHASE_ORDER_RELEASE,
    RECEIPT,
    RECEIPT_LINE,
    REQUISITION,
    REQUISITION_LINE,
)
from app.connect.documents.transactions import TRANSACTION
from app.model.document import DocumentKind, RequisitionStatus, Step, TransactionStatus
from app.model.outgoing import Charge, LateCharge
from app.model.payload import dumps
from app.sandbox.documents_source import Source
from app.sandbox.kinetic_rows import Row

if TYPE_CHECKING:
    from app.sandbox.documents_writer import Writer

FIRST_REQUISITION, FIRST_ORDER, FIRST_RECEIPT = 2001, 60001, 8001
RECEIVED, PUNCHED, TESTED, SENT = FIRST_ORDER + 1, FIRST_ORDER + 2, FIRST_ORDER + 3, FIRST_ORDER + 9
EDI_URL = "http://127.0.0.1:${TIELINE_SANDBOX_EDI_PORT}/cxml"
_EMAIL = "orders@{vendor}.example"


def write(writer: Writer, source: Source, *, folder: Path) -> None:
    """Everything this module knows of."""
    _ = folder
    _requisition(writer, source)
    _order_for_job(writer, source)
    _received_order(writer, source)
    _punched_order(writer, source, number=PUNCHED, supplier=source.suppliers[2], url=EDI_URL)
    _punched_order(writer, source, number=TESTED, supplier=source.suppliers[3], url="")
    _sent_order(writer, source)
    _emails(writer, source)


def at_noon(source: Source) -> datetime:
    """Noon of the sandbox's day."""
    return datetime.combine(source.today, time(12), tzinfo=UTC)


def _requisition(writer: Writer, source: Source) -> None:
    job = source.jobs[-1]
    writer.add(
        REQUISITION,
        {
            "Number": FIRST_REQUISITION, "Status": RequisitionStatus.APPROVED.value, "Requester": "Marta Lindqvist",
            "Approver": "Owen Blake", "ApprovedOn": at_noon(source), "Description": f"Material for job {job['JobNum']}",
        },
        {
            "Number": FIRST_REQUISITION + 1, "Status": RequisitionStatus.SUBMITTED.value,
            "Requester": "Marta Lindqvist", "Description": "Waits for approval",
        },
    )  # fmt: skip
    for line, part in enumerate(source.parts[:2], start=1):
        writer.add(
            REQUISITION_LINE,
            {
                "Requisition": FIRST_REQUISITION, "Line": line, "PartNum": part["PartNum"],
                "Description": str(part["PartDescription"]), "Quantity": Decimal(4 * line), "UOM": part["IUM"],
                "UnitPrice": source.price(part), "NeedBy": source.day(20), "JobNum": job["JobNum"], "Plant": "MfgSys",
                "WarehouseCode": "RAW",
            },
        )  # fmt: skip


def _order(writer: Writer, source: Source, *, number: int, supplier: Row, **more: object) -> None:
    writer.add(
        PURCHASE_ORDER,
        {
            "Number": number, "Approved": 1, "VendorNum": supplier["VendorNum"], "VendorID": supplier["VendorID"],
            "PurPoint": supplier["PurPoint"], "BuyerID": source.buyers[0], "OrderDate": source.today,
            "DueDate": source.day(21), "PromiseDate": source.day(21), "TermsCode": supplier["TermsCode"],
            "CurrencyCode": supplier["CurrencyCode"], "Comment": "Please confirm within two days.", **more,
        },
    )  # fmt: skip


def _line(
    writer: Writer, source: Source, *, order: int, line: int, part: Row, quantity: int, **release: object
) -> None:
    writer.add(
        PURCHASE_ORDER_LINE,
        {
            "PurchaseOrder": order, "Line": line, "PartNum": part["PartNum"],
            "Description": str(part["PartDescription"]), "Quantity": Decimal(quantity), "UOM": part["PUM"],
            "UnitPrice": source.price(part), "ClassID": part["ClassID"],
            "VendorPartNum": f"S-{part['PartNum']}"[:50], "VendorPartAuxiliaryID": f"basket-{order}-{line}",
        },
    )  # fmt: skip
    writer.add(
        PURCHASE_ORDER_RELEASE,
        {
            "PurchaseOrder": order, "Line": line, "Release": 1, "Quantity": Decimal(quantity),
            "DueDate": source.day(21), "Plant": "MfgSys", "WarehouseCode": "MAIN", **release,
        },
    )  # fmt: skip


def _order_for_job(writer: Writer, source: Source) -> None:
    """Buys what the requisition asks for, and something for stock in two deliveries, with freight."""
    job = source.jobs[-1]["JobNum"]
    _order(writer, source, number=FIRST_ORDER, supplier=source.suppliers[0])
    for line, part in enumerate(source.parts[:2], start=1):
        asked = {"JobNum": job, "Requisition": FIRST_REQUISITION, "RequisitionLine": line, "WarehouseCode": "RAW"}
        _line(writer, source, order=FIRST_ORDER, line=line, part=part, quantity=4 * line, **asked)
    _line(writer, source, order=FIRST_ORDER, line=3, part=source.parts[2], quantity=30)
    second = {"PurchaseOrder": FIRST_ORDER, "Line": 3, "Release": 2, "Quantity": Decimal(20)}
    writer.add(
        PURCHASE_ORDER_RELEASE, {**second, "DueDate": source.day(40), "Plant": "MfgSys", "WarehouseCode": "MAIN"}
    )
    charge = {"PurchaseOrder": FIRST_ORDER, "Line": 0, "MiscCode": source.freight, "Description": "Freight"}
    writer.add(PURCHASE_ORDER_CHARGE, {**charge, "Sequence": 1, "Amount": Decimal("48.00")})


def _received_order(writer: Writer, source: Source) -> None:
    """Two lines that have arrived in full, as ARM's receipt tells."""
    supplier = source.suppliers[1]
    _order(writer, source, number=RECEIVED, supplier=supplier)
    for line, part in enumerate(source.parts[3:5], start=1):
        _line(writer, source, order=RECEIVED, line=line, part=part, quantity=10 * line)
    writer.add(
        RECEIPT,
        {
            "Number": FIRST_RECEIPT, "Approved": 1, "PurchaseOrder": RECEIVED, "VendorNum": supplier["VendorNum"],
            "PurPoint": supplier["PurPoint"], "PackSlip": f"DN{RECEIVED}", "ReceiptDate": source.today,
            "ReceivedBy": "Marta Lindqvist",
        },
    )  # fmt: skip
    for line, part in enumerate(source.parts[3:5], start=1):
        writer.add(
            RECEIPT_LINE,
            {
                "Receipt": FIRST_RECEIPT, "Line": line, "OrderLine": line, "Release": 1,
                "Quantity": Decimal(10 * line), "UOM": part["PUM"], "WarehouseCode": "MAIN", "BinNum": "REC",
            },
        )  # fmt: skip


def _punched_order(writer: Writer, source: Source, *, number: int, supplier: Row, url: str) -> None:
    """An order filled in a supplier's shop; without an address nothing is sent (test mode)."""
    writer.add(
        PUNCHOUT_SUPPLIER,
        {
            "VendorNum": supplier["VendorNum"], "EdiUrl": url, "FromIdentity": "riverside",
            "ToIdentity": str(supplier["VendorID"]), "SharedSecret": "open-sesame",
        },
    )  # fmt: skip
    _order(writer, source, number=number, supplier=supplier, PunchOutSource=f"shop.{supplier['VendorID']}".lower())
    _line(writer, source, order=number, line=1, part=source.parts[5], quantity=6)


def _sent_order(writer: Writer, source: Source) -> None:
    """An order that went out before; its freight came later and is queued already."""
    there = source.open_order()
    supplier = source.supplier(int(there["VendorNum"]))
    versions = {"PONum": there["PONum"], "QueuedVersion": 1, "SentVersion": 1, "BuyerID": there["BuyerID"]}
    _order(writer, source, number=SENT, supplier=supplier, **versions)
    charge = Charge(sequence=1, line=0, code=source.handling, description="Expediting", amount=Decimal("125.00"))
    writer.add(
        PURCHASE_ORDER_CHARGE,
        {
            "PurchaseOrder": SENT, "Sequence": 1, "Line": 0, "MiscCode": charge.code, "Description": charge.description,
            "Amount": charge.amount, "Late": 1, "QueuedVersion": 1,
        },
    )  # fmt: skip
    writer.add(
        TRANSACTION,
        {
            "Document": DocumentKind.MISC_CHARGE.value, "DocumentNumber": f"{SENT}/1", "Version": 1,
            "Step": Step.CREATE.value, "Status": TransactionStatus.PENDING.value, "CreatedOn": at_noon(source),
            "Payload": dumps(LateCharge(order=SENT, charge=charge)),
        },
    )  # fmt: skip


def _emails(writer: Writer, source: Source) -> None:
    for position, (number, supplier) in enumerate(
        ((RECEIVED, source.suppliers[1]), (FIRST_ORDER, source.suppliers[0])), start=1
    ):
        name = str(supplier["VendorID"]).lower()
        writer.add(
            PURCHASE_ORDER_EMAIL,
            {
                "Id": position, "PurchaseOrder": number, "Recipient": _EMAIL.format(vendor=name),
                "Subject": f"Purchase order {number}", "QueuedOn": at_noon(source),
                "Body": f"Good day,\n\nplease find our purchase order {number} attached.\n\nRiverside Conveyor Works",
            },
        )  # fmt: skip
