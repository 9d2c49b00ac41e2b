"""The action create-invoices: decides which claims are due and writes them to the import file."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.model.errors import Fatal
from app.model.money import ZERO, plain
from app.model.profile import Profile
from app.model.timberline import Action, ActionResult, Bucket, IfExists, Total
from app.timberline import (
    claims as selection,
)
from app.timberline import (
    codes,
    durable,
    framework,
    invoice_files,
    invoices,
    layouts,
    ledger,
    overwriting,
    profiles,
    repairing,
    results,
    sources,
)
from app.timberline.batches import Journals
from app.timberline.exports import Export
from app.timberline.invoices import InvoicePlan
from app.timberline.ledger import Codes
from app.timberline.workplace import Workplace, undisturbed


@undisturbed()
def run(
    profile: Profile,
    *,
    workplace: Workplace,
    dry_run: bool = False,
    if_exists: IfExists = IfExists.REFUSE,
    expected: str | None = None,
) -> ActionResult:
    """Select, decide, then show or apply; with `expected` apply the plan of that digest or nothing."""
    draft = results.Draft(Action.CREATE_INVOICES, profile=profile.name, dry_run=dry_run, clock=workplace.clock)
    profiles.require_folder(profile)
    invoicing = _Invoicing(profile=profile, workplace=workplace, draft=draft, if_exists=if_exists, expected=expected)
    if dry_run:
        draft.messages += repairing.waiting(profile)
        return invoicing.show()
    with durable.told("Nothing was changed"), durable.locked(profile.invoices.folder, wait_s=workplace.lock_wait_s):
        draft.messages += repairing.repair(profile, workplace=workplace)
        try:
            return invoicing.apply()
        except _Changed as drift:
            return draft.finished(drift.plan.rows, buckets=results.summed(drift.plan.rows), changed=True)


class _Changed(Exception):
    """Leaves the transaction that would have written another plan than was looked at."""

    def __init__(self, plan: InvoicePlan) -> None:
        super().__init__()
        self.plan = plan


@dataclass(frozen=True, kw_only=True)
class _Invoicing:
    profile: Profile
    workplace: Workplace
    draft: results.Draft
    if_exists: IfExists
    expected: str | None

    def show(self) -> ActionResult:
        plan = self._planned(self._codes())
        self._tell(plan)
        if plan.invoices and self.profile.invoices.path.exists():
            self.draft.messages += overwriting.told(self.profile)
        return self._finished(plan)

    def apply(self) -> ActionResult:
        lists = self._codes()
        if self.profile.invoices.path.exists():
            plan = self._as_expected(self._planned(lists))
            if not plan.invoices:
                return self._finished(plan)
            self.draft.messages += overwriting.told(self.profile)
            if self.if_exists is IfExists.REFUSE:
                self._tell(plan)
                return self._finished(plan, refused=True)
        return self._export(lists)

    def _export(self, lists: Codes) -> ActionResult:
        with sources.framework(self.profile, writes=True) as database:
            export = Export(
                profile=self.profile,
                database=database,
                journals=Journals(self.profile.invoices.folder, step=self.workplace.step),
                decide=lambda connection, known: self._as_expected(self._decided(connection, known, lists)),
                clock=self.workplace.clock,
                step=self.workplace.step,
            )
            plan, batch = export.run()
        self._tell(plan)
        if batch is not None:
            self.draft.messages.append(
                f"Batch {batch.id}: {batch.totals.invoices} invoices with {batch.claims} claims and "
                f"{plain(batch.totals.amount)} were written to {self.profile.invoices.path} "
                f"({batch.totals.lines} lines, SHA-256 {batch.totals.sha256})."
            )
        return self.draft.finished(plan.rows, buckets=results.summed(plan.rows), batch=batch)

    def _codes(self) -> Codes:
        with sources.timberline(self.profile) as database, database.connect() as connection:
            return ledger.codes(connection, self.profile.tables)

    def _planned(self, lists: Codes) -> InvoicePlan:
        with sources.framework(self.profile) as database, database.connect() as connection:
            return self._decided(connection, framework.tables(connection), lists)

    def _decided(self, connection: sa.Connection, known: framework.Tables, lists: Codes) -> InvoicePlan:
        fields = framework.needed(framework.FOR_INVOICES, self.profile.criteria)
        found = framework.claims(connection, known, fields)
        population = [claim for claim in found if selection.for_invoices(claim, self.profile.criteria)]
        numbers = framework.every_claim(connection, known, ("claim_id", "invoice", "exported"))
        taken = {claim.number for claim in numbers if claim.exported} if population else set[str]()
        jobs = codes.analyse(population, codes=lists, analysis=self.profile.analysis)
        plan = invoices.decide(population, jobs=jobs, taken=taken, analysis=self.profile.analysis)
        amount = sum((claim.total for claim in population), ZERO)
        buckets = results.summed(plan.rows)
        results.require_sum(buckets, population=Total(count=len(population), amount=amount))
        _require_exported(plan, exported=buckets.get(Bucket.EXPORTED, Total()))
        return plan

    def _as_expected(self, plan: InvoicePlan) -> InvoicePlan:
        if results.differs(plan.rows, expected=self.expected):
            raise _Changed(plan)
        return plan

    def _tell(self, plan: InvoicePlan) -> None:
        if plan.is_ascii:
            return
        layout = layouts.load(self.profile.invoices.layout)
        rendered = invoice_files.render(plan.invoices, layout)
        for sign, number in invoice_files.strangers(rendered, encoding=layout.encoding).items():
            self.draft.messages.append(
                f"The character {sign!r}, first in invoice {number}, is not in {layout.encoding}: the file has ? there."
            )

    def _finished(self, plan: InvoicePlan, *, refused: bool = False) -> ActionResult:
        return self.draft.finished(plan.rows, buckets=results.summed(plan.rows), refused=refused)


def _require_exported(plan: InvoicePlan, *, exported: Total) -> None:
    written = sum((claim.amount for invoice in plan.invoices for claim in invoice.claims), ZERO)
    if len(plan.claim_ids) != exported.count or written != exported.amount:
        raise Fatal(
            "The invoice file was not written, and no claim was flagged",
            why=f"{exported.count} claims with {plain(exported.amount)} are due, but the invoices hold "
            f"{len(plan.claim_ids)} with {plain(written)}",
            remedy="Send the profile and this message to support.",
        )
