"""Goods that move between sites: transfer orders, their shipments, and what has arrived."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.sandbox.parties import CARRIERS
from app.sandbox.parts import Part, bought
from app.sandbox.people import users
from app.sandbox.world import Row, Tables, World, days_before

_SOURCE, _TARGETS = "MfgSys", (("EAST", "EAST"), ("SERV", "SPARES"))


@dataclass(frozen=True, kw_only=True)
class Move:
    """A line of a transfer order."""

    line: int
    id: str
    part: Part
    quantity: int


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """A transfer order; its number is text in the ERP."""

    number: str
    pack: int
    to: str
    warehouse: str
    age: int
    by: str
    via: str
    moves: tuple[Move, ...]

    @property
    def shipped(self) -> bool:
        """Whether it has left."""
        return self.age > 10

    @property
    def arrived(self) -> bool:
        """Whether it has come in."""
        return self.age > 15


@cache
def transfers(world: World) -> tuple[Transfer, ...]:
    """The transfer orders, oldest first."""
    dice = world.dice("transfers")
    stock, everybody = bought(world), users(world)
    found: list[Transfer] = []
    lines = 0
    for index in range(world.some(36)):
        moves = tuple(
            Move(line=line, id=f"TL{lines + line:05}", part=dice.choice(stock), quantity=dice.randint(1, 50))
            for line in range(1, dice.randint(1, 3) + 1)
        )
        lines += len(moves)
        to, warehouse = _TARGETS[index % len(_TARGETS)]
        found.append(
            Transfer(
                number=f"TO{index + 1:04}",
                pack=1001 + index,
                to=to,
                warehouse=warehouse,
                age=max(0, 180 - index * 5),
                by=dice.choice(everybody).id,
                via=dice.choice(list(CARRIERS)),
                moves=moves,
            )
        )
    return tuple(found)


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    yield "TFOrdHed", _headers(world)
    yield "TFOrdDtl", _lines(world)
    yield "TFShipHead", _shipments(world)
    yield "TFShipDtl", _shipped_lines(world)
    yield "PlantTran", _transactions(world)


def _headers(world: World) -> Iterator[Row]:
    for each in transfers(world):
        yield {
            "TFOrdNum": each.number, "OpenOrder": int(not each.arrived), "Plant": _SOURCE, "ToPlant": each.to,
            "EntryPerson": each.by, "OrderDate": days_before(each.age), "ShipViaCode": each.via,
            "Shipped": int(each.shipped),
        }  # fmt: skip


def _lines(world: World) -> Iterator[Row]:
    for order in transfers(world):
        for each in order.moves:
            yield {
                "TFLineNum": each.id, "TFOrdNum": order.number, "TFOrdLine": each.line,
                "OpenLine": int(not order.arrived), "PartNum": each.part.number, "OurStockQty": each.quantity,
                "OurStockQtyUOM": each.part.family.unit, "SellingQty": each.quantity,
                "WarehouseCode": order.warehouse, "Plant": _SOURCE, "ToPlant": order.to,
                "RequestDate": days_before(order.age), "NeedByDate": days_before(order.age - 14),
                "Shipped": int(order.shipped), "ReceivedQty": each.quantity if order.arrived else 0,
            }  # fmt: skip


def _shipments(world: World) -> Iterator[Row]:
    for each in filter(lambda order: order.shipped, transfers(world)):
        yield {
            "PackNum": each.pack, "ShipDate": days_before(each.age - 10), "ShipViaCode": each.via,
            "ShipPerson": each.by, "EntryPerson": each.by, "Plant": _SOURCE, "ToPlant": each.to,
            "TrackingNumber": f"1Z{each.pack}", "Shipped": 1,
        }  # fmt: skip


def _shipped_lines(world: World) -> Iterator[Row]:
    for order in filter(lambda order: order.shipped, transfers(world)):
        for each in order.moves:
            yield {
                "PackNum": order.pack, "PackLine": each.line, "TFOrdNum": order.number, "TFOrdLine": each.line,
                "TFLineNum": each.id, "PartNum": each.part.number, "LineDesc": each.part.description,
                "IUM": each.part.family.unit, "OurStockShippedQty": each.quantity, "WarehouseCode": "MAIN",
                "BinNum": "SHIP", "ShipCmpl": 1,
            }  # fmt: skip


def _transactions(world: World) -> Iterator[Row]:
    taken = 0
    for order in filter(lambda order: order.shipped, transfers(world)):
        for each in order.moves:
            taken += 1
            yield {
                "TranNum": taken, "TranStatus": "RECEIVED" if order.arrived else "SHIPPED",
                "PartNum": each.part.number, "FromPlant": _SOURCE, "ToPlant": order.to, "TranQty": each.quantity,
                "UM": each.part.family.unit, "TranDate": days_before(order.age - 10), "PackNum": order.pack,
                "PackLine": each.line, "TFOrdNum": order.number, "TFOrdLine": each.line, "EntryPerson": order.by,
                "RecTranDate": days_before(order.age - 15) if order.arrived else None,
            }  # fmt: skip
