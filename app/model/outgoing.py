"""What is sent to Kinetic, document by document, as it was approved in ARM."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class JobMaterial:
    """A requisition line that becomes a material of a job; `requisition` and `line` are its reference there."""

    requisition: int
    line: int
    job: str
    assembly: int
    part: str
    description: str
    quantity: Decimal
    uom: str
    need_by: date | None
    unit_price: Decimal


@dataclass(frozen=True, kw_only=True)
class OrderRelease:
    """One delivery of an order line; a job's material is named by the requisition line that asked for it."""

    release: int
    quantity: Decimal
    due: date | None
    plant: str
    warehouse: str
    job: str = ""
    assembly: int = 0
    material: int | None = None  # MtlSeq, once Kinetic has numbered it
    requisition: int | None = None
    requisition_line: int | None = None
    void: bool = False


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """One line of a purchase order."""

    line: int
    part: str
    vendor_part: str
    description: str
    quantity: Decimal
    uom: str
    unit_price: Decimal
    class_id: str
    releases: tuple[OrderRelease, ...]
    void: bool = False


@dataclass(frozen=True, kw_only=True)
class Charge:
    """A miscellaneous charge of an order (`line` 0) or of one of its lines."""

    sequence: int
    line: int
    code: str
    description: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Order:
    """A purchase order; `number` is ARM's, `po` is Kinetic's once it is known."""

    number: int
    po: int | None
    vendor: int
    vendor_id: str
    purchase_point: str
    buyer: str
    ordered: date
    due: date | None
    promise: date | None
    terms: str
    fob: str
    ship_via: str
    currency: str
    comment: str
    lines: tuple[OrderLine, ...]
    charges: tuple[Charge, ...] = ()
    void: bool = False
    close: bool = False


@dataclass(frozen=True, kw_only=True)
class LateCharge:
    """A charge that was added to an order after it had gone out."""

    order: int
    charge: Charge


@dataclass(frozen=True, kw_only=True)
class ReceiptLine:
    """What arrived of one release."""

    line: int
    order_line: int
    release: int
    quantity: Decimal
    uom: str
    warehouse: str
    bin: str


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt of a purchase order, made in ARM; the supplier's pack slip is its reference."""

    number: int
    order: int
    vendor: int
    purchase_point: str
    pack_slip: str
    received: date
    received_by: str
    lines: tuple[ReceiptLine, ...]


@dataclass(frozen=True, kw_only=True)
class TransferLine:
    """One line of a transfer order that moves stock between sites."""

    line: int
    part: str
    quantity: Decimal
    uom: str
    warehouse: str
    need_by: date | None


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """A transfer order without its expense lines."""

    number: int
    from_plant: str
    to_plant: str
    ship_via: str
    ordered: date
    need_by: date | None
    lines: tuple[TransferLine, ...]
    close: bool = False


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """An expense line of a transfer order: stock that is used up, not moved."""

    transfer: int
    line: int
    plant: str
    warehouse: str
    bin: str
    part: str
    quantity: Decimal  # what leaves the stock
    uom: str
    reason: str
    on: date


@dataclass(frozen=True, kw_only=True)
class TransferReceiptLine:
    """What arrived of one line of a shipment."""

    line: int
    pack_line: int
    quantity: Decimal
    warehouse: str
    bin: str


@dataclass(frozen=True, kw_only=True)
class TransferReceipt:
    """A receipt of a transfer shipment, made in ARM."""

    number: int
    pack: int
    received: date
    received_by: str
    lines: tuple[TransferReceiptLine, ...]


@dataclass(frozen=True, kw_only=True)
class InvoiceLine:
    """One line of a supplier invoice: a receipt line to match, or a miscellaneous amount."""

    line: int
    order: int | None
    order_line: int
    release: int
    pack_slip: str
    pack_line: int
    quantity: Decimal
    amount: Decimal
    code: str
    description: str

    @property
    def is_misc(self) -> bool:
        """Whether the line matches no receipt."""
        return self.order is None


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """An approved AP invoice; supplier and invoice number are its reference, `group` is its batch number."""

    number: int
    vendor: int
    vendor_id: str
    invoice: str
    dated: date
    amount: Decimal
    currency: str
    order: int | None
    purchase_point: str
    group: str
    description: str
    lines: tuple[InvoiceLine, ...]
