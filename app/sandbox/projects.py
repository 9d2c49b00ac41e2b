"""Projects and manufacturing jobs with their assemblies, materials and operations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.sandbox.parts import Part, bought, made
from app.sandbox.world import Row, Tables, World, amount, days_before

_OPERATIONS = ("CUT", "MILL", "WELD", "ASSY", "TEST")


@dataclass(frozen=True, kw_only=True)
class Material:
    """A material of a manufacturing job."""

    job: str
    sequence: int
    part: Part
    per: int
    buy: bool  # bought for this job rather than taken from stock


@dataclass(frozen=True, kw_only=True)
class Work:
    """A manufacturing job."""

    number: str
    part: Part
    quantity: int
    project: str
    age: int  # days since it started
    closed: bool
    materials: tuple[Material, ...]


def project_ids(world: World) -> list[str]:
    """The projects, closed ones too."""
    return [f"P{2026 - number % 2}-{number:03}" for number in range(1, world.some(24) + 1)]


def works(world: World) -> list[Work]:
    """The manufacturing jobs, oldest first."""
    dice = world.dice("jobs")
    stock, products, projects = bought(world), made(world), project_ids(world)
    found: list[Work] = []
    for index in range(world.some(60)):
        number = f"{2400 + index:06}"
        age = 280 - index * 4
        materials = tuple(
            Material(
                job=number, sequence=10 * place, part=dice.choice(stock), per=dice.randint(1, 8), buy=place % 3 == 0
            )
            for place in range(1, dice.randint(3, 7))
        )
        found.append(
            Work(
                number=number,
                part=products[index % len(products)],
                quantity=dice.choice((1, 2, 5, 10, 25)),
                project=projects[index % len(projects)] if index % 3 == 0 else "",
                age=age,
                closed=age > 150,
                materials=materials,
            )
        )
    return found


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    yield "Project", _projects(world)
    yield "JobHead", _heads(world)
    yield "JobAsmbl", _assemblies(world)
    yield "JobMtl", _materials(world)
    yield "JobOper", _operations(world)


def _projects(world: World) -> Iterator[Row]:
    dice = world.dice("projects")
    kinds = ("Line extension", "Retrofit", "Prototype", "Spare parts contract", "Plant move")
    for number, code in enumerate(project_ids(world)):
        start = dice.randint(30, 600)
        yield {
            "ProjectID": code, "Description": f"{dice.choice(kinds)} {number + 1}", "ActiveProject": int(start < 500),
            "StartDate": days_before(start), "EndDate": days_before(start - 365) if number % 6 else None,
            "ConProjMgr": f"PM{1 + number % 4}", "CurrencyCode": "USD",
        }  # fmt: skip


def _heads(world: World) -> Iterator[Row]:
    for each in works(world):
        yield {
            "JobNum": each.number, "PartNum": each.part.number, "RevisionNum": "A",
            "PartDescription": each.part.description, "ProdQty": each.quantity, "IUM": each.part.family.unit,
            "Plant": "MfgSys", "StartDate": days_before(each.age), "DueDate": days_before(each.age - 45),
            "JobClosed": int(each.closed), "JobComplete": int(each.age > 100), "JobEngineered": 1,
            "JobReleased": int(each.age > 10), "JobHeld": int(each.age % 31 == 0), "ProjectID": each.project,
        }  # fmt: skip


def _assemblies(world: World) -> Iterator[Row]:
    """The product itself is assembly 0; larger jobs have a bought one below it."""
    for each in works(world):
        below = (each.materials[0].part,) if each.quantity > 2 else ()
        for sequence, part in enumerate((each.part, *below)):
            yield {
                "JobNum": each.number, "AssemblySeq": sequence, "PartNum": part.number, "Description": part.description,
                "RevisionNum": "A", "QtyPer": 1, "IUM": part.family.unit, "RequiredQty": each.quantity,
                "WarehouseCode": "RAW" if sequence else "FG", "StartDate": days_before(each.age),
                "DueDate": days_before(each.age - 40),
            }  # fmt: skip


def _materials(world: World) -> Iterator[Row]:
    for work in works(world):
        for each in work.materials:
            required = each.per * work.quantity
            yield {
                "JobNum": work.number, "MtlSeq": each.sequence, "PartNum": each.part.number,
                "Description": each.part.description, "QtyPer": each.per, "RequiredQty": required,
                "IUM": each.part.family.unit, "ReqDate": days_before(work.age - 20), "WarehouseCode": "RAW",
                "BuyIt": int(each.buy), "IssuedQty": required if work.closed else 0,
                "IssuedComplete": int(work.closed), "EstUnitCost": amount(each.part.cents), "Plant": "MfgSys",
            }  # fmt: skip


def _operations(world: World) -> Iterator[Row]:
    dice = world.dice("operations")
    for each in works(world):
        for place in range(1, dice.randint(3, 6)):
            yield {
                "JobNum": each.number, "OprSeq": 10 * place, "OpCode": _OPERATIONS[place - 1], "QtyPer": 1,
                "StartDate": days_before(each.age - place), "DueDate": days_before(each.age - place - 3),
                "SubContract": int(_OPERATIONS[place - 1] == "WELD"), "PartNum": each.part.number,
                "EstUnitCost": amount(dice.randint(500, 20000)), "OpComplete": int(each.closed),
            }  # fmt: skip
