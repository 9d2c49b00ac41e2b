"""A small time machine: what happens in the ERP while nobody looks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.model.errors import Unreachable, UsageError
from app.sandbox.company import COMPANY, existing, failing
from app.sandbox.erp import row_id

# Weights of 10: most of what happens in a company changes what is there.
_UPDATE, _INSERT = 7, 9
_KEPT = 5  # rows that a table keeps at least


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change: `insert`, `update` or `delete` of the row with this SysRowID."""

    kind: str
    table: str
    row: str


# Tables whose rows change, with what becomes of a column.
_UPDATES = (
    ("Vendor", "\"FaxNum\" = '+1 612 {number}'"),
    ("Vendor", '"PayHold" = 1 - "PayHold"'),
    ("Part", '"UnitPrice" = round("UnitPrice" * 1.02 + 0.01, 2)'),
    ("Part", '"PartDescription" = "PartDescription" || \' r{small}\''),
    ("PartWhse", '"OnHandQty" = {number} % 1000'),
    ("PORel", '"DueDate" = date("DueDate", \'+{small} days\')'),
    ("POHeader", '"Confirmed" = 1 - "Confirmed"'),
    ("JobMtl", '"IssuedQty" = "IssuedQty" + {small}'),
    ("Project", "\"ConProjMgr\" = 'PM{small}'"),
    ("APInvHed", '"InvoiceHeld" = 1 - "InvoiceHeld"'),
    ("VendCnt", "\"PhoneNum\" = '+1 651 {number}'"),
    ("CurrExRate", '"CurrentRate" = round("CurrentRate" * 1.001, 10)'),
)
# Tables that grow: a row is made after another one, under a key of its own.
_INSERTS = (
    ("Part", "PartNum", "'NEW-{number}'"),
    ("SugPoDtl", "SugNum", "{number}"),
    ("VendCnt", "ConNum", "{number}"),
    ("Customer", "CustNum", "{number}"),
    ("Project", "ProjectID", "'N{number}'"),
)
# Tables whose rows nothing refers to, so that they can go.
_DELETES = ("SugPoDtl", "VendCnt", "VendPBrk", "PartXRefInt", "AprvVend", "CustXPrt")


def change(home: Path, n: int, *, seed: int = 1) -> tuple[Change, ...]:
    """Do `n` believable changes in the sandbox's ERP, the same ones for a seed and a state; they commit together.

    Raises UsageError without a sandbox, Unreachable if its ERP cannot be written.
    """
    there = existing(home)
    if there is None:
        raise UsageError(
            "Nothing was changed",
            why="there is no sandbox company yet",
            remedy="Make it with `tieline sandbox create`.",
        )
    try:
        with closing(sqlite3.connect(there.folder / "erp.sqlite", timeout=30, isolation_level=None)) as erp:
            erp.execute("BEGIN IMMEDIATE")
            dice = Random(f"{seed}/{_revision(erp)}")  # noqa: S311 - make-believe, not secrets
            done = tuple(_one(erp, dice) for _ in range(n))
            erp.execute("COMMIT")
    except sqlite3.Error as error:
        raise Unreachable(
            "Nothing was changed in the sandbox's ERP",
            why=str(error),
            remedy="Try again when nothing else writes to it.",
        ) from error
    return done


def _one(erp: sqlite3.Connection, dice: Random) -> Change:
    lot = dice.randrange(10)
    number = _revision(erp)  # rises with each change: a fresh key
    if lot >= _INSERT and (done := _delete(erp, dice)):
        return done
    return _insert(erp, dice, number=number) if lot >= _UPDATE else _update(erp, dice, number=number)


def _revision(erp: sqlite3.Connection) -> int:
    return int(erp.execute("SELECT Last FROM SysRevision").fetchone()[0])


def _update(erp: sqlite3.Connection, dice: Random, *, number: int) -> Change:
    table, setting = dice.choice(_UPDATES)
    row = _any_row(erp, dice, table=table)
    what = setting.format(number=5_000_000 + number, small=number % 9 + 1)
    erp.execute(f'UPDATE "{table}" SET {what} WHERE "SysRowID" = ?', (row,))
    return Change(kind="update", table=table, row=row)


def _insert(erp: sqlite3.Connection, dice: Random, *, number: int) -> Change:
    table, key, value = dice.choice(_INSERTS)
    model = _any_row(erp, dice, table=table)
    names = [name for _, name, *_ in erp.execute(f'PRAGMA table_info("{table}")') if name != "SysRevID"]
    row = row_id(dice)
    given = {key: value.format(number=number), "SysRowID": f"'{row}'"}
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(given.get(name, f'"{name}"') for name in names)
    erp.execute(f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}" WHERE "SysRowID" = ?', (model,))
    return Change(kind="insert", table=table, row=row)


def _delete(erp: sqlite3.Connection, dice: Random) -> Change | None:
    table = dice.choice(_DELETES)
    if _sound_rows(erp, table=table) < _KEPT:
        return None
    row = _any_row(erp, dice, table=table)
    erp.execute(f'DELETE FROM "{table}" WHERE "SysRowID" = ?', (row,))
    return Change(kind="delete", table=table, row=row)


def _any_row(erp: sqlite3.Connection, dice: Random, *, table: str) -> str:
    where, values = _sound(table)
    place = dice.randrange(max(1, _sound_rows(erp, table=table)))
    query = f'SELECT "SysRowID" FROM "{table}" WHERE {where} ORDER BY "SysRevID" LIMIT 1 OFFSET ?'
    return str(erp.execute(query, (*values, place)).fetchone()[0])


def _sound_rows(erp: sqlite3.Connection, *, table: str) -> int:
    """How many rows there are to choose from: the oldest ones of a large table are enough."""
    where, values = _sound(table)
    query = f'SELECT count(*) FROM (SELECT 1 FROM "{table}" WHERE {where} LIMIT 2000)'
    return int(erp.execute(query, values).fetchone()[0])


def _sound(table: str) -> tuple[str, tuple[object, ...]]:
    """Rows of the company, without those that fail on purpose: they stay as everybody knows them."""
    bad = [fault for fault in failing() if fault.table == table]
    parts = ['"Company" = ?', *(f'"{fault.column}" IS NOT ?' for fault in bad)]
    return " AND ".join(parts), (COMPANY, *(fault.row[fault.column] for fault in bad))
