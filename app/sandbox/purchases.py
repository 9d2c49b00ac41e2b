"""What is bought: purchase orders with their lines and releases, receipts, and what planning suggests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from app.sandbox import rates
from app.sandbox.parties import CARRIERS, FOBS, Supplier, supplier_of, suppliers
from app.sandbox.parts import Part, bought
from app.sandbox.people import BUYERS, users
from app.sandbox.projects import Material, project_ids, works
from app.sandbox.world import Row, Tables, World, amount, days_before

FIRST_ORDER = 4001
_FIVE = Decimal("0.00001")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of an order, with one release."""

    number: int
    part: Part | None  # None: a service described in words
    text: str
    quantity: int
    cents: int
    received: int
    material: Material | None  # the job material it is bought for

    @property
    def unit(self) -> str:
        """The unit it is bought in."""
        return self.part.family.unit if self.part else "EA"


@dataclass(frozen=True, kw_only=True)
class Order:
    """A purchase order."""

    number: int
    supplier: Supplier
    buyer: str
    age: int  # days since it was ordered
    approval: str
    void: bool
    lines: tuple[Line, ...]

    @property
    def open(self) -> bool:
        """Whether something is still to come."""
        return not self.void and any(line.received < line.quantity for line in self.lines)

    @property
    def received(self) -> tuple[Line, ...]:
        """The lines of which something has arrived."""
        return tuple(line for line in self.lines if line.received)


@cache
def orders(world: World) -> tuple[Order, ...]:
    """The orders, oldest first: old ones are received, young ones partly or not at all."""
    dice = world.dice("orders")
    stock, everybody = bought(world), suppliers(world)
    wanted = [each for work in works(world) for each in work.materials if each.buy and not work.closed]
    total = world.some(320)
    found: list[Order] = []
    for index in range(total):
        age = 290 - index * 290 // total
        void, approved = index % 37 == 36, age > 6 or dice.random() < 0.4
        first = dice.choice(stock)
        lines = tuple(
            _line(
                dice.choice(stock) if number > 1 else first,
                number=number,
                lots=dice.randint(1, 40),
                waited=age if approved and not void else 0,
                material=wanted.pop() if wanted and index % 6 == 5 and number == 1 and age < 100 else None,
            )
            for number in range(1, dice.randint(1, 5) + 1)
        )
        service = index % 19 == 18
        found.append(
            Order(
                number=FIRST_ORDER + index,
                supplier=everybody[-1 - index % 20 % len(everybody)] if service else supplier_of(world, part=first),
                buyer=first.family.part_class if first.family.part_class in BUYERS else "GENERAL",
                age=age,
                approval="A" if approved else dice.choice(("U", "P", "R")),
                void=void,
                lines=(_service(index),) if service else lines,
            )
        )
    return tuple(found)


def _line(part: Part, *, number: int, lots: int, waited: int, material: Material | None) -> Line:
    """A line of goods; nothing comes within 20 days, everything within 60, half of some lines in between."""
    part = material.part if material else part
    quantity = lots * (12 if part.cents < 1000 else 1)
    halves = 0 if waited < 20 else 2 if waited > 60 or number % 2 else 1
    return Line(
        number=number, part=part, text=part.description, quantity=quantity, cents=part.cents,
        received=quantity * halves // 2, material=material,
    )  # fmt: skip


def _service(index: int) -> Line:
    text = f"Calibration of gauges, lot {index}"
    return Line(number=1, part=None, text=text, quantity=1, cents=48000, received=0, material=None)


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    yield "POHeader", _headers(world)
    yield "PODetail", _details(world)
    yield "PORel", _releases(world)
    yield "RcvHead", _receipts(world)
    yield "SugPoDtl", _suggestions(world)


def _headers(world: World) -> Iterator[Row]:
    latest, everybody = rates.latest(), users(world)
    for each in orders(world):
        currency = each.supplier.firm.place.currency
        yield {
            "PONum": each.number, "OpenOrder": int(each.open), "VoidOrder": int(each.void),
            "OrderDate": days_before(each.age), "VendorNum": each.supplier.number, "BuyerID": each.buyer,
            "EntryPerson": everybody[each.number % len(everybody)].id, "FOB": FOBS[each.number % len(FOBS)],
            "ShipViaCode": list(CARRIERS)[each.number % len(CARRIERS)], "TermsCode": each.supplier.terms,
            "CurrencyCode": currency, "ExchangeRate": str(latest[currency]), "Approve": int(each.approval == "A"),
            "ApprovalStatus": each.approval, "Confirmed": int(each.age > 10), "DueDate": days_before(each.age - 21),
            "PromiseDate": days_before(each.age - 24) if each.age > 10 else None,
        }  # fmt: skip


