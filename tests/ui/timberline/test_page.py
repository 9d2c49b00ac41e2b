"""Plan, apply, overwrite, drift, undo and export on a real site, through the real buttons."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QTableView, QTabWidget

from app.console.timberline import Timberline
from tests.oracle import site as sites
from ui.dialogs.confirm import ConfirmDialog
from ui.timberline.page import TimberlinePage


@pytest.fixture
def site(tmp_path):
    found = sites.build(tmp_path / "site", jobs=3, receipts=2)
    found.output.mkdir(exist_ok=True)
    return found


@pytest.fixture
def page(qtbot, desk, site):
    desk = dataclasses.replace(
        desk, console=dataclasses.replace(desk.console, timberline=Timberline(), home=str(site.folder))
    )
    page = TimberlinePage(desk)
    page.resize(1200, 800)
    qtbot.addWidget(page)
    page.show()
    page.head.box.setEditText(str(site.profile))
    return page


def shown(kind, name=""):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert found
    assert not name or found[0].objectName() == name
    return found[0]


def wait_for(qtbot, kind):
    qtbot.waitUntil(lambda: shown(kind) is not None)
    return shown(kind)


def click(qtbot, page, name):
    button = page.findChild(QPushButton, name)
    qtbot.waitUntil(lambda: button.isEnabled() and button.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def plan(qtbot, page, name, *, rows):
    click(qtbot, page, name)
    table = page.findChild(QTableView, "resultTable")
    qtbot.waitUntil(lambda: table.model().rowCount() == rows and table.isVisible())
    return table


def answer(qtbot, *, yes):
    dialog = wait_for(qtbot, ConfirmDialog)
    qtbot.waitUntil(dialog.yes.isEnabled)
    qtbot.mouseClick(dialog.yes if yes else dialog.no, Qt.MouseButton.LeftButton)
    return dialog


def accept_save(qtbot):
    dialog = wait_for(qtbot, QFileDialog)
    proposal = dialog.selectedFiles()[0]
    dialog.accept()
    return proposal


def test_the_names_of_the_contract_are_there(page):
    names = "profileBox analyseButton createInvoicesButton processReceiptsButton checkConsistencyButton resultTable"
    for name in names.split():
        assert page.findChild(object, name), name


@pytest.mark.parametrize(
    ("button", "rows"),
    [("analyseButton", 3), ("createInvoicesButton", 3), ("processReceiptsButton", 6), ("checkConsistencyButton", 3)],
)
def test_each_action_shows_its_plan_and_changes_nothing(page, site, qtbot, button, rows):
    before = site.databases()
    plan(qtbot, page, button, rows=rows)
    assert site.databases() == before
    assert not site.file.exists()


def test_creating_invoices_ends_in_a_save_prompt_with_the_profiles_proposal(page, site, qtbot):
    plan(qtbot, page, "createInvoicesButton", rows=3)
    click(qtbot, page, "applyButton")
    assert accept_save(qtbot) == str(site.file)
    qtbot.waitUntil(site.file.exists)
    qtbot.waitUntil(lambda: not page.apply_button.isVisible())
    assert site.flagged() == set(site.filed())


def test_an_existing_file_is_asked_about_and_archived(page, site, qtbot):
    site.file.write_text(
        "I,C1,OLD-1,07/01/2026,Old,5.00\r\nD,10-0001,01-100,,,5.00,Old\r\n", encoding="cp1252", newline=""
    )
    plan(qtbot, page, "createInvoicesButton", rows=3)
    click(qtbot, page, "applyButton")
    accept_save(qtbot)
    dialog = answer(qtbot, yes=True)
    assert "OLD-1" in dialog.yes.accessibleDescription()
    qtbot.waitUntil(lambda: site.archive.exists() and len(list(site.archive.iterdir())) >= 1)
    qtbot.waitUntil(lambda: len(site.flagged()) == 3)


def test_no_leaves_the_existing_file_and_the_flags(page, site, qtbot):
    site.file.write_text("I,C1,OLD-1,07/01/2026,Old,5.00\r\n", encoding="cp1252", newline="")
    plan(qtbot, page, "createInvoicesButton", rows=3)
    click(qtbot, page, "applyButton")
    accept_save(qtbot)
    answer(qtbot, yes=False)
    qtbot.waitUntil(lambda: bool(page.window()) and page.head.actions_ is not None)
    qtbot.wait(50)
    assert site.flagged() == set()
    assert "OLD-1" in site.file.read_text(encoding="cp1252")


def test_another_place_is_kept_in_the_profile(page, site, qtbot):
    plan(qtbot, page, "createInvoicesButton", rows=3)
    click(qtbot, page, "applyButton")
    dialog = wait_for(qtbot, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText("Other.txt")
    dialog.accept()
    qtbot.waitUntil((site.output / "Other.txt").exists)
    assert 'file = "Other.txt"' in site.profile.read_text(encoding="utf-8")


def test_posting_asks_with_sums_and_posts_once(page, site, qtbot):
    plan(qtbot, page, "processReceiptsButton", rows=6)
    click(qtbot, page, "applyButton")
    dialog = answer(qtbot, yes=True)
    assert "6, 360.00" in dialog.yes.accessibleDescription()
    qtbot.waitUntil(lambda: len(site.keys()) >= 6)
    table = page.findChild(QTableView, "resultTable")
    qtbot.waitUntil(lambda: not page.apply_button.isVisible() and table.model().rowCount() == 6)
    plan(qtbot, page, "processReceiptsButton", rows=6)
    assert not page.apply_button.isVisible()


def test_what_changed_since_the_plan_is_told_and_not_done(page, site, qtbot):
    plan(qtbot, page, "processReceiptsButton", rows=6)
    site.timberline("UPDATE Current_Art_Record_1 SET tAmt = '61.00' WHERE tSeq = 1")
    click(qtbot, page, "applyButton")
    answer(qtbot, yes=True)

    def _told():
        found = [one for one in QApplication.topLevelWidgets() if one.objectName() == "resultsDialog"]
        assert found
        found[0].accept()

    qtbot.waitUntil(_told)
    assert site.keys() == []


def test_a_chip_and_the_filter_narrow_the_records(page, site, qtbot):
    site.framework("UPDATE cst_claim SET s_invoice_num = NULL WHERE l_claim_id = 1")
    table = plan(qtbot, page, "createInvoicesButton", rows=3)
    chip = page.findChild(QPushButton, "chip-no-invoice-number")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert table.model().rowCount() == 1
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    page.findChild(QLineEdit, "resultFilter").setText("number in Framework")
    assert table.model().rowCount() == 1


def test_an_export_is_listed_and_can_be_taken_back(page, site, qtbot):
    site.timberline("DELETE FROM Current_Art_Record_1")
    plan(qtbot, page, "createInvoicesButton", rows=3)
    click(qtbot, page, "applyButton")
    accept_save(qtbot)
    qtbot.waitUntil(lambda: page.batches.model.rowCount() == 1)
    page.findChild(QTabWidget, "timberlineTabs").setCurrentIndex(1)
    page.batches.view.select(page.batches.model.key_at(0))
    click(qtbot, page, "undoBatchButton")
    answer(qtbot, yes=True)
    qtbot.waitUntil(lambda: site.flagged() == set())


@pytest.mark.parametrize("ending", ["Xlsx", "Csv", "Pdf"])
def test_the_result_is_exported(page, site, qtbot, tmp_path, ending):
    from PySide6.QtGui import QAction

    plan(qtbot, page, "checkConsistencyButton", rows=3)
    page.findChild(QAction, f"export{ending}").trigger()
    dialog = wait_for(qtbot, QFileDialog)
    wanted = tmp_path / f"report.{ending.lower()}"
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(wanted))
    dialog.accept()
    qtbot.waitUntil(wanted.exists)


def test_the_printed_page_has_the_rows_and_sums_of_the_screen(page, site, qtbot):
    from ui.timberline.printing import document_of

    plan(qtbot, page, "checkConsistencyButton", rows=3)
    text = document_of(page._result, model=page.model).toPlainText()
    for place in range(3):
        assert page.model.row_at(place).row.invoice in text


def test_a_profile_that_is_not_valid_is_told_in_its_sentence(page, site, qtbot, desk):
    site.settle(receipts={"start": None})
    told = []
    desk.work.refused.connect(told.append)
    click(qtbot, page, "analyseButton")
    qtbot.waitUntil(lambda: bool(told))
    assert "receipts.start" in str(told[0])
