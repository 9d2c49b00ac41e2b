"""Each reason leads to where it is cleared."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.model.reason import Reason, ReasonCode
from tests.ui import double
from ui.panels.subject import Subject
from ui.panels.why import WhyPanel


def panel(qtbot, desk):
    made = WhyPanel(desk)
    qtbot.addWidget(made)
    jobs = {row.number: row for row in double.job_rows()}
    with qtbot.waitExposed(made):
        made.show()
    made.show_subject(Subject(agent=double.AGENT, job=jobs[11], jobs=jobs))
    return made


def test_a_dependency_leads_to_its_job(qtbot, desk):
    made = panel(qtbot, desk)
    qtbot.waitUntil(lambda: len(made.findChildren(QPushButton)) == 2)
    button = next(one for one in made.findChildren(QPushButton) if "52 Inventory Item" in one.text())
    with qtbot.waitSignal(made.picked) as gone:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert gone.args == [52]


def test_a_paused_agent_leads_to_the_agents(qtbot, desk):
    made = panel(qtbot, desk)
    reason = Reason(code=ReasonCode.AGENT_PAUSED, text="The agent Sandbox is paused.", clears="Resume it.")
    way = made._way(reason)
    qtbot.addWidget(way)
    with qtbot.waitSignal(made.open_page) as gone:
        way.click()
    assert gone.args == ["agents"]
    assert made._way(replace(reason, code=ReasonCode.NOT_DUE)) is None


def test_a_refresh_leaves_the_focus_where_it_is(qtbot, desk):
    made = panel(qtbot, desk)
    qtbot.waitUntil(lambda: len(made.findChildren(QPushButton)) == 2)
    before = made.findChildren(QPushButton)
    made.show_subject(made._subject)
    qtbot.waitUntil(lambda: not desk.work.busy)
    assert made.findChildren(QPushButton) == before
