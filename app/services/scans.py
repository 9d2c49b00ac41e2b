"""Job 13: new files of the worklist go to the capture service, and a draft invoice appears for each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.documents.books import close
from app.connect.documents.desk import Clock, Desk
from app.connect.documents.invoices import DRAFT_INVOICE, WORKLIST_DOCUMENT
from app.connect.ocr import Ocr
from app.model.document import DraftStatus
from app.model.errors import RecordError
from app.model.run import Counters
from app.model.work import RunContext
from app.services.worklist import (
    Folders,
    Paper,
    archived,
    read_folders,
    read_paper,
    read_service,
    shown_name,
    waiting_files,
)

SOURCE = "WorklistDocument"
FOUND, SUBMITTED, DONE, FAILED = "Found", "Submitted", "Done", "Failed"
_KIND = "ocr"


class Scans:
    """Empties the worklist; a file counts by its content, so that the same one is scanned once."""

    def __init__(self, *, now: Clock, timeout: float = 60.0) -> None:
        self._now = now
        self._timeout = timeout

    def run(self, context: RunContext) -> Counters:
        """Scan every file that waits; a retry looks at the files that could not be read as well."""
        with Desk(context, now=self._now, table=SOURCE) as desk:
            service, folders = read_service(desk, timeout=self._timeout), read_folders(desk)
            if service is None or folders is None:
                context.log("No invoice-capture service or worklist is set for this company: nothing is scanned.")
                return Counters()
            failed = desk.failed(SOURCE)
            here: set[str] = set()
            with Ocr(service) as ocr:
                for path in waiting_files(folders):
                    context.check()
                    here |= self._one(desk, ocr, folders, path, failed=failed)
            if desk.retries:
                desk.forget(SOURCE, failed - here)  # somebody has taken these out of the worklist
            return desk.total

    def _one(self, desk: Desk, ocr: Ocr, folders: Folders, path: Path, *, failed: set[str]) -> set[str]:
        """Scan one file; the numbers that its failed records can have. A retry looks at the picked ones alone."""
        name = shown_name(path)
        try:
            paper = read_paper(path, now=desk.now())
        except RecordError as error:
            if desk.retries == (name in failed):
                self._refuse(desk, name, error)
            return {name}
        if paper is None:
            desk.context.log(f"{name} is still being written.")
        elif not desk.retries or failed & {name, paper.id}:
            self._scan(desk, ocr, folders, paper)
        return {name, paper.id} if paper else {name}

    def _scan(self, desk: Desk, ocr: Ocr, folders: Folders, paper: Paper) -> None:
        row = known(desk, paper.id)
        if row is not None and row["Status"] in (SUBMITTED, DONE):
            self._again(desk, folders, paper, row)
            return
        if row is not None and row["Status"] == FAILED and not desk.retries:
            return  # it stays in the worklist until somebody retries or replaces it
        _note_found(desk, paper, row)
        try:
            scan = ocr.submit(paper.id, name=paper.name, content=paper.content)
        except RecordError as error:
            with desk.refused(
                source=SOURCE, number=paper.id, record={"FileName": paper.name}, error=error
            ) as connection:
                set_document(desk, connection, paper.id, Status=FAILED, Error=str(error)[:1000])
            return
        with desk.work(Counters(read=1, inserted=1)) as connection:
            draft = make_draft(desk, connection, paper.id)
            set_document(
                desk, connection, paper.id, Status=SUBMITTED, ServiceId=scan.id, SubmittedOn=desk.now(), Error="",
                DraftInvoice=draft,
            )  # fmt: skip
            for number in (paper.id, paper.name):
                close(connection, desk.order, source=SOURCE, number=number)
            desk.log(connection, f"{paper.name} handed over as {scan.id}", kind=_KIND, document=SOURCE, number=paper.id)
        _archive(desk, folders, paper)

    def _again(self, desk: Desk, folders: Folders, paper: Paper, row: Mapping[str, Any]) -> None:
        """The file was scanned before: it is only put away."""
        if row["ArchivedAs"]:
            with desk.work(Counters(read=1, skipped=1)):
                desk.context.log(f"{paper.name} was scanned before as {row['FileName']}: archived only.")
        _archive(desk, folders, paper)

    def _refuse(self, desk: Desk, name: str, error: RecordError) -> None:
        with desk.refused(source=SOURCE, number=name, record={"FileName": name}, error=error) as connection:
            desk.log(connection, str(error), kind=_KIND, document=SOURCE, number=name, level="error")


def known(desk: Desk, document: str) -> Mapping[str, Any] | None:
    """What ARM knows of a document."""
    table = WORKLIST_DOCUMENT.c
    rows = desk.read(sa.select(WORKLIST_DOCUMENT).where(table.Company == desk.code, table.Id == document))
    return rows[0] if rows else None


def _note_found(desk: Desk, paper: Paper, row: Mapping[str, Any] | None) -> None:
    """Before anything is sent, ARM knows of the file."""
    with desk.work() as connection:
        if row is None:
            values = {"FileName": paper.name, "Size": len(paper.content), "FoundOn": desk.now()}
            connection.execute(
                WORKLIST_DOCUMENT.insert().values(Company=desk.code, Id=paper.id, Status=FOUND, Attempts=1, **values)
            )
        else:
            set_document(desk, connection, paper.id, Attempts=row["Attempts"] + 1)


def _archive(desk: Desk, folders: Folders, paper: Paper) -> None:
    target = archived(folders, paper)
    with desk.work() as connection:
        set_document(desk, connection, paper.id, ArchivedAs=str(target)[:500])


def make_draft(desk: Desk, connection: sa.Connection, document: str) -> int:
    """The document's draft invoice, made where it has none: without an owner, while its metadata are processed."""
    draft = DRAFT_INVOICE.c
    mine = sa.and_(draft.Company == desk.code, draft.Document == document)
    number = connection.execute(sa.select(draft.Number).where(mine)).scalar()
    if number is not None:
        return int(number)
    highest = connection.execute(sa.select(sa.func.max(draft.Number)).where(draft.Company == desk.code)).scalar()
    number = int(highest or 0) + 1
    values = {"Status": DraftStatus.METADATA_BEING_PROCESSED.value, "Document": document, "CreatedOn": desk.now()}
    connection.execute(DRAFT_INVOICE.insert().values(Company=desk.code, Number=number, **values))
    return number


def set_document(desk: Desk, connection: sa.Connection, document: str, **values: Any) -> None:
    """Change what ARM knows of a document."""
    table = WORKLIST_DOCUMENT.c
    mine = sa.and_(table.Company == desk.code, table.Id == document)
    connection.execute(WORKLIST_DOCUMENT.update().where(mine).values(**values))
