"""What there is to know of the store itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class StoreOverview:
    """Tieline's own database: where it is, how large, and what is in it; addresses are without passwords."""

    where: str
    kind: str  # sqlite or postgresql
    version: str  # of its tables
    size: int | None  # bytes; None where the database does not tell
    free: int  # bytes left on the disk of the data folder
    made: datetime
    rows: Mapping[str, int]  # by table
    busy: tuple[str, ...] = ()  # agents whose processes work in it now
    fresh: bool = False  # nobody has done anything in it yet: a backup may be brought back into it
