"""Top of the Timberline page: the profile, and the four actions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from app.model.timberline import Action
from ui.desk import Desk
from ui.theme.theme import set_kind
from ui.timberline.shelf import Shelf
from ui.widgets import parts
from ui.widgets.choice_box import ChoiceBox
from ui.words import tr

_BUTTONS = (
    (Action.ANALYSE, "analyseButton", "Analyse phase codes", "document_search"),
    (Action.CREATE_INVOICES, "createInvoicesButton", "Create invoices", "document_arrow_up"),
    (Action.PROCESS_RECEIPTS, "processReceiptsButton", "Process receipts", "receipt"),
    (Action.CHECK_CONSISTENCY, "checkConsistencyButton", "Check consistency", "scales"),
)


class TimberlineHead(QWidget):
    """Says which profile and which action."""

    asked = Signal(object)  # Action
    profile_changed = Signal()
    open_asked = Signal()
    edit_asked = Signal()
    new_asked = Signal()

    def __init__(self, desk: Desk, *, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self.box = ChoiceBox()
        self.box.setObjectName("profileBox")
        self.box.setAccessibleName(tr("Profile"))
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumWidth(280)
        edit = self.box.lineEdit()
        if edit:
            edit.setPlaceholderText(tr("A profile, or the path of its file"))
            edit.setAccessibleName(tr("Profile"))
            edit.setTextMargins(4, 0, 0, 0)
        self.actions_: dict[Action, QPushButton] = {}
        theme = desk.theme
        for action, name, title, icon in _BUTTONS:
            self.actions_[action] = self._button(action, name=name, title=tr(title), icon=icon, desk=desk)
        manage = parts.row(
            self.box,
            parts.button(
                tr("Open…"), theme=theme, name="openProfileButton", icon="folder_open", act=self.open_asked.emit
            ),
            parts.button(tr("Edit…"), theme=theme, name="editProfileButton", icon="edit", act=self.edit_asked.emit),
            parts.button(
                tr("New…"), theme=theme, name="newProfileButton", icon="document_add", act=self.new_asked.emit
            ),
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(parts.row(parts.title(tr("Timberline")), 12, manage, None))
        inside.addLayout(parts.row(*self.actions_.values(), None))
        self.box.currentTextChanged.connect(lambda _text: self.profile_changed.emit())

    def read_shelf(self, *, pick: Path | None = None) -> None:
        """Offer the known profiles; keep the picked one."""
        kept = pick or self.profile()
        self.box.blockSignals(True)  # noqa: FBT003  Qt's switch
        self.box.clear()
        for one in self._shelf.profiles():
            self.box.addItem(one.name, str(one.path))
            self.box.setItemData(self.box.count() - 1, str(one.path), _TOOL_TIP)
        place = self.box.findData(str(kept)) if kept else -1
        if place >= 0:
            self.box.setCurrentIndex(place)
        elif kept:
            self.box.setEditText(str(kept))
        self.box.blockSignals(False)  # noqa: FBT003
        self.box.setToolTip(str(self.profile() or ""))
        self.profile_changed.emit()

    def profile(self) -> Path | None:
        """The file of the picked profile, or of what was typed."""
        text = self.box.currentText().strip()
        place = self.box.currentIndex()
        if place >= 0 and self.box.itemText(place) == text:
            return Path(str(self.box.itemData(place)))
        return Path(text).expanduser() if text else None

    def show_action(self, action: Action | None, *, working: bool) -> None:
        """Mark the action whose plan is shown; while one works, none can be started."""
        for known, button in self.actions_.items():
            button.setChecked(known is action)
            button.setEnabled(not working and self.profile() is not None)

    def _button(self, action: Action, *, name: str, title: str, icon: str, desk: Desk) -> QPushButton:
        button = parts.button(title, theme=desk.theme, name=name, icon=icon, act=lambda: self.asked.emit(action))
        button.setCheckable(True)
        set_kind(button, "kind", value="choice")
        return button


_TOOL_TIP = 3  # Qt.ItemDataRole.ToolTipRole as a plain number, as QComboBox wants it
