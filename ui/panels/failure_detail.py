"""A failed record twice: as it was read, and for a document where it stands on its way to Kinetic."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.model.failure import FailedRecord
from ui.desk import Desk
from ui.models.trail import number_of
from ui.panels.trail import TrailPanel
from ui.widgets.record import RecordView
from ui.words import tr


class FailureDetail(QWidget):
    """The second tab is there for documents only, and is read when it is looked at."""

    followed = Signal(object)  # a Stop of the way
    trail_shown = Signal(bool)  # it needs more room than the record

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._failure: FailedRecord | None = None
        self._shown: FailedRecord | None = None
        self.record = RecordView(theme=desk.theme)
        self.trail = TrailPanel(desk, name="failureTrail")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("failureTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("About the picked record"))
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(tr("About the picked record"))
        self.tabs.addTab(self.record, tr("As read"))
        self.tabs.addTab(self.trail, tr("Where it stands"))
        self.tabs.setTabBarAutoHide(True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 0, 0, 0)
        inside.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.tabs.currentChanged.connect(lambda _tab: self.trail_shown.emit(self.tabs.currentWidget() is self.trail))
        self.trail.followed.connect(self.followed)
        self.show_failure(None)

    def show_failure(self, failure: FailedRecord | None) -> None:
        """Show this record, or that one is to be picked."""
        self._failure = failure
        self._shown = None
        self.record.show_failure(failure)
        document = failure is not None and bool(number_of(failure))
        self.tabs.setTabVisible(1, document)
        self.tabs.tabBar().setVisible(document)
        self._on_tab_changed()

    def _on_tab_changed(self) -> None:
        failure = self._failure
        if failure and failure is not self._shown and self.tabs.currentWidget() is self.trail and number_of(failure):
            self._shown = failure
            self.trail.show_failure(failure)
