"""One step of a wizard: a form, a test with a plain answer, and where its secrets go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.model.check import Check, CheckState
from ui import words
from ui.theme.theme import Theme, set_kind
from ui.widgets import parts
from ui.wizards.addresses import plain_secret
from ui.words import tr

_GOOD = (CheckState.OK, CheckState.NOTE)


class Step(QWidget):
    """One step; `ready` says whether one may go on."""

    changed = Signal()
    test_asked = Signal(object)  # a function that gives checks

    def __init__(self, *, title: str, text: str, theme: Theme) -> None:
        super().__init__()
        self.title, self.theme = title, theme
        self.tested: tuple[Check, ...] = ()
        self.form = parts.form(down=10)
        self._answer = parts.muted(wrap=True)
        self._kept = parts.muted(wrap=True)
        self._kept.setObjectName("whereKept")
        self._secrets: tuple[QLineEdit, ...] = ()
        self._store: Check | None = None
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(12)
        self.inside.addWidget(parts.heading(title))
        self.inside.addWidget(parts.muted(text, wrap=True))
        self.inside.addLayout(self.form)

    def problem(self) -> str:
        """What keeps one from going on; empty if nothing does."""
        return ""

    def offer_test(self, probe: Callable[[], Callable[[], Sequence[Check]]], *, name: str) -> None:
        """Add the button that tests this step; `probe` gives the test of what is entered now."""
        button = parts.button(
            tr("Test"),
            theme=self.theme,
            name=name,
            icon="plug_connected",
            act=lambda: self.test_asked.emit(probe()),
        )
        self.changed.connect(self._forget)
        self.inside.addLayout(parts.row(button, None))
        self.inside.addWidget(self._answer)
        self.inside.addStretch(1)

    def show_checks(self, found: Sequence[Check]) -> None:
        """Show how the test came out."""
        self.tested = tuple(found)
        good = all(check.state in _GOOD for check in found)
        set_kind(self._answer, "role", value="succeeded" if good else "failed")
        self._answer.setText("\n".join(line(check) for check in found))

    def say(self, text: str) -> None:
        """Show that a test is going on."""
        set_kind(self._answer, "role", value="muted")
        self._answer.setText(text)

    def edit(self, label: str, *, name: str, hint: str = "", secret: bool = False) -> QLineEdit:
        """Add a line to the form."""
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(label)
        made.setPlaceholderText(hint)
        if secret:
            made.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        made.textChanged.connect(self.changed)
        self.form.addRow(parts.muted(label), made)
        return made

    def tell_secrets(self, *edits: QLineEdit) -> None:
        """Say below the form where these secrets go, and warn where they would stand open."""
        self._secrets = edits
        self.inside.addWidget(self._kept)
        for edit in edits:
            edit.textChanged.connect(self._on_secret)
        self._on_secret()

    def show_store(self, found: Check) -> None:
        """Know whether this machine has a credential store."""
        self._store = found
        self._on_secret()

    def _on_secret(self) -> None:
        if self._store is None or not self._secrets:
            return
        typed = any(plain_secret(edit.text()) and not edit.isHidden() for edit in self._secrets)
        good = self._store.state is CheckState.OK
        if good:
            told = words.phrase("Passwords are kept in: {store}.", store=self._store.found)
        elif typed:
            told = tr(
                "This machine has no credential store: what you typed would stand readable in Tieline's store. Write "
                "${NAME} instead, and set the variable NAME where the engine runs."
            )
        else:
            told = tr("This machine has no credential store: write ${NAME}, taken from the environment.")
        parts.say(self._kept, told, role="muted" if good or not typed else "warning")

    def _forget(self) -> None:
        self.tested = ()
        self._answer.setText("")


def or_variable() -> str:
    """What may stand in place of a secret."""
    return tr("or ${NAME}, taken from the environment")


def line(check: Check) -> str:
    """A check in one line, with a mark that needs no colour."""
    mark = "✓" if check.state in _GOOD else "✗"
    return f"{mark} {check.name}: {check.found} {check.remedy}".strip()
