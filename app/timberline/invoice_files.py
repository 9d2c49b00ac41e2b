"""The invoice file as text: rendered by a layout, and read back by it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.model.errors import Fatal
from app.model.money import ZERO, plain, to_cents
from app.model.timberline import ControlTotals
from app.timberline.invoices import Invoice, InvoiceClaim
from app.timberline.layouts import Layout, LayoutField


class RenderedInvoice(NamedTuple):
    """One invoice's lines, as they stand in the file."""

    number: str
    total: Decimal
    claims: tuple[int, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class FileInvoice:
    """An invoice found in a file."""

    number: str
    total: Decimal


@dataclass(frozen=True, kw_only=True)
class ReadFile:
    """What an invoice file holds; `strange` counts lines that the layout does not explain."""

    totals: ControlTotals
    invoices: tuple[FileInvoice, ...]
    claims_amount: Decimal
    strange: int


def render(invoices: Iterable[Invoice], layout: Layout) -> tuple[RenderedInvoice, ...]:
    """Each invoice as its lines: one for itself, then one a claim."""
    write = _line_writer(layout)
    return tuple(_rendered(invoice, layout=layout, write=write) for invoice in invoices)


def content(invoices: Iterable[RenderedInvoice], *, encoding: str) -> bytes:
    """The whole file; what the code page lacks becomes a question mark."""
    return "".join(invoice.text for invoice in invoices).encode(encoding, "replace")


def strangers(invoices: Iterable[RenderedInvoice], *, encoding: str) -> dict[str, str]:
    """The characters that the code page lacks, each with the first invoice that has it."""
    found: dict[str, str] = {}
    for invoice in invoices:
        if invoice.text.isascii():
            continue
        for sign in invoice.text:
            if sign not in found and not _encodes(sign, encoding):
                found[sign] = invoice.number
    return found


def totals(invoices: Sequence[RenderedInvoice], data: bytes) -> ControlTotals:
    """What the file must hold."""
    lines = sum(1 + len(invoice.claims) for invoice in invoices)
    amount = sum((invoice.total for invoice in invoices), ZERO)
    return ControlTotals(lines=lines, invoices=len(invoices), amount=amount, sha256=sha256(data))


def read(data: bytes, layout: Layout) -> ReadFile:
    """The invoices of a file, found by the layout."""
    mark, claim_mark = layout.invoice[0].constant, layout.claim[0].constant
    number, total = _index(layout.invoice, "invoice"), _index(layout.invoice, "invoice_total")
    amount = _index(layout.claim, "amount")
    found: list[FileInvoice] = []
    lines = strange = 0
    claims_amount = ZERO
    for fields in _fields(data, layout):
        lines += 1
        try:
            if fields[0] == mark:
                found.append(FileInvoice(number=fields[number].strip(), total=_money(fields[total], layout)))
            elif fields[0] == claim_mark:
                claims_amount += _money(fields[amount], layout)
            else:
                strange += 1
        except (IndexError, ValueError):
            strange += 1
    sums = ControlTotals(
        lines=lines, invoices=len(found), amount=sum((one.total for one in found), ZERO), sha256=sha256(data)
    )
    return ReadFile(totals=sums, invoices=tuple(found), claims_amount=claims_amount, strange=strange)


def require_same(data: bytes, *, expected: ControlTotals, layout: Layout) -> None:
    """Raise Fatal unless a file that was just written holds what it must."""
    found = read(data, layout)
    if found.totals != expected or found.claims_amount != expected.amount or found.strange:
        raise Fatal(
            "The invoice file was not written, and no claim was flagged",
            why=f"read back it holds {found.totals.invoices} invoices with {plain(found.totals.amount)} in "
            f"{found.totals.lines} lines instead of {expected.invoices} with {plain(expected.amount)} in "
            f"{expected.lines}",
            remedy="Check the disk and the layout, and start the action again.",
        )


def sha256(data: bytes) -> str:
    """The fingerprint of a file's content."""
    return hashlib.sha256(data).hexdigest()


def description(written: str, *, width: int) -> str:
    """A description as the file takes it: without quotes and line breaks, cut."""
    bare = written.replace('"', "").replace("\r", "").replace("\n", "")
    return bare.strip()[:width].strip()


def _rendered(
    invoice: Invoice, *, layout: Layout, write: Callable[[Sequence[LayoutField], Mapping[str, str]], str]
) -> RenderedInvoice:
    first = invoice.claims[0]
    head = {
        "customer": invoice.customer,
        "invoice": invoice.number,
        "invoice_date": _date(invoice.invoiced, layout.date),
        "description": description(first.description, width=layout.description_width),
        "invoice_total": _amount(invoice.total, layout),
        "job": first.job,
    }
    lines = [write(layout.invoice, head)]
    lines += [write(layout.claim, {**head, **_claim_values(claim, layout)}) for claim in invoice.claims]
    return RenderedInvoice(
        number=invoice.number,
        total=invoice.total,
        claims=tuple(claim.claim_id for claim in invoice.claims),
        text="".join(lines),
    )


def _claim_values(claim: InvoiceClaim, layout: Layout) -> dict[str, str]:
    return {
        "job": claim.job,
        "cost_code": claim.cost_code,
        "contract": claim.contract,
        "contract_item": claim.contract_item,
        "amount": _amount(claim.amount, layout),
        "description": description(claim.description, width=layout.description_width),
        "claim_id": str(claim.claim_id),
    }


def _line_writer(layout: Layout) -> Callable[[Sequence[LayoutField], Mapping[str, str]], str]:
    def quoted(value: str) -> str:
        value = value.replace("\r", "").replace("\n", "")
        if layout.quote == "never":
            return value.replace(layout.delimiter, " ")
        if layout.quote == "all" or layout.delimiter in value or '"' in value:
            return '"' + value.replace('"', '""') + '"'
        return value

    def line(fields: Sequence[LayoutField], values: Mapping[str, str]) -> str:
        written = [_cut(field, values) for field in fields]
        plain = layout.delimiter.join(written)
        unbroken = plain.count(layout.delimiter) == len(written) - 1 and not any(sign in plain for sign in '"\r\n')
        if unbroken and layout.quote == "when-needed":  # most lines: nothing in them needs a second look
            return plain + layout.newline
        return layout.delimiter.join(map(quoted, written)) + layout.newline

    return line


def _cut(field: LayoutField, values: Mapping[str, str]) -> str:
    value = field.constant if field.source is None else values[field.source]
    assert value is not None  # a field has a source or a constant
    return value if field.width is None else value[: field.width].strip()


@lru_cache(maxsize=4096)
def _date(day: date, pattern: str) -> str:
    pattern = pattern.replace("YYYY", f"{day:%Y}").replace("YY", f"{day:%y}")
    return pattern.replace("MM", f"{day:%m}").replace("DD", f"{day:%d}")


def _amount(amount: Decimal, layout: Layout) -> str:
    return plain(amount).replace(".", layout.decimal_point)


def _money(written: str, layout: Layout) -> Decimal:
    return to_cents(written.replace(layout.decimal_point, "."))


def _index(fields: Sequence[LayoutField], source: str) -> int:
    return next(index for index, field in enumerate(fields) if field.source == source)


def _fields(data: bytes, layout: Layout) -> Iterable[list[str]]:
    text = io.StringIO(data.decode(layout.encoding, "replace"), newline="")
    quoting = csv.QUOTE_NONE if layout.quote == "never" else csv.QUOTE_MINIMAL
    reader = csv.reader(text, delimiter=layout.delimiter, quoting=quoting)
    return (fields for fields in reader if fields)


def _encodes(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
