"""Conditions that several subjects share: which parts an agent brings while it restricts parts."""

from __future__ import annotations

from app.model.job import Equals, Related, While


def same(*columns: str) -> tuple[tuple[str, str], ...]:
    """Pairs of columns for Related where both tables call them alike."""
    return tuple((column, column) for column in columns)


REQUISITION_CLASS = Equals(column="AvailForReq", value=True)

# A part without a class, or of a class that is not there, is as restricted as one whose class is not flagged.
OF_RESTRICTED_CLASS = Related(
    table="PartClass", on=same("Company", "ClassID"), condition=REQUISITION_CLASS, negated=True
)

OF_RESTRICTED_PART = Related(table="Part", on=same("Company", "PartNum"), condition=OF_RESTRICTED_CLASS)

# What names no part of the part table (a text line, a part bought once) is not restricted.
UNRESTRICTED_PART = While(
    setting="restrict_parts",
    condition=Related(table="Part", on=same("Company", "PartNum"), condition=OF_RESTRICTED_CLASS, negated=True),
)
