"""Orders that Kinetic made are followed there: lines that were added or changed since they came into ARM."""

from __future__ import annotations

from typing import Any  # values of any type

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.orders import PURCHASE_ORDER, PURCHASE_ORDER_LINE, PURCHASE_ORDER_RELEASE
from app.model.document import DocumentStatus, Origin
from app.outbox.echoes.mirrors import MADE_IN_KINETIC, Row, day, insert
from app.outbox.echoes.orders import DETAIL, RELEASE, line_of, release_of

_FOLLOWED = ("PartNum", "Description", "Quantity", "UOM", "UnitPrice", "ClassID", "Void", "Status")
_TIMED = ("Quantity", "Plant", "WarehouseCode", "JobNum", "AssemblySeq", "MtlSeq")
Change = tuple[sa.ColumnElement[bool], dict[str, Any]]


def take_changes(desk: Desk) -> None:
    """Bring what is new in orders of Kinetic's own, and what is different in those that are open."""
    lines = [line_of(desk, row) for row in _missing_lines(desk)]
    releases = [release_of(desk, row) for row in _missing_releases(desk)]
    changed = [(PURCHASE_ORDER_LINE, change) for change in _changed_lines(desk)]
    changed += [(PURCHASE_ORDER_RELEASE, change) for change in _changed_releases(desk)]
    if not lines and not releases and not changed:
        return
    with desk.work() as connection:
        insert(connection, PURCHASE_ORDER_LINE, lines)
        insert(connection, PURCHASE_ORDER_RELEASE, releases)
        for table, (place, values) in changed:
            connection.execute(table.update().where(place).values(**values))


def _theirs(desk: Desk, number: Any) -> sa.ColumnElement[bool]:
    """Rows of orders that Kinetic made and ARM has."""
    order = PURCHASE_ORDER.c
    return sa.exists().where(order.Company == desk.code, order.Origin == Origin.KINETIC.value, order.PONum == number)


def _missing_lines(desk: Desk) -> list[Row]:
    ours, theirs = PURCHASE_ORDER_LINE.c, DETAIL.c
    here = sa.exists().where(
        ours.Company == desk.code, ours.PurchaseOrder == theirs.PONUM + MADE_IN_KINETIC, ours.Line == theirs.POLine
    )
    mine = sa.and_(theirs.Company == desk.code, theirs.Deleted == 0, _theirs(desk, theirs.PONUM), ~here)
    return desk.read(sa.select(DETAIL).where(mine))


def _missing_releases(desk: Desk) -> list[Row]:
    ours, theirs = PURCHASE_ORDER_RELEASE.c, RELEASE.c
    here = sa.exists().where(
        ours.Company == desk.code,
        ours.PurchaseOrder == theirs.PONum + MADE_IN_KINETIC,
        ours.Line == theirs.POLine,
        ours.Release == theirs.PORelNum,
    )
    mine = sa.and_(theirs.Company == desk.code, theirs.Deleted == 0, _theirs(desk, theirs.PONum), ~here)
    return desk.read(sa.select(RELEASE).where(mine))


def _changed_lines(desk: Desk) -> list[Change]:
    ours, theirs = PURCHASE_ORDER_LINE.c, DETAIL.c
    same = sa.and_(
        theirs.Company == ours.Company, ours.PurchaseOrder == theirs.PONUM + MADE_IN_KINETIC, theirs.POLine == ours.Line
    )
    open_ones = sa.and_(
        ours.Company == desk.code, ours.PurchaseOrder > MADE_IN_KINETIC, theirs.Deleted == 0,
        ours.Status != DocumentStatus.CLOSED.value,
    )  # fmt: skip
    joined = sa.select(DETAIL, *(ours[name].label(f"our{name}") for name in _FOLLOWED))
    found: list[Change] = []
    for row in desk.read(joined.select_from(PURCHASE_ORDER_LINE.join(DETAIL, same)).where(open_ones)):
        line = line_of(desk, row)
        values = {name: line[name] for name in _FOLLOWED if line[name] != row[f"our{name}"]}
        if values:
            place = sa.and_(
                ours.Company == desk.code, ours.PurchaseOrder == line["PurchaseOrder"], ours.Line == line["Line"]
            )
            found.append((place, values))
    return found


def _changed_releases(desk: Desk) -> list[Change]:
    ours, theirs = PURCHASE_ORDER_RELEASE.c, RELEASE.c
    same = sa.and_(
        theirs.Company == ours.Company,
        theirs.PONum + MADE_IN_KINETIC == ours.PurchaseOrder,
        theirs.POLine == ours.Line,
        theirs.PORelNum == ours.Release,
    )
    open_ones = sa.and_(
        ours.Company == desk.code, ours.PurchaseOrder > MADE_IN_KINETIC, theirs.Deleted == 0,
        ours.Status != DocumentStatus.CLOSED.value,
    )  # fmt: skip
    names = (*_TIMED, "DueDate")
    joined = sa.select(RELEASE, *(ours[name].label(f"our{name}") for name in names))
    found: list[Change] = []
    for row in desk.read(joined.select_from(PURCHASE_ORDER_RELEASE.join(RELEASE, same)).where(open_ones)):
        release = release_of(desk, row)
        values = {name: release[name] for name in _TIMED if release[name] != row[f"our{name}"]}
        if release["DueDate"] != day(row["ourDueDate"]):
            values["DueDate"] = release["DueDate"]
        if values:
            place = sa.and_(
                ours.Company == desk.code,
                ours.PurchaseOrder == release["PurchaseOrder"],
                ours.Line == release["Line"],
                ours.Release == release["Release"],
            )
            found.append((place, values))
    return found
