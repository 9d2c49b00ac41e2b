"""The batch journal beside the invoice file: what an export is about to do, has done, or is taking back."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any  # what stands in a JSON document

from app.model.errors import Fatal
from app.model.money import plain
from app.model.timberline import Batch, BatchId, ControlTotals
from app.timberline import durable, invoice_files
from app.timberline.durable import Step
from app.timberline.invoice_files import RenderedInvoice

FOLDER, ARCHIVE, TAKEN_BACK = "batches", "archive", "undone"
_BEGUN = re.compile(r"\..+\.\d{8}-\d{6}-[0-9a-f]{4}" + re.escape(durable.ASIDE))


class BatchState(Enum):
    """How far a batch is; the first and the last are repaired at the next start."""

    PREPARED = "prepared"  # the file lies ready aside, the claims may or may not be flagged
    WRITTEN = "written"  # the claims are flagged and the file is in its place
    PARTLY_UNDONE = "partly-undone"
    UNDONE = "undone"
    UNDOING = "undoing"  # the file is put away, the flags may or may not be taken back


UNSETTLED = frozenset({BatchState.PREPARED, BatchState.UNDOING})


@dataclass(frozen=True, kw_only=True)
class Undoing:
    """What an undo is about to take back; the file's names are relative to the folder."""

    invoices: tuple[str, ...]
    place: str | None  # where the file was
    put_away: str  # where it goes
    before: str  # the state to go back to


@dataclass(frozen=True, kw_only=True)
class Journal:
    """Everything a repair or an undo needs, from whatever home it starts."""

    id: BatchId
    profile: str
    created: datetime
    state: BatchState
    file: str
    encoding: str
    archive: str  # where a file that is in the way goes
    totals: ControlTotals
    invoices: tuple[RenderedInvoice, ...]
    place: str  # where the batch's file is, or was last
    undone: tuple[str, ...] = ()
    undoing: Undoing | None = None

    @property
    def aside(self) -> str:
        """The name of the file until it is complete and its claims are flagged."""
        return f".{self.file}.{self.id}{durable.ASIDE}"

    @property
    def claim_ids(self) -> tuple[int, ...]:
        """All claims of the batch."""
        return tuple(claim for invoice in self.invoices for claim in invoice.claims)

    @property
    def standing(self) -> tuple[RenderedInvoice, ...]:
        """The invoices that were not taken back."""
        gone = set(self.undone)
        return tuple(invoice for invoice in self.invoices if invoice.number not in gone)

    def data(self) -> bytes:
        """What its file holds."""
        return invoice_files.content(self.standing, encoding=self.encoding)


