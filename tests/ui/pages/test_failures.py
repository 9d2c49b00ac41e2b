from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView


@pytest.fixture
def page(front, qtbot):
    front._window.go("failures")
    qtbot.waitUntil(lambda: front.failures_page.causes.rowCount() == 3)
    return front.failures_page


def test_the_record_is_shown_as_read_with_the_field_at_fault_first(page, qtbot):
    place = next(n for n in range(3) if page.causes.row_at(n).field == "CountryNum")
    page.causes_view.select(page.causes.key_at(place))
    table = page._record.findChild(QTableView, "recordTable").model()
    assert (table.row_at(0).name, table.row_at(0).value, table.row_at(0).at_fault) == ("CountryNum", "999", True)


def test_the_filter_finds_by_key_field_and_reason(page):
    box = page.findChild(QLineEdit, "failuresFilter")
    for text, count in (("CountryNum", 1), ("71 characters", 1), ("79", 1), ("vendor", 3)):
        box.setText(text)
        assert page.causes.rowCount() == count, text


@pytest.mark.parametrize("name", ["retryAllButton", "retryCauseButton", "retryPickedButton"])
def test_failed_records_are_tried_again(page, world, qtbot, name):
    qtbot.mouseClick(page.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("retry", 26) in world.calls)


def test_only_the_picked_records_are_tried_again(page, world, qtbot):
    picked = [failure.id for failure in page.records_view.selected()]
    assert 0 < len(picked) < sum(len(cause.failures) for cause in page.causes.every())
    qtbot.mouseClick(page.findChild(QPushButton, "retryPickedButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("retried", *picked) in world.calls)


def test_without_failed_records_the_page_says_so(page, world, qtbot):
    world.failures.clear()
    page.read()
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1)


def test_a_record_leads_to_the_log_of_its_run_and_to_its_job(page, front, qtbot):
    page._open_log()
    qtbot.waitUntil(front.log_page.isVisible)
    page._open_job()
    qtbot.waitUntil(front.jobs_page.isVisible)
