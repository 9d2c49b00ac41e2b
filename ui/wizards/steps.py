"""The steps of the BIL configuration wizard; each can be tested and says how the test came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from app.model.check import Check, CheckState
from ui.theme.theme import Theme, set_kind
from ui.widgets import parts
from ui.wizards.addresses import Kind, Parts, address, missing, needed
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
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(24)
        self.form.setVerticalSpacing(10)
        self._answer = parts.muted(wrap=True)
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

    def _forget(self) -> None:
        self.tested = ()
        self._answer.setText("")


def line(check: Check) -> str:
    """A check in one line, with a mark that needs no colour."""
    mark = "✓" if check.state in _GOOD else "✗"
    return f"{mark} {check.name}: {check.found} {check.remedy}".strip()


class AgentStep(Step):
    """Which agent: an existing one, or a new one by name."""

    def __init__(self, agents: Sequence[str], *, theme: Theme) -> None:
        super().__init__(
            title=tr("Agent"),
            text=tr("An agent works for one or more companies. Name a new one, or pick one there is."),
            theme=theme,
        )
        self.box = QComboBox()
        self.box.setObjectName("wizardAgent")
        self.box.setAccessibleName(tr("Agent"))
        self.box.setEditable(True)
        self.box.addItems(list(agents))
        self.box.currentTextChanged.connect(self.changed)
        self.form.addRow(parts.muted(tr("Agent")), self.box)
        self.inside.addStretch(1)

    def name(self) -> str:
        """The agent's name."""
        return self.box.currentText().strip()

    @override
    def problem(self) -> str:
        return "" if self.name() else tr("Give the agent a name.")


class CompanyStep(Step):
    """The company and, if it is written to, the Kinetic REST address."""

    def __init__(self, probe: Callable[[str], Sequence[Check]], *, theme: Theme) -> None:
        super().__init__(
            title=tr("Company"),
            text=tr(
                "The company as the ERP has it. Kinetic is written to only through its REST API; without an "
                "address nothing is sent."
            ),
            theme=theme,
        )
        self.code = self.edit(tr("Company"), name="wizardCompany", hint="EPIC06")
        self.rest = self.edit(tr("Kinetic REST API"), name="wizardRest", hint="https://server/kinetic/api/v2")
        self.offer_test(lambda: _with(probe, self.rest.text().strip()), name="testRest")

    @override
    def problem(self) -> str:
        return "" if self.code.text().strip() else tr("Write the company's code.")


class DatabaseStep(Step):
    """One database, by kind; the fields follow the kind."""

    def __init__(
        self, *, title: str, text: str, theme: Theme, name: str, probe: Callable[[str], Sequence[Check]]
    ) -> None:
        super().__init__(title=title, text=text, theme=theme)
        self.kind = QComboBox()
        self.kind.setObjectName(f"{name}Kind")
        self.kind.setAccessibleName(tr("Kind of database"))
        for kind in Kind:
            self.kind.addItem(tr(kind.value), kind)
        self.form.addRow(parts.muted(tr("Kind")), self.kind)
        labels = {
            "host": tr("Host"),
            "port": tr("Port"),
            "database": tr("Database"),
            "user": tr("User"),
            "password": tr("Password"),
        }
        self._edits = {
            part: self.edit(label, name=f"{name}-{part}", secret=part == "password") for part, label in labels.items()
        }
        self._edits["password"].setPlaceholderText(tr("or ${NAME}, taken from the environment"))
        self.offer_test(lambda: _with(probe, self.address()), name=f"{name}Test")
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._on_kind()

    def entered(self) -> Parts:
        """What is entered."""
        found = Parts(kind=self.kind.currentData())
        return replace(found, **{part: edit.text() for part, edit in self._edits.items()})

    def address(self) -> str:
        """The address of what is entered."""
        return address(self.entered())

    @override
    def problem(self) -> str:
        lacking = missing(self.entered())
        return f"{tr('Fill in')}: {self._edits[lacking].accessibleName()}" if lacking else ""

    def _on_kind(self) -> None:
        kind: Kind = self.kind.currentData()
        words = {Kind.SQLITE: tr("File"), Kind.DSN: tr("Data source"), Kind.ADDRESS: tr("Address")}
        for part, edit in self._edits.items():
            label = self.form.labelForField(edit)
            shown = part in needed(kind)
            edit.setVisible(shown)
            if isinstance(label, QLabel):
                label.setVisible(shown)
                if part == "database":
                    label.setText(words.get(kind, tr("Database")))
                    edit.setAccessibleName(label.text())
        self.changed.emit()


class InstancesStep(Step):
    """The business integration layer: its host, and a port an instance."""

    def __init__(self, probe: Callable[[str, Sequence[int]], Sequence[Check]], *, theme: Theme) -> None:
        super().__init__(
            title=tr("Instances"),
            text=tr(
                "Several instances of the integration manager may share the work. Each has its own port of the "
                "business integration layer (BIL)."
            ),
            theme=theme,
        )
        self.host = self.edit(tr("BIL host"), name="wizardBilHost")
        self.host.setText("localhost")
        self.count = QSpinBox()
        self.count.setObjectName("wizardInstances")
        self.count.setAccessibleName(tr("Instances"))
        self.count.setRange(1, 20)
        self.count.setMaximumWidth(120)
        self.form.addRow(parts.muted(tr("Instances")), self.count)
        self._ports = self.edit(tr("Ports, one an instance"), name="wizardPorts")
        self._ports.setText("9001")
        self.count.valueChanged.connect(self._on_count)
        self.offer_test(lambda: _ports_test(probe, self.host.text().strip(), self.ports()), name="testPorts")

    def ports(self) -> tuple[int, ...]:
        """The ports, or nothing if one of them is none."""
        found = [part.strip() for part in self._ports.text().split(",") if part.strip()]
        good = all(part.isdecimal() and 1 <= int(part) <= 65535 for part in found)
        return tuple(int(part) for part in found) if good else ()

    @override
    def problem(self) -> str:
        if not self.host.text().strip():
            return tr("Write the host of the business integration layer.")
        if len(self.ports()) != self.count.value():
            return tr("Write one port from 1 to 65535 for each instance, with commas between.")
        return tr("Two instances cannot share a port.") if len(set(self.ports())) < self.count.value() else ""

    def _on_count(self, count: int) -> None:
        ports = list(self.ports()) or [9001]
        while len(ports) < count:
            ports.append(ports[-1] + 1)
        self._ports.setText(", ".join(map(str, ports[:count])))


def _with(probe: Callable[[str], Sequence[Check]], value: str) -> Callable[[], Sequence[Check]]:
    return lambda: probe(value)


def _ports_test(
    probe: Callable[[str, Sequence[int]], Sequence[Check]], host: str, ports: Sequence[int]
) -> Callable[[], Sequence[Check]]:
    return lambda: probe(host, ports)
