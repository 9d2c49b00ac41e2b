"""Settles batches that were cut off, deciding by the flags in Framework."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from app.connect.databases import Database
from app.model.errors import Fatal
from app.timberline import durable, framework, invoice_files, writing
from app.timberline.batches import ARCHIVE, TAKEN_BACK, BatchState, Journal, Journals
from app.timberline.durable import Step

_log = logging.getLogger(__name__)
NOT_REPAIRED = "A batch that was cut off could not be repaired"


def settle_all(journals: Journals, database: Database, *, step: Step) -> list[str]:
    """Finish or take back every batch that was cut off; tells what was done."""
    told = [settle(journal, journals=journals, database=database, step=step) for journal in journals.unsettled()]
    with durable.told(NOT_REPAIRED):
        for path in journals.left_overs():
            durable.remove(path, step=step, name="a file that was cut off")
    return told


def settle(journal: Journal, *, journals: Journals, database: Database, step: Step) -> str:
    """Finish or take back one batch; tells what was done."""
    with durable.told(NOT_REPAIRED):
        if journal.state is BatchState.PREPARED:
            return _settle_export(journal, journals=journals, database=database, step=step)
        return _settle_undo(journal, journals=journals, database=database, step=step)


def _flags(journal: Journal, *, claims: tuple[int, ...], database: Database) -> dict[int, bool]:
    """The flags as they stand once nobody's transaction is under way any more."""
    with database.connect() as connection:
        known = framework.tables(connection)
    with writing.alone(database, known.claim) as connection:
        flags = writing.flagged(connection, known.claim, claims)
    if claims and not flags:
        raise Fatal(
            NOT_REPAIRED,
            why=f"no claim of batch {journal.id} of profile {journal.profile!r} is in this Framework database",
            remedy="Start create-invoices with the profile that made the batch; it belongs to another Framework.",
        )
    return flags


def _settle_export(journal: Journal, *, journals: Journals, database: Database, step: Step) -> str:
    flags = _flags(journal, claims=journal.claim_ids, database=database)
    if not any(flags.values()):
        cancel(journal, journals=journals, step=step)
        return f"Batch {journal.id} was cut off before its claims were flagged; it was taken back."
    whole = tuple(one for one in journal.invoices if all(flags.get(claim) for claim in one.claims))
    if whole != journal.invoices:
        journal = _without_loose_claims(journal, whole=whole, flags=flags, journals=journals, database=database)
    finish(journal, journals=journals, step=step)
    return f"Batch {journal.id} was cut off after its claims were flagged; its invoice file was put in place."


def _without_loose_claims(
    journal: Journal,
    *,
    whole: tuple[invoice_files.RenderedInvoice, ...],
    flags: dict[int, bool],
    journals: Journals,
    database: Database,
) -> Journal:
    """Somebody took flags back meanwhile: only invoices whose claims are all flagged go into the file."""
    kept = {claim for invoice in whole for claim in invoice.claims}
    loose = [claim for claim, exported in flags.items() if exported and claim not in kept]
    with database.connect() as connection:
        known = framework.tables(connection)
    with writing.alone(database, known.claim) as connection:
        writing.set_flags(connection, known.claim, loose, exported=False)
    data = invoice_files.content(whole, encoding=journal.encoding)
    smaller = replace(journal, invoices=whole, totals=invoice_files.totals(whole, data))
    journals.save(smaller)
    return smaller


def finish(journal: Journal, *, journals: Journals, step: Step) -> Journal:
    """The claims are flagged: put the file in its place, what was there into the archive."""
    folder, data = journals.folder, journal.data()
    aside, target = folder / journal.aside, folder / journal.file
    if journal.invoices and not _holds(target, data):
        if target.is_file():
            to_archive(target, folder=folder, name=journal.archive, journals=journals, step=step)
        if not _holds(aside, data):
            durable.write(aside, data, step=step, name="the invoice file")
        durable.move(aside, target, step=step, name="the invoice file")
    durable.remove(aside, step=step, name="the file aside")
    state = BatchState.WRITTEN if journal.invoices else BatchState.UNDONE
    done = replace(journal, state=state, place=journal.file)
    journals.save(done)
    step("after the export")
    return done


