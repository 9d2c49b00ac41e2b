from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton

from app.model.agent import AgentProcess
from tests.ui import double


def wait_for(qtbot, name):
    found = []

    def _shown():
        found[:] = [one for one in QApplication.topLevelWidgets() if one.objectName() == name and one.isVisible()]
        assert found

    qtbot.waitUntil(_shown)
    return found[0]


def test_the_model_keeps_the_rules_of_qt(front, qtmodeltester):
    qtmodeltester.check(front.agents_page.model)


def test_opening_an_agent_opens_its_jobs(front, qtbot):
    page = front.agents_page
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(front.jobs_page.isVisible)


def test_pausing_needs_a_note_and_resuming_is_offered_everywhere(front, world, qtbot):
    page = front.agents_page
    page.findChild(QAction, "pauseAgent").trigger()
    dialog = wait_for(qtbot, "noteDialog")
    step = dialog.findChild(QPushButton, "stepButton")
    assert not step.isEnabled()
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "noteEdit"), "Month end")
    qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("pause", "Sandbox", "Month end") in world.calls)
    front.open_jobs(world.agents["Sandbox"])
    resume = front.jobs_page.findChild(QPushButton, "resumeButton")
    qtbot.waitUntil(resume.isVisible)
    assert "Month end" in front.agents_page.model.columns[3].text(world.agents["Sandbox"])
    qtbot.mouseClick(resume, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("resume", "Sandbox") in world.calls)


def test_settings_are_saved_and_taken_back(front, world, qtbot):
    front.agents_page.act("agentProperties")
    dialog = wait_for(qtbot, "agentPropertiesDialog")
    save = dialog.findChild(QPushButton, "saveButton")
    assert not save.isEnabled()
    dialog.findChild(QLineEdit, "bilPorts").setText("x")
    assert not save.isEnabled()
    dialog.findChild(QLineEdit, "bilPorts").setText("9001, 9005")
    dialog.findChild(QCheckBox, "restrictParts").setChecked(True)
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: world.agents["Sandbox"].settings.bil_ports == (9001, 9005))
    assert world.agents["Sandbox"].settings.restrict_parts
    window = front.agents_page.window()
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "noticeAction") is not None)
    qtbot.mouseClick(window.findChild(QPushButton, "noticeAction"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: world.agents["Sandbox"].settings.bil_ports == (9001, 9002))


def test_without_an_agent_the_page_says_what_to_do(front, world, qtbot):
    world.agents.clear()
    front.read()
    button = front.agents_page.findChild(QPushButton, "sandboxButton")
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("sandbox",) in world.calls)
    qtbot.waitUntil(lambda: ("start", double.AGENT) in world.calls)


def test_passwords_of_companies_are_never_shown(front, qtbot):
    model = front.agents_page._companies.model
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    shown = " ".join(column.text(model.row_at(0)) for column in model.columns)
    assert "secret" not in shown
    assert "***" in shown


def test_a_process_is_ended_after_a_question(front, world, qtbot):
    page = front.agents_page
    page.act("stopAgent")
    question = wait_for(qtbot, "confirmDialog")
    qtbot.waitUntil(question.yes.isEnabled)
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("stop-process", double.AGENT) in world.calls)


def test_the_processes_of_an_agent_and_what_is_missing_are_shown(front):
    page = front.agents_page
    process = AgentProcess(host="erp-01", pid=4711, instances=(1,), started=double.NOW, seen=double.NOW)
    page.show_agents([double.agent_row(processes=(process,), missing=(2,))])
    panel = page._processes
    assert [panel.model.index(0, place).data() for place in range(3)] == ["erp-01", "4711", "1"]
    assert panel._missing.text() == "nobody works for instance 2"


def test_leaving_ends_the_work_where_that_is_wanted(front, world, qtbot):
    front.ask_to_leave()
    dialog = wait_for(qtbot, "leavingDialog")
    dialog.findChild(QRadioButton, "drainRadio").click()
    with qtbot.waitSignal(front.left):
        qtbot.mouseClick(dialog.findChild(QPushButton, "leaveButton"), Qt.MouseButton.LeftButton)
    assert ("stop-process", double.AGENT) in world.calls


def test_leaving_lets_the_work_go_on_unless_told_otherwise(front, world, qtbot):
    front.ask_to_leave()
    dialog = wait_for(qtbot, "leavingDialog")
    with qtbot.waitSignal(front.left):
        qtbot.mouseClick(dialog.findChild(QPushButton, "leaveButton"), Qt.MouseButton.LeftButton)
    assert not [call for call in world.calls if call[0] == "stop-process"]