class Journals:
    """The journals of one folder."""

    def __init__(self, folder: Path, *, step: Step) -> None:
        self.folder = folder
        self._step = step

    def all(self) -> list[Journal]:
        """Every batch of the folder, oldest first."""
        found = [_read(path) for path in sorted((self.folder / FOLDER).glob("*.json"))]
        return sorted(found, key=lambda journal: (journal.created, journal.id))

    def unsettled(self) -> list[Journal]:
        """The batches that were cut off."""
        waiting = f'"state": "{BatchState.PREPARED.value}"', f'"state": "{BatchState.UNDOING.value}"'
        paths = sorted((self.folder / FOLDER).glob("*.json"))
        return [_read(path) for path in paths if any(mark in _head(path) for mark in waiting)]

    def left_overs(self) -> list[Path]:
        """Files of ours that were not complete when their process died, and that no journal speaks of."""
        spoken_of = {journal.aside for journal in self.unsettled()}
        begun = [path for path in self.folder.glob(f".*{durable.ASIDE}") if _BEGUN.fullmatch(path.name)]
        return [path for path in begun if path.name not in spoken_of] + [
            *(self.folder / FOLDER).glob(f".*.json{durable.ASIDE}")
        ]

    def waiting(self) -> bool:
        """Whether something was cut off here and waits for its repair."""
        return bool(self.unsettled() or self.left_overs())

    def save(self, journal: Journal) -> None:
        """Write a journal; it is there complete, or as it was."""
        durable.make_folder(self.folder / FOLDER)
        durable.replace(self._path(journal.id), _written(journal), step=self._step, name="the journal")

    def forget(self, journal: Journal) -> None:
        """Take away the journal of a batch that never came to be."""
        if (self.folder / FOLDER).is_dir():
            durable.remove(self._path(journal.id), step=self._step, name="the journal")

    def find(self, batch: str) -> Journal | None:
        """The batch of that id, or None."""
        path = self._path(BatchId(batch))
        return _read(path) if path.parent == self.folder / FOLDER and path.is_file() else None

    def located(self, journal: Journal) -> Path | None:
        """Where the batch's file is now: at its last known place, or in the archive under another name."""
        wanted = journal.data()
        archived = sorted((self.folder / ARCHIVE).glob("*"))
        for path in (self.folder / journal.place, self.folder / journal.file, *archived):
            if path.is_file() and path.stat().st_size == len(wanted) and path.read_bytes() == wanted:
                return path
        return None

    def moved(self, data: bytes, *, to: Path) -> None:
        """Note that the file with this content stands elsewhere now."""
        digest = invoice_files.sha256(data)
        for journal in self.all():
            if journal.state not in UNSETTLED and journal.totals.sha256 == digest:
                self.save(replace(journal, place=to.relative_to(self.folder).as_posix()))

    def batch(self, journal: Journal) -> Batch:
        """The batch as it is shown."""
        standing = journal.standing
        return Batch(
            id=journal.id,
            profile=journal.profile,
            created=journal.created,
            state=journal.state.value,
            file=self.located(journal) if standing else None,
            claims=sum(len(invoice.claims) for invoice in standing),
            totals=journal.totals,
        )

    def _path(self, batch: BatchId) -> Path:
        return self.folder / FOLDER / f"{batch}.json"


def _written(journal: Journal) -> bytes:
    # The state stands first: the journals that wait for a repair are found without reading all of each.
    document: dict[str, Any] = {"state": journal.state.value}
    document |= {field.name: getattr(journal, field.name) for field in fields(journal) if field.name != "state"}
    document["created"] = journal.created.isoformat()
    document["totals"] = asdict(journal.totals)
    document["undoing"] = asdict(journal.undoing) if journal.undoing else None
    document["invoices"] = [
        {"number": one.number, "total": plain(one.total), "claims": one.claims, "text": one.text}
        for one in journal.invoices
    ]
    return json.dumps(document, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(100).decode("utf-8", "replace")


def _read(path: Path) -> Journal:
    try:
        document: dict[str, Any] = json.loads(path.read_bytes())
        undoing: dict[str, Any] | None = document["undoing"]
        return Journal(
            id=BatchId(document["id"]),
            profile=document["profile"],
            created=datetime.fromisoformat(document["created"]),
            state=BatchState(document["state"]),
            file=document["file"],
            encoding=document["encoding"],
            archive=document["archive"],
            totals=_totals(document["totals"]),
            invoices=tuple(_invoice(one) for one in document["invoices"]),
            place=document["place"],
            undone=tuple(document["undone"]),
            undoing=_undoing(undoing) if undoing else None,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Fatal(
            "Nothing was changed",
            why=f"the batch journal {path} is damaged",
            remedy="Put it back from a backup; until then no invoices are written to this folder.",
        ) from error


def _undoing(found: dict[str, Any]) -> Undoing:
    return Undoing(
        invoices=tuple(found["invoices"]), place=found["place"], put_away=found["put_away"], before=found["before"]
    )


def _totals(found: dict[str, Any]) -> ControlTotals:
    return ControlTotals(
        lines=found["lines"], invoices=found["invoices"], amount=Decimal(found["amount"]), sha256=found["sha256"]
    )


def _invoice(found: dict[str, Any]) -> RenderedInvoice:
    return RenderedInvoice(
        number=found["number"], total=Decimal(found["total"]), claims=tuple(found["claims"]), text=found["text"]
    )
