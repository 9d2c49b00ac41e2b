from __future__ import annotations

import dataclasses
import tomllib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from app.console.timberline import Timberline
from tests.oracle import site as sites
from ui.timberline.profile_editor import ProfileEditor
from ui.timberline.profile_fields import fields


@pytest.fixture
def site(tmp_path):
    found = sites.build(tmp_path / "site")
    found.output.mkdir(exist_ok=True)
    text = found.profile.read_text(encoding="utf-8")
    found.profile.write_text("# kept\n" + text, encoding="utf-8")
    return found


@pytest.fixture
def editor(qtbot, desk, site):
    desk = dataclasses.replace(desk, console=dataclasses.replace(desk.console, timberline=Timberline()))
    editor = ProfileEditor(site.profile, desk=desk, parent=desk.notices)
    qtbot.addWidget(editor)
    editor.show()
    return editor


def field(editor, key):
    return editor.findChild(QLineEdit, f"field-{key}")


def press(qtbot, editor, name):
    qtbot.mouseClick(editor.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_every_key_has_a_meaning_and_a_field(editor):
    for one in fields():
        assert one.meaning
        assert one.key in editor.form.inputs


def test_saving_keeps_comments_and_what_was_not_touched(editor, site, qtbot):
    field(editor, "analysis.phase_code").setText("02-200")
    with qtbot.waitSignal(editor.accepted):
        press(qtbot, editor, "saveProfileButton")
    text = site.profile.read_text(encoding="utf-8")
    assert text.startswith("# kept")
    assert tomllib.loads(text)["analysis"]["phase_code"] == "02-200"


def test_a_wrong_value_is_told_at_its_field_and_nothing_is_saved(editor, site, qtbot):
    before = site.profile.read_bytes()
    field(editor, "consistency.tolerance").setText("-1")
    press(qtbot, editor, "saveProfileButton")
    trouble = editor.form._troubles["consistency.tolerance"]
    qtbot.waitUntil(trouble.isVisible)
    assert "must not be negative" in trouble.text()
    assert site.profile.read_bytes() == before
    assert [path.name for path in site.folder.iterdir() if path.name.startswith(".")] == []


def test_the_test_button_says_how_each_point_came_out(editor, site, qtbot):
    site.timberline("DROP TABLE Active_Cnc_Record_10")
    press(qtbot, editor, "testProfileButton")
    qtbot.waitUntil(lambda: "✗ Timberline table contract_item" in editor._answer.text())
    assert "✓ Framework database" in editor._answer.text()


def test_the_layout_is_shown_with_a_ruler(editor):
    editor._tabs.setCurrentIndex(1)
    text = editor.findChild(QPlainTextEdit, "layoutRuler").toPlainText()
    assert "I,ACME01,INV-10042,07/31/2026,1042 - Slab stage,12500.00" in text
    assert "|" in text
