"""Sends the miscellaneous charges of a purchase order that Kinetic lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.connect.kinetic import Kinetic
from app.connect.kinetic_datasets import added, mark_changed, only_changes
from app.connect.kinetic_json import Row, Tables
from app.model.outgoing import Charge

SERVICE = "Erp.BO.POSvc"


def send_charges(
    kinetic: Kinetic,
    *,
    po: int,
    charges: Sequence[Charge],
    tables: Tables,
    before: Callable[[], None],
    taken: Sequence[tuple[int, int]] = (),
) -> tuple[dict[int, int], Tables]:
    """Send the charges that Kinetic lacks; returns their numbers by sequence and the order as it then is.

    A charge has no reference of its own there: it is the first with its line, code, text and amount that no other
    charge of ARM claims (`taken` are line and number of those).
    """
    claimed, numbers = set(taken), dict[int, int]()
    for charge in charges:
        row = _unclaimed(tables, charge, claimed)
        if row is None:
            before()
            tables = _send(kinetic, po, charge)
            row = _unclaimed(tables, charge, claimed)
        if row is not None:
            claimed.add((int(row["POLine"]), int(row["SeqNum"])))
            numbers[charge.sequence] = int(row["SeqNum"])
    return numbers, tables


def _unclaimed(tables: Tables, charge: Charge, claimed: set[tuple[int, int]]) -> Row | None:
    for row in tables.get("POMisc", []):
        same = (row["POLine"], row["MiscCode"], row["Description"], row["MiscAmt"])
        free = (int(row["POLine"]), int(row["SeqNum"])) not in claimed
        if free and same == (charge.line, charge.code, charge.description, charge.amount):
            return row
    return None


def _send(kinetic: Kinetic, po: int, charge: Charge) -> Tables:
    tables = kinetic.call(SERVICE, "GetNewPOMisc", poNum=po, poLine=charge.line, ds={}).tables
    mark_changed(
        added(tables, "POMisc"),
        MiscCode=charge.code,
        Description=charge.description,
        MiscAmt=charge.amount,
        DocMiscAmt=charge.amount,
    )
    return kinetic.write(SERVICE, "Update", ds=only_changes(tables)).tables
