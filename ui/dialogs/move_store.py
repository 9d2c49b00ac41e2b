"""Moves the store: asks where to, shows how far it is, and says how Tieline is started afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from app.console.companies import shown
from app.model.errors import TielineError
from app.model.overview import StoreOverview
from ui import messages, words
from ui.desk import Desk
from ui.widgets import parts
from ui.words import tr

_LOOK_MS = 100


class MoveStoreDialog(QDialog):
    """Complete or not at all: it cannot be left while it works, and `moved` says that this window must close."""

    def __init__(self, overview: StoreOverview, *, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("moveStoreDialog")
        self.setWindowTitle(tr("Move the store"))
        self.setMinimumWidth(600)
        self._desk, self._overview = desk, overview
        self.moved = False
        self._working = False
        self._far: tuple[str, int] = ("", 0)  # written by the thread that moves, read by the timer
        self.to = QLineEdit()
        self.to.setObjectName("moveTo")
        self.to.setAccessibleName(tr("Address of an empty database"))
        self.to.setPlaceholderText("postgresql+psycopg://tieline:${STORE_PASSWORD}@server/tieline")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the move"))
        self.bar.setRange(0, max(sum(overview.rows.values()), 1))
        self.bar.setVisible(False)
        self.answer = parts.muted(wrap=True)
        self.answer.setObjectName("moveAnswer")
        self.answer.setAccessibleName(tr("How the move goes"))
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._move = parts.button(tr("Move"), theme=desk.theme, name="moveButton", kind="primary", act=self._on_move)
        self._leave = parts.button(tr("Cancel"), theme=desk.theme, name="cancelButton", act=self.reject)
        self._move.setEnabled(False)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.to.textChanged.connect(lambda text: self._move.setEnabled(bool(text.strip())))

    @override
    def reject(self) -> None:
        if not self._working:
            super().accept() if self.moved else super().reject()

    def _lay_out(self) -> None:
        rows = words.counted(sum(self._overview.rows.values()), one="row", many="rows")
        text = tr(
            "Everything goes to another database, such as PostgreSQL for many machines: complete or not at all. "
            "The old store stays where it is, says where everything went, and is used no more."
        )
        box = QDialogButtonBox()
        self._move.setDefault(True)
        box.addButton(self._move, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self._leave, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(parts.heading(tr("Move the store")))
        inside.addWidget(parts.muted(text, wrap=True))
        inside.addWidget(QLabel(f"{tr('Now')}: {self._overview.where}, {rows}"))
        if self._overview.busy:
            inside.addWidget(parts.muted(_busy(self._overview.busy), wrap=True, role="warning"))
        inside.addWidget(parts.muted(tr("Address of an empty database")))
        inside.addWidget(self.to)
        inside.addWidget(self.bar)
        inside.addWidget(self.answer)
        inside.addStretch(1)
        inside.addWidget(box)

    def _on_move(self) -> None:
        self._desk.work.start(self._carry(self.to.text().strip()), owner=self)

    async def _carry(self, to: str) -> None:
        self._begin()
        try:
            counts = await self._desk.work.call(self._desk.console.stores.move, to, tell=self._tell())
        except TielineError as error:
            self._end(messages.refusal(error), tone="failed")
            self._move.setEnabled(True)
            return
        self.moved = True
        self._end(_done(counts, to=shown(to)), tone="succeeded")
        self._leave.setText(tr("Close Tieline"))

    def _tell(self) -> Callable[[str, int], None]:
        def tell(table: str, rows: int) -> None:
            self._far = (table, rows)

        return tell

    def _begin(self) -> None:
        self._working = True
        for part in (self._move, self._leave, self.to):
            part.setEnabled(False)
        self.bar.setVisible(True)
        self._timer.start()

    def _end(self, text: str, *, tone: str) -> None:
        self._working = False
        self._timer.stop()
        self.bar.setVisible(False)
        self._leave.setEnabled(True)
        self.to.setEnabled(not self.moved)
        parts.say(self.answer, text, role=tone)

    def _look(self) -> None:
        """The tables are carried one after the other, so those before the present one are done."""
        table, rows = self._far
        if not table:
            return
        done = 0
        for name, count in self._overview.rows.items():
            if name == table:
                break
            done += count
        self.bar.setValue(min(done + rows, self.bar.maximum()))
        parts.say(self.answer, f"{table}: {words.counted(rows, one='row', many='rows')}", role="muted")


def _busy(agents: tuple[str, ...]) -> str:
    return words.phrase(
        "Processes of {agents} work in it and must end first: Agents page, End the Process.", agents=", ".join(agents)
    )


def _done(counts: Mapping[str, int], *, to: str) -> str:
    rows = words.counted(sum(counts.values()), one="row", many="rows")
    return words.phrase(
        "Moved: {rows}. Close this window and start Tieline on the new store, on every machine:\n\n{command}\n\n"
        "Or set the variable TIELINE_STORE.",
        rows=rows,
        command=f"tieline --store '{to}'",
    )
