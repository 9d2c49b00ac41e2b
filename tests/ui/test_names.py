"""The names by which acceptance checks find the parts of the window, each once; and every focus has a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTabBar, QTableView, QWidget

NAMES = (
    "navigation", "agentsView", "jobsTable", "jobsFilter", "jobMenu", "timberlinePage", "profileBox", "analyseButton",
    "createInvoicesButton", "processReceiptsButton", "checkConsistencyButton", "resultTable", "runLog", "failuresTable",
    "historyTable",
)  # fmt: skip
ACTIONS = ("runNow", "requestFullSync", "cancelFullSync", "disableJob", "stopJob", "retryFailed", "properties")
COLUMNS = [
    "", "Job", "Interval", "Last Run Time", "Next Run Time", "Status", "Dependencies", "Instance #", "Action",
]  # fmt: skip


def test_every_part_of_the_contract_is_there_once_and_can_be_heard(front):
    window = front.agents_page.window()
    assert window.objectName() == "mainWindow"
    assert {name: len(window.findChildren(QWidget, name)) for name in NAMES} == dict.fromkeys(NAMES, 1)
    actions = [one.objectName() for one in window.findChild(QMenu, "jobMenu").actions() if one.objectName()]
    assert actions == list(ACTIONS)
    jobs = window.findChild(QTableView, "jobsTable").model()
    titles = [jobs.headerData(place, Qt.Orientation.Horizontal) for place in range(jobs.columnCount())]
    assert titles == COLUMNS
    silent = [
        f"{type(one).__name__} {one.objectName()}"
        for one in window.findChildren(QWidget)
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus and not one.accessibleName()
        if not isinstance(one, QMenu | QTabBar)
    ]
    assert silent == []
