"""The steps of the BIL configuration wizard; each can be tested and says how the test came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QSpinBox
from typing_extensions import override

from app.model.check import Check
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.widgets.choice_box import ChoiceBox
from ui.wizards.addresses import (
    Kind,
    Parts,
    Rest,
    address,
    missing,
    needed,
    rest_address,
    rest_missing,
)
from ui.wizards.step import Step, or_variable
from ui.words import tr


class AgentStep(Step):
    """Which agent: an existing one, or a new one by name."""

    def __init__(self, agents: Sequence[str], *, theme: Theme) -> None:
        super().__init__(
            title=tr("Agent"),
            text=tr("An agent works for one or more companies. Name a new one, or pick one there is."),
            theme=theme,
        )
        self.box = ChoiceBox()
        self.box.setObjectName("wizardAgent")
        self.box.setAccessibleName(tr("Agent"))
        self.box.setEditable(True)
        edit = self.box.lineEdit()
        if edit:
            edit.setAccessibleName(tr("Agent"))
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
    """The company and, if it is written to, Kinetic's REST API with its login and key."""

    def __init__(self, probe: Callable[[str, str], Sequence[Check]], *, theme: Theme) -> None:
        super().__init__(
            title=tr("Company"),
            text=tr(
                "The company as the ERP has it. Kinetic is written to only through its REST API; without an "
                "address nothing is sent."
            ),
            theme=theme,
        )
        self._probe = probe
        self.code = self.edit(tr("Company"), name="wizardCompany", hint="EPIC06")
        self.rest = self.edit(tr("Kinetic REST API"), name="wizardRest", hint="https://server/instance")
        self.user = self.edit(tr("User"), name="wizardRestUser")
        self.password = self.edit(tr("Password"), name="wizardRestPassword", hint=or_variable(), secret=True)
        self.key = self.edit(tr("API key"), name="wizardRestKey", hint=or_variable(), secret=True)
        self.site = self.edit(tr("Site"), name="wizardRestSite", hint=tr("blank = the user's own"))
        self.tell_secrets(self.password, self.key)
        self.offer_test(self._test, name="testRest")

    def entered(self) -> Rest:
        """What is entered about Kinetic."""
        return Rest(
            place=self.rest.text(),
            user=self.user.text(),
            password=self.password.text(),
            key=self.key.text(),
            site=self.site.text(),
        )

    def address(self) -> str:
        """Kinetic's whole address; empty where nothing is sent."""
        return rest_address(self.entered())

    @override
    def problem(self) -> str:
        if not self.code.text().strip():
            return tr("Write the company's code.")
        lacking = rest_missing(self.entered())
        titles = {"user": tr("User"), "password": tr("Password"), "key": tr("API key")}
        return f"{tr('Fill in')}: {titles[lacking]}" if lacking else ""

    def _test(self) -> Callable[[], Sequence[Check]]:
        address, code = self.address(), self.code.text().strip()
        return lambda: self._probe(address, code)


class DatabaseStep(Step):
    """One database, by kind; the fields follow the kind."""

    def __init__(
        self, *, title: str, text: str, theme: Theme, name: str, probe: Callable[[str], Sequence[Check]]
    ) -> None:
        super().__init__(title=title, text=text, theme=theme)
        self.kind = ChoiceBox()
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
        self._edits["password"].setPlaceholderText(or_variable())
        self.tell_secrets(self._edits["password"])
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
        titles = {Kind.SQLITE: tr("File"), Kind.DSN: tr("Data source"), Kind.ADDRESS: tr("Address")}
        for part, edit in self._edits.items():
            label = self.form.labelForField(edit)
            shown = part in needed(kind)
            edit.setVisible(shown)
            if isinstance(label, QLabel):
                label.setVisible(shown)
                if part == "database":
                    label.setText(titles.get(kind, tr("Database")))
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
