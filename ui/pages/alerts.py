"""Alerts: what needs a look, one a cause; each leads to its place and can be made quiet for a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QStackedLayout, QWidget

from app.model.alert import Alert
from app.model.job import JobNumber, JobRow
from ui import words
from ui.desk import Desk
from ui.models.alerts import AlertLine, alerts_model, line_of
from ui.snoozing import Snoozing
from ui.widgets import parts
from ui.widgets.list_head import ListHead, list_page
from ui.widgets.table import RowsView
from ui.words import tr


class AlertsPage(QWidget):
    """Shown by whoever reads the alerts; `loud_changed` says what is not quiet."""

    open_alert = Signal(object)  # Alert
    loud_changed = Signal(object)  # a list of AlertLine

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._alerts: tuple[Alert, ...] = ()
        self._names: dict[JobNumber, str] = {}
        self.snoozing = Snoozing()
        self.model = alerts_model(clock=desk.clock, parent=self)
        self.view = RowsView(self.model, theme=desk.theme, name="alertsTable", title=tr("Alerts"))
        self.quiet = QCheckBox(tr("Show quiet ones"))
        self.quiet.setObjectName("showQuiet")
        self.quiet.setAccessibleName(tr("Show quiet ones"))
        self._go, self._snooze, self._wake = self._buttons()
        self._stack = QStackedLayout()
        self._lay_out()
        self.quiet.toggled.connect(self._show)
        self.view.picked.connect(self._on_picked)
        self.view.opened.connect(lambda line: self.open_alert.emit(line.alert))

    def read(self) -> None:
        """Look for alerts again."""
        self._desk.work.start(self._read(), owner=self)

    def show_jobs(self, jobs: Mapping[JobNumber, JobRow]) -> None:
        """Know the jobs by name."""
        self._names = {number: row.name for number, row in jobs.items()}

    def snooze(self, until: datetime) -> None:
        """Be quiet about the picked alerts."""
        self.snoozing.snooze([line.alert.key for line in self.view.selected()], until=until)
        self._show()

    async def _read(self) -> None:
        self._alerts = await self._desk.work.call(self._desk.console.alerts.now)
        self._show()

    def _show(self) -> None:
        now = self._desk.clock()
        lines = [
            line_of(alert, names=self._names, quiet_until=self.snoozing.until(alert.key, now=now))
            for alert in self._alerts
        ]
        loud = [line for line in lines if line.quiet_until is None]
        self.model.replace(lines if self.quiet.isChecked() else loud)
        hushed = len(lines) - len(loud)
        told = words.counted(len(loud), one="alert", many="alerts")
        self.head.say(f"{told}, {words.counted(hushed, one='quiet', many='quiet')}" if hushed else told)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        if self.model.rowCount() and self.view.current() is None:
            self.view.select(self.model.key_at(0))
        self._on_picked()
        self.loud_changed.emit(loud)

    def _buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        theme = self._desk.theme
        go = parts.button(
            tr("Go there"), theme=theme, name="goThereButton", icon="open", kind="primary", act=self._on_go
        )
        snooze = parts.button(
            tr("Quiet for…"),
            theme=theme,
            name="snoozeButton",
            icon="timer",
            act=lambda: self._menu.popup(_below(snooze)),
        )
        wake = parts.button(tr("Tell again"), theme=theme, name="wakeButton", act=self._on_wake)
        self._menu = QMenu(self)
        self._menu.setObjectName("snoozeMenu")
        for text, span in _spans().items():
            self._menu.addAction(text).triggered.connect(
                lambda _checked=False, span=span: self.snooze(self._desk.clock() + span)
            )
        return go, snooze, wake

    def _lay_out(self) -> None:
        self.head = ListHead(tr("Alerts"), self.quiet, 8, self._wake, self._snooze, self._go)
        nothing = parts.EmptyState(
            theme=self._desk.theme, icon="checkmark_circle", head=tr("Nothing needs you"),
            text=tr(
                "Jobs that fail, run late or bring nothing any more appear here, one alert a cause. What you made "
                "quiet comes back by itself."
            ),
        )  # fmt: skip
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        middle = QWidget()
        middle.setLayout(self._stack)
        list_page(self, self.head, middle)
        self._on_picked()

    def _on_picked(self, *_row: object) -> None:
        picked: Sequence[AlertLine] = self.view.selected()
        self._go.setEnabled(len(picked) == 1)
        self._snooze.setEnabled(bool(picked))
        self._wake.setVisible(any(line.quiet_until for line in picked))

    def _on_go(self) -> None:
        line: AlertLine | None = self.view.current()
        if line:
            self.open_alert.emit(line.alert)

    def _on_wake(self) -> None:
        self.snoozing.wake([line.alert.key for line in self.view.selected()])
        self._show()


def _below(button: QPushButton) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())


def _spans() -> dict[str, timedelta]:
    return {
        tr("1 hour"): timedelta(hours=1),
        tr("4 hours"): timedelta(hours=4),
        tr("1 day"): timedelta(days=1),
        tr("1 week"): timedelta(days=7),
    }
