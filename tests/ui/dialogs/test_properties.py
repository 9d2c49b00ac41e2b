from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSpinBox, QWidget

from app.model.agent import AgentState, Pause
from tests.ui import double
from ui.dialogs.properties import PropertiesDialog


@pytest.fixture
def make(qtbot, theme):
    host = QWidget()
    qtbot.addWidget(host)

    def _make(number=52, **agent):
        row = next(row for row in double.job_rows() if row.number == number)
        dialog = PropertiesDialog(row, agent=double.agent_row(**agent), theme=theme, clock=double.NOW, parent=host)
        dialog.open()
        return dialog

    yield _make
    for dialog in host.findChildren(PropertiesDialog):
        dialog.reject()


PAUSED = {"state": AgentState.PAUSED, "pause": Pause(by="Ada", at=double.NOW, note="x")}


def test_it_shows_what_the_contract_names(make):
    dialog = make()
    assert dialog.objectName() == "propertiesDialog"
    assert dialog.findChild(QCheckBox, "enabledCheck").isChecked()
    assert dialog.findChild(QLabel, "lastRunTime").text()
    assert dialog.findChild(QLabel, "nextRunTime").text()
    assert dialog.findChild(QSpinBox, "intervalSpin").value() == int(dialog._before.interval.total_seconds())
    assert dialog.findChild(QSpinBox, "instanceSpin").value() == 1


def test_the_instance_is_locked_with_the_reason_while_the_agent_works(make):
    dialog = make()
    spin = dialog.findChild(QSpinBox, "instanceSpin")
    assert not spin.isEnabled()
    assert "paused" in spin.accessibleDescription()


def test_the_instance_opens_when_the_agent_is_paused_but_not_while_it_drains(make):
    assert make(**PAUSED).findChild(QSpinBox, "instanceSpin").isEnabled()
    draining = make(**{**PAUSED, "state": AgentState.DRAINING})
    assert not draining.findChild(QSpinBox, "instanceSpin").isEnabled()
    assert "drains" in draining.findChild(QSpinBox, "instanceSpin").accessibleDescription()


def test_an_instance_without_a_port_cannot_be_saved(make):
    dialog = make(**PAUSED)
    dialog.instance_spin.setValue(2)
    assert dialog.port == 9002
    assert dialog.save_button.isEnabled()
    dialog.instance_spin.setValue(3)
    assert not dialog.save_button.isEnabled()
    assert "BIL configuration wizard" in dialog._problem.text()


def test_the_interval_is_told_in_words_beside_the_seconds(make):
    dialog = make()
    dialog.interval_spin.setValue(5400)
    assert dialog._interval_words.text() == "every 1 hour 30 minutes"


def test_save_is_offered_once_something_changed(make, qtbot):
    dialog = make()
    save = dialog.findChild(QPushButton, "saveButton")
    assert not save.isEnabled()
    dialog.interval_spin.setValue(77)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert dialog.values().interval == timedelta(seconds=77)
