"""Takes an export back, invoice by invoice; what Timberline already has stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from app.connect.databases import Database
from app.model.errors import TielineError, UsageError
from app.model.profile import Profile
from app.model.timberline import Action, ActionResult, Bucket, UndoRow
from app.timberline import durable, framework, ledger, repairing, repairs, results, sources, writing
from app.timberline.batches import TAKEN_BACK, UNSETTLED, BatchState, Journal, Journals, Undoing
from app.timberline.framework import Tables
from app.timberline.invoice_files import RenderedInvoice
from app.timberline.workplace import Workplace

NOT_UNDONE = "The batch was not undone"


def run(profile: Profile, batch: str, *, workplace: Workplace, dry_run: bool = False) -> ActionResult:
    """Take back every invoice of a batch that Timberline does not have; raises UsageError for an unknown batch."""
    draft = results.Draft(Action.UNDO, profile=profile.name, dry_run=dry_run, clock=workplace.clock)
    undo = _Undo(profile=profile, batch=batch, workplace=workplace, draft=draft, dry_run=dry_run)
    if not profile.invoices.folder.is_dir():
        raise undo.unknown()
    if dry_run:
        draft.messages += repairing.waiting(profile)
        return undo.run()
    with durable.told(NOT_UNDONE), durable.locked(profile.invoices.folder, wait_s=workplace.lock_wait_s):
        draft.messages += repairing.repair(profile, workplace=workplace)
        return undo.run()


@dataclass(frozen=True, kw_only=True)
class _Undo:
    profile: Profile
    batch: str
    workplace: Workplace
    draft: results.Draft
    dry_run: bool

    @property
    def journals(self) -> Journals:
        return Journals(self.profile.invoices.folder, step=self.workplace.step)

    def unknown(self) -> UsageError:
        folder = self.profile.invoices.folder
        return UsageError(
            NOT_UNDONE, why=f"no batch {self.batch!r} stands in {folder}", remedy="See: tieline timberline batches."
        )

    def run(self) -> ActionResult:
        journal = self.journals.find(self.batch)
        if journal is None or (journal.state in UNSETTLED and not self.dry_run):
            raise self.unknown()
        with sources.timberline(self.profile) as database, database.connect() as connection:
            arrived = ledger.invoice_numbers(connection, self.profile.tables)
        with sources.framework(self.profile, writes=not self.dry_run) as database:
            with database.connect() as connection:
                known = framework.tables(connection)
                flags = writing.flagged(connection, known.claim, journal.claim_ids)
            rows = tuple(_row(one, arrived=arrived, flags=flags) for one in journal.standing)
            going = tuple(row.invoice for row in rows if row.bucket is Bucket.UNDONE)
            if going and not self.dry_run:
                self._apply(journal, going=going, database=database, known=known)
        self._tell(rows)
        return self.draft.finished(rows, buckets=results.summed(rows), refused=bool(rows) and not going)

    def _apply(self, journal: Journal, *, going: tuple[str, ...], database: Database, known: Tables) -> None:
        step = self.workplace.step
        place = self.journals.located(journal)
        begun = self._put_away(journal, going=going, place=place)
        gone = set(going)
        claims = [claim for one in journal.invoices if one.number in gone for claim in one.claims]
        try:
            with writing.alone(database, known.claim) as connection:
                writing.set_flags(connection, known.claim, claims, exported=False)
                step("before committing the flags")
        except TielineError:
            repairs.settle(begun, journals=self.journals, database=database, step=step)
            raise
        step("after committing the flags")
        repairs.complete(begun, journals=self.journals, step=step)
        if place is None:
            self.draft.messages.append(
                "The batch's file is neither in its folder nor in the archive any more; if it is being imported, "
                "take these invoices out of Timberline's new entries."
            )

    def _put_away(self, journal: Journal, *, going: tuple[str, ...], place: Path | None) -> Journal:
        """The file goes first, so that nobody imports it while its flags are taken back."""
        folder, step = self.journals.folder, self.workplace.step
        stamp = f"{self.workplace.clock():%Y%m%d-%H%M%S}"
        name = PurePosixPath(journal.file)
        durable.make_folder(folder / TAKEN_BACK)
        put_away = repairs.free(folder / TAKEN_BACK / f"{name.stem}-{journal.id}-undone-{stamp}{name.suffix}")
        where = None if place is None else place.relative_to(folder).as_posix()
        undoing = Undoing(invoices=going, place=where, put_away=put_away.name, before=journal.state.value)
        begun = replace(journal, state=BatchState.UNDOING, undoing=undoing)
        self.journals.save(begun)
        if place is not None:
            try:
                durable.move(place, put_away, step=step, name="the batch's file")
            except OSError:
                self.journals.save(journal)
                raise
        return begun

    def _tell(self, rows: tuple[UndoRow, ...]) -> None:
        kept = [row.invoice for row in rows if row.bucket is Bucket.IN_TIMBERLINE]
        loose = [row.invoice for row in rows if row.bucket is Bucket.NOT_EXPORTED]
        if kept:
            self.draft.messages.append(
                f"Not undone, because Timberline has them already: {', '.join(kept)}. Reverse them in Timberline first."
            )
        if loose:
            self.draft.messages.append(
                f"Not undone, because their claims are not flagged any more: {', '.join(loose)}."
            )
        if not rows:
            self.draft.messages.append("Nothing is left to undo in this batch.")


def _row(invoice: RenderedInvoice, *, arrived: frozenset[str], flags: dict[int, bool]) -> UndoRow:
    if invoice.number.casefold() in arrived:
        bucket = Bucket.IN_TIMBERLINE
    elif not any(flags.get(claim) for claim in invoice.claims):
        bucket = Bucket.NOT_EXPORTED
    else:
        bucket = Bucket.UNDONE
    return UndoRow(invoice=invoice.number, claims=len(invoice.claims), amount=invoice.total, bucket=bucket)
