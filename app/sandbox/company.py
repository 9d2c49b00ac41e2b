"""Makes the sandbox company: its ERP database filled from a seed, and an empty ARM database beside it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from app.model.agent import CompanyCode
from app.model.errors import Unreachable, UsageError
from app.sandbox import (
    accounts,
    documents,
    geography,
    invoices,
    parties,
    parts,
    people,
    projects,
    purchases,
    timberline,
    transfers,
    units,
)
from app.sandbox.erp import ErpWriter
from app.sandbox.faults import Fault, faults
from app.sandbox.world import World

COMPANY = CompanyCode("EPIC06")
OTHER = CompanyCode("EPIC07")  # a second company of the same ERP, whose rows must never be brought
DEFAULT_ROWS = 1000
DEFAULT_SEED = 6
_SUBJECTS = (geography, accounts, people, units, parts, parties, projects, purchases, invoices, transfers)
_MANIFEST = "sandbox.json"


@dataclass(frozen=True, kw_only=True)
class SandboxReport:
    """The sandbox company as it stands; `created` tells whether this call made it."""

    company: CompanyCode
    folder: Path
    created: bool
    rows: int  # parts
    seed: int
    tables: dict[str, int]  # rows of every ERP table, all companies together

    @property
    def erp(self) -> str:
        """Address of the ERP database."""
        return _address(self.folder / "erp.sqlite")

    @property
    def arm(self) -> str:
        """Address of the ARM database."""
        return _address(self.folder / "arm.sqlite")


def create(home: Path, *, rows: int | None = None, seed: int | None = None, again: bool = False) -> SandboxReport:
    """Make the sandbox company under the home; one that is there stays, unless `again` or other numbers are asked for.

    Raises UsageError for fewer than one part, Unreachable where the files cannot be written.
    """
    if rows is not None and rows < 1:
        raise UsageError("The sandbox was not made", why=f"{rows} parts are too few", remedy="Ask for 1 part or more.")
    folder = home / "sandbox"
    there = existing(home)
    if there and not again and rows in (None, there.rows) and seed in (None, there.seed):
        return there
    report = SandboxReport(
        company=COMPANY,
        folder=folder,
        created=True,
        rows=rows or (there.rows if there else DEFAULT_ROWS),
        seed=seed if seed is not None else there.seed if there else DEFAULT_SEED,
        tables={},
    )
    with _told(folder):
        return _make(report)


def existing(home: Path) -> SandboxReport | None:
    """The sandbox that is already under the home, or None."""
    folder = home / "sandbox"
    if not all((folder / name).is_file() for name in ("erp.sqlite", "arm.sqlite", timberline.PROFILE)):
        return None
    try:
        known = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        rows, seed, tables = known["rows"], known["seed"], known["tables"]
    except (OSError, ValueError, KeyError, TypeError):
        return None  # not finished, or not ours: it is made anew
    return SandboxReport(company=COMPANY, folder=folder, created=False, rows=rows, seed=seed, tables=tables)


@cache
def failing(seed: int = DEFAULT_SEED, *, rows: int = DEFAULT_ROWS) -> tuple[Fault, ...]:
    """The records of the sandbox company that fail, for those who check that they do."""
    return faults(_worlds(rows=rows, seed=seed)[0])


def _worlds(*, rows: int, seed: int) -> tuple[World, World]:
    main = World(company=COMPANY, name="Riverside Conveyor Works", seed=seed, parts=rows)
    other = World(
        company=OTHER, name="Riverside Service Company", seed=seed, parts=min(rows, 40), share=0.1, main=False
    )
    return main, other


def _make(report: SandboxReport) -> SandboxReport:
    """The files are made under other names first: a sandbox is there whole or not at all."""
    folder = report.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MANIFEST).unlink(missing_ok=True)
    fresh = folder / "erp.sqlite.new"
    _remove(fresh)
    tables = _fill(fresh, report=report)
    for name in ("erp.sqlite", "arm.sqlite"):
        _remove(folder / name)
    fresh.replace(folder / "erp.sqlite")
    with closing(sqlite3.connect(folder / "arm.sqlite")) as arm:
        arm.execute("PRAGMA user_version = 0").close()
        arm.execute("VACUUM")  # writes the header of a database without tables
    documents.fill(erp=report.erp, arm=report.arm, folder=folder, company=report.company)
    timberline.make(folder, seed=report.seed)
    known = {"rows": report.rows, "seed": report.seed, "tables": tables}
    (folder / _MANIFEST).write_text(json.dumps(known, indent=1), encoding="utf-8")
    return replace(report, tables=tables)


def _fill(path: Path, *, report: SandboxReport) -> dict[str, int]:
    writer = ErpWriter(path, seed=report.seed)
    try:
        main, other = _worlds(rows=report.rows, seed=report.seed)
        for world in (other, main):
            for subject in _SUBJECTS:
                for table, rows in subject.tables(world):
                    writer.add(table, rows, company=world.company)
        for fault in faults(main):
            writer.add(fault.table, [fault.row], company=main.company)
        writer.finish()
    finally:
        writer.close()
    return writer.counts


def _remove(path: Path) -> None:
    """A journal left beside a new database would be taken for its own."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _address(path: Path) -> str:
    return f"sqlite:///{path.resolve().as_posix()}"


@contextmanager
def _told(folder: Path) -> Generator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise Unreachable(
            "The sandbox company could not be made",
            why=f"{folder}: {error}",
            remedy="Stop what still uses the sandbox, check the folder's rights and free space, and try again.",
        ) from error
