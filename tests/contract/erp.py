"""An ERP made at random from the domain notes, and what ARM must hold after a run: written from the contract alone."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import uuid
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

SHARED = Path(os.environ.get("TIELINE_SHARED", Path(__file__).parents[3] / "shared"))
NOTES = SHARED / "domain" / "kinetic-notes.md"


@dataclass(frozen=True)
class Column:
    name: str
    sql: str
    exact: bool  # the size is known

    @property
    def size(self) -> int | None:
        found = re.fullmatch(r"nvarchar\((\d+)\)", self.sql)
        return int(found[1]) if found and self.exact else None


@dataclass(frozen=True)
class Source:
    name: str
    key: tuple[Column, ...]
    main: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.key + self.main


def sources() -> dict[str, Source]:
    """The tables of section 1.3 by bare name."""
    found: dict[str, Source] = {}
    for line in NOTES.read_text(encoding="utf-8").splitlines():
        match = re.match(r"\| [\d, ]+ \| `Erp\.(\w+)` \| [^|]+ \| ([^|]+) \| (.+) \|$", line)
        if match:
            found[match[1]] = Source(match[1], _columns(match[2]), _columns(match[3]))
    return found


def _columns(text: str) -> tuple[Column, ...]:
    parts = re.findall(r"(\w+) (nvarchar\((?:\d+|max|\?)\)|int|bit|date|decimal\(\d+,\d+\))(\??)", text)
    return tuple(Column(name, sql, not guess and "?" not in sql) for name, sql, guess in parts)


class Erp:
    """An SQLite ERP of two companies whose rows change at random, some of them bad."""

    def __init__(self, path: Path, *, seed: int, tables: dict[str, Source], rows: int = 12) -> None:
        self.random = random.Random(seed)
        self.tables = tables
        self.db = sqlite3.connect(path, isolation_level=None)
        self.revision = 1000
        for source in tables.values():
            declared = ", ".join(f'"{c.name}" {_affinity(c)}' for c in source.columns)
            self.db.execute(f'CREATE TABLE "{source.name}" ({declared}, SysRowID TEXT, SysRevID INTEGER)')
        for source in tables.values():
            for _ in range(rows):
                self.insert(source)

    def value(self, column: Column, *, key: bool = False) -> object:
        pick = self.random
        if column.name == "Company":
            return pick.choice(["C1", "C1", "C2"])
        if column.sql == "bit":
            return pick.choice([0, 1])
        if column.sql == "int":
            return pick.choice([0, 1]) if column.name == "PMSource" else pick.randint(0, 40 if key else 2**31)
        if column.sql == "date":
            return f"20{pick.randint(10, 26)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
        if column.sql.startswith("decimal"):
            return pick.choice([0, 1.5, "12.3400", 50.26, "-7", 3, "123456789.12345"])
        if column.name == "LineType":
            return pick.choice(["R", "M"])
        if column.name == "Description" and pick.random() < 0.5:
            return "Counted Units"
        size = min(column.size or 10, 10)
        return "".join(pick.choice("ABCDEFäß'\"% _") for _ in range(pick.randint(1, size))).strip() or "X"

    def insert(self, source: Source) -> None:
        keys = [c.name for c in source.key]
        for _ in range(50):
            row = {c.name: self.value(c, key=c in source.key) for c in source.columns}
            same = " AND ".join(f'"{k}" IS ?' for k in keys)
            if not self.db.execute(f'SELECT 1 FROM "{source.name}" WHERE {same}', [row[k] for k in keys]).fetchone():
                break
        else:
            return
        row |= {"SysRowID": str(uuid.UUID(int=self.random.getrandbits(128))), "SysRevID": self._next()}
        names = ", ".join(f'"{n}"' for n in row)
        self.db.execute(f'INSERT INTO "{source.name}" ({names}) VALUES ({", ".join("?" * len(row))})', [*row.values()])

    def update(self, source: Source) -> None:
        if source.main:
            column = self.random.choice(source.main)
            self._set(source, column.name, self.value(column))

    def spoil(self, source: Source) -> None:
        """Make a row bad: a text over its known size, a number that is none."""
        sized = [c for c in source.main if c.size and c.size < 200]
        counted = [c for c in source.main if c.sql.startswith("decimal") and c.name != "Rounding"]
        if sized and self.random.random() < 0.6:
            column = self.random.choice(sized)
            self._set(source, column.name, "L" * (int(column.size or 0) + 5))
        elif counted:
            self._set(source, self.random.choice(counted).name, "twelve")

    def delete(self, source: Source) -> None:
        self.db.execute(
            f'DELETE FROM "{source.name}" WHERE SysRowID = (SELECT SysRowID FROM "{source.name}" '
            "ORDER BY SysRowID LIMIT 1 OFFSET ?)",
            [self.random.randint(0, 8)],
        )

    def _set(self, source: Source, column: str, value: object) -> None:
        found = self.db.execute(f'SELECT SysRowID FROM "{source.name}" ORDER BY SysRowID').fetchall()
        if found:
            self.db.execute(
                f'UPDATE "{source.name}" SET "{column}" = ?, SysRevID = ? WHERE SysRowID = ?',
                [value, self._next(), self.random.choice(found)[0]],
            )

    def _next(self) -> int:
        self.revision += self.random.choice([1, 1, 3])
        return self.revision

    def taken(self, source: Source, *, company: str, where: str | None) -> dict[str, dict[str, object]]:
        """The rows a job takes in, by SysRowID."""
        names = [c.name for c in source.columns] + ["SysRowID", "SysRevID"]
        limits = [f"({where})"] if where else []
        if source.key[0].name == "Company" or any(c.name == "Company" for c in source.key):
            limits.append(f'"{source.name}"."Company" = \'{company}\'')
        text = f'SELECT {", ".join(chr(34) + n + chr(34) for n in names)} FROM "{source.name}"'
        rows = self.db.execute(text + (" WHERE " + " AND ".join(limits) if limits else "")).fetchall()
        return {row[-2]: dict(zip(names, row, strict=True)) for row in rows}


def _affinity(column: Column) -> str:
    if column.sql in ("int", "bit"):
        return "INTEGER"
    return "" if column.sql.startswith("decimal") else "TEXT"


def bad(source: Source, row: dict[str, object]) -> bool:
    """Whether the contract lets this row fail."""
    for column in source.columns:
        value = row[column.name]
        if column in source.key and value is None:
            return True
        if column.size and isinstance(value, str) and len(value) > column.size:
            return True
        if column.sql.startswith("decimal") and number(value) is None and value is not None:
            return True
    return False


def number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def same(column: Column, one: object, other: object) -> bool:
    """Whether a value came over unchanged."""
    if one is None or other is None:
        return one is other
    if column.sql.startswith("decimal"):
        return number(one) == number(other) if number(one) is not None else str(one) == str(other)
    return str(one) == str(other)
