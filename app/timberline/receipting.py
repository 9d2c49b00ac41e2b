"""The action process-receipts: carries Timberline's receipts over to Framework, each exactly once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.model.money import ZERO, plain
from app.model.profile import Profile, ReceiptWindow
from app.model.timberline import Action, ActionResult, Bucket, Total
from app.timberline import framework, ledger, postings, receipts, repairing, results, sources, writing
from app.timberline.ledger import CASH_RECEIPT, Transaction
from app.timberline.receipts import Receipt, ReceiptPlan
from app.timberline.workplace import Workplace, undisturbed


@undisturbed()
def run(profile: Profile, *, workplace: Workplace, dry_run: bool = False, expected: str | None = None) -> ActionResult:
    """Select, decide, then show or apply; with `expected` apply the plan of that digest or nothing."""
    draft = results.Draft(Action.PROCESS_RECEIPTS, profile=profile.name, dry_run=dry_run, clock=workplace.clock)
    if dry_run:
        draft.messages += repairing.waiting(profile)
    else:
        draft.messages += repairing.repair_locked(profile, workplace=workplace)
    with sources.timberline(profile) as database, database.connect() as connection:
        found = select(ledger.transactions(connection, profile.tables), window=profile.receipts, today=workplace.today)
    draft.messages += found.warnings(profile.receipts)
    plan = _shown(profile, found) if dry_run else _applied(profile, found, workplace=workplace, expected=expected)
    buckets = results.summed(plan.rows)
    if results.differs(plan.rows, expected=expected):
        return draft.finished(plan.rows, buckets=buckets, changed=True)
    if stuck := buckets.get(Bucket.NO_CONTRACT):
        draft.messages.append(
            f"{_counted(stuck.count)} with {plain(stuck.amount)} {'was' if stuck.count == 1 else 'were'} not posted: "
            "no contract in Framework for the job of the claim. Add the contract and start again."
        )
    return draft.finished(plan.rows, buckets=buckets)


@dataclass(frozen=True, kw_only=True)
class Found:
    """The population, and what lies beside it."""

    receipts: tuple[Receipt, ...]
    corrections: Total
    behind: Total

    @property
    def total(self) -> Total:
        """The population in count and money."""
        return Total(count=len(self.receipts), amount=sum((one.amount for one in self.receipts), ZERO))

    def warnings(self, window: ReceiptWindow) -> list[str]:
        """What a person should know although the action goes on."""
        told: list[str] = []
        if self.corrections.count:
            told.append(
                f"{_counted(self.corrections.count, of='correction')} of receipts with "
                f"{plain(self.corrections.amount)} in Timberline will not be carried over: "
                "method 1 knows receipts only. Correct the payments in Framework."
            )
        if self.behind.count:
            told.append(
                f"The window closed on {window.end}; {_counted(self.behind.count)} with {plain(self.behind.amount)} "
                f"{'waits' if self.behind.count == 1 else 'wait'} behind it. "
                "Move receipts.end in the profile, or take it out."
            )
        moved = [one for one in self.receipts if one.amount]
        if moved and all(one.amount < 0 for one in moved):
            told.append(
                f"{_counted(len(moved))} with {plain(self.total.amount)}, all that have an amount, have the other "
                f"sign. Check receipts.sign in the profile: it is {window.sign}."
            )
        return told


def _counted(count: int, *, of: str = "receipt") -> str:
    return f"1 {of}" if count == 1 else f"{count} {of}s"


def select(transactions: Iterable[Transaction], *, window: ReceiptWindow, today: date) -> Found:
    """The receipts of the window and those without a date; corrections and later receipts are counted."""
    end = window.end or today
    taken: list[Receipt] = []
    corrections = behind = Total()
    for one in transactions:
        amount = window.sign * one.amount + ZERO  # never -0.00
        if one.kind != CASH_RECEIPT:
            if one.day is None or window.start <= one.day <= end:
                corrections += Total(count=1, amount=amount)
        elif one.invoice and (one.day is None or window.start <= one.day <= end):
            key = receipts.key_of(one.day, run=one.run, sequence=one.sequence) if one.day else None
            taken.append(Receipt(key=key, invoice=one.invoice, day=one.day, amount=amount))
        elif one.invoice and window.end and one.day and window.end < one.day <= today:
            behind += Total(count=1, amount=amount)
    return Found(receipts=tuple(taken), corrections=corrections, behind=behind)


def _shown(profile: Profile, found: Found) -> ReceiptPlan:
    with sources.framework(profile) as database, database.connect() as connection:
        return _decided(connection, framework.tables(connection), profile, found)


def _applied(profile: Profile, found: Found, *, workplace: Workplace, expected: str | None) -> ReceiptPlan:
    """Decide inside the transaction that writes: whoever came first, nothing is posted twice."""
    if not found.receipts:
        return ReceiptPlan(rows=(), payments=(), claims={}, contracts={})
    with sources.framework(profile, writes=True) as database:
        with database.connect() as connection:
            known = framework.tables(connection)
        workplace.step("before the receipts' transaction")
        with writing.alone(database, known.payment, known.claim, known.contract) as connection:
            plan = _decided(connection, known, profile, found)
            if plan.payments and not results.differs(plan.rows, expected=expected):
                postings.post(connection, known, plan, step=workplace.step)
        workplace.step("after committing the payments")
    return plan


def _decided(connection: sa.Connection, known: framework.Tables, profile: Profile, found: Found) -> ReceiptPlan:
    books = postings.books(
        connection,
        known,
        criteria=profile.criteria,
        numbers={one.number for one in found.receipts},
        keys={one.key.casefold() for one in found.receipts if one.key},
    )
    plan = receipts.decide(found.receipts, books)
    buckets = results.summed(plan.rows)
    results.require_sum(buckets, population=found.total)
    written = sum((one.amount for one in plan.payments), ZERO)
    posted = buckets.get(Bucket.POSTED, Total())
    results.require_sum({Bucket.POSTED: Total(count=posted.count, amount=written)}, population=posted)
    return plan