def cancel(journal: Journal, *, journals: Journals, step: Step) -> None:
    """No claim is flagged: leave no trace, and what was moved out of the way comes back."""
    folder = journals.folder
    archived, target = folder / ARCHIVE / journal.archive, folder / journal.file
    if target.is_file() and target.read_bytes() == journal.data():
        durable.remove(target, step=step, name="the invoice file")
    if archived.is_file() and not target.exists():
        content = archived.read_bytes()
        durable.move(archived, target, step=step, name="the earlier file")
        journals.moved(content, to=target)
    durable.remove(folder / journal.aside, step=step, name="the file aside")
    journals.forget(journal)


def to_archive(path: Path, *, folder: Path, name: str, journals: Journals, step: Step) -> None:
    """Move a file into the archive; nothing there is ever replaced."""
    durable.make_folder(folder / ARCHIVE)
    target = free(folder / ARCHIVE / name)
    content = path.read_bytes()
    durable.move(path, target, step=step, name="the earlier file")
    journals.moved(content, to=target)


def free(path: Path) -> Path:
    """The path, or one beside it that nothing stands at."""
    candidate, number = path, 1
    while candidate.exists():
        candidate, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return candidate


def _settle_undo(journal: Journal, *, journals: Journals, database: Database, step: Step) -> str:
    undoing = journal.undoing
    assert undoing is not None  # a journal in this state has one
    gone = set(undoing.invoices)
    claims = tuple(claim for one in journal.invoices if one.number in gone for claim in one.claims)
    flags = _flags(journal, claims=claims, database=database)
    if any(flags.values()):
        restore(journal, journals=journals, step=step)
        return (
            f"The undo of batch {journal.id} was cut off before its flags were taken back; its file is back in place."
        )
    complete(journal, journals=journals, step=step)
    return f"The undo of batch {journal.id} was cut off after its flags were taken back; it was finished."


def restore(journal: Journal, *, journals: Journals, step: Step) -> None:
    """The flags still stand: the file goes back to where it was."""
    undoing = journal.undoing
    assert undoing is not None
    put_away = journals.folder / TAKEN_BACK / undoing.put_away
    if undoing.place is not None and put_away.is_file():
        target = journals.folder / undoing.place
        if target.exists():
            target = free(journals.folder / ARCHIVE / target.name)
            durable.make_folder(target.parent)
        durable.move(put_away, target, step=step, name="the batch's file")
        journal = replace(journal, place=target.relative_to(journals.folder).as_posix())
    journals.save(replace(journal, state=BatchState(undoing.before), undoing=None))


def complete(journal: Journal, *, journals: Journals, step: Step) -> None:
    """The flags are taken back: what remains of the batch stands where its file was, without the undone invoices."""
    undoing = journal.undoing
    assert undoing is not None
    left = replace(journal, undone=(*journal.undone, *undoing.invoices), undoing=None)
    data = left.data()
    state = BatchState.PARTLY_UNDONE if left.standing else BatchState.UNDONE
    left = replace(left, state=state, totals=invoice_files.totals(left.standing, data))
    if left.standing and undoing.place is not None:
        target = journals.folder / undoing.place
        if not _holds(target, data):
            if target.exists():
                target = free(journals.folder / ARCHIVE / target.name)
                durable.make_folder(target.parent)
            aside = journals.folder / journal.aside
            durable.write(aside, data, step=step, name="the rest of the file")
            durable.move(aside, target, step=step, name="the rest of the file")
        left = replace(left, place=target.relative_to(journals.folder).as_posix())
    journals.save(left)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
