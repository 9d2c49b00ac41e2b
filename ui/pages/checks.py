"""What the doctor finds: every check of this installation and its connections, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.model.check import Check, CheckState
from ui import words
from ui.desk import Desk
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.widgets import parts
from ui.widgets.list_head import ListHead, list_page
from ui.widgets.table import RowsView
from ui.words import tr

_SIGNS = {
    CheckState.PROBLEM: ("dismiss_circle_filled", "failed", 0),
    CheckState.UNREACHABLE: ("plug_disconnected", "failed", 1),
    CheckState.NOTE: ("warning_filled", "warning", 2),
    CheckState.OK: ("checkmark_circle_filled", "succeeded", 3),
}


class ChecksPage(QWidget):
    """Troubles first; checked when the page is opened, and again on request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self.model = _model(self)
        self.view = RowsView(self.model, theme=desk.theme, name="checksTable", title=tr("Checks"))
        self._again = parts.button(
            tr("Check again"), theme=desk.theme, name="checkAgainButton", kind="primary", act=self.read
        )
        ddl = parts.button(
            tr("Copy the DDL of the ARM tables"), theme=desk.theme, name="ddlButton", icon="copy", act=self._on_ddl
        )
        self.head = ListHead(tr("Checks"), ddl, self._again)
        list_page(self, self.head, self.view)

    def read(self) -> None:
        """Check everything."""
        self._again.setEnabled(False)
        self.head.say(tr("checking…"))
        self._desk.work.start(self._read(), owner=self)

    async def _read(self) -> None:
        try:
            found = await self._desk.work.call(self._desk.console.doctor.checks)
        finally:
            self._again.setEnabled(True)
            self.head.say("")
        self.model.replace(found)
        bad = sum(check.state in (CheckState.PROBLEM, CheckState.UNREACHABLE) for check in found)
        notes = sum(check.state is CheckState.NOTE for check in found)
        troubles = words.counted(bad, one="needs you", many="need you") if bad else tr("all well")
        if notes and not bad:
            troubles = words.counted(notes, one="is worth knowing", many="are worth knowing")
        self.head.say(f"{words.counted(len(found), one='check', many='checks')}, {troubles}")

    def _on_ddl(self) -> None:
        self._desk.work.start(self._copy_ddl(), owner=self)

    async def _copy_ddl(self) -> None:
        QGuiApplication.clipboard().setText(await self._desk.work.call(self._desk.console.doctor.ddl))
        self._desk.notices.tell(tr("The statements that make the ARM tables are on the clipboard."), brief=True)


def _model(parent: QObject) -> RowsModel[Check]:
    return RowsModel(
        (
            Column(
                key="state",
                title=tr("Result"),
                text=lambda check: _word(check.state),
                sort=lambda check: _SIGNS[check.state][2],
                width=140,
                icon=lambda check: _SIGNS[check.state][0],
                tone=lambda check: _SIGNS[check.state][1],
            ),
            Column(key="name", title=tr("Check"), text=lambda check: check.name, width=180),
            Column(
                key="found",
                title=tr("Found"),
                text=lambda check: check.found,
                width=360,
                stretch=True,
                tip=lambda check: check.found,
            ),
            Column(
                key="remedy",
                title=tr("What to do"),
                text=lambda check: check.remedy or "–",
                width=360,
                stretch=True,
                tone="muted",
                tip=lambda check: check.remedy,
            ),
        ),
        key=lambda check: (check.name, check.found),
        tie=lambda check: (_SIGNS[check.state][2], check.name),
        parent=parent,
    )


def _word(state: CheckState) -> str:
    return {
        CheckState.OK: tr("Good"),
        CheckState.NOTE: tr("Worth knowing"),
        CheckState.PROBLEM: tr("Problem"),
        CheckState.UNREACHABLE: tr("No answer"),
    }[state]
