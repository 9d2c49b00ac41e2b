"""A small site, the action that is killed on it, and what must hold afterwards."""

from __future__ import annotations

import csv
import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from app.console.timberline import Timberline
from app.model.timberline import IfExists
from app.sandbox import timberline as sandbox
from app.timberline.workplace import Workplace

Act = Callable[[Timberline, Path], object]


def make(folder: Path) -> Path:
    return sandbox.make(folder, seed=7)


def export(timberline: Timberline, profile: Path) -> object:
    return timberline.create_invoices(profile, if_exists=IfExists.ARCHIVE)


def receive(timberline: Timberline, profile: Path) -> object:
    return timberline.process_receipts(profile)


def undo_newest(timberline: Timberline, profile: Path) -> object:
    newest = timberline.batches(profile)[0]
    return timberline.undo(newest.id, profile=profile)


def boundaries(act: Act, profile: Path) -> int:
    """How many boundaries the action passes when nothing happens to it; leaves the site as it was."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        passed: list[str] = []
        act(Timberline(Workplace(step=passed.append)), profile)
        os.write(writer, str(len(passed)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writer)
    with os.fdopen(reader) as told:
        return int(told.read())


def killed_at(act: Act, profile: Path, boundary: int) -> bool:
    """Run the action in a process that ends by SIGKILL at its nth boundary; whether it got that far."""

    class Fuse:
        left = boundary

        def burn(self, _name: str) -> None:
            self.left -= 1
            if self.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return _ended_by_kill(lambda: act(Timberline(Workplace(step=Fuse().burn)), profile))


def killed_after(act: Act, profile: Path, seconds: float) -> bool:
    """Run the action in a process that is killed from outside after a while."""
    child = os.fork()
    if child == 0:
        _quietly(lambda: act(Timberline(), profile))
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _ended_by_kill(run: Callable[[], object]) -> bool:
    child = os.fork()
    if child == 0:
        _quietly(run)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _quietly(run: Callable[[], object]) -> None:
    """The child never comes back into the test."""
    try:
        run()
    except BaseException:  # noqa: BLE001 - whatever it is, the parent looks at what is left
        os._exit(9)
    os._exit(0)


def random_delay(dice: random.Random, *, usual: float) -> float:
    return dice.uniform(0.0, usual)


def invoices_on_paper(profile: Path) -> Counter[str]:
    """How often each invoice stands in a file that exists or was archived."""
    folder = profile.parent / "timberline" / "out"
    found: Counter[str] = Counter()
    for path in [*folder.glob("ARInvImport*.txt"), *folder.glob("archive/*")]:
        with path.open(encoding="cp1252", newline="") as file:
            found.update(line[2].strip().casefold() for line in csv.reader(file) if line[0] == "I")
    return found


def flagged_invoices(profile: Path, *, before: set[int]) -> set[str]:
    """The invoices of claims that were flagged since the site was made."""
    rows = _rows(profile, "SELECT l_claim_id, s_invoice_num FROM cst_claim WHERE f_link_exported = 1")
    return {str(number).strip().casefold() for claim, number in rows if claim not in before}


def flagged_claims(profile: Path) -> set[int]:
    return {int(row[0]) for row in _rows(profile, "SELECT l_claim_id FROM cst_claim WHERE f_link_exported = 1")}


def left_overs(profile: Path) -> list[str]:
    folder = profile.parent / "timberline" / "out"
    return [path.name for path in folder.rglob(".*") if path.name != ".tieline.lock"]


def books(profile: Path) -> dict[str, object]:
    """Payments and totals as exact amounts."""
    payments = _rows(profile, "SELECT s_link_accts, l_claim_id, l_cont_id, c_amount FROM cont_pay")
    claims = _rows(profile, "SELECT l_claim_id, c_paid_amt FROM cst_claim")
    contracts = _rows(profile, "SELECT l_cont_id, c_paid_amt FROM cont")
    return {
        "payments": sorted((key, claim, contract, _exact(amount)) for key, claim, contract, amount in payments),
        "claims": sorted((key, _exact(amount)) for key, amount in claims),
        "contracts": sorted((key, _exact(amount)) for key, amount in contracts),
    }


def _exact(value: object) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


def _rows(profile: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(profile.parent / "timberline" / "framework.db")) as connection:
        return connection.execute(sql).fetchall()
