from __future__ import annotations

import socket
import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from app.model.check import Check, CheckState
from ui.wizards.addresses import Kind
from ui.wizards.bil import BilWizard
from ui.wizards.step import line


@pytest.fixture
def wizard(qtbot, desk):
    host = QWidget()
    host.show()
    qtbot.addWidget(host)
    wizard = BilWizard(["Sandbox"], desk=desk, parent=host)
    wizard.open()
    yield wizard
    host.deleteLater()


def click(qtbot, wizard, name):
    qtbot.mouseClick(wizard.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def fill(wizard, name, text):
    wizard.findChild(QLineEdit, name).setText(text)


def pick(wizard, name, kind):
    box = wizard.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(kind))


def test_the_whole_way_sets_up_the_agent_and_its_company(wizard, world, qtbot, tmp_path):
    erp = tmp_path / "erp.sqlite"
    sqlite3.connect(erp).execute("CREATE TABLE Part (Company)").connection.close()
    wizard.agent.box.setEditText("Ledger")
    click(qtbot, wizard, "nextButton")
    pick(wizard, "erpKind", Kind.SQLITE)
    fill(wizard, "erp-database", str(erp))
    click(qtbot, wizard, "erpTest")
    qtbot.waitUntil(lambda: bool(wizard.erp.tested))
    click(qtbot, wizard, "nextButton")
    pick(wizard, "armKind", Kind.POSTGRESQL)
    for name, text in (("host", "arm.example"), ("database", "arm"), ("user", "ada"), ("password", "p@ss")):
        fill(wizard, f"arm-{name}", text)
    click(qtbot, wizard, "nextButton")
    fill(wizard, "wizardCompany", "EPIC07")
    click(qtbot, wizard, "nextButton")
    click(qtbot, wizard, "nextButton")
    text = wizard.findChild(QLabel, "wizardSummary").text()
    assert "✓ ERP of" in text
    assert "ARM: not tested" in text
    assert "p%40ss" not in text
    with qtbot.waitSignal(wizard.accepted):
        click(qtbot, wizard, "nextButton")
    assert ("add", "Ledger") in world.calls
    mapped = ("map", "EPIC07", "Ledger", f"sqlite:///{erp}", "postgresql+psycopg://ada:p%40ss@arm.example/arm", None)
    assert mapped in world.calls


def test_one_cannot_go_on_without_what_is_needed(wizard, qtbot):
    wizard.agent.box.setEditText("")
    click(qtbot, wizard, "nextButton")
    assert "name" in wizard._problem.text()
    assert wizard._step == 0


def test_a_port_that_does_not_answer_is_told_plainly(wizard, qtbot):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        fill(wizard, "wizardBilHost", "127.0.0.1")
        wizard._show(4)
        fill(wizard, "wizardPorts", str(taken.getsockname()[1]))
        click(qtbot, wizard, "testPorts")
        qtbot.waitUntil(lambda: "✓" in wizard.instances._answer.text())
    click(qtbot, wizard, "testPorts")
    qtbot.waitUntil(lambda: "✗" in wizard.instances._answer.text())
    assert "Start the business integration layer" in wizard.instances._answer.text()


def test_each_instance_needs_its_own_port(wizard):
    wizard._show(4)
    wizard.instances.count.setValue(3)
    assert wizard.instances.ports() == (9001, 9002, 9003)
    fill(wizard, "wizardPorts", "9001, 9001, 9002")
    assert "share" in wizard.instances.problem()


def test_cancelling_stores_nothing(wizard, world, qtbot):
    wizard.agent.box.setEditText("Ledger")
    click(qtbot, wizard, "cancelButton")
    assert world.calls == []


def test_kinetic_gets_its_login_and_key_in_one_address(wizard, world, qtbot):
    wizard._show(3)
    for name, text in (
        ("wizardCompany", "EPIC07"),
        ("wizardRest", "https://erp.example/live/"),
        ("wizardRestUser", "tieline"),
    ):
        fill(wizard, name, text)
    click(qtbot, wizard, "nextButton")
    assert "Password" in wizard._problem.text()
    fill(wizard, "wizardRestPassword", "p@ss")
    fill(wizard, "wizardRestKey", "${KINETIC_KEY}")
    assert wizard.company.problem() == ""
    assert wizard.company.address() == "https://tieline:p%40ss@erp.example/live?api-key=${KINETIC_KEY}"


def test_a_kinetic_that_does_not_answer_is_told_plainly(wizard, qtbot):
    wizard._show(3)
    fill(wizard, "wizardCompany", "EPIC07")
    fill(wizard, "wizardRest", "https://u:p@127.0.0.1:9/live?api-key=k")
    click(qtbot, wizard, "testRest")
    qtbot.waitUntil(lambda: bool(wizard.company.tested), timeout=10_000)
    assert "p@127" not in line(wizard.company.tested[0])
    assert wizard.company.tested[0].state is CheckState.UNREACHABLE


def test_the_wizard_says_where_passwords_go(wizard, qtbot):
    kept = wizard.erp.findChild(QLabel, "whereKept")
    wizard.erp.show_store(Check(name="Credential store", state=CheckState.OK, found="the keychain"))
    assert kept.text() == "Passwords are kept in: the keychain."
    wizard.erp.show_store(Check(name="Credential store", state=CheckState.NOTE, found="none"))
    fill(wizard, "erp-password", "${ERP_PASSWORD}")
    assert kept.property("role") == "muted"
    fill(wizard, "erp-password", "sesame")
    assert kept.property("role") == "warning"
    assert "stand readable" in kept.text()
