"""Suppliers, customers and manufacturers, and what they call our parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.sandbox.geography import country_name, country_numbers, tax_region
from app.sandbox.names import Firm, firm, person
from app.sandbox.parts import Part, bought, made, planned
from app.sandbox.world import TODAY, Row, Tables, World, amount, days_before

_GROUPS = {"MATL": "Material", "SERV": "Services", "TRAN": "Transport", "OFFI": "Office", "SUBC": "Subcontractors"}
TERMS = ("N30", "N45", "2N10", "N60")
FOBS = ("EXW", "FCA", "DAP", "DDP", "ORIGIN", "DESTINATION")
CARRIERS = {"GRND": ("Ground", "UPSN"), "AIR": ("Air freight", "FDEG"), "TRCK": ("Truck load", "RDWY"),
            "RAIL": ("Rail", "UPRR"), "PICK": ("Customer picks up", ""), "MAIL": ("Parcel post", "USPS")}  # fmt: skip
_MAKERS = (
    "Baumer", "Eaton", "Festo", "Gates", "Igus", "Lapp", "Lenze", "Norgren", "NSK", "Parker", "Schaeffler", "Siemens",
    "SKF", "Trelleborg", "Wago", "Würth",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Supplier:
    """A supplier."""

    number: int
    id: str
    firm: Firm
    terms: str


def suppliers(world: World) -> list[Supplier]:
    """The suppliers that are active."""
    dice = world.dice("suppliers")
    found: list[Supplier] = []
    for index in range(world.some(120)):
        there = firm(dice, number=index)
        code = f"{''.join(filter(str.isalpha, there.name.upper()))[:5]}{index:03}"
        found.append(Supplier(number=index + 1, id=code, firm=there, terms=dice.choice(TERMS)))
    return found


def supplier_of(world: World, *, part: Part) -> Supplier:
    """The supplier from whom a part is bought first."""
    everybody = suppliers_by_family(world)
    return everybody[sum(part.number.encode()) % len(everybody)]


def suppliers_by_family(world: World) -> list[Supplier]:
    """The suppliers of parts; the rest deliver services."""
    return suppliers(world)[: max(1, world.some(120) * 3 // 4)]


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    yield "VendGrup", ({"GroupCode": code, "GroupDesc": name} for code, name in _GROUPS.items())
    yield "FOB", ({"FOB": code, "Description": code.title(), "DeliveryTerms": code[:3]} for code in FOBS)
    yield "ShipVia", _carriers()
    yield "PayMethod", _payment_methods()
    yield "Vendor", _vendors(world)
    yield "VendorPP", _purchase_points(world)
    yield "VendCnt", _contacts(world)
    yield "Customer", _customers(world)
    yield "CustXPrt", _customer_parts(world)
    yield "Manufacturer", ({"MfgNum": n, "MfgID": name[:8].upper(), "Name": name} for n, name in enumerate(_MAKERS, 1))
    yield "PartXRefMfg", _maker_parts(world)
    yield "PartXRefVend", _supplier_parts(world)
    yield "VendPart", _prices(world)
    yield "VendPBrk", _breaks(world)
    yield "AprvVend", _approved(world)
    yield "PurMisc", _charges()


def _carriers() -> Iterator[Row]:
    for code, (name, scac) in CARRIERS.items():
        yield {"ShipViaCode": code, "Description": name, "Carrier": name, "SCAC": scac, "Inactive": int(code == "RAIL")}


def _payment_methods() -> Iterator[Row]:
    """Source 0 pays suppliers; source 1 takes customers' money and stays out."""
    methods = (
        ("Check", 0, 0),
        ("ACH transfer", 1, 0),
        ("Wire transfer", 1, 0),
        ("Card", 2, 0),
        ("Lockbox", 0, 1),
        ("Direct debit", 1, 1),
    )
    for number, (name, kind, source) in enumerate(methods, start=1):
        yield {"PMUID": number, "Name": name, "Type": kind, "PMSource": source, "Inactive": int(name == "Card")}


def _address(there: Firm) -> Row:
    return {
        "Address1": there.address,
        "City": there.town,
        "State": there.state,
        "Country": country_name(there.place.code),
    }


def _vendors(world: World) -> Iterator[Row]:
    dice = world.dice("vendors")
    numbers = country_numbers()
    for each in suppliers(world):
        there = each.firm
        yield {
            **_address(there), "VendorNum": each.number, "VendorID": each.id, "Name": there.name, "ZIP": there.postal,
            "CountryNum": numbers[there.place.code], "CurrencyCode": there.place.currency, "TermsCode": each.terms,
            "GroupCode": dice.choice(list(_GROUPS)), "TaxRegionCode": tax_region(there.place.code),
            "DefaultFOB": dice.choice(FOBS), "Approved": 1, "PayHold": int(each.number % 41 == 40), "PrimPCon": 1,
            "EMailAddress": f"orders@{there.domain}", "FaxNum": there.phone, "PMUID": dice.randint(1, 3),
            "MinOrderValue": amount(dice.choice((0, 0, 50, 250)) * 1000, places=3),
            "Inactive": int(each.number % 29 == 28),
        }  # fmt: skip


