"""Gives a user a role, with one agent or with every one; says what the role may do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from app.model.role import Role
from ui.models.roles import role_meaning, role_word
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.widgets.choice_box import ChoiceBox
from ui.words import tr


class GrantDialog(QDialog):
    """`first` is the first role ever given: it must be an admin's, and from then on everybody needs one."""

    def __init__(
        self, *, agents: Sequence[str], user: str, first: bool, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("grantDialog")
        self.setWindowTitle(tr("Give a role"))
        self.setMinimumWidth(520)
        self.user = QLineEdit(user)
        self.user.setObjectName("grantUser")
        self.user.setAccessibleName(tr("User"))
        self.user.setPlaceholderText(tr("The account's name on its machine"))
        self.role = ChoiceBox()
        self.role.setObjectName("grantRole")
        self.role.setAccessibleName(tr("Role"))
        for role in reversed(Role):
            self.role.addItem(role_word(role), role)
        self.agent = ChoiceBox()
        self.agent.setObjectName("grantAgent")
        self.agent.setAccessibleName(tr("With agent"))
        self.agent.addItem(tr("every agent"), None)
        for name in agents:
            self.agent.addItem(name, name)
        self.role.setEnabled(not first)
        self.agent.setEnabled(not first)
        self._meaning = parts.muted(wrap=True)
        self._give = parts.button(tr("Give"), theme=theme, name="giveButton", kind="primary", act=self.accept)
        self._lay_out(theme, first=first)
        self.user.textChanged.connect(self._on_changed)
        self.role.currentIndexChanged.connect(self._on_changed)
        self._on_changed()

    def values(self) -> tuple[str, Role, str | None]:
        """User, role, and the agent or None for every one."""
        return self.user.text().strip(), self.role.currentData(), self.agent.currentData()

    def _lay_out(self, theme: Theme, *, first: bool) -> None:
        form = parts.form()
        form.addRow(parts.muted(tr("User")), self.user)
        form.addRow(parts.muted(tr("Role")), self.role)
        form.addRow("", self._meaning)
        form.addRow(parts.muted(tr("With agent")), self.agent)
        box = QDialogButtonBox()
        self._give.setDefault(True)
        box.addButton(self._give, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = parts.button(tr("Cancel"), theme=theme, name="cancelButton", act=self.reject)
        box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(16)
        inside.addWidget(parts.heading(tr("Give a role")))
        if first:
            text = tr(
                "This is the first role. From now on everybody needs one: whoever has none can do nothing, "
                "so the first must be an admin."
            )
            inside.addWidget(parts.muted(text, wrap=True, role="warning"))
        inside.addLayout(form)
        inside.addStretch(1)
        inside.addWidget(box)

    def _on_changed(self, *_args: object) -> None:
        self._meaning.setText(role_meaning(self.role.currentData()))
        self._give.setEnabled(bool(self.user.text().strip()))
