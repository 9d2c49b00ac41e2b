"""Every change of settings is a version to which one can go back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui import double
from ui.dialogs.properties import PropertiesDialog
from ui.dialogs.versions import VersionsDialog
from ui.pages.jobs import JobsPage


def found(kind):
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def test_a_jobs_properties_go_back_to_a_version(qtbot, desk, world):
    page = JobsPage(desk)
    qtbot.addWidget(page)
    page.show_agent(double.agent_row())
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 60)
    page.pick(26)
    page.act("properties")
    qtbot.waitUntil(lambda: bool(found(PropertiesDialog)))
    properties = found(PropertiesDialog)[0]
    qtbot.mouseClick(properties.findChild(QPushButton, "versionsButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(found(VersionsDialog)))
    dialog = found(VersionsDialog)[0]
    assert dialog.model.row_at(0).changes == ("Interval: 15 min → 5 min",)
    back = dialog.findChild(QPushButton, "revertButton")
    dialog.view.select(20)
    assert not back.isEnabled()  # it is so now
    dialog.view.select(19)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("revert", 19, double.AGENT, 26) in world.calls)
    qtbot.waitUntil(lambda: not found(PropertiesDialog))
