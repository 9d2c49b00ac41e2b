"""Audit, roles, store, alerts and timeline, with the real widgets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QTableView

from app.model.audit import Verdict
from app.model.role import Grant, Role
from tests.ui import double
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.grant import GrantDialog
from ui.dialogs.move_store import MoveStoreDialog
from ui.pages.alerts import AlertsPage
from ui.pages.audit import AuditPage
from ui.pages.roles import RolesPage
from ui.pages.store import StorePage
from ui.pages.timeline import TimelinePage
from ui.widgets.gantt import Gantt


def shown(qtbot, page, *, rows=None):
    page.resize(1200, 800)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.read()
    if rows:
        qtbot.waitUntil(lambda: page.model.rowCount() == rows)
    return page


def click(qtbot, host, name):
    qtbot.mouseClick(host.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def dialog(qtbot, kind):
    def found():
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def told(desk):
    return " ".join(notice.text for notice in desk.notices.notices())


def test_the_audit_shows_before_and_after_of_the_picked_action(qtbot, desk):
    page = shown(qtbot, AuditPage(desk), rows=4)
    page.view.select(2)
    changes = page.details.findChild(QTableView, "changesTable").model()
    assert [changes.index(0, place).data() for place in range(3)] == ["interval_s", "600", "300"]
    page.view.select(3)
    assert page.details.findChild(QLabel, "audit-note").text().startswith("it takes the role admin")


def test_the_audit_is_filtered_in_the_store(qtbot, desk):
    page = shown(qtbot, AuditPage(desk), rows=4)
    page.search.setText("upgrade")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.search.clear()
    page.group.setCurrentIndex(page.group.findData("denied"))
    qtbot.waitUntil(lambda: [row.action for row in page.model.every()] == ["denied"])


def test_verify_answers_plainly(qtbot, desk):
    page = shown(qtbot, AuditPage(desk), rows=4)
    click(qtbot, page, "verifyButton")
    qtbot.waitUntil(lambda: "The audit holds: 4 actions" in told(desk))
    desk.console.audit.verdict = Verdict(rows=4, head="", broken=3, why="its hash is another")
    click(qtbot, page, "verifyButton")
    qtbot.waitUntil(lambda: "somebody changed it at row 3" in told(desk))


def test_the_audit_goes_into_a_file(qtbot, desk, world, tmp_path):
    page = shown(qtbot, AuditPage(desk), rows=4)
    click(qtbot, page, "exportAudit")
    prompt = dialog(qtbot, QFileDialog)
    prompt.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "audit.csv"))
    prompt.accept()
    qtbot.waitUntil(lambda: ("export-audit", str(tmp_path / "audit.csv"), None) in world.calls)


def test_the_first_role_is_an_admins(qtbot, desk, world):
    page = shown(qtbot, RolesPage(desk))
    click(qtbot, page, "grantButton")
    asked = dialog(qtbot, GrantDialog)
    assert not asked.role.isEnabled()
    assert asked.user.text() == "Ada"
    click(qtbot, asked, "giveButton")
    qtbot.waitUntil(lambda: ("grant", "Ada", "admin", None) in world.calls)
    qtbot.waitUntil(lambda: page.grants.rowCount() == 1)


def test_a_role_is_taken_back_after_a_question(qtbot, desk, world):
    for user, role in (("Ada", Role.ADMIN), ("Ben", Role.OPERATOR)):
        desk.console.roles.all.append(Grant(user=user, role=role, agent="", by="Ada", at=double.NOW))
    page = shown(qtbot, RolesPage(desk))
    qtbot.waitUntil(lambda: page.grants.rowCount() == 2)
    page.view.select(("Ben", ""))
    click(qtbot, page, "revokeButton")
    question = dialog(qtbot, ConfirmDialog)
    qtbot.waitUntil(question.yes.isEnabled)
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("revoke", "Ben", None) in world.calls)


def test_the_roles_page_says_who_may_what(qtbot, desk):
    for user, role, agent in (("Ada", Role.ADMIN, ""), ("Ben", Role.OPERATOR, "Sandbox")):
        desk.console.roles.all.append(Grant(user=user, role=role, agent=agent, by="Ada", at=double.NOW))
    page = shown(qtbot, RolesPage(desk))
    qtbot.waitUntil(lambda: page.grants.rowCount() == 2)
    page.view.select(("Ben", "Sandbox"))
    able = {row.what: row.able for row in page.permissions.every()}
    assert able["Run, stop and retry jobs"] == ("Ada", "Ben")
    assert able["Give and take back roles"] == ("Ada",)
    qtbot.waitUntil(lambda: page.denied.rowCount() == 1)


def test_the_store_is_backed_up_into_the_chosen_file(qtbot, desk, world, tmp_path):
    page = shown(qtbot, StorePage(desk), rows=3)
    assert page.findChild(QLabel, "store-size").text() == "48 MB"
    click(qtbot, page, "backUpButton")
    prompt = dialog(qtbot, QFileDialog)
    prompt.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "kept.sqlite"))
    prompt.accept()
    qtbot.waitUntil(lambda: ("backup", str(tmp_path / "kept.sqlite")) in world.calls)
    qtbot.waitUntil(lambda: "Passwords are not in it" in told(desk))


def test_a_moved_store_closes_the_window(qtbot, desk, world):
    page = shown(qtbot, StorePage(desk), rows=3)
    click(qtbot, page, "moveStoreButton")
    asked = dialog(qtbot, MoveStoreDialog)
    asked.to.setText("postgresql+psycopg://u:secret@server/tieline")
    click(qtbot, asked, "moveButton")
    qtbot.waitUntil(lambda: asked.moved)
    assert "tieline --store" in asked.answer.text()
    assert "secret" not in asked.answer.text()
    with qtbot.waitSignal(page.left):
        click(qtbot, asked, "cancelButton")


@pytest.fixture
def alerts(qtbot, desk):
    return shown(qtbot, AlertsPage(desk), rows=2)


def test_an_alert_leads_to_its_place(qtbot, alerts):
    with qtbot.waitSignal(alerts.open_alert) as gone:
        click(qtbot, alerts, "goThereButton")
    assert gone.args[0].jobs == (31,)


def test_a_quiet_alert_comes_back_by_itself(qtbot, alerts, desk):
    alerts.view.select(alerts.model.key_at(0))
    alerts.snooze(desk.clock() + timedelta(hours=1))
    assert alerts.model.rowCount() == 1
    alerts.quiet.setChecked(True)
    assert alerts.model.rowCount() == 2
    key = desk.console.alerts.all[0].key
    assert alerts.snoozing.until(key, now=desk.clock() + timedelta(minutes=59))
    assert alerts.snoozing.until(key, now=desk.clock() + timedelta(minutes=61)) is None
    alerts.view.select(key)
    click(qtbot, alerts, "wakeButton")
    assert alerts.snoozing.until(key, now=desk.clock()) is None


def test_the_timeline_draws_past_and_coming_runs(qtbot, desk):
    page = TimelinePage(desk)
    page.show_agent(double.agent_row())
    shown(qtbot, page)
    gantt = page.findChild(Gantt)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    assert "runs are to come" in gantt.accessibleName()
    first = page.model.row_at(0)
    assert desk.clock() <= first.start <= desk.clock() + timedelta(hours=1)
    with qtbot.waitSignal(page.open_job) as gone:
        gantt.setFocus()
        qtbot.keyClick(gantt, Qt.Key.Key_Down)
        qtbot.keyClick(gantt, Qt.Key.Key_Return)
    assert gone.args == [2]


def test_a_click_on_a_run_opens_it(qtbot, desk):
    page = TimelinePage(desk)
    page.show_agent(double.agent_row())
    shown(qtbot, page)
    gantt = page.findChild(Gantt)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    place = [number for number, _ in gantt._jobs].index(26)
    gantt.verticalScrollBar().setValue(place * 26)
    run = gantt._runs[26][0]
    left, width = gantt._extent(gantt._span, run)
    y = 30 + place * 26 - gantt.verticalScrollBar().value() + 13
    with qtbot.waitSignal(page.open_run) as gone:
        at = gantt.viewport().rect().topLeft()
        at.setX(round(left + width / 2))
        at.setY(y)
        qtbot.mouseClick(gantt.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert gone.args == [run.id]
