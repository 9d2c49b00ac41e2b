"""Sends the miscellaneous charges of a purchase order that Kinetic lacks or has otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.connect.kinetic import Kinetic
from app.connect.kinetic_datasets import DELETED, added, find, mark_changed, only_changes
from app.connect.kinetic_json import Row, Tables
from app.model.outgoing import Charge

SERVICE = "Erp.BO.POSvc"
Place = tuple[int, int]  # line and number: the key of a charge in its order


def send_charges(
    kinetic: Kinetic,
    *,
    po: int,
    charges: Sequence[Charge],
    tables: Tables,
    before: Callable[[], None],
    known: Mapping[int, Place],
) -> tuple[dict[int, int], Tables]:
    """Bring charges; returns their numbers by sequence and the order as it then is.

    A charge whose number ARM knows (`known`, by sequence) is changed there. Else it has no reference of its own: it is
    the first with its line, code, text and amount that no other charge of ARM claims.
    """
    mine = {charge.sequence for charge in charges}
    claimed = {place for sequence, place in known.items() if sequence not in mine}
    numbers = dict[int, int]()
    for charge in sorted(charges, key=lambda one: one.sequence not in known):
        row = _known(tables, charge, known) or _unclaimed(tables, charge, claimed)
        if row is None:
            before()
            tables = _send(kinetic, po, charge)
            row = _unclaimed(tables, charge, claimed)
        elif mark_changed(changed := dict(row), **_values(charge)):
            before()
            changed["DocMiscAmt"] = charge.amount
            tables = kinetic.write(SERVICE, "Update", ds={"POMisc": [changed]}).tables
        if row is not None:
            claimed.add(_place(row))
            numbers[charge.sequence] = int(row["SeqNum"])
    return numbers, tables


def drop_charges(
    kinetic: Kinetic, charges: Mapping[Place, Charge], *, tables: Tables, before: Callable[[], None]
) -> Tables:
    """Take out charges that have left the order in ARM, unless they are others by now; the order as it then is."""
    for (line, number), charge in charges.items():
        row = find(tables, "POMisc", POLine=line, SeqNum=number)
        if row is not None and _told(row) == _meant(charge):
            before()
            tables = kinetic.write(SERVICE, "Update", ds={"POMisc": [{**row, "RowMod": DELETED}]}).tables
    return tables


def _place(row: Row) -> Place:
    return int(row["POLine"]), int(row["SeqNum"])


def _told(row: Row) -> tuple[object, ...]:
    return row["POLine"], row["MiscCode"], row["Description"], row["MiscAmt"]


def _meant(charge: Charge) -> tuple[object, ...]:
    return charge.line, charge.code, charge.description, charge.amount


def _known(tables: Tables, charge: Charge, known: Mapping[int, Place]) -> Row | None:
    place = known.get(charge.sequence)
    return find(tables, "POMisc", POLine=charge.line, SeqNum=place[1]) if place else None


def _unclaimed(tables: Tables, charge: Charge, claimed: set[Place]) -> Row | None:
    free = (row for row in tables.get("POMisc", []) if _place(row) not in claimed)
    return next((row for row in free if _told(row) == _meant(charge)), None)


def _values(charge: Charge) -> Row:
    return {"MiscCode": charge.code, "Description": charge.description, "MiscAmt": charge.amount}


def _send(kinetic: Kinetic, po: int, charge: Charge) -> Tables:
    tables = kinetic.call(SERVICE, "GetNewPOMisc", poNum=po, poLine=charge.line, ds={}).tables
    mark_changed(added(tables, "POMisc"), **_values(charge), DocMiscAmt=charge.amount)
    return kinetic.write(SERVICE, "Update", ds=only_changes(tables)).tables
