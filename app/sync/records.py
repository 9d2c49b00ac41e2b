"""A record that was read and could not be brought over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.failure import RecordFault


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A row that was read and could not be brought over."""

    row_id: str | None
    key: Mapping[str, object]
    row: Mapping[str, object]
    fault: RecordFault
