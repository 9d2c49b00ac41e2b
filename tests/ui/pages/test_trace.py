"""From a failed record or a number to where the document stands, and on from each step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui import double, double_documents
from ui.dialogs.trace import TraceDialog
from ui.models.columns import ICON_ROLE, TONE_ROLE
from ui.models.trail import number_of, stops
from ui.pages.failures import FailuresPage


@pytest.fixture
def failures(desk, world, qtbot):
    world.failures = [double_documents.failure(double.NOW), *world.failures]
    page = FailuresPage(desk)
    qtbot.addWidget(page)
    page.show_agent(double.agent_row())
    qtbot.waitUntil(lambda: page.causes.rowCount() == 4)
    page.pick(double_documents.failure(double.NOW).id)
    return page


@pytest.fixture
def dialog(desk, qtbot):
    def opened(word: str) -> TraceDialog:
        found = TraceDialog(word, agent="Sandbox", desk=desk)
        qtbot.addWidget(found)
        qtbot.waitUntil(lambda: not desk.work.busy)
        return found

    return opened


def column(model, key: str) -> list[str]:
    place = next(place for place, one in enumerate(model.columns) if one.key == key)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_the_way_goes_from_arm_through_its_transactions_to_kinetic():
    found = stops(double_documents.trails(double.NOW)[:1])
    assert [(stop.what, stop.number, stop.status) for stop in found] == [
        ("Purchase order", "60001", "In ARM"),
        ("Transaction: create", "#1", "Replaced"),
        ("Transaction: change", "#2", "In Kinetic"),
        ("Number in Kinetic", "4711", "In Kinetic"),
        ("Log of the document", "#2", "Warning"),
    ]
    assert found[2].why == "PONum 4711"


def test_a_failed_document_shows_where_it_stands_and_why_it_waits(failures, qtbot):
    detail = failures._record
    detail.tabs.setCurrentWidget(detail.trail)
    model = detail.trail.model
    qtbot.waitUntil(lambda: model.rowCount() == 6)
    assert column(model, "status")[2:5] == ["Refused", "No number yet", "Open"]
    assert double_documents.REASON in column(model, "why")[2]
    assert double_documents.REASON in detail.trail.told.text()
    cell = model.index(2, 2)
    assert (cell.data(ICON_ROLE), cell.data(TONE_ROLE)) == ("dismiss_circle_filled", "failed")


def test_a_record_that_came_from_the_erp_has_no_way_to_show(failures, qtbot):
    detail = failures._record
    assert detail.tabs.isTabVisible(1)
    failures.pick(double.failures()[0].id)
    qtbot.waitUntil(lambda: not detail.tabs.isTabVisible(1))
    assert detail.tabs.currentWidget() is detail.record


def test_only_documents_have_a_number_to_trace():
    order = double_documents.failure(double.NOW)
    assert number_of(order) == "60002"
    assert number_of(replace(order, table="PurchaseOrderEmail")) == ""
    assert number_of(double.failures()[0]) == ""


def test_the_action_and_the_steps_hand_the_document_on(failures, qtbot):
    with qtbot.waitSignal(failures.trace_asked) as asked:
        qtbot.mouseClick(failures.findChild(QPushButton, "traceButton"), Qt.MouseButton.LeftButton)
    assert asked.args == ["60002"]
    way = stops(double_documents.trails(double.NOW)[1:2])
    with qtbot.waitSignal(failures.open_log) as log:
        failures._record.followed.emit(way[2])
    assert log.args == [999]


def test_the_key_traces_from_any_page_and_a_step_leads_to_its_page(front, qtbot, world):
    world.failures = [double_documents.failure(double.NOW), *world.failures]
    front.failures_page.read()
    qtbot.waitUntil(lambda: front.failures_page.causes.rowCount() == 4)
    front._window.go("jobs")
    qtbot.keyClick(front._window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    opened = front._window.findChild(TraceDialog)
    assert opened.trail.nothing.head.text() == "No document asked for"
    qtbot.keyClicks(opened.edit, "60002")
    qtbot.keyClick(opened.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.trail.model.rowCount() == 6)
    assert ("trace", "60002", "Sandbox") in world.calls
    opened.follow(opened.trail.model.row_at(4))
    assert front.failures_page.isVisible()
    assert front.failures_page.records_view.current().id == "EPIC06-90"


def test_a_number_that_means_several_documents_shows_each(dialog):
    opened = dialog("60001")
    assert [one for one in column(opened.trail.model, "number") if one == "60001"] == ["60001", "60001"]
    assert "AP invoice 60001" in opened.trail.told.text()


def test_an_unknown_number_is_said_in_words(dialog, qtbot):
    opened = dialog("404")
    assert opened.trail.nothing.head.text() == "No document is known by 404"
    assert not opened.findChild(QPushButton, "followButton").isEnabled()
    opened.edit.clear()
    assert opened.trail.nothing.head.text() == "No document asked for"


def test_kinetics_number_leads_back_and_each_step_leads_on(dialog, qtbot):
    opened = dialog("4711")
    assert opened.findChild(QPushButton, "followButton").isEnabled()
    assert opened.trail.model.row_at(0).number == "60001"
    opened.follow(opened.trail.model.row_at(0))
    assert opened.edit.text() == "60001"
    qtbot.waitUntil(lambda: opened.trail.model.rowCount() == 10)
    with qtbot.waitSignal(opened.open_log) as log:
        opened.trail.view.opened.emit(opened.trail.model.row_at(1))
    assert log.args == [999]


def test_a_late_answer_does_not_overwrite_a_newer_one(dialog, qtbot, desk):
    opened = dialog("404")
    opened.trail.trace("60001", agent="Sandbox")
    opened.trail.trace("60002", agent="Sandbox")
    qtbot.waitUntil(lambda: not desk.work.busy)
    assert column(opened.trail.model, "number")[0] == "60002"
