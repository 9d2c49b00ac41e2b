"""The agent's setting that restricts parts to classes flagged for requisitions, as it bears on ARM's own orders."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.model.errors import RecordError

_NEEDED = ("Part", "PartClass")  # brought by jobs 52 and 39


def refuse_restricted(desk: Desk, *, parts: Sequence[str]) -> None:
    """Raise RecordError where the setting is on and a part's class is not flagged, or the part has none.

    Parts that ARM does not know are left to Kinetic.
    """
    wanted = sorted({part for part in parts if part})
    if not desk.order.settings.restrict_parts or not wanted or not all(desk.has(name) for name in _NEEDED):
        return
    part = sa.table("Part", *(sa.column(name) for name in ("Company", "PartNum", "ClassID", "Deleted"))).alias("p")
    group = sa.table("PartClass", *(sa.column(name) for name in ("Company", "ClassID", "AvailForReq"))).alias("c")
    same = sa.and_(group.c.Company == part.c.Company, group.c.ClassID == part.c.ClassID)
    query = (
        sa.select(part.c.PartNum, part.c.ClassID, group.c.AvailForReq)
        .select_from(part.outerjoin(group, same))
        .where(part.c.Company == desk.code, part.c.PartNum.in_(wanted))
    )
    for row in desk.read(query):
        if not _flagged(row["AvailForReq"]):
            raise RecordError(
                "The order was not sent to Kinetic",
                field="PartNum",
                why=f"the class {row['ClassID'] or '(none)'} of part {row['PartNum']} is not for requisitions",
                remedy="Flag the class for requisitions in Kinetic, or turn the agent's setting off, and retry.",
            )


def _flagged(value: object) -> bool:
    return str(value).strip().lower() in ("1", "true", "t")
