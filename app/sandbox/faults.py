"""Records that cannot be brought over, each for a reason that real companies know."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.job import JobNumber
from app.sandbox.parties import supplier_of
from app.sandbox.parts import bought
from app.sandbox.world import TODAY, Row, World, amount, days_before


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A record that fails in `job` because of what stands in `column`."""

    job: JobNumber
    table: str
    column: str
    why: str
    row: Row


def faults(world: World) -> tuple[Fault, ...]:
    """The records of a company that fail, a few in three jobs."""
    return _of_suppliers() + _of_purchasing(world)


def _of_suppliers() -> tuple[Fault, ...]:
    return (
        Fault(
            job=JobNumber(26), table="Vendor", column="Name", why="a name of 63 characters where 50 are allowed",
            row={
                "VendorNum": 901, "VendorID": "CONSORT", "Country": "Germany", "CountryNum": 276,
                "CurrencyCode": "EUR", "Name": "Consortium of Independent Precision Casting Foundries of Saxony",
                "TermsCode": "N30", "GroupCode": "MATL", "TaxRegionCode": "EU", "DefaultFOB": "EXW", "Approved": 1,
                "PMUID": 3,
            },
        ),
        Fault(
            job=JobNumber(26), table="VendCnt", column="FaxNum", why="two numbers in a field of 20 characters",
            row={
                "VendorNum": 1, "ConNum": 9, "Name": "Night shift", "EmailAddress": "night@alpine0.example",
                "FaxNum": "+1 612 5550144 or +1 612 5550145",
            },
        ),
    )  # fmt: skip


def _of_purchasing(world: World) -> tuple[Fault, ...]:
    first, second, *_ = [*bought(world), *bought(world)]
    return (
        Fault(
            job=JobNumber(9), table="SugPoDtl", column="SugNum", why="a key that is empty",
            row={
                "SugNum": None, "SugType": "N", "BuyerID": "GENERAL", "DueDate": days_before(-30),
                "PartNum": first.number, "RelQty": 10, "XRelQty": 10, "IUM": first.family.unit,
                "PUM": first.family.unit, "UnitPrice": amount(first.cents), "Plant": "MfgSys",
                "WarehouseCode": "MAIN",
            },
        ),
        Fault(
            job=JobNumber(57), table="VendPart", column="BaseUnitPrice", why="a word where a number belongs",
            row={
                "PartNum": second.number, "PUM": second.family.unit,
                "VendorNum": supplier_of(world, part=second).number, "EffectiveDate": TODAY.isoformat(),
                "BaseUnitPrice": "on request", "CurrencyCode": "USD", "PricePerCode": "E",
            },
        ),
    )  # fmt: skip
