"""Reasons as JSON, beside the due time or the decision they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any  # JSON

from app.model.agent import CompanyCode
from app.model.reason import Reason, ReasonCode


def to_json(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """For the database."""
    return [
        {
            "code": reason.code.value,
            "text": reason.text,
            "clears": reason.clears,
            "since": None if reason.since is None else reason.since.isoformat(),
            "company": reason.company,
        }
        for reason in reasons
    ]


def from_json(values: Sequence[dict[str, Any]] | None) -> tuple[Reason, ...]:
    """From the database."""
    return tuple(
        Reason(
            code=ReasonCode(value["code"]),
            text=value["text"],
            clears=value["clears"],
            since=None if value["since"] is None else datetime.fromisoformat(value["since"]),
            company=None if value["company"] is None else CompanyCode(value["company"]),
        )
        for value in values or ()
    )
