"""The layout of the invoice file as a picture: each line's fields by number, with a ruler over an example."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any  # a layout file's values are checked where it is used

_EXAMPLES = {
    "customer": "ACME01",
    "invoice": "INV-10042",
    "invoice_date": "07/31/2026",
    "description": "1042 - Slab stage",
    "invoice_total": "12500.00",
    "job": "01-1042",
    "cost_code": "01-100",
    "contract": "",
    "contract_item": "",
    "amount": "12500.00",
    "claim_id": "731",
}


def ruler(layout: str, *, beside: Path) -> str:
    """The text; a layout that cannot be read is told so."""
    try:
        document = tomllib.loads(_source(layout, beside=beside))
    except (OSError, ValueError) as error:
        return f"{layout}: {error}"
    parts = [_line(title, document.get(key, []), document) for title, key in (("I", "invoice"), ("D", "claim"))]
    facts = ("delimiter", "quote", "newline", "encoding", "date", "decimal_point", "description_width")
    told = "\n".join(f"{name:18} {document.get(name)!r}" for name in facts if name in document)
    return "\n\n".join([f"{document.get('name', layout)}", *parts, told])


def _source(layout: str, *, beside: Path) -> str:
    built_in = files("resources").joinpath("layouts", f"{layout}.toml")
    return built_in.read_text("utf-8") if built_in.is_file() else (beside / layout).read_text("utf-8-sig")


def _line(title: str, fields: Any, document: Any) -> str:
    values = [str(one.get("constant") or _EXAMPLES.get(one.get("source", ""), "")) for one in fields]
    example = str(document.get("delimiter", ",")).join(values)
    length = max(len(example), 10)
    scale = "".join("|" if place % 10 == 0 else "·" if place % 5 else "+" for place in range(1, length + 1))
    numbers = "".join(f"{place:>10}" for place in range(10, length + 1, 10))
    names = "\n".join(
        f"  {place:>2}  {one.get('source') or 'constant ' + repr(one.get('constant'))}"
        for place, one in enumerate(fields, start=1)
    )
    return f"Line {title}\n{numbers}\n{scale}\n{example}\n{names}"
