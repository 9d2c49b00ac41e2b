"""The BIL configuration wizard: agent, ERP, ARM, company, instances, and a summary of what was tested."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.console import secrets
from app.console.companies import shown
from app.model.check import Check, CheckState
from app.model.errors import TielineError
from ui import messages, words
from ui.desk import Desk
from ui.widgets import parts
from ui.wizards import probing
from ui.wizards.step import Step, line
from ui.wizards.steps import AgentStep, CompanyStep, DatabaseStep, InstancesStep
from ui.words import tr


class BilWizard(QDialog):
    """Nothing is stored before Finish; every step may be tested before."""

    finished_with = Signal(str)  # the agent's name

    def __init__(self, agents: Sequence[str], *, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bilWizard")
        self.setWindowTitle(tr("BIL configuration wizard"))
        self.resize(820, 620)
        self._desk, self._known = desk, tuple(agents)
        self._keeper: Check | None = None  # whether this machine has a credential store
        theme = desk.theme
        self.agent = AgentStep(agents, theme=theme)
        self.erp = DatabaseStep(
            title=tr("ERP"),
            text=tr("The database of the ERP; it is only read."),
            theme=theme,
            name="erp",
            probe=lambda address: probing.database(address, arm=False),
        )
        self.arm = DatabaseStep(
            title=tr("ARM"),
            text=tr("The database of ARM; records are brought into it."),
            theme=theme,
            name="arm",
            probe=lambda address: probing.database(address, arm=True),
        )
        self.company = CompanyStep(lambda address, code: probing.rest(address, company=code), theme=theme)
        self.instances = InstancesStep(lambda host, ports: probing.ports(host, numbers=ports), theme=theme)
        self.summary = _Summary(desk)
        self._steps: tuple[Step, ...] = (self.agent, self.erp, self.arm, self.company, self.instances, self.summary)
        self._list, self._stack = QListWidget(), QStackedWidget()
        self._problem = parts.muted(wrap=True, role="failed")
        self._back = parts.button(tr("Back"), theme=theme, name="backButton", act=lambda: self._go(-1))
        self._next = parts.button(tr("Next"), theme=theme, name="nextButton", kind="primary", act=self._on_next)
        self._lay_out()
        self._show(0)
        desk.work.start(self._look_for_store(), owner=self)

    def _lay_out(self) -> None:
        self._list.setObjectName("wizardSteps")
        self._list.setAccessibleName(tr("Steps"))
        self._list.setFixedWidth(180)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        for number, step in enumerate(self._steps, start=1):
            item = QListWidgetItem(f"{number}  {step.title}")
            item.setSizeHint(QSize(0, 34))
            self._list.addItem(item)
            self._stack.addWidget(step)
            step.changed.connect(self._on_changed)
            step.test_asked.connect(self._on_test)
        cancel = parts.button(tr("Cancel"), theme=self._desk.theme, name="cancelButton", act=self.reject)
        self._next.setDefault(True)
        right = QVBoxLayout()
        right.setContentsMargins(24, 24, 24, 20)
        right.setSpacing(12)
        right.addWidget(self._stack, 1)
        right.addWidget(self._problem)
        right.addLayout(parts.row(None, self._back, self._next, cancel))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(12, 16, 0, 0)
        inside.addWidget(self._list)
        inside.addLayout(right, 1)

    @property
    def _step(self) -> int:
        return self._stack.currentIndex()

    def _go(self, by: int) -> None:
        self._show(min(max(self._step + by, 0), len(self._steps) - 1))

    def _show(self, place: int) -> None:
        if self._steps[place] is self.summary:
            self.summary.show_lines(self._told())
        self._stack.setCurrentIndex(place)
        for number in range(self._list.count()):
            icon = "checkmark_circle_filled" if number < place else "circle"
            tint = "succeeded" if number < place else ("accent" if number == place else "faint")
            item = self._list.item(number)
            item.setIcon(self._desk.theme.icon("play_circle_filled" if number == place else icon, tint=tint))
        self._back.setEnabled(place > 0)
        parts.rename(self._next, tr("Finish") if self._steps[place] is self.summary else tr("Next"))
        self._problem.setText("")
        self._steps[place].setFocus()

    def _on_changed(self) -> None:
        if self._problem.text():
            self._problem.setText(self._steps[self._step].problem())

    def _on_next(self) -> None:
        problem = self._steps[self._step].problem()
        self._problem.setText(problem)
        if problem:
            return
        if self._steps[self._step] is self.summary:
            self._desk.work.start(self._finish(), owner=self)
        else:
            self._go(1)

    def _on_test(self, probe: Callable[[], Sequence[Check]]) -> None:
        self._desk.work.start(self._test(self._steps[self._step], probe=probe), owner=self)

    async def _test(self, step: Step, *, probe: Callable[[], Sequence[Check]]) -> None:
        step.say(tr("Testing…"))
        step.show_checks(await self._desk.work.call(probe))

    def _told(self) -> list[str]:
        """What will be set up, and how each test came out."""
        lines = [
            f"{tr('Agent')}: {self.agent.name()} ({tr('there already') if self._is_known() else tr('new')})",
            f"{tr('Company')}: {self.company.code.text().strip()}",
            f"{tr('ERP')}: {shown(self.erp.address())}",
            f"{tr('ARM')}: {shown(self.arm.address())}",
            f"{tr('Kinetic REST')}: {shown(self.company.address()) or tr('nothing is sent')}",
            f"{tr('Instances')}: {self.instances.host.text().strip()} {', '.join(map(str, self.instances.ports()))}",
            "",
        ]
        lines += [self._where_kept(), ""] if self._keeper else []
        for step in (self.erp, self.arm, self.company, self.instances):
            lines += [line(check) for check in step.tested] or [f"– {step.title}: {tr('not tested')}"]
        return lines

    def _where_kept(self) -> str:
        """Where the secrets go that were typed in."""
        if self._keeper and self._keeper.state is CheckState.OK:
            return words.phrase("Passwords are kept in: {store}.", store=self._keeper.found)
        return tr("Passwords: there is no credential store on this machine; ${NAME} is taken from the environment.")

    async def _look_for_store(self) -> None:
        self._keeper = await self._desk.work.call(secrets.where)
        for step in (self.erp, self.arm, self.company):
            step.show_store(self._keeper)

    def _is_known(self) -> bool:
        return self.agent.name().casefold() in {name.casefold() for name in self._known}

    async def _finish(self) -> None:
        self._next.setEnabled(False)
        try:
            await self._desk.work.call(self._store)
        except TielineError as error:
            self._problem.setText(messages.refusal(error))
            self._next.setEnabled(True)
            return
        self.finished_with.emit(self.agent.name())
        self.accept()

    def _store(self) -> None:
        console, name = self._desk.console, self.agent.name()
        if not self._is_known():
            console.agents.add(name)
        console.agents.change(
            name, by=self._desk.user, bil_host=self.instances.host.text().strip(), bil_ports=self.instances.ports()
        )
        console.companies.map(
            self.company.code.text().strip(),
            agent=name,
            erp=self.erp.address(),
            arm=self.arm.address(),
            kinetic_api=self.company.address() or None,
        )


class _Summary(Step):
    """Everything in one list before it is stored."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            title=tr("Summary"),
            text=tr("This is set up when you press Finish. Jobs start at their times."),
            theme=desk.theme,
        )
        self._lines = parts.muted(wrap=True, role="plain")
        self._lines.setObjectName("wizardSummary")
        self.inside.addWidget(self._lines)
        self.inside.addStretch(1)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show what will be set up."""
        self._lines.setText("\n".join(lines))
