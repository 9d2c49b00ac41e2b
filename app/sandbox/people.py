"""The ERP's users, buyers and roles, and the dates from which the books are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.sandbox.geography import SITES
from app.sandbox.names import person
from app.sandbox.parts import CLASSES
from app.sandbox.world import TODAY, Row, Tables, World, amount

BUYERS = ("GENERAL", "MECH", "ELEC", "RAW", "MRO")
_RETIRED = "OLDBUYER"
_ROLES = {
    "BUYER": "Buyer", "ENG": "Engineer", "FIN": "Accountant", "MGR": "Manager", "PLAN": "Planner",
    "PROD": "Production", "RECV": "Receiving", "SUPV": "Supervisor",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class User:
    """A user account of the ERP."""

    id: str
    name: str


def users(world: World) -> list[User]:
    """Everybody with an account; ids are told apart by a number."""
    dice = world.dice("users")
    found: list[User] = []
    for number in range(world.some(40)):
        name = person(dice)
        first, _, last = name.partition(" ")
        plain = f"{first[0]}{last}".lower().encode("ascii", "ignore").decode().replace("'", "")
        found.append(User(id=f"{plain}{number}", name=name))
    return found


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    if world.main:  # accounts belong to the whole ERP, not to a company
        yield "UserFile", _accounts(world)
    yield "UserComp", _rights(world)
    yield "RoleCd", _roles()
    yield "PurAgent", _buyers(world)
    yield "PurAuth", _authorised(world)
    yield "EADComp", [{"DefineBy": "D", "EarliestApplyDate": _open_from(), **_period()}]
    yield "EADType", _open_modules()


def _accounts(world: World) -> Iterator[Row]:
    for number, user in enumerate(users(world)):
        yield {
            "DcdUserID": user.id, "Name": user.name, "EMailAddress": f"{user.id}@epic06.example",
            "UserDisabled": int(number % 13 == 12), "SecurityMgr": int(number == 0), "CompList": "EPIC06~EPIC07",
            "GroupList": "Purchasing~Finance" if number % 3 else "Everybody", "CurComp": world.company,
            "LangNameID": "enu",
        }  # fmt: skip


def _rights(world: World) -> Iterator[Row]:
    sites = "~".join(code for code, *_ in SITES)
    for number, user in enumerate(users(world)):
        yield {
            "DcdUserID": user.id if world.main else f"guest{number}", "CurPlant": "MfgSys", "PlantList": sites,
            "PrimBuyerID": BUYERS[number % len(BUYERS)] if number % 3 == 0 else "", "Name": user.name,
        }  # fmt: skip


def _roles() -> Iterator[Row]:
    for code, name in _ROLES.items():
        yield {
            "RoleCode": code, "RoleDescription": name, "EmployeeRole": int(code != "SUPV"),
            "SupervisorRole": int(code in ("MGR", "SUPV")),
        }  # fmt: skip


def _buyers(world: World) -> Iterator[Row]:
    dice = world.dice("buyers")
    names = dict.fromkeys(BUYERS, "") | {code: name for code, name, *_ in CLASSES if code in BUYERS}
    for code in (*BUYERS, _RETIRED):
        yield {
            "BuyerID": code, "Name": person(dice), "ApprovalPerson": "" if code == "GENERAL" else "GENERAL",
            "POLimit": amount(dice.choice((5, 25, 100)) * 1_000_000, places=3),
            "EMailAddress": f"{names.get(code) or code}@{world.company}.example".lower().replace(" ", "."),
            "InActive": int(code == _RETIRED),
        }  # fmt: skip


def _authorised(world: World) -> Iterator[Row]:
    everybody = users(world)
    for number, code in enumerate(BUYERS):
        for user in everybody[number :: len(BUYERS)][:3]:
            yield {"BuyerID": code, "DcdUserID": user.id}


def _open_from() -> str:
    return TODAY.replace(day=1).isoformat()


def _period() -> Row:
    return {"FiscalYear": TODAY.year, "FiscalPeriod": TODAY.month}


def _open_modules() -> Iterator[Row]:
    """Purchasing's month is open as the others are; payroll is defined by period."""
    for module in ("GJ", "CM", "AR", "AP", "IP", "AS", "PR"):
        by = "F" if module == "PR" else "D"
        yield {"EADType": module, "DefineBy": by, "EarliestApplyDate": _open_from() if by == "D" else None, **_period()}
