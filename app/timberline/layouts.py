"""Layouts of the invoice file: which fields, in which order, written how. A layout is data, in a TOML file."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from app.model.errors import ConfigError

INVOICE_SOURCES = ("customer", "invoice", "invoice_date", "description", "invoice_total", "job")
CLAIM_SOURCES = (*INVOICE_SOURCES, "cost_code", "contract", "contract_item", "amount", "claim_id")
_NEWLINES = {"crlf": "\r\n", "lf": "\n"}
_QUOTING = ("all", "when-needed", "never")
_TEXTS = ("name", "delimiter", "quote", "newline", "encoding", "date", "decimal_point")
_KEYS = {*_TEXTS, "description_width", "invoice", "claim"}
_BUILTIN = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, kw_only=True)
class LayoutField:
    """One field of a line: a constant, or a source; `width` cuts longer text."""

    constant: str | None = None
    source: str | None = None
    width: int | None = None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How an invoice file is written and read."""

    name: str
    delimiter: str
    quote: str
    newline: str
    encoding: str
    date: str
    decimal_point: str
    description_width: int
    invoice: tuple[LayoutField, ...]
    claim: tuple[LayoutField, ...]


def is_builtin(name: str) -> bool:
    """Whether a layout of that name comes with Tieline."""
    return bool(_BUILTIN.fullmatch(name)) and _builtin(name).is_file()


@lru_cache(maxsize=8)
def load(name: str) -> Layout:
    """The layout of that name, or in the file of that path; raises ConfigError naming the key and the file."""
    try:
        if is_builtin(name):
            return _made(tomllib.loads(_builtin(name).read_text(encoding="utf-8")), file=name)
        return _made(tomllib.loads(Path(name).read_text(encoding="utf-8-sig")), file=name)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            "The layout was not read", why=f"{name}: {error}", remedy="Correct the file, or take sage-ar."
        ) from error


def _builtin(name: str) -> Path:
    return Path(str(resources.files("resources"))) / "layouts" / f"{name}.toml"


def _wrong(file: str, why: str) -> ConfigError:
    return ConfigError(
        "The layout cannot be used", why=f"{file}: {why}", remedy="Correct it; docs/profile.md explains layouts."
    )


def _made(document: Mapping[str, object], *, file: str) -> Layout:
    if unknown := sorted(document.keys() - _KEYS):
        raise _wrong(file, f"the key {unknown[0]} is unknown")
    if missing := sorted(_KEYS - document.keys()):
        raise _wrong(file, f"the key {missing[0]} is missing")
    texts = {key: _text(document, key, file=file) for key in _TEXTS}
    width = document["description_width"]
    if type(width) is not int or width < 1:
        raise _wrong(file, "the key description_width must be a whole number above 0")
    _check_texts(texts, file=file)
    layout = Layout(
        **{**texts, "newline": _NEWLINES[texts["newline"]]},
        description_width=width,
        invoice=_fields(document, "invoice", known=INVOICE_SOURCES, file=file),
        claim=_fields(document, "claim", known=CLAIM_SOURCES, file=file),
    )
    _check_readable(layout, file=file)
    return layout


def _text(document: Mapping[str, object], key: str, *, file: str) -> str:
    value = document[key]
    if not isinstance(value, str) or not value:
        raise _wrong(file, f"the key {key} must be text in quotes")
    return value


def _check_texts(texts: Mapping[str, str], *, file: str) -> None:
    if texts["quote"] not in _QUOTING:
        raise _wrong(file, f"the key quote must be one of {', '.join(_QUOTING)}")
    if texts["newline"] not in _NEWLINES:
        raise _wrong(file, "the key newline must be crlf or lf")
    if len(texts["delimiter"]) != 1 or texts["delimiter"] in '"\r\n':
        raise _wrong(file, "the key delimiter must be one character and no quote")
    if not all(token in texts["date"] for token in ("YY", "MM", "DD")):
        raise _wrong(file, "the key date must hold YYYY or YY, MM and DD")
    try:
        codecs.lookup(texts["encoding"])
    except LookupError:
        raise _wrong(file, f"the encoding {texts['encoding']} is unknown") from None


def _fields(document: Mapping[str, object], key: str, *, known: tuple[str, ...], file: str) -> tuple[LayoutField, ...]:
    listed = document[key]
    if not isinstance(listed, list) or not listed:
        raise _wrong(file, f"the key {key} must be a list of fields")
    return tuple(_field(one, key=key, known=known, file=file) for one in listed)


def _field(one: object, *, key: str, known: tuple[str, ...], file: str) -> LayoutField:
    if not isinstance(one, dict) or one.keys() - {"constant", "source", "width"}:
        raise _wrong(file, f"a field of {key} has a source or a constant, perhaps a width, and nothing else")
    constant, source, width = one.get("constant"), one.get("source"), one.get("width")
    if (constant is None) == (source is None):
        raise _wrong(file, f"a field of {key} needs either a source or a constant")
    if source is not None and source not in known:
        raise _wrong(file, f"a field of {key} has the unknown source {source!r}")
    if constant is not None and not isinstance(constant, str):
        raise _wrong(file, f"a constant of {key} must be text in quotes")
    if width is not None and (type(width) is not int or width < 1):
        raise _wrong(file, f"a width of {key} must be a whole number above 0")
    return LayoutField(constant=constant, source=source, width=width)


def _check_readable(layout: Layout, *, file: str) -> None:
    """Our own file must be read back: the lines are told apart by their first field, and the sums stand in them."""
    marks = (layout.invoice[0].constant, layout.claim[0].constant)
    if not marks[0] or not marks[1] or marks[0] == marks[1]:
        raise _wrong(file, "the first fields of invoice and claim must be two different constants")
    for key, fields, needed in (
        ("invoice", layout.invoice, ("invoice", "invoice_total")),
        ("claim", layout.claim, ("amount",)),
    ):
        present = {field.source for field in fields}
        if missing := [source for source in needed if source not in present]:
            raise _wrong(file, f"the lines of {key} need the source {missing[0]}")