def _purchase_points(world: World) -> Iterator[Row]:
    """Every supplier has the unnamed point; some have a second one."""
    for each in suppliers(world):
        points = ("", "WH2") if each.number % 4 == 0 else ("",)
        for point in points:
            name = f"{each.firm.name[:40]} {point}".strip()
            yield {
                **_address(each.firm), "VendorNum": each.number, "PurPoint": point, "Name": name,
                "Zip": each.firm.postal, "PrimPCon": 1,
            }  # fmt: skip


def _contacts(world: World) -> Iterator[Row]:
    dice = world.dice("contacts")
    for each in suppliers(world):
        for number in range(1, dice.randint(1, 3) + 1):
            name = person(dice)
            yield {
                "VendorNum": each.number, "ConNum": number, "Name": name, "PhoneNum": each.firm.phone,
                "EmailAddress": f"contact{number}@{each.firm.domain}",
                "FaxNum": each.firm.phone if number == 1 else "",
            }  # fmt: skip


def _customers(world: World) -> Iterator[Row]:
    dice = world.dice("customers")
    for number in range(1, world.some(60) + 1):
        there = firm(dice, number=number + 500)
        yield {
            **_address(there), "CustNum": number, "CustID": f"C{number:05}", "Name": there.name, "Zip": there.postal,
            "CurrencyCode": there.place.currency, "TermsCode": dice.choice(TERMS),
            "TaxRegionCode": tax_region(there.place.code), "CreditHold": int(number % 17 == 16),
        }  # fmt: skip


def _customer_parts(world: World) -> Iterator[Row]:
    dice = world.dice("customer parts")
    for customer in range(1, world.some(60) + 1, 2):
        for each in made(world)[customer % 3 :: 12]:
            yield {
                "CustNum": customer, "PartNum": each.number, "XPartNum": f"K{dice.randint(10000, 99999)}",
                "PartDescription": each.description, "XRevisionNum": "A",
            }  # fmt: skip


def _maker_parts(world: World) -> Iterator[Row]:
    dice = world.dice("makers")
    for number, each in enumerate(bought(world)[::3]):
        yield {
            "PartNum": each.number, "MfgNum": 1 + number % len(_MAKERS),
            "MfgPartNum": f"{dice.randint(100, 999)}-{each.number[4:]}", "LeadTime": str(dice.choice((5, 10, 20))),
            "LifecycleStatus": dice.choice(("Active", "Active", "Last buy")),
        }  # fmt: skip


def _supplier_parts(world: World) -> Iterator[Row]:
    for each in bought(world)[::2]:
        supplier = supplier_of(world, part=each)
        yield {
            "PartNum": each.number, "VendorNum": supplier.number,
            "VendPartNum": f"{supplier.id[:3]}{each.number[4:]}", "LeadTime": 5 + supplier.number % 20,
            "PurchaseDefault": 1,
        }  # fmt: skip


def _prices(world: World) -> Iterator[Row]:
    for each in bought(world)[::2]:
        supplier = supplier_of(world, part=each)
        yield {
            "PartNum": each.number, "PUM": each.family.unit, "VendorNum": supplier.number,
            "EffectiveDate": TODAY.replace(month=1, day=1).isoformat(),
            "BaseUnitPrice": amount(each.cents * 900, places=5), "CurrencyCode": supplier.firm.place.currency,
            "LeadTime": 5 + supplier.number % 20,
            "ExpirationDate": days_before(-400) if supplier.number % 5 else None,
            "VenPartNum": f"{supplier.id[:3]}{each.number[4:]}", "PricePerCode": "E",
        }  # fmt: skip


def _breaks(world: World) -> Iterator[Row]:
    for each in bought(world)[::4]:
        supplier = supplier_of(world, part=each)
        for quantity, percent in ((10, 2), (100, 5), (1000, 8)):
            yield {
                "PartNum": each.number, "PUM": each.family.unit, "VendorNum": supplier.number,
                "EffectiveDate": TODAY.replace(month=1, day=1).isoformat(), "BreakQty": quantity,
                "PriceModifier": -percent, "EffectivePrice": amount(each.cents * (900 - 9 * percent), places=5),
            }  # fmt: skip


def _approved(world: World) -> Iterator[Row]:
    """Approved for a part, or for a whole class."""
    for each in bought(world)[::5]:
        yield {"VendorNum": supplier_of(world, part=each).number, "PartNum": each.number, "APVType": "P"}
    for number, code in enumerate(sorted({each.family.part_class for each in planned(world)}), start=1):
        yield {"VendorNum": min(number, world.some(120)), "ClassID": code, "APVType": "C"}


def _charges() -> Iterator[Row]:
    charges = (
        ("FRT", "Freight", "A", "0"), ("DUTY", "Customs duty", "P", "4.500"), ("PACK", "Packing", "A", "0"),
        ("INS", "Insurance", "P", "0.350"), ("TOOL", "Tooling share", "A", "0"),
        ("OLD", "Fuel surcharge 2022", "P", "2.000"),
    )  # fmt: skip
    for code, name, kind, percent in charges:
        yield {
            "MiscCode": code, "Description": name, "TaxCatID": "STD", "Type": kind, "Percentage": percent,
            "LCFlag": int(code in ("FRT", "DUTY", "INS")), "Inactive": int(code == "OLD"),
        }  # fmt: skip
