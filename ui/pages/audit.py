"""The audit: every action with who, when, why, before and after; checked on request, written into a file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TypedDict

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedLayout, QWidget

from app.model.audit import AuditRow
from ui import words
from ui.desk import Desk
from ui.dialogs.files import save_prompt
from ui.models.audit import audit_model, groups
from ui.panels.audit_row import AuditRowPanel
from ui.widgets import parts
from ui.widgets.choice_box import choices
from ui.widgets.list_head import ListHead, list_page
from ui.widgets.search import search_box
from ui.widgets.table import RowsView
from ui.words import tr

_PAGE = 500


class _Wanted(TypedDict):
    """What is asked of the store."""

    since: datetime | None
    action: str | None
    text: str | None


class AuditPage(QWidget):
    """Read only; the filter works in the store, so that no action is too old to be found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._whole = True  # whether everything that passes is loaded
        self.model = audit_model(clock=desk.clock, parent=self)
        self.view = RowsView(self.model, theme=desk.theme, name="auditTable", title=tr("Audit"))
        self.details = AuditRowPanel(theme=desk.theme)
        self.group, self.period = choices(tr("Actions"), groups()), choices(tr("Time"), _periods())
        self.group.setObjectName("auditGroup")
        self.period.setObjectName("auditPeriod")
        self.search = search_box(
            self, theme=desk.theme, name="auditFilter", hint=tr("Filter by person, object, note"), width=200
        )
        self._foot = parts.muted()
        self._stack = QStackedLayout()
        self._lay_out()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(250)
        self._typing.timeout.connect(self.read)
        self.search.textChanged.connect(self._typing.start)
        self.group.currentIndexChanged.connect(self.read)
        self.period.currentIndexChanged.connect(self.read)
        self.view.picked.connect(self.details.show_row)

    def read(self) -> None:
        """Read the newest page of what passes."""
        self._desk.work.start(self._read(before=None), owner=self)

    def verify(self) -> None:
        """Count the whole chain again."""
        self._desk.work.start(self._verify(), owner=self)

    def export(self) -> None:
        """Write everything that passes into a CSV file."""
        self._desk.work.start(self._export(), owner=self)

    async def _read(self, *, before: int | None) -> None:
        wanted = self._wanted()
        page = await self._desk.work.call(self._desk.console.audit.page, limit=_PAGE, before=before, **wanted)
        now = self._wanted()
        if (wanted["text"], wanted["action"]) != (now["text"], now["action"]):
            return
        self._whole = len(page) < _PAGE
        if before is None:
            self.model.replace(page)
        else:
            self.model.change(page)
        self._say()

    async def _verify(self) -> None:
        self._verify_button.setEnabled(False)
        try:
            found = await self._desk.work.call(self._desk.console.audit.verify)
        finally:
            self._verify_button.setEnabled(True)
        notices = self._desk.notices
        if found.broken is None:
            told = words.phrase(
                "The audit holds: {rows}, none changed, added or taken out. Head, to note elsewhere: {head}",
                rows=words.counted(found.rows, one="action", many="actions"),
                head=f"{found.rows}:{found.head}",
            )
            notices.tell(told, tone="succeeded")
            return
        told = words.phrase(
            "The audit does not hold: somebody changed it at row {row}. Compare it with a backup. ({why})",
            row=found.broken,
            why=found.why,
        )
        notices.tell(told, tone="failed")

    async def _export(self) -> None:
        proposal = Path.home() / f"tieline-audit-{self._desk.clock():%Y%m%d}.csv"
        chosen = await save_prompt(
            proposal, title=tr("Write the audit into a file"), parent=self.window(), work=self._desk.work,
            kinds="CSV (*.csv)", overwrite_asked=True,
        )  # fmt: skip
        if chosen is None:
            return
        count = await self._desk.work.call(self._desk.console.audit.export, chosen, **self._wanted())
        rows = words.counted(count, one="action", many="actions")
        told = words.phrase("{rows} written into {file}.", rows=rows, file=chosen)
        self._desk.notices.tell(told, tone="succeeded", brief=True)

    def _wanted(self) -> _Wanted:
        span: timedelta | None = self.period.currentData()
        return {
            "since": self._desk.clock() - span if span else None,
            "action": self.group.currentData() or None,
            "text": self.search.text().strip() or None,
        }

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._verify_button = parts.button(
            tr("Verify"), theme=theme, name="verifyButton", icon="shield_checkmark", kind="primary", act=self.verify,
            tip=tr("Count every action again: what was changed, added or taken out is found"),
        )  # fmt: skip
        export = parts.button(tr("Export…"), theme=theme, name="exportAudit", icon="arrow_export", act=self.export)
        self.head = ListHead(tr("Audit"), self.group, self.period, self.search, export, self._verify_button)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.view)
        split.addWidget(self.details)
        split.setSizes([740, 420])
        split.setChildrenCollapsible(False)
        nothing = parts.EmptyState(
            theme=theme, icon="shield_checkmark", head=tr("Nothing to show"),
            text=tr("No action passes the filter. Everything that changes something is recorded here by itself."),
        )  # fmt: skip
        self._stack.addWidget(split)
        self._stack.addWidget(nothing)
        middle = QWidget()
        middle.setLayout(self._stack)
        self._more = parts.button(
            tr("Load older actions"), theme=theme, name="olderAudit", kind="quiet", act=self._on_more
        )
        list_page(self, self.head, middle, parts.row(self._foot, None, self._more))

    def _say(self) -> None:
        shown = self.model.rowCount()
        self._stack.setCurrentIndex(0 if shown else 1)
        self._more.setVisible(not self._whole)
        self.head.say(words.counted(shown, one="action", many="actions") + ("" if self._whole else "+"))
        self._foot.setText(
            tr("Everything that passes the filter is shown.")
            if self._whole
            else words.phrase("Showing the newest {count}; there are older ones.", count=words.number(shown))
        )
        if shown and self.view.current() is None:
            self.view.select(self.model.key_at(0))

    def _on_more(self) -> None:
        oldest = min((row.id for row in self.model.every()), default=None)
        self._desk.work.start(self._read(before=oldest), owner=self)

    def picked(self) -> AuditRow | None:
        """The action on which the keyboard is."""
        return self.view.current()


def _periods() -> dict[str, timedelta | None]:
    return {
        tr("Any time"): None,
        tr("Last 24 hours"): timedelta(hours=24),
        tr("Last 7 days"): timedelta(days=7),
        tr("Last 30 days"): timedelta(days=30),
        tr("Last year"): timedelta(days=365),
    }
