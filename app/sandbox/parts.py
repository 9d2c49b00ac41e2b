"""Parts and what describes them. A part is worked out from its number alone, so that a million need no memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.sandbox.geography import WAREHOUSES
from app.sandbox.world import Row, Tables, World, amount

_PLANNED = 500  # so many parts, from the first, have planning data, stock, suppliers and documents


class Family(NamedTuple):
    """Parts that differ in size and material only."""

    prefix: str
    noun: str
    part_class: str
    group: str
    unit: str
    commodity: str
    cents: int
    materials: tuple[str, ...]


FAMILIES = (
    Family("BRG", "Ball bearing", "MECH", "DRIVE", "EA", "848210", 1240, ("steel", "stainless", "ceramic")),
    Family("SCR", "Hex screw", "FAST", "HARDW", "EA", "731815", 14, ("zinc", "A2", "A4", "black")),
    Family("NUT", "Lock nut", "FAST", "HARDW", "EA", "731816", 6, ("zinc", "A2", "A4")),
    Family("WSH", "Flat washer", "FAST", "HARDW", "EA", "731821", 2, ("zinc", "A2", "polyamide")),
    Family("MOT", "Gear motor", "ELEC", "DRIVE", "EA", "850110", 18900, ("24 V", "230 V", "400 V")),
    Family("SEN", "Proximity sensor", "ELEC", "CTRL", "EA", "853650", 5400, ("PNP", "NPN", "analog")),
    Family("CAB", "Control cable", "ELEC", "CTRL", "M", "854442", 210, ("PVC", "PUR", "halogen-free")),
    Family("SHT", "Sheet", "RAW", "METAL", "EA", "721049", 6200, ("S235", "1.4301", "AlMg3")),
    Family("BAR", "Round bar", "RAW", "METAL", "M", "721550", 950, ("C45", "1.4305", "AlCuMgPb")),
    Family("GSK", "Gasket", "SEAL", "FLUID", "EA", "401693", 180, ("NBR", "EPDM", "FKM")),
    Family("VLV", "Solenoid valve", "FLUI", "FLUID", "EA", "848180", 7600, ("brass", "stainless")),
    Family("PMP", "Centrifugal pump", "FLUI", "FLUID", "EA", "841370", 42500, ("cast iron", "stainless")),
    Family("FLT", "Filter element", "MRO", "FLUID", "EA", "842139", 2150, ("paper", "steel mesh")),
    Family("GLV", "Work gloves", "SAFE", "SUPPL", "PR", "611610", 420, ("nitrile", "leather")),
    Family("OIL", "Hydraulic oil", "MRO", "SUPPL", "L", "271019", 390, ("HLP 32", "HLP 46")),
    Family("BOX", "Shipping carton", "PACK", "SUPPL", "EA", "481910", 85, ("single wall", "double wall")),
    Family("INS", "Cutting insert", "TOOL", "SUPPL", "EA", "820810", 640, ("carbide", "CBN")),
    Family("ASM", "Conveyor module", "MFG", "FGOOD", "EA", "842833", 129000, ("left", "right")),
    Family("CTL", "Control cabinet", "MFG", "FGOOD", "EA", "853710", 235000, ("small", "large")),
)
# class, name, may be requested, must be inspected
CLASSES = (
    ("MECH", "Mechanical parts", 1, 0), ("FAST", "Fasteners", 1, 0), ("ELEC", "Electrical parts", 1, 1),
    ("RAW", "Raw material", 1, 1), ("SEAL", "Seals", 1, 0), ("FLUI", "Fluid technology", 1, 1),
    ("MRO", "Maintenance supplies", 1, 0), ("SAFE", "Safety equipment", 1, 0), ("PACK", "Packaging", 1, 0),
    ("MFG", "Manufactured parts", 0, 0), ("SERV", "Services", 0, 0), ("TOOL", "Tooling", 0, 1),
)  # fmt: skip
GROUPS = {
    "DRIVE": "Drives", "HARDW": "Hardware", "CTRL": "Controls", "METAL": "Metals", "FLUID": "Fluid power",
    "SUPPL": "Supplies", "FGOOD": "Finished goods",
}  # fmt: skip
_COMMODITIES = {
    "848210": "Ball bearings", "731815": "Threaded screws and bolts", "731816": "Nuts of iron or steel",
    "731821": "Spring washers and lock washers", "850110": "Motors of an output not exceeding 37.5 W",
    "853650": "Switches for a voltage not exceeding 1,000 V", "854442": "Conductors fitted with connectors",
    "721049": "Flat-rolled products, zinc plated", "721550": "Bars, cold-formed", "401693": "Gaskets of rubber",
    "848180": "Taps, cocks and valves", "841370": "Centrifugal pumps", "842139": "Filtering machinery for gases",
    "611610": "Gloves, coated with plastics or rubber", "271019": "Petroleum oils, not light",
    "820810": "Blades for machines, metal working", "481910": "Cartons of corrugated paper",
    "842833": "Belt conveyors", "853710": "Control boards up to 1,000 V", "392690": "Articles of plastics",
    "732690": "Articles of iron or steel",
}  # fmt: skip


class Part(NamedTuple):
    """One part."""

    number: str
    description: str
    family: Family
    cents: int
    classed: bool
    inactive: bool

    @property
    def made(self) -> bool:
        """Whether the company makes it rather than buys it."""
        return self.family.part_class == "MFG"


def part(world: World, index: int) -> Part:
    """The part at this place of the parts list."""
    family = FAMILIES[index % len(FAMILIES)]
    mixed = (index * 0x9E3779B97F4A7C15 + world.seed * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    mixed ^= mixed >> 29
    material = family.materials[mixed % len(family.materials)]
    size = 2 + (mixed >> 8) % 96
    return Part(
        number=f"{family.prefix}-{index + 1:07}",
        description=f"{family.noun} {size} {material}",
        family=family,
        cents=family.cents * (50 + size) // 60 + 1,
        classed=index % 97 != 96,
        inactive=index % 23 == 22,
    )


def planned(world: World) -> list[Part]:
    """The parts that are planned, stocked and bought or made: the first active ones."""
    first = (part(world, index) for index in range(min(world.parts, round(_PLANNED * world.share))))
    return [each for each in first if not each.inactive] or [part(world, 0)]


def bought(world: World) -> list[Part]:
    """The planned parts that come from suppliers."""
    return [each for each in planned(world) if not each.made]


def made(world: World) -> list[Part]:
    """The planned parts that the company makes; any part in a company too small to make one."""
    return [each for each in planned(world) if each.made] or planned(world)


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    yield "ICommCode", _commodities()
    yield "PartClass", _classes()
    yield "ProdGrup", ({"ProdCode": code, "Description": name, "Plant": "MfgSys"} for code, name in GROUPS.items())
    yield "EntityGLC", _controls()
    yield "Part", _parts(world)
    yield "PartPlant", _plants(world)
    yield "PartWhse", _stock(world)
    yield "PlantWhse", _bins(world)
    yield "PartXRefInt", _internal(world)


def _commodities() -> Iterator[Row]:
    for code, name in _COMMODITIES.items():
        yield {
            "CommodityCode": code,
            "Description": name,
            "IntCommCode": f"{code}00",
            "NotReported": int(code[0] == "4"),
        }


def _classes() -> Iterator[Row]:
    buyers = ("MECH", "ELEC", "RAW", "MRO")
    for code, name, requested, inspected in CLASSES:
        yield {
            "ClassID": code, "Description": name, "BuyerID": code if code in buyers else "GENERAL",
            "AvailForReq": requested, "RcvInspectionReq": inspected, "Inactive": int(code == "TOOL"),
        }  # fmt: skip


def _controls() -> Iterator[Row]:
    for code, *_ in CLASSES:
        yield {
            "RelatedToFile": "PartClass", "Key1": code, "GLControlType": "Inventory/COS/WIP",
            "GLControlCode": "FG" if code == "MFG" else "RM",
        }  # fmt: skip


def _parts(world: World) -> Iterator[Row]:
    for index in range(world.parts):
        each = part(world, index)
        family = each.family
        yield {
            "PartNum": each.number, "PartDescription": each.description,
            "ClassID": family.part_class if each.classed else "", "ProdCode": family.group, "IUM": family.unit,
            "PUM": family.unit, "SalesUM": family.unit, "TypeCode": "M" if each.made else "P",
            "UOMClassID": "LENGTH" if family.unit == "M" else "VOLUME" if family.unit == "L" else "COUNT",
            "NonStock": int(family.part_class == "SAFE"), "InActive": int(each.inactive),
            "UnitPrice": amount(each.cents), "PurchasingFactor": 1, "TaxCatID": "STD",
            "CommodityCode": family.commodity, "TrackSerialNum": int(each.made),
        }  # fmt: skip


def _warehouses(each: Part) -> tuple[tuple[str, str], ...]:
    """Sites with the warehouse that holds the part there."""
    if each.made:
        return (("MfgSys", "FG"), ("EAST", "EASTFG"))
    if each.family.part_class == "RAW":
        return (("MfgSys", "RAW"),)
    return (("MfgSys", "MAIN"), ("EAST", "EAST"), ("SERV", "SPARES"))[: 1 + len(each.number + each.description) % 3]


def _plants(world: World) -> Iterator[Row]:
    dice = world.dice("planning")
    for each in planned(world):
        for site, warehouse in _warehouses(each):
            yield {
                "PartNum": each.number, "Plant": site, "PrimWhse": warehouse,
                "LeadTime": dice.choice((2, 5, 10, 15, 30)), "BuyerID": "" if each.made else "GENERAL",
            }  # fmt: skip


def _stock(world: World) -> Iterator[Row]:
    dice = world.dice("stock")
    for each in planned(world):
        for _, warehouse in _warehouses(each):
            least = dice.choice((0, 5, 20, 100))
            yield {
                "PartNum": each.number, "WarehouseCode": warehouse, "OnHandQty": amount(dice.randint(0, 90000)),
                "DemandQty": dice.randint(0, 60), "AllocatedQty": dice.randint(0, 20), "MinimumQty": least,
                "MaximumQty": least * 4, "SafetyQty": least // 2,
            }  # fmt: skip


def _bins(world: World) -> Iterator[Row]:
    dice = world.dice("bins")
    for each in planned(world):
        for site, warehouse in _warehouses(each):
            shelf = f"{dice.choice('ABCDEF')}{dice.randint(1, 40):02}"
            yield {"Plant": site, "PartNum": each.number, "WarehouseCode": warehouse, "PrimBin": shelf}


def _internal(world: World) -> Iterator[Row]:
    for number, each in enumerate(planned(world)[:: max(1, len(WAREHOUSES))], start=1):
        yield {
            "PartNum": each.number,
            "XRefPartNum": f"OLD-{number:04}",
            "XRefPartDesc": f"Formerly {each.description}",
        }
