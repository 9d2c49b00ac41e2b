"""Makes a profile of an old `.ini`: what has a place goes there, the rest is kept and listed, secrets are put away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any  # what stands in a TOML document
from urllib.parse import quote_plus

from app.connect import credentials
from app.connect.addresses import connect_parts
from app.model.errors import ConfigError, DecisionNeeded, Fatal, Unreachable
from app.model.profile import ProfileImport
from app.timberline import durable, values

NOT_IMPORTED = "The profile was not imported"
_SECRET = re.compile(r"(?i)\b(pwd|password)\s*=\s*(\{[^}]*\}|[^;]*)")
_SECRET_KEY = re.compile(r"(?i)(pwd|password)$")
_CALLED = {  # the names of old keys, without case; the first one found wins
    "criteria.method": ("criteriamethod",),
    "criteria.id": ("criteriamethodid",),
    "analysis.phase_code": ("phasecode", "phasecodes", "analysisphasecode", "quickbillcode"),
    "analysis.contract_code": ("contractcode", "contractcodes", "analysiscontractcode", "contractitemcode"),
    "analysis.use_job_format": ("usejobfmtforanalysis", "usejobformatforanalysis"),
    "analysis.job_format": ("jobformat", "jobfmt", "jobnumberformat"),
    "analysis.require_codes": ("requirecodes",),
    "invoices.folder": ("outputpath", "filepath", "outputfolder", "outputdirectory", "path", "folder", "filelocation"),
    "invoices.file": ("filename", "outputfile", "outputfilename", "file"),
    "receipts.start": ("depositrunstartdate",),
    "receipts.end": ("depositrunenddate",),
    "receipts.sign": ("receiptsign", "depositsign"),
    "consistency.from": ("consistencystartdate", "consistencyfromdate", "consistencyfrom", "consistencydatefrom"),
    "consistency.to": ("consistencyenddate", "consistencytodate", "consistencyto", "consistencydateto"),
    "consistency.tolerance": ("tolerance", "consistencytolerance", "acceptablevariation", "variation"),
}
_CONNECTIONS = {
    "framework": ("odbcdsn_framework", "odbcconnect_framework"),
    "timberline": ("odbcdsn_destination", "odbcconnect_destination"),
}
_NONE = frozenset({"", "none"})
_YES = frozenset({"1", "-1", "true", "yes", "on"})


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """One line of the old file."""

    section: str
    key: str
    value: str


@dataclass(kw_only=True)
class _Import:
    """An import under way: the new document, and what there is to say."""

    entries: dict[str, _Entry]  # by key without case
    used: set[str] = field(default_factory=set)
    messages: list[str] = field(default_factory=list)

    def take(self, *names: str) -> str | None:
        for name in names:
            if name in self.entries:
                self.used.add(name)
                return self.entries[name].value
        return None

    def rest(self) -> Iterator[_Entry]:
        return (entry for name, entry in self.entries.items() if name not in self.used)


def convert(old: Path, *, to: Path) -> ProfileImport:
    """Write the new profile; raises DecisionNeeded where the file exists, ConfigError for an old one of no use."""
    if to.exists():
        raise DecisionNeeded(NOT_IMPORTED, why=f"{to} exists", remedy="Give --to another name, or move it away.")
    work = _Import(entries={entry.key.casefold(): entry for entry in _entries(_text(old))})
    _require_method_1(work, old=old)
    document: dict[str, Any] = {"name": old.stem, "databases": _databases(work)}
    for key, given in _settings(work).items():
        section, _, name = key.partition(".")
        document.setdefault(section, {})[name] = given
    legacy: dict[str, dict[str, str]] = {}
    for entry in work.rest():
        legacy.setdefault(entry.section or "General", {})[entry.key] = _blanked(entry, work)
    if legacy:
        document["legacy"] = legacy
    _write(to, document)
    listed = tuple(f"{section}.{key}" for section, keys in legacy.items() for key in keys)
    return ProfileImport(file=to.absolute(), legacy=listed, messages=tuple(work.messages))


def _text(old: Path) -> str:
    try:
        data = old.read_bytes()
    except OSError as error:
        why = f"{old}: {error.strerror or error}"
        raise ConfigError(NOT_IMPORTED, why=why, remedy="Check the name of the old profile.") from error
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-8-sig" or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return data.decode("cp1252", "replace")


def _entries(text: str) -> Iterator[_Entry]:
    section = ""
    for line in text.splitlines():
        bare = line.strip()
        if not bare or bare[0] in ";#":
            continue
        if bare[0] == "[" and "]" in bare:
            section = bare[1 : bare.index("]")].strip()
        elif "=" in bare:
            key, _, value = bare.partition("=")
            yield _Entry(section=section, key=key.strip(), value=value.strip().strip('"'))


def _require_method_1(work: _Import, *, old: Path) -> None:
    kind, method = work.take("integrationtype"), work.take("claimmethod")
    if kind is not None and kind.casefold() != "timberline claims":
        raise ConfigError(NOT_IMPORTED, why=f"{old} is of the type {kind!r}", remedy="Take one of Timberline Claims.")
    if method is not None and method != "1":
        why = f"{old} says ClaimMethod {method}; Tieline does method 1, in which Framework makes the invoices"
        raise ConfigError(NOT_IMPORTED, why=why, remedy="Take a profile of method 1.")


def _databases(work: _Import) -> dict[str, str]:
    addresses: dict[str, str] = {}
    for name, (source, connect) in _CONNECTIONS.items():
        dsn, rest = work.take(source) or "", work.take(connect) or ""
        rest = "" if rest.casefold() in _NONE else rest
        if not dsn and not rest:
            work.messages.append(f"The old profile names no {name} database: write databases.{name}.")
            continue
        written = ";".join(part for part in (f"DSN={dsn}" if dsn else "", _without_secret(rest, dsn, work)) if part)
        driver = "mssql+pyodbc" if name == "framework" else "odbc+pyodbc"
        addresses[name] = f"{driver}:///?odbc_connect={quote_plus(written)}"
    return addresses


def _without_secret(connect: str, dsn: str, work: _Import) -> str:
    """The connection string without its password, which goes where secrets are kept."""
    secret = connect_parts(connect).get("pwd")
    bare = ";".join(part for part in _SECRET.sub("", connect).split(";") if part.strip())
    if secret:
        parts = connect_parts(bare)
        place = dsn or parts.get("server") or parts.get("dbq") or ""
        _put_away(f"{parts.get('uid', '')}@{place}", secret, work)
    return bare


def _put_away(account: str, secret: str, work: _Import) -> None:
    try:
        credentials.remember(account, secret=secret)
    except ConfigError as error:
        work.messages.append(
            f"The password of {account} is blanked and was not kept: {error.why}. Install or unlock a credential store "
            "and import again, or write PWD=${NAME} into the address and set the environment variable NAME."
        )
    else:
        work.messages.append(
            f"The password of {account} is kept in {credentials.described()} now. Take it out of the old file."
        )


def _blanked(entry: _Entry, work: _Import) -> str:
    """A kept value without any password in it."""
    if _SECRET_KEY.search(entry.key) and entry.value:
        _put_away(f"{entry.section}.{entry.key}", entry.value, work)
        return ""
    for _name, secret in _SECRET.findall(entry.value):
        if secret.strip():
            _put_away(f"{entry.section}.{entry.key}", secret.strip(" {}"), work)
    return _SECRET.sub(r"\1=", entry.value)


def _settings(work: _Import) -> dict[str, Any]:
    """Every key of a profile, from the old file or with the value that is safe to start with."""
    old = {key: work.take(*names) for key, names in _CALLED.items()}
    made: dict[str, Any] = {
        "criteria.method": _number(old["criteria.method"], 4),
        "criteria.id": old["criteria.id"] or "",
        "analysis.phase_code": old["analysis.phase_code"] or "",
        "analysis.contract_code": old["analysis.contract_code"] or "",
        "analysis.use_job_format": _yes(old["analysis.use_job_format"], default=False),
        "analysis.job_format": old["analysis.job_format"] or "",
        "analysis.require_codes": _yes(old["analysis.require_codes"], default=True),
        "invoices.folder": old["invoices.folder"] or "out",
        "invoices.file": old["invoices.file"] or "ARInvImport.txt",
        "invoices.layout": "sage-ar",
        "receipts.sign": _number(old["receipts.sign"], 1),
        "consistency.tolerance": old["consistency.tolerance"] or "0.00",
    }
    for key in ("receipts.start", "receipts.end", "consistency.from", "consistency.to"):
        day = _day(old[key], key=key, work=work)
        if day is not None:
            made[key] = day
    _name_gaps(made, old, work)
    return made


def _name_gaps(made: Mapping[str, Any], old: Mapping[str, str | None], work: _Import) -> None:
    if "receipts.start" not in made:
        work.messages.append("The old profile has no DepositRunStartDate: write receipts.start, it is required.")
    for key, told in (
        ("analysis.phase_code", "write it, or set analysis.require_codes to false"),
        ("analysis.contract_code", "write it, or set analysis.require_codes to false"),
        ("receipts.sign", "it is 1; write -1 if Timberline stores receipts as negative amounts"),
        ("consistency.tolerance", "it is 0.00; write what may differ"),
    ):
        if not old[key]:
            work.messages.append(f"The old profile does not say {key}: {told}.")


def _number(value: str | None, default: int) -> int:
    number = values.whole(value)
    return default if number is None else number


def _yes(value: str | None, *, default: bool) -> bool:
    return default if not value else value.casefold() in _YES


def _day(value: str | None, *, key: str, work: _Import) -> date | None:
    if value is None or value.casefold() in _NONE:
        return None
    try:
        day = values.day(_day_last(value), column=key)
        if day is not None and "/" in value and day.day <= 12 and day.day != day.month:
            work.messages.append(f"{value} was read as {day}, the month first: correct {key} if the day stands first.")
        return day
    except Unreachable:
        work.messages.append(f"{value!r} is no date: write {key}.")
        return None


def _day_last(value: str) -> str:
    """The date month first where the day stands first without doubt."""
    found = re.fullmatch(r"(1[3-9]|2\d|3[01])/(\d{1,2})/(\d{4})", value)
    return f"{found[2]}/{found[1]}/{found[3]}" if found else value


def _write(to: Path, document: Mapping[str, Any]) -> None:
    import tomlkit

    text = tomlkit.document()
    text.add(tomlkit.comment("Made from an old .ini; docs/profile.md explains every key."))
    for key, value in document.items():
        text.add(key, value)
    try:
        durable.replace(to, tomlkit.dumps(text).encode(), step=durable.no_step, name="the profile")
    except OSError as error:
        why = f"{to}: {error.strerror or error}"
        raise Fatal(NOT_IMPORTED, why=why, remedy="Check the folder and your rights there.") from error
