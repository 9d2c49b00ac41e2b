"""Properties of an agent: its switch, the business integration layer, and what it brings over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.model.agent import AgentRow, PoNumbering
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.widgets.choice_box import ChoiceBox
from ui.words import tr


class AgentPropertiesDialog(QDialog):
    """`values` holds the fields that changed, as the facade wants them."""

    versions_asked = Signal()

    def __init__(self, agent: AgentRow, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agentPropertiesDialog")
        self.setWindowTitle(f"{tr('Properties')}: {agent.name}")
        self._agent, settings = agent, agent.settings
        self._enabled = _check(tr("Enabled"), on=agent.enabled, name="agentEnabled")
        self._host = _edit(settings.bil_host, name="bilHost", spoken=tr("BIL host"))
        self._ports = _edit(", ".join(map(str, settings.bil_ports)), name="bilPorts", spoken=tr("BIL ports"))
        self._buyers = _edit(", ".join(settings.po_buyers), name="poBuyers", spoken=tr("PO buyers"))
        self._buyers.setPlaceholderText(tr("blank = all buyers"))
        self._restrict = _check(
            tr("Only parts of classes flagged for requisitions"), on=settings.restrict_parts, name="restrictParts"
        )
        self._numbering = _numbering(settings.po_numbering)
        self._intercompany = _check(
            tr("Intercompany GL is active (4 Buyer does not run)"), on=settings.intercompany_gl, name="intercompanyGl"
        )
        self._receipts = _check(
            tr("Sync invoiced receipts (15; for go-live only)"),
            on=settings.invoiced_receipt_sync,
            name="invoicedReceiptSync",
        )
        self._environment = _edit(settings.environment, name="environmentName", spoken=tr("Environment"))
        self._environment.setPlaceholderText(tr("blank = guessed from the addresses"))
        self._color = _colors(settings.environment_color)
        self._problem = parts.muted(wrap=True, role="failed")
        self._save = parts.button(tr("Save"), theme=theme, name="saveButton", kind="primary", act=self.accept)
        self._lay_out(theme)
        self.setMinimumWidth(max(560, self.sizeHint().width()))  # Qt would not go beyond two thirds of a small screen
        for edit in (self._host, self._ports, self._buyers, self._environment):
            edit.textChanged.connect(self._on_changed)
        for check in (self._enabled, self._restrict, self._intercompany, self._receipts):
            check.toggled.connect(self._on_changed)
        for box in (self._numbering, self._color):
            box.currentIndexChanged.connect(self._on_changed)
        self._on_changed()

    def values(self) -> dict[str, object]:
        """Only the fields that differ from before."""
        now, before = self._all(), self._known()
        return {name: value for name, value in now.items() if value != before[name]}

    def before(self) -> dict[str, object]:
        """The old values of the fields that were changed."""
        return {name: self._known()[name] for name in self.values()}

    def _known(self) -> dict[str, object]:
        settings = self._agent.settings
        return {
            "enabled": self._agent.enabled,
            "bil_host": settings.bil_host,
            "bil_ports": settings.bil_ports,
            "po_buyers": settings.po_buyers,
            "restrict_parts": settings.restrict_parts,
            "po_numbering": settings.po_numbering,
            "intercompany_gl": settings.intercompany_gl,
            "invoiced_receipt_sync": settings.invoiced_receipt_sync,
            "environment": settings.environment,
            "environment_color": settings.environment_color,
        }

    def _all(self) -> dict[str, object]:
        return {
            "enabled": self._enabled.isChecked(),
            "bil_host": self._host.text().strip(),
            "bil_ports": _numbers(self._ports.text()),
            "po_buyers": _list(self._buyers.text()),
            "restrict_parts": self._restrict.isChecked(),
            "po_numbering": self._numbering.currentData(),
            "intercompany_gl": self._intercompany.isChecked(),
            "invoiced_receipt_sync": self._receipts.isChecked(),
            "environment": self._environment.text().strip(),
            "environment_color": self._color.currentData(),
        }

    def _on_changed(self) -> None:
        problem = ""
        if not self._host.text().strip():
            problem = tr("The BIL host is empty: write the name or address of the machine.")
        elif not _numbers(self._ports.text()):
            problem = tr("The BIL ports are numbers from 1 to 65535 with commas between, one an instance.")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._save.setEnabled(not problem and bool(self.values()))

    def _lay_out(self, theme: Theme) -> None:
        form = parts.form()
        form.addRow(parts.muted(tr("Integration")), self._enabled)
        form.addRow(parts.muted(tr("BIL host")), self._host)
        form.addRow(parts.muted(tr("BIL ports, one an instance")), self._ports)
        form.addRow(parts.muted(tr("PO buyers")), self._buyers)
        form.addRow(parts.muted(tr("Parts")), self._restrict)
        form.addRow(parts.muted(tr("Purchase-order numbers")), self._numbering)
        form.addRow(parts.muted(tr("Intercompany")), self._intercompany)
        form.addRow(parts.muted(tr("Go-live")), self._receipts)
        form.addRow(parts.muted(tr("Environment")), self._environment)
        form.addRow(parts.muted(tr("Colour of its band")), self._color)
        box = QDialogButtonBox()
        self._save.setDefault(True)
        box.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = parts.button(tr("Cancel"), theme=theme, name="cancelButton", act=self.reject)
        box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(16)
        inside.addWidget(parts.heading(str(self._agent.name)))
        inside.addLayout(form)
        inside.addWidget(self._problem)
        inside.addStretch(1)
        versions = parts.button(
            tr("Versions…"), theme=theme, name="versionsButton", icon="history", act=self.versions_asked.emit
        )
        inside.addSpacing(8)
        inside.addLayout(parts.row(versions, None, box))


def _check(text: str, *, on: bool, name: str) -> QCheckBox:
    check = QCheckBox(text)
    check.setObjectName(name)
    check.setAccessibleName(text)
    check.setChecked(on)
    return check


def _edit(text: str, *, name: str, spoken: str) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setObjectName(name)
    edit.setAccessibleName(spoken)
    return edit


def _numbering(chosen: PoNumbering) -> QComboBox:
    box = ChoiceBox()
    box.setObjectName("poNumbering")
    box.setAccessibleName(tr("Purchase-order numbers"))
    box.addItem(tr("ARM numbers"), PoNumbering.ARM)
    box.addItem(tr("Kinetic numbers"), PoNumbering.KINETIC)
    box.setCurrentIndex(0 if chosen is PoNumbering.ARM else 1)
    return box


def _colors(chosen: str) -> QComboBox:
    box = ChoiceBox()
    box.setObjectName("environmentColor")
    box.setAccessibleName(tr("Colour of its band"))
    for text, value in (
        (tr("guessed from the addresses"), ""),
        (tr("red: production"), "production"),
        (tr("brown: test"), "test"),
        (tr("green: sandbox"), "sandbox"),
    ):
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _numbers(text: str) -> tuple[int, ...]:
    """The ports, or nothing if one of them is none."""
    found = _list(text)
    good = all(part.isdecimal() and 1 <= int(part) <= 65535 for part in found)
    return tuple(int(part) for part in found) if good else ()
