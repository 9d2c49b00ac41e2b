"""Edits a profile: every key with its meaning, a test of the connections, the layout with a ruler."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.model.errors import ConfigError, TielineError
from app.model.profile import ProfileCheck
from ui import messages
from ui.desk import Desk
from ui.theme import fonts
from ui.theme.theme import set_kind
from ui.timberline import profile_files
from ui.timberline.profile_form import ProfileForm
from ui.timberline.ruler import ruler
from ui.widgets import parts
from ui.words import tr


class ProfileEditor(QDialog):
    """Saves only what is valid; the file keeps its comments."""

    def __init__(self, path: Path, *, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("profileEditor")
        self.setWindowTitle(f"{tr('Profile')}: {path.name}")
        self.resize(760, 720)
        self._path, self._desk = path, desk
        self.form = ProfileForm()
        self.form.show_values(profile_files.read(path) if path.exists() else {})
        self._answer = parts.muted(wrap=True)
        self._layout = QPlainTextEdit()
        self._tabs = QTabWidget()
        self._test = parts.button(
            tr("Test"),
            theme=desk.theme,
            name="testProfileButton",
            icon="plug_connected",
            act=self._on_test,
        )
        self._save = parts.button(
            tr("Save"), theme=desk.theme, name="saveProfileButton", kind="primary", act=self._on_save
        )
        self._lay_out()

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        area.setAccessibleName(tr("Keys of the profile"))
        self._layout.setObjectName("layoutRuler")
        self._layout.setReadOnly(True)
        self._layout.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._layout.setFont(fonts.mono_font())
        self._layout.setAccessibleName(tr("Layout of the invoice file"))
        set_kind(self._layout, "kind", value="boxed")
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(tr("Parts of the profile"))
        self._tabs.tabBar().setAccessibleName(tr("Parts of the profile"))
        self._tabs.addTab(area, tr("Keys"))
        self._tabs.addTab(self._layout, tr("Layout with ruler"))
        self._tabs.currentChanged.connect(lambda _place: self._show_layout())
        box = QDialogButtonBox()
        box.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = parts.button(tr("Cancel"), theme=self._desk.theme, name="cancelButton", act=self.reject)
        box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(parts.muted(str(self._path), role="faint", wrap=True))
        inside.addWidget(self._tabs, 1)
        inside.addWidget(self._answer)
        inside.addLayout(parts.row(self._test, None, box))

    def _show_layout(self) -> None:
        layout = str(self.form.values().get("invoices.layout", ""))
        self._layout.setPlainText(ruler(layout, beside=self._path.parent))

    def _on_test(self) -> None:
        self._desk.work.start(self._check(save=False), owner=self)

    def _on_save(self) -> None:
        self._desk.work.start(self._check(save=True), owner=self)

    async def _check(self, *, save: bool) -> None:
        values, timberline = self.form.values(), self._desk.console.timberline
        self._say(tr("Testing…"), tone="muted")
        try:
            found = await self._desk.work.call(profile_files.check, values, beside=self._path, timberline=timberline)
        except ConfigError as error:
            self.form.tell(error.why)
            self._say(messages.refusal(error), tone="failed")
            return
        except TielineError as error:
            self._say(messages.refusal(error), tone="failed")
            return
        self.form.tell("")
        self._say(_told(found), tone="succeeded" if all(check.ok for check in found) else "warning")
        if save:
            await self._desk.work.call(profile_files.write, values, to=self._path)
            self.accept()

    def _say(self, text: str, *, tone: str) -> None:
        set_kind(self._answer, "role", value=tone)
        self._answer.setText(text)


def _told(found: tuple[ProfileCheck, ...]) -> str:
    return "\n".join(
        f"{'✓' if check.ok else '✗'} {check.point}: {check.text}" + (f" {check.remedy}" if check.remedy else "")
        for check in found
    )