def _details(world: World) -> Iterator[Row]:
    latest = rates.latest()
    for order in orders(world):
        rate = latest[order.supplier.firm.place.currency]
        for each in order.lines:
            yield {
                "PONUM": order.number, "POLine": each.number,
                "OpenLine": int(not order.void and each.received < each.quantity), "VoidLine": int(order.void),
                "PartNum": each.part.number if each.part else "", "LineDesc": each.text, "OrderQty": each.quantity,
                "XOrderQty": each.quantity, "IUM": each.unit, "PUM": each.unit, "UnitCost": amount(each.cents),
                "DocUnitCost": str((each.cents / rate / 100).quantize(_FIVE)), "CostPerCode": "E",
                "ClassID": each.part.family.part_class if each.part else "SERV",
                "RcvInspectionReq": int(bool(each.part) and each.cents > 50000),
            }  # fmt: skip


def _releases(world: World) -> Iterator[Row]:
    projects = project_ids(world)
    for order in orders(world):
        for each in order.lines:
            done = each.received >= each.quantity
            row: Row = {
                "PONum": order.number, "POLine": each.number, "PORelNum": 1,
                "OpenRelease": int(not order.void and not done), "VoidRelease": int(order.void),
                "Status": "V" if order.void else "R" if done else "O", "DueDate": days_before(order.age - 21),
                "RelQty": each.quantity, "XRelQty": each.quantity, "ReceivedQty": each.received,
                "ArrivedQty": each.received, "TranType": "PUR-STK" if each.part else "PUR-UKN",
                "WarehouseCode": "RAW" if each.material else "MAIN", "Plant": "MfgSys",
                "ProjectID": projects[order.number % len(projects)] if order.number % 11 == 0 else "",
                "ReqNum": order.number - FIRST_ORDER + 900, "ReqLine": each.number,
            }  # fmt: skip
            if each.material:
                row.update(TranType="PUR-MTL", JobNum=each.material.job, JobSeqType="M", JobSeq=each.material.sequence)
            yield row


def _receipts(world: World) -> Iterator[Row]:
    everybody = users(world)
    for each in orders(world):
        if each.received:
            day = days_before(each.age - 18)
            yield {
                "VendorNum": each.supplier.number, "PackSlip": pack_slip(each), "ReceiptDate": day,
                "EntryPerson": everybody[each.number % 5 % len(everybody)].id, "PONum": each.number,
                "Plant": "MfgSys", "ShipViaCode": list(CARRIERS)[each.number % len(CARRIERS)], "Received": 1,
                "ArrivedDate": day, "SaveForInvoicing": 1, "Invoiced": int(is_invoiced(each)),
            }  # fmt: skip


def pack_slip(order: Order) -> str:
    """The packing slip with which an order's goods came."""
    return f"LS{order.number}-1"


def is_invoiced(order: Order) -> bool:
    """Whether the supplier has sent an invoice for what was received."""
    return bool(order.received) and order.age > 45


def _suggestions(world: World) -> Iterator[Row]:
    dice = world.dice("suggestions")
    for number, each in enumerate(bought(world)[::7], start=1):
        quantity, due = dice.randint(1, 30) * 10, dice.randint(5, 60)
        buyer = each.family.part_class
        yield {
            "SugNum": number, "SugType": "N", "BuyerID": buyer if buyer in BUYERS else "GENERAL",
            "DueDate": days_before(-due), "OrderByDate": days_before(10 - due), "PartNum": each.number,
            "RelQty": quantity, "XRelQty": quantity, "IUM": each.family.unit, "PUM": each.family.unit,
            "UnitPrice": amount(each.cents), "VendorNum": supplier_of(world, part=each).number, "Plant": "MfgSys",
            "WarehouseCode": "MAIN",
        }  # fmt: skip
