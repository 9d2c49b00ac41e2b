"""The store: where Tieline's own database is, how large, what is in it; back up, restore, move."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.model.overview import StoreOverview
from ui import words
from ui.desk import Desk
from ui.dialogs.asking import accepted
from ui.dialogs.files import folder_prompt, open_prompt, save_prompt
from ui.dialogs.move_store import MoveStoreDialog
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.widgets import parts
from ui.widgets.list_head import ListHead, list_page
from ui.widgets.table import RowsView
from ui.words import tr

_BACKUPS = "SQLite (*.sqlite)"


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One table of the store and how many rows it has."""

    name: str
    rows: int


class StorePage(QWidget):
    """`left` says that the store has been moved and this window must close."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._overview: StoreOverview | None = None
        self.model = _model(self)
        self.view = RowsView(self.model, theme=desk.theme, name="storeTable", title=tr("Rows of the store"))
        self._facts = {key: parts.value(title, name=f"store-{key}") for key, title in _titles().items()}
        self._lay_out()

    def read(self) -> None:
        """Look at the store again."""
        self._desk.work.start(self._read(), owner=self)

    def back_up(self) -> None:
        """Ask for a file, and copy the store into it."""
        self._desk.work.start(self._back_up(), owner=self)

    def restore(self) -> None:
        """Ask for a backup and for a folder, and bring the one back into the other."""
        self._desk.work.start(self._restore(), owner=self)

    def move_away(self) -> None:
        """Ask for an address, and carry everything there."""
        self._desk.work.start(self._move(), owner=self)

    async def _read(self) -> None:
        found = await self._desk.work.call(self._desk.console.stores.overview)
        self._overview = found
        told = {
            "where": found.where,
            "kind": {"sqlite": tr("SQLite, in the data folder"), "postgresql": tr("PostgreSQL")}.get(
                found.kind, found.kind
            ),
            "version": found.version,
            "size": words.size(found.size) if found.size is not None else tr("unknown"),
            "free": words.size(found.free),
            "made": words.exactly(found.made),
            "busy": ", ".join(found.busy) or tr("nobody"),
        }
        for key, text in told.items():
            self._facts[key].setText(text)
        self.model.replace(TableRow(name=name, rows=count) for name, count in found.rows.items())
        self.head.say(words.counted(sum(found.rows.values()), one="row", many="rows"))

    async def _back_up(self) -> None:
        name = f"tieline-{self._desk.clock():%Y%m%d-%H%M%S}.sqlite"
        chosen = await save_prompt(
            Path.home() / name, title=tr("Back up the store"), parent=self.window(), work=self._desk.work,
            kinds=_BACKUPS,
        )  # fmt: skip
        if chosen is None:
            return
        notices = self._desk.notices
        notices.tell(tr("Backing up. Work goes on meanwhile."), brief=True)
        file, counts = await self._desk.work.call(self._desk.console.stores.backup, chosen)
        rows = words.counted(sum(counts.values()), one="row", many="rows")
        told = words.phrase("Backed up: {rows} in {file}. Passwords are not in it.", rows=rows, file=file)
        notices.tell(told, tone="succeeded")

    async def _restore(self) -> None:
        work = self._desk.work
        file = await open_prompt(
            Path.home(), title=tr("Which backup?"), parent=self.window(), work=work, kinds=_BACKUPS
        )
        if file is None:
            return
        folder = await folder_prompt(
            Path.home(), title=tr("Into which new data folder?"), parent=self.window(), work=work
        )
        if folder is None:
            return
        counts = await work.call(self._desk.console.stores.restore_into, file, folder)
        told = words.phrase(
            "Restored: {agents}, {runs}. This store stays as it is; look at the other with: {command}",
            agents=words.counted(counts["agent"], one="agent", many="agents"),
            runs=words.counted(counts["run"], one="run", many="runs"),
            command=f"tieline --home '{folder}'",
        )
        self._desk.notices.tell(told, tone="succeeded")

    async def _move(self) -> None:
        if self._overview is None:
            await self._read()
        if self._overview is None:
            return
        dialog = MoveStoreDialog(self._overview, desk=self._desk, parent=self.window())
        if await accepted(dialog, work=self._desk.work):
            self.left.emit()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        tools = (
            parts.button(tr("Restore…"), theme=theme, name="restoreButton", icon="arrow_undo", act=self.restore),
            parts.button(tr("Move…"), theme=theme, name="moveStoreButton", icon="arrow_export", act=self.move_away),
            parts.button(
                tr("Back up…"), theme=theme, name="backUpButton", icon="save", kind="primary", act=self.back_up
            ),
        )
        self.head = ListHead(tr("Store"), *tools)
        middle = QWidget()
        inside = QHBoxLayout(middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(24)
        inside.addWidget(self._left_side(), 3)
        inside.addWidget(self._tables(), 2)
        list_page(self, self.head, middle)

    def _left_side(self) -> QWidget:
        side = QWidget()
        card, room = parts.card(spacing=12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        for place, (key, title) in enumerate(_titles().items()):
            grid.addWidget(parts.muted(title), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._facts[key], place, 1)
        grid.setColumnStretch(1, 1)
        room.addWidget(parts.heading(tr("Where it is")))
        room.addLayout(grid)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        inside.addWidget(card)
        for head, text in _explained():
            one, about = parts.card(spacing=4)
            about.addWidget(parts.heading(head))
            about.addWidget(parts.muted(text, wrap=True))
            inside.addWidget(one)
        inside.addStretch(1)
        return side

    def _tables(self) -> QWidget:
        side = QWidget()
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(parts.heading(tr("What is in it")))
        inside.addWidget(self.view, 1)
        return side


def _titles() -> dict[str, str]:
    return {
        "where": tr("Address"),
        "kind": tr("Kind"),
        "version": tr("Version"),
        "size": tr("Size"),
        "free": tr("Free on the disk"),
        "made": tr("Made"),
        "busy": tr("Working in it"),
    }


def _explained() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Back up"), tr("One file, made while work goes on. Passwords are left out of it.")),
        (
            tr("Restore"),
            tr("A backup comes back in a data folder of its own; this store stays as it is until you decide."),
        ),
        (
            tr("Move"),
            tr("To PostgreSQL when several machines share the work. Processes of agents must have ended."),
        ),
    )


def _word(name: str) -> str:
    known = {
        "agent": tr("Agents"),
        "company": tr("Companies"),
        "job": tr("Job properties"),
        "job_state": tr("States of jobs"),
        "run": tr("Runs"),
        "log_line": tr("Log lines"),
        "decision": tr("Decisions at due times"),
        "setting_version": tr("Versions of settings"),
        "pause": tr("Pauses"),
        "audit": tr("Audited actions"),
        "role_grant": tr("Roles"),
        "grant": tr("Roles"),
        "store": tr("The store itself"),
    }
    return known.get(name, name)


def _model(parent: QObject) -> RowsModel[TableRow]:
    return RowsModel(
        (
            Column(key="name", title=tr("Content"), text=lambda one: _word(one.name), width=220, stretch=True),
            Column(
                key="rows", title=tr("Rows"), text=lambda one: words.number(one.rows), sort=lambda one: one.rows,
                width=120, right=True,
            ),
        ),
        key=lambda one: one.name,
        tie=lambda one: -one.rows,
        parent=parent,
    )  # fmt: skip
