"""Writes an invoice file so that a claim is flagged if and only if it is in a file that exists or was archived."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import PurePath

import sqlalchemy as sa

from app.connect.databases import Database
from app.model.errors import Fatal, TielineError
from app.model.profile import Profile
from app.model.timberline import Batch, BatchId
from app.timberline import durable, framework, invoice_files, layouts, repairs, writing
from app.timberline.batches import BatchState, Journal, Journals
from app.timberline.durable import Step
from app.timberline.invoices import InvoicePlan

_log = logging.getLogger(__name__)
NOT_WRITTEN = "The invoice file was not written, and no claim was flagged"


class _Flags(Enum):
    """What is known of the claims' flags while an export goes on."""

    NONE = "none"  # nothing was committed
    ASKED = "asked"  # the commit was asked for; whether it came through is not known
    SET = "set"


@dataclass(kw_only=True)
class _Progress:
    """How far an export is."""

    journal: Journal | None = None
    flags: _Flags = _Flags.NONE


@dataclass(frozen=True, kw_only=True)
class Export:
    """What an export is done with; `decide` reads Framework again in the transaction that flags the claims."""

    profile: Profile
    database: Database
    journals: Journals
    decide: Callable[[sa.Connection, framework.Tables], InvoicePlan]
    clock: Callable[[], datetime]
    step: Step

    def run(self) -> tuple[InvoicePlan, Batch | None]:
        """Write the file and flag its claims; the folder's lock is held by the caller."""
        with self.database.connect() as connection:
            known = framework.tables(connection)
        progress = _Progress()
        try:
            with durable.told(NOT_WRITTEN):
                plan = self._flag(known, progress)
                if progress.journal is None:
                    return plan, None
                written = repairs.finish(progress.journal, journals=self.journals, step=self.step)
        except TielineError:
            if progress.journal is not None:
                self._take_back(progress.journal, known, progress)
            raise
        return plan, self.journals.batch(written)

    def _flag(self, known: framework.Tables, progress: _Progress) -> InvoicePlan:
        with writing.alone(self.database, known.claim) as connection:
            plan = self.decide(connection, known)
            if not plan.invoices:
                return plan
            self._prepare(plan, progress)
            changed = writing.set_flags(connection, known.claim, plan.claim_ids, exported=True)
            if changed not in (len(plan.claim_ids), -1):
                raise Fatal(NOT_WRITTEN, why="claims changed while they were exported", remedy="Start again.")
            self.step("before committing the flags")
            progress.flags = _Flags.ASKED
        progress.flags = _Flags.SET
        self.step("after committing the flags")
        return plan

    def _prepare(self, plan: InvoicePlan, progress: _Progress) -> None:
        layout = layouts.load(self.profile.invoices.layout)
        rendered = invoice_files.render(plan.invoices, layout)
        data = invoice_files.content(rendered, encoding=layout.encoding)
        at = self.clock()
        file = self.profile.invoices.file
        name = PurePath(file)
        batch = BatchId(f"{at:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}")
        journal = Journal(
            id=batch,
            profile=self.profile.name,
            created=at,
            state=BatchState.PREPARED,
            file=file,
            encoding=layout.encoding,
            archive=f"{name.stem}-{batch}{name.suffix}",
            totals=invoice_files.totals(rendered, data),
            invoices=rendered,
            place=file,
        )
        progress.journal = journal
        aside = self.journals.folder / journal.aside
        durable.write(aside, data, step=self.step, name="the invoice file")
        invoice_files.require_same(aside.read_bytes(), expected=journal.totals, layout=layout)
        self.journals.save(journal)

    def _take_back(self, journal: Journal, known: framework.Tables, progress: _Progress) -> None:
        """Something failed on the way: leave neither flags nor files; what cannot be done now is repaired later."""
        try:
            with durable.told(repairs.NOT_REPAIRED):
                if progress.flags is not _Flags.NONE:
                    self._unflag(journal, known)
                repairs.cancel(journal, journals=self.journals, step=self.step)
        except TielineError as error:
            _log.warning("batch %s waits for its repair at the next start: %s", journal.id, error)

    def _unflag(self, journal: Journal, known: framework.Tables) -> None:
        with writing.alone(self.database, known.claim) as connection:
            flags = writing.flagged(connection, known.claim, journal.claim_ids)
            if any(flags.values()):
                writing.set_flags(connection, known.claim, journal.claim_ids, exported=False)
