"""The versions of some settings, and back to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QStackedWidget, QVBoxLayout, QWidget

from app.model.version import SettingVersion
from ui.models.versions import VersionRow, version_rows, versions_model
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.widgets.table import RowsView
from ui.words import tr


class VersionsDialog(QDialog):
    """Accepted when somebody wants to go back; `chosen` is the version."""

    def __init__(
        self,
        versions: Sequence[SettingVersion],
        *,
        head: str,
        clock: datetime,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("versionsDialog")
        self.setWindowTitle(head)
        self.resize(720, 420)
        self.model = versions_model(clock=lambda: clock, parent=self)
        self.view = RowsView(self.model, theme=theme, name="versionsTable", title=tr("Versions of settings"))
        self._back = parts.button(
            tr("Set back to this"), theme=theme, name="revertButton", kind="primary", act=self._go
        )
        self.model.replace(version_rows(versions))
        self.view.picked.connect(self._on_picked)
        self._lay_out(head, theme=theme, empty=not versions)
        self._on_picked(None)

    def chosen(self) -> int:
        """The number of the picked version."""
        row: VersionRow | None = self.view.current()
        return row.version.id if row else 0

    def _lay_out(self, head: str, *, theme: Theme, empty: bool) -> None:
        text = tr("Each change is kept. Going back sets everything as it was then, and is a change itself.")
        nothing = parts.EmptyState(
            theme=theme, icon="history", head=tr("Nothing was ever changed"),
            text=tr("The settings are as they came. Each change from now on is kept here."),
        )  # fmt: skip
        stack = QStackedWidget()
        stack.addWidget(self.view)
        stack.addWidget(nothing)
        stack.setCurrentIndex(1 if empty else 0)
        close = parts.button(tr("Close"), theme=theme, name="closeButton", act=self.reject)
        box = QDialogButtonBox()
        box.addButton(self._back, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(parts.heading(head))
        inside.addWidget(parts.muted(text, wrap=True))
        inside.addWidget(stack, 1)
        inside.addWidget(box)

    def _on_picked(self, row: VersionRow | None) -> None:
        self._back.setEnabled(row is not None and not row.current)

    def _go(self) -> None:
        if self.chosen():
            self.accept()
