"""The exports of a profile: what was written, where its file is, and taking one back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.errors import TielineError
from app.model.timberline import ActionResult, Batch
from ui import messages, words
from ui.desk import Desk
from ui.dialogs.agreement import agreed
from ui.dialogs.confirm import Question
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.timberline.buckets import meaning
from ui.widgets import parts
from ui.widgets.table import RowsView
from ui.words import tr


class BatchesPanel(QWidget):
    """Newest first; undo asks with the counts of a dry run."""

    shown = Signal(object)  # ActionResult of an undo

    def __init__(self, desk: Desk, *, profile: Callable[[], Path | None]) -> None:
        super().__init__()
        self._desk, self._profile = desk, profile
        self.model = _model(self, desk=desk)
        self.view = RowsView(self.model, theme=desk.theme, name="batchesTable", title=tr("Invoice batches"))
        self._head = parts.muted(wrap=True)
        self._undo = parts.button(
            tr("Undo this batch…"), theme=desk.theme, name="undoBatchButton", icon="arrow_undo", act=self._on_undo
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 12, 24, 16)
        inside.setSpacing(12)
        top = parts.row(spacing=12)
        top.addWidget(self._head, 1)
        top.addWidget(self._undo)
        inside.addLayout(top)
        inside.addWidget(self.view, 1)
        self.view.picked.connect(lambda batch: self._undo.setEnabled(batch is not None))
        self._undo.setEnabled(False)

    def read(self) -> None:
        """Read the batches of the picked profile."""
        profile = self._profile()
        if profile and profile.is_file():
            self._desk.work.start(self._read(profile), owner=self)
        else:
            self.model.replace(())
            self._head.setText(tr("Pick a profile to see its exports."))

    async def _read(self, profile: Path) -> None:
        try:
            found = await self._desk.work.call(self._desk.console.timberline.batches, profile)
        except TielineError as error:
            self.model.replace(())
            self._head.setText(messages.refusal(error))
            return
        self.model.replace(found)
        if found:
            self._head.setText(words.counted(len(found), one="batch", many="batches"))
        else:
            self._head.setText(tr("No invoice file has been written with this profile yet."))

    def _on_undo(self) -> None:
        batch: Batch | None = self.view.current()
        profile = self._profile()
        if batch and profile:
            self._desk.work.start(self._take_back(batch, profile=profile), owner=self)

    async def _take_back(self, batch: Batch, *, profile: Path) -> None:
        timberline, call = self._desk.console.timberline, self._desk.work.call
        plan = await call(timberline.undo, batch.id, profile=profile, dry_run=True)
        if not await agreed(undo_question(batch, plan=plan), desk=self._desk, parent=self.window()):
            return
        result = await call(timberline.undo, batch.id, profile=profile)
        self.shown.emit(result)
        self._desk.notices.tell(f"{tr('The batch')} {batch.id} {tr('was taken back as far as possible.')}", brief=True)
        self.read()


def undo_question(batch: Batch, *, plan: ActionResult) -> Question:
    """The question before a batch is taken back, with what would and would not be."""
    facts = [
        (meaning(bucket).title, f"{words.number(total.count)}, {words.money(total.amount)}")
        for bucket, total in plan.buckets.items()
        if total.count
    ]
    return Question(
        title=f"{tr('Undo the batch')} {batch.id}?",
        text=tr(
            "The claims of invoices that Timberline does not have become free for the next export, "
            "and the file is put aside. Invoices that are in Timberline stay exported."
        ),
        facts=tuple(facts),
        items=plan.messages,
    )


def _model(parent: QObject, *, desk: Desk) -> RowsModel[Batch]:
    return RowsModel(
        (
            Column(
                key="created",
                title=tr("Written"),
                sort=lambda one: one.created,
                width=150,
                text=lambda one: words.day_and_time(one.created, now=desk.clock()),
            ),
            Column(key="id", title=tr("Batch"), text=lambda one: one.id, width=200),
            Column(key="state", title=tr("State"), text=lambda one: one.state, width=130),
            Column(
                key="invoices",
                title=tr("Invoices"),
                sort=lambda one: one.totals.invoices,
                width=90,
                right=True,
                text=lambda one: words.number(one.totals.invoices),
            ),
            Column(
                key="claims",
                title=tr("Claims"),
                sort=lambda one: one.claims,
                width=90,
                right=True,
                text=lambda one: words.number(one.claims),
            ),
            Column(
                key="amount",
                title=tr("Sum"),
                sort=lambda one: one.totals.amount,
                width=130,
                right=True,
                text=lambda one: words.money(one.totals.amount),
            ),
            Column(
                key="file",
                title=tr("File"),
                width=320,
                stretch=True,
                tone="muted",
                text=lambda one: str(one.file) if one.file else tr("no file is left"),
                tip=lambda one: f"SHA-256 {one.totals.sha256}",
            ),
        ),
        key=lambda one: one.id,
        tie=lambda one: (-one.created.timestamp(), one.id),
        parent=parent,
    )
