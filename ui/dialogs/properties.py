"""Properties of a job: switch, times, interval in words, instance; checked at the field, saved or left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.model.agent import AgentRow, AgentState
from app.model.job import JobRow
from ui import messages, words
from ui.theme.theme import Theme, set_kind
from ui.widgets import parts
from ui.words import tr

LONGEST_S = 31 * 86_400
MOST_INSTANCES = 99


@dataclass(frozen=True, kw_only=True)
class JobProperties:
    """What a person can set."""

    enabled: bool
    interval: timedelta
    instance: int


class PropertiesDialog(QDialog):
    """The form; `values` is what it says when accepted."""

    port_asked = Signal()  # another instance was chosen: its port is to be tested
    versions_asked = Signal()

    def __init__(
        self, job: JobRow, *, agent: AgentRow, theme: Theme, clock: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("propertiesDialog")
        self.setWindowTitle(f"{tr('Properties')}: {messages.named(job)}")
        self.setMinimumWidth(520)
        self._agent = agent
        self._before = JobProperties(enabled=job.enabled, interval=job.interval, instance=job.instance)
        self.enabled_check = _switch(job)
        self.interval_spin = _interval_spin(job)
        self.instance_spin = _instance_spin(job)
        self._interval_words = parts.muted()
        self._instance_words = parts.muted(wrap=True)
        self._problem = parts.muted(wrap=True, role="failed")
        self._box = QDialogButtonBox()
        self.save_button = parts.button(tr("Save"), theme=theme, name="saveButton", kind="primary", act=self.accept)
        self._lay_out(job, clock=clock, theme=theme)
        self._lock_instance()
        for changed in (self.interval_spin.valueChanged, self.instance_spin.valueChanged, self.enabled_check.toggled):
            changed.connect(self._on_changed)
        self._on_changed()
        self.instance_spin.valueChanged.connect(lambda _value: self.port_asked.emit())

    def values(self) -> JobProperties:
        """What the form says now."""
        return JobProperties(
            enabled=self.enabled_check.isChecked(),
            interval=timedelta(seconds=self.interval_spin.value()),
            instance=self.instance_spin.value(),
        )

    @property
    def port(self) -> int | None:
        """The BIL port of the chosen instance, if it is set up."""
        ports = self._agent.settings.bil_ports
        place = self.instance_spin.value() - 1
        return ports[place] if 0 <= place < len(ports) else None

    def tell_port(self, answer: str, *, good: bool) -> None:
        """Show how the test of the instance's port came out."""
        set_kind(self._instance_words, "role", value="succeeded" if good else "failed")
        self._instance_words.setText(answer)

    def _lay_out(self, job: JobRow, *, clock: datetime, theme: Theme) -> None:
        form = parts.form()
        form.addRow(parts.muted(tr("Integration")), self.enabled_check)
        form.addRow(parts.muted(tr("Last run time")), _time(job.last_run, name="lastRunTime", now=clock, past=True))
        form.addRow(parts.muted(tr("Next run time")), _time(job.next_run, name="nextRunTime", now=clock, past=False))
        form.addRow(parts.muted(tr("Interval")), parts.row(self.interval_spin, self._interval_words, None))
        form.addRow(parts.muted(tr("IM instance #")), self.instance_spin)
        form.addRow("", self._instance_words)
        form.addRow(parts.muted(tr("Overlap")), _explained(tr("A due time is skipped while the job still runs.")))
        form.addRow(parts.muted(tr("After downtime")), _explained(tr("Missed due times are caught up by one run.")))
        cancel = parts.button(tr("Cancel"), theme=theme, name="cancelButton", act=self.reject)
        self._box.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        versions = parts.button(
            tr("Versions…"), theme=theme, name="versionsButton", icon="history", act=self.versions_asked.emit
        )
        self.save_button.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(parts.heading(messages.named(job)))
        whole.addWidget(parts.muted(job.description, wrap=True))
        whole.addSpacing(4)
        whole.addLayout(form)
        whole.addWidget(self._problem)
        whole.addStretch(1)
        whole.addLayout(parts.row(versions, None, self._box))

    def _lock_instance(self) -> None:
        paused = self._agent.state is AgentState.PAUSED
        self.instance_spin.setEnabled(paused)
        if not paused:
            draining = self._agent.state is AgentState.DRAINING
            rest = tr("It still drains: wait until running jobs have ended.") if draining else tr("Pause it first.")
            reason = f"{tr('The instance can be changed only while the agent')} {self._agent.name} {tr('is paused.')}"
            self._instance_words.setText(f"{reason} {rest}")
            self.instance_spin.setToolTip(self._instance_words.text())
            self.instance_spin.setAccessibleDescription(self._instance_words.text())

    def _on_changed(self) -> None:
        values = self.values()
        self._interval_words.setText(words.every(values.interval))
        moved = values.instance != self._before.instance
        missing = moved and self.port is None
        told = tr("has no BIL port yet: set it up in the BIL configuration wizard first.")
        self._problem.setText(f"{tr('Instance')} {values.instance} {told}" if missing else "")
        self._problem.setVisible(missing)
        self.save_button.setEnabled(values != self._before and not missing)


def _switch(job: JobRow) -> QCheckBox:
    check = QCheckBox(tr("Enabled: part of integration processing"))
    check.setObjectName("enabledCheck")
    check.setAccessibleName(tr("Enabled"))
    check.setChecked(job.enabled)
    return check


def _interval_spin(job: JobRow) -> QSpinBox:
    spin = QSpinBox()
    spin.setObjectName("intervalSpin")
    spin.setAccessibleName(tr("Interval in seconds"))
    spin.setRange(1, LONGEST_S)
    spin.setSuffix(f" {tr('s')}")
    spin.setGroupSeparatorShown(True)
    spin.setValue(int(job.interval.total_seconds()))
    spin.setMinimumWidth(140)
    return spin


def _instance_spin(job: JobRow) -> QSpinBox:
    spin = QSpinBox()
    spin.setObjectName("instanceSpin")
    spin.setAccessibleName(tr("Instance number of the integration manager"))
    spin.setRange(1, MOST_INSTANCES)
    spin.setValue(job.instance)
    spin.setMaximumWidth(140)
    return spin


def _time(moment: datetime | None, *, name: str, now: datetime, past: bool) -> QLabel:
    told = words.ago(moment, now=now) if past else words.until(moment, now=now)
    label = QLabel(f"{told}  ({words.exactly(moment)})" if moment else told)
    label.setObjectName(name)
    return label


def _explained(text: str) -> QLabel:
    return parts.muted(text, wrap=True)
