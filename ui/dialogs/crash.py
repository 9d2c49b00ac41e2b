"""Tells that a bug of ours surfaced, where the report is, and that the engine goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.crash import report_text
from ui.theme import fonts
from ui.theme.theme import Theme, set_kind
from ui.widgets import parts
from ui.words import tr


class CrashDialog(QDialog):
    """The report to read and copy; nothing is sent anywhere."""

    def __init__(self, error: BaseException, *, path: Path | None, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self.setWindowTitle(tr("Something in Tieline broke"))
        self.setMinimumSize(640, 420)
        shown = QPlainTextEdit(report_text(error))
        shown.setReadOnly(True)
        shown.setFont(fonts.mono_font())
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(tr("Crash report"))
        set_kind(shown, "kind", value="boxed")
        where = f"{tr('The report is in')} {path}." if path else tr("The report could not be written.")
        text = tr(
            "This is a fault of ours, not of yours. The window may go on; the engine is another process and works on. "
            "Nothing was sent anywhere."
        )
        copy = parts.button(
            tr("Copy the report"),
            theme=theme,
            icon="copy",
            act=lambda: QGuiApplication.clipboard().setText(shown.toPlainText()),
        )
        close = parts.button(tr("Close"), theme=theme, kind="primary", act=self.accept)
        close.setDefault(True)
        box = QDialogButtonBox()
        box.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(parts.heading(tr("Something in Tieline broke")))
        inside.addWidget(parts.muted(f"{text} {where}", wrap=True))
        inside.addWidget(shown, 1)
        inside.addWidget(box)
