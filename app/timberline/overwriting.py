"""Says what an invoice file that is in the way holds: what Timberline has already, and what exists only there."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.errors import TielineError
from app.model.money import ZERO, plain
from app.model.profile import Profile
from app.timberline import durable, invoice_files, layouts, ledger, sources
from app.timberline.invoice_files import FileInvoice

SHOWN = 20


def told(profile: Profile) -> list[str]:
    """Sentences about the file; they are told before anybody decides about it."""
    path = profile.invoices.path
    with durable.told("Nothing was changed"):
        if not path.is_file():
            return [f"{path} exists and is not a file; name another one in the profile."]
        found = invoice_files.read(path.read_bytes(), layouts.load(profile.invoices.layout))
    if not found.invoices:
        return [f"{path} exists already, and no invoice of this layout is in it."]
    try:
        numbers = _numbers(profile)
    except TielineError as error:
        return [f"{path} exists already. Whether its invoices are in Timberline is not known: {error}"]
    arrived = [one for one in found.invoices if one.number.casefold() in numbers]
    only_here = [one for one in found.invoices if one.number.casefold() not in numbers]
    head = f"{path} exists already: {_sum(found.invoices)}; {len(arrived)} of them are in Timberline"
    if not only_here:
        return [f"{head}, none exists only in this file."]
    return [f"{head}, {_sum(only_here)} exist only in this file: {_listed(only_here)}."]


def _numbers(profile: Profile) -> frozenset[str]:
    with sources.timberline(profile) as database, database.connect() as connection:
        return ledger.invoice_numbers(connection, profile.tables)


def _sum(invoices: Sequence[FileInvoice]) -> str:
    return f"{len(invoices)} invoices with {plain(sum((one.total for one in invoices), ZERO))}"


def _listed(invoices: Sequence[FileInvoice]) -> str:
    shown = ", ".join(one.number for one in invoices[:SHOWN])
    return shown if len(invoices) <= SHOWN else f"{shown} and {len(invoices) - SHOWN} more"
