"""Every deed of the jobs page by mouse and keyboard, on the real widgets."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QTableView

from app.model.job import JobNumber, JobStatus
from tests.ui import double
from ui.dialogs.confirm import ConfirmDialog
from ui.models.columns import BUTTONS_ROLE, NOTE_ROLE
from ui.widgets.cells import button_places

TITLES = [
    "",
    "Job",
    "Interval",
    "Last Run Time",
    "Next Run Time",
    "Status",
    "Dependencies",
    "Instance #",
    "Action",
]


@pytest.fixture
def page(front, qtbot):
    front.open_jobs(double.agent_row())
    qtbot.waitUntil(front.jobs_page.isVisible)
    return front.jobs_page


@pytest.fixture
def window(page):
    return page.window()


def pick(page, *numbers):
    page.view.clearSelection()
    page.pick(numbers[0])
    for number in numbers[1:]:
        index = page.model.index(page.model.place_of(JobNumber(number)), 0)
        selection = page.view.selectionModel()
        selection.select(index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows)


def press(qtbot, page, *, number, column, button=0):
    """Click the small button painted in a cell."""
    place = page.model.place_of(JobNumber(number))
    index = page.model.index(place, column)
    page.view.scrollTo(index)
    count = len(index.data(BUTTONS_ROLE))
    where = button_places(page.view.visualRect(index), count)[button].center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def answer(qtbot, *, yes):
    """Wait for the question, wait until Yes is armed, and answer by mouse."""
    found = []

    def _shown():
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, ConfirmDialog) and one.isVisible()]
        assert found

    qtbot.waitUntil(_shown)
    dialog = found[0]
    qtbot.waitUntil(dialog.yes.isEnabled)
    qtbot.mouseClick(dialog.yes if yes else dialog.no, Qt.MouseButton.LeftButton)
    return dialog


def column(page, key):
    return [one.key for one in page.model.columns].index(key)


def numbers(page):
    return [page.model.row_at(place).job.number for place in range(page.model.rowCount())]


def test_the_columns_are_those_of_the_contract(page, window):
    table = window.findChild(QTableView, "jobsTable")
    header = [table.model().headerData(place, Qt.Orientation.Horizontal) for place in range(9)]
    assert header == TITLES


def test_the_grid_keeps_the_rules_of_qt(page, qtmodeltester):
    qtmodeltester.check(page.model)


@pytest.mark.parametrize("place", range(9))
def test_each_column_sorts_with_ties_by_number(page, place):
    header = page.view.horizontalHeader()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        page.view.sortByColumn(place, order)
        assert header.sortIndicatorSection() == place
        rows = [page.model.row_at(row) for row in range(60)]
        keys = [page.model.columns[place].order(row) for row in rows]
        assert keys == sorted(keys, reverse=order is Qt.SortOrder.DescendingOrder)
        for before, after in itertools.pairwise(rows):
            if page.model.columns[place].order(before) == page.model.columns[place].order(after):
                assert before.job.number < after.job.number


def test_the_filter_box_is_reached_by_its_key_and_finds_by_number_name_status_and_dependency(page, window, qtbot):
    box = window.findChild(QLineEdit, "jobsFilter")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(box.hasFocus)
    for text, wanted in (("running", [8, 52]), ("manufacturing job", [41]), ("59", [59]), ("failed vendor", [26])):
        box.clear()
        qtbot.keyClicks(box, text)
        assert set(wanted) <= set(numbers(page)), text
    box.clear()
    assert len(numbers(page)) == 60


def test_a_chip_shows_its_status_only_and_says_how_many(page, qtbot):
    chip = page.findChild(QPushButton, "chip-running")
    assert chip.text().split() == ["Running", "2"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert numbers(page) == [8, 52]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(numbers(page)) == 60


def test_the_button_at_the_left_opens_the_menu_of_that_row(page, window, qtbot):
    press(qtbot, page, number=5, column=0)
    menu = window.findChild(QMenu, "jobMenu")
    qtbot.waitUntil(menu.isVisible)
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    assert names == [
        "runNow",
        "requestFullSync",
        "cancelFullSync",
        "disableJob",
        "stopJob",
        "retryFailed",
        "properties",
    ]
    assert [job.number for job in page.picked_jobs()] == [5]
    menu.hide()


def test_a_right_click_and_shift_f10_open_the_same_menu(page, window, qtbot):
    menu = window.findChild(QMenu, "jobMenu")
    place = page.view.visualRect(page.model.index(2, 1)).center()
    viewport = page.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    qtbot.waitUntil(menu.isVisible)
    assert [job.number for job in page.picked_jobs()] == [3]
    menu.hide()
    qtbot.keyClick(page.view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(menu.isVisible)
    menu.hide()


def test_run_now_in_the_action_column_runs_that_job(page, world, qtbot):
    press(qtbot, page, number=3, column=8, button=0)
    qtbot.waitUntil(lambda: ("run", 3) in world.calls)


def test_run_now_by_its_shortcut(page, world, qtbot):
    pick(page, 7)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: ("run", 7) in world.calls)


def test_several_jobs_are_asked_about_once_and_each_is_told(page, world, qtbot):
    pick(page, 3, 5, 7)
    page.menu.action("runNow").trigger()
    dialog = answer(qtbot, yes=True)
    assert "5 Role Code" in dialog.findChild(QPlainTextEdit, "confirmItems").toPlainText()
    qtbot.waitUntil(lambda: ("run", 3, 5, 7) in world.calls)

    def _results():
        shown = [one for one in QApplication.topLevelWidgets() if one.objectName() == "resultsDialog"]
        assert shown
        assert len(shown[0].findChild(QPlainTextEdit).toPlainText().splitlines()) == 3
        shown[0].accept()

    qtbot.waitUntil(_results)


def test_a_full_sync_is_asked_about_with_its_counted_consequences(page, world, qtbot):
    press(qtbot, page, number=3, column=8, button=1)
    dialog = answer(qtbot, yes=True)
    for told in ("3 ShipVia", "EPIC06", "48,211", "3 min 4 s", "58", "12"):
        assert told in f"{dialog.windowTitle()} {dialog.yes.accessibleDescription()}"
    qtbot.waitUntil(lambda: ("full-sync", 3, "EPIC06") in world.calls)


def test_no_leaves_everything_as_it_was(page, world, qtbot):
    press(qtbot, page, number=3, column=8, button=1)
    answer(qtbot, yes=False)
    qtbot.wait(50)
    assert [call for call in world.calls if call[0] != "wanted"] == []  # the log may have been looked at meanwhile


def test_cancelling_a_full_sync_tells_what_is_skipped_and_offers_to_fetch_it(page, world, qtbot):
    press(qtbot, page, number=8, column=8, button=2)
    dialog = answer(qtbot, yes=True)
    assert "42" in dialog.yes.accessibleDescription()
    qtbot.waitUntil(lambda: ("cancel-full-sync", 8, "EPIC06") in world.calls)
    button = []
    qtbot.waitUntil(lambda: bool(button.append(page.window().findChild(QPushButton, "noticeAction")) or button[-1]))
    qtbot.mouseClick(button[-1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("fetch", 8, "EPIC06") in world.calls)


def test_disabling_is_done_at_once_and_can_be_undone(page, world, window, qtbot):
    pick(page, 3)
    action = page.menu.action("disableJob")
    assert action.text() == "Disable Job"
    action.trigger()
    qtbot.waitUntil(lambda: ("disable", 3) in world.calls)
    qtbot.waitUntil(lambda: page.menu.action("disableJob").text() == "Enable Job")
    undo = window.findChild(QPushButton, "noticeAction")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("enable", 3) in world.calls)


def test_stop_and_retry_go_to_the_picked_job(page, world, qtbot):
    pick(page, 52)
    page.menu.action("stopJob").trigger()
    qtbot.waitUntil(lambda: ("stop", 52) in world.calls)
    pick(page, 26)
    assert page.menu.action("retryFailed").isEnabled()
    page.menu.action("retryFailed").trigger()
    qtbot.waitUntil(lambda: ("retry", 26) in world.calls)


def test_an_action_that_cannot_be_done_says_why(page):
    pick(page, 3)
    action = page.menu.action("cancelFullSync")
    assert not action.isEnabled()
    assert "No full data sync" in action.toolTip()


def test_selection_scroll_and_sort_survive_news(page, world, qtbot):
    page.view.sortByColumn(column(page, "job"), Qt.SortOrder.DescendingOrder)
    pick(page, 20)
    page.view.verticalScrollBar().setValue(300)
    scroll = page.view.verticalScrollBar().value()
    world.change(20, status=JobStatus.FAILED)
    world.events.append(double.progress(52, read=10, total=100))
    qtbot.waitUntil(lambda: page.model.row_at(page.model.place_of(JobNumber(20))).job.status is JobStatus.FAILED)
    assert [job.number for job in page.picked_jobs()] == [20]
    assert page.view.verticalScrollBar().value() == scroll
    assert numbers(page)[:2] == [60, 59]


def test_progress_of_a_running_job_is_seen_at_once(page, world, qtbot):
    with world.lock:
        world.events.append(double.progress(52, read=25, total=100))
    index = page.model.index(page.model.place_of(JobNumber(52)), column(page, "status"))
    qtbot.waitUntil(lambda: index.data(NOTE_ROLE) == "25%")


def test_rows_are_copied_as_text_under_their_titles(page, qtbot):
    pick(page, 3)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[0] == "Job"
    assert lines[1].startswith("3 ShipVia\t")


def test_a_refusal_is_told_in_its_sentence(page, world, front, qtbot):
    from app.model.errors import UsageError

    world.error = UsageError("The job was not stopped", why="it had ended", remedy="Look at its history.")
    pick(page, 52)
    page.menu.action("stopJob").trigger()
    wanted = "52 Inventory Item: The job was not stopped: it had ended. Look at its history."
    qtbot.waitUntil(lambda: [one.text for one in front.desk.notices.notices()][:1] == [wanted])


def test_widths_order_and_sort_are_kept_by_column_name(page, desk, qtbot):
    from ui.pages.jobs import JobsPage

    header = page.view.horizontalHeader()
    header.moveSection(header.visualIndex(5), 1)
    header.resizeSection(1, 333)
    page.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    qtbot.wait(600)
    again = JobsPage(desk)
    qtbot.addWidget(again)
    kept = again.view.horizontalHeader()
    assert kept.visualIndex(5) == 1
    assert kept.sectionSize(1) == 333
    assert (kept.sortIndicatorSection(), kept.sortIndicatorOrder()) == (2, Qt.SortOrder.DescendingOrder)


def test_a_double_click_opens_properties_and_never_confirms(page, qtbot):
    place = page.view.visualRect(page.model.index(1, 1)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    qtbot.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    found = []

    def _shown():
        found[:] = [one for one in QApplication.topLevelWidgets() if one.objectName() == "propertiesDialog"]
        assert found

    qtbot.waitUntil(_shown)
    found[0].reject()


def test_the_port_of_the_chosen_instance_is_tested(page, world, qtbot):
    import socket

    with socket.socket() as bil:
        bil.bind(("127.0.0.1", 0))
        bil.listen()
        settings = double.AgentSettings(bil_host="127.0.0.1", bil_ports=(1, bil.getsockname()[1]))
        pause = double.Pause(by="Ada", at=double.NOW, note="x")
        world.agents[double.AGENT] = double.agent_row(settings=settings, state=double.AgentState.PAUSED, pause=pause)
        pick(page, 3)
        page.act("properties")
        found = []

        def _shown():
            found[:] = [one for one in QApplication.topLevelWidgets() if one.objectName() == "propertiesDialog"]
            assert found

        qtbot.waitUntil(_shown)
        found[0].instance_spin.setValue(2)
        qtbot.waitUntil(lambda: "answers" in found[0]._instance_words.text())
        found[0].reject()
