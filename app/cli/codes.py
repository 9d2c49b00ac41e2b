"""The command that looks errors up."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from app.cli.output import Heading, Listing
from app.cli.session import Given
from app.console import codes


def explain(
    text: Annotated[str, Parameter(help="A code, a whole message, or some words.")], /, *, session: Given
) -> int:
    """Tell what an error code means and what to do: ODBC, databases, Windows, Kinetic, Sage, Tieline. Needs no network.

    Examples: tieline explain 08001, tieline explain "[WinError 32] the file is used by another process"
    """
    found = codes.find(text)
    listing = Listing(
        headings=(
            Heading(title="Of"), Heading(title="Code", whole=True), Heading(title="Meaning"),
            Heading(title="What to do"),
        ),
        rows=[(one.family, one.code, one.meaning, one.remedy) for one in found],
        empty="No code that is known stands in it.",
    )  # fmt: skip
    documents = [
        {"family": one.family, "code": one.code, "meaning": one.meaning, "remedy": one.remedy} for one in found
    ]
    session.answer(documents, people=lambda: listing)
    return 0 if found else 1
