"""Reads a profile and proves it complete before any database is touched."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path, PureWindowsPath
from typing import TypeVar

from app.connect import databases, odbc
from app.model.errors import ConfigError
from app.model.profile import (
    Analysis,
    ConsistencyRange,
    Criteria,
    CriteriaMethod,
    InvoiceFile,
    Profile,
    ReceiptWindow,
    TimberlineTables,
)
from app.timberline import layouts

T = TypeVar("T")
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "databases": ("framework", "timberline"),
    "criteria": ("method", "id"),
    "analysis": ("phase_code", "contract_code", "use_job_format", "job_format", "require_codes"),
    "invoices": ("folder", "file", "layout"),
    "receipts": ("start", "end", "sign"),
    "consistency": ("from", "to", "tolerance"),
    "tables": ("job", "phase", "contract_item", "transaction"),
}
_OPTIONAL = {"receipts.end", "consistency.from", "consistency.to"} | {f"tables.{key}" for key in _SECTIONS["tables"]}
_INTEGER_METHODS = (CriteriaMethod.REGION, CriteriaMethod.TEAM, CriteriaMethod.ACCOUNTS_ENTITY)
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}


class _Keys:
    """The values of a profile by their dotted keys, each fetched with its type."""

    def __init__(self, document: Mapping[str, object], *, source: Path) -> None:
        self.source = source
        self.values = _flattened(document, source=source)

    def text(self, key: str, *, filled: bool = False) -> str:
        value = self._typed(key, str, "text in quotes")
        if filled and not value.strip():
            raise self.wrong(key, "is empty")
        return value

    def whole(self, key: str) -> int:
        return self._typed(key, int, "a whole number")

    def switch(self, key: str) -> bool:
        return self._typed(key, bool, "true or false")

    def day(self, key: str) -> date:
        return self._typed(key, date, "a date like 2026-07-01, without quotes")

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if key in self.values else None

    def _typed(self, key: str, kind: type[T], expected: str) -> T:
        if key not in self.values:
            raise self.wrong(key, "is missing")
        value = self.values[key]
        if type(value) is not kind or isinstance(value, datetime):  # a bool is no whole number, a time is no day
            raise self.wrong(key, f"must be {expected}")
        return value

    def wrong(self, key: str, why: str) -> ConfigError:
        return wrong(key, why, source=self.source)


def wrong(key: str, why: str, *, source: Path) -> ConfigError:
    """The error about one key of one profile."""
    return ConfigError(
        "The profile cannot be used",
        why=f"the key {key} in {source} {why}",
        remedy="Correct it; docs/profile.md explains every key.",
    )


def load(file: Path) -> Profile:
    """The profile in `file`, complete and without contradictions; raises ConfigError naming the key and the file."""
    source = file.expanduser().absolute()
    keys = _Keys(_document(source), source=source)
    return Profile(
        name=keys.text("name", filled=True),
        source=source,
        framework=_address(keys, "databases.framework"),
        timberline=_address(keys, "databases.timberline"),
        criteria=_criteria(keys),
        analysis=_analysis(keys),
        invoices=_invoices(keys),
        receipts=_receipts(keys),
        consistency=_consistency(keys),
        tables=_tables(keys),
    )


def require_folder(profile: Profile) -> None:
    """Refuse a profile whose folder for the invoice file is not there."""
    folder = profile.invoices.folder
    if not folder.is_dir():
        raise wrong("invoices.folder", f"names {folder}, which is not a folder", source=profile.source)


def _document(source: Path) -> Mapping[str, object]:
    remedy = "Check the name after --profile, and that you may read the file."
    try:
        return tomllib.loads(source.read_text(encoding="utf-8-sig"))
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise ConfigError("The profile was not read", why=f"{source}: {why}", remedy=remedy) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            "The profile was not read", why=f"{source} is not UTF-8 text", remedy="Save it so."
        ) from error
    except tomllib.TOMLDecodeError as error:
        why = f"{source} is not valid TOML: {error}"
        raise ConfigError("The profile was not read", why=why, remedy="Correct the line.") from error


def _flattened(document: Mapping[str, object], *, source: Path) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in document.items():
        if key == "name":
            values[key] = value
        elif key == "legacy":
            continue
        elif key not in _SECTIONS:
            raise wrong(key, "is unknown", source=source)
        elif not isinstance(value, dict):
            raise wrong(key, "must be a section", source=source)
        else:
            values |= {f"{key}.{name}": inner for name, inner in value.items()}
    known = {"name"} | {f"{section}.{name}" for section, names in _SECTIONS.items() for name in names}
    for key in values:
        if key not in known:
            raise wrong(key, "is unknown", source=source)
    for key in sorted(known - _OPTIONAL - values.keys()):
        raise wrong(key, "is missing", source=source)
    return values


def _address(keys: _Keys, key: str) -> str:
    written = keys.text(key, filled=True)
    odbc.register()
    try:
        url = databases.parse_url(written, beside=keys.source.parent)
    except ConfigError as error:
        raise keys.wrong(key, f"is no database address: {error.why}") from error
    if url.get_backend_name() == "odbc" and key == "databases.framework":
        raise keys.wrong(key, "must be an SQLite, PostgreSQL or SQL Server address, for it is written to")
    return url.render_as_string(hide_password=False)


def _criteria(keys: _Keys) -> Criteria:
    number, chosen = keys.whole("criteria.method"), keys.text("criteria.id").strip()
    try:
        method = CriteriaMethod(number)
    except ValueError:
        raise keys.wrong("criteria.method", "must be a number from 1 to 5") from None
    if method is not CriteriaMethod.ALL_JOBS and not chosen:
        raise keys.wrong("criteria.id", f"is empty, but criteria.method {number} needs it")
    if method in _INTEGER_METHODS and not re.fullmatch(r"[+-]?[0-9]+", chosen):
        raise keys.wrong("criteria.id", f"must be a whole number in quotes for criteria.method {number}")
    return Criteria(method=method, id=chosen)


def _analysis(keys: _Keys) -> Analysis:
    required = keys.switch("analysis.require_codes")
    job_format = keys.text("analysis.job_format").strip()
    if job_format and "#" not in job_format:
        raise keys.wrong("analysis.job_format", "has no section: write # for each letter or digit")
    for key in ("analysis.phase_code", "analysis.contract_code"):
        if required and not keys.text(key).strip():
            raise keys.wrong(key, "is empty, but analysis.require_codes is true")
    return Analysis(
        phase_code=keys.text("analysis.phase_code").strip(),
        contract_code=keys.text("analysis.contract_code").strip(),
        use_job_format=keys.switch("analysis.use_job_format"),
        job_format=job_format,
        require_codes=required,
    )


def _invoices(keys: _Keys) -> InvoiceFile:
    folder, file = keys.text("invoices.folder", filled=True), keys.text("invoices.file", filled=True)
    if not _is_file_name(file):
        raise keys.wrong("invoices.file", "must be a plain file name without a folder")
    beside = keys.source.parent
    layout = keys.text("invoices.layout", filled=True)
    if not layouts.is_builtin(layout):
        path = beside / layout
        if not path.is_file():
            raise keys.wrong("invoices.layout", f"names neither a layout of Tieline nor a file: {path}")
        layout = str(path.absolute())
    layouts.load(layout)
    return InvoiceFile(folder=(beside / Path(folder).expanduser()).absolute(), file=file, layout=layout)


def _is_file_name(name: str) -> bool:
    pure = PureWindowsPath(name)
    harmless = name == name.strip() and not any(ord(sign) < 32 or sign in '<>:"/\\|?*' for sign in name)
    stem = name.partition(".")[0].upper()
    return harmless and pure.name == name and name not in {".", ".."} and stem not in _RESERVED


def _receipts(keys: _Keys) -> ReceiptWindow:
    start, end, sign = keys.day("receipts.start"), keys.day_or_none("receipts.end"), keys.whole("receipts.sign")
    if end is not None and start > end:
        raise keys.wrong("receipts.start", f"is {start}, after receipts.end {end}")
    if sign not in {1, -1}:
        raise keys.wrong("receipts.sign", "must be 1 or -1")
    return ReceiptWindow(start=start, end=end, sign=sign)


def _consistency(keys: _Keys) -> ConsistencyRange:
    start, end = keys.day_or_none("consistency.from"), keys.day_or_none("consistency.to")
    if start is not None and end is not None and start > end:
        raise keys.wrong("consistency.from", f"is {start}, after consistency.to {end}")
    written = keys.text("consistency.tolerance").strip()
    if not _DECIMAL.fullmatch(written):
        raise keys.wrong("consistency.tolerance", 'must be an amount in quotes, like "0.05"')
    tolerance = Decimal(written)
    if tolerance < 0:
        raise keys.wrong("consistency.tolerance", "must not be negative")
    return ConsistencyRange(start=start, end=end, tolerance=tolerance)


def _tables(keys: _Keys) -> TimberlineTables:
    given = {name: f"tables.{name}" for name in _SECTIONS["tables"] if f"tables.{name}" in keys.values}
    return TimberlineTables(**{name: keys.text(key, filled=True).strip() for name, key in given.items()})
