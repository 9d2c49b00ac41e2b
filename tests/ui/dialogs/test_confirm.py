from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget

from ui.dialogs.confirm import ConfirmDialog, Question

QUESTION = Question(title="Do it?", text="It blocks others.", facts=(("Rows", "12"),), items=("a", "b"))


@pytest.fixture
def dialog(qtbot, theme):
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    dialog = ConfirmDialog(QUESTION, theme=theme, parent=host)
    dialog.open()
    yield dialog
    dialog.reject()
    host.close()


def test_no_is_the_default_and_has_the_focus(dialog, qtbot):
    assert dialog.objectName() == "confirmDialog"
    assert dialog.no.isDefault()
    assert not dialog.yes.isDefault()
    assert not dialog.yes.autoDefault()


def test_enter_and_esc_mean_no(dialog, qtbot):
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_enter_means_no(dialog, qtbot):
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_yes_cannot_be_hit_by_the_second_click_of_a_double_click(dialog, qtbot):
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.yes.isEnabled)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)


def test_a_key_held_down_on_yes_does_nothing(dialog, qtbot):
    qtbot.waitUntil(dialog.yes.isEnabled)
    dialog.yes.setFocus()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(dialog.yes, event)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.yes, Qt.Key.Key_Space)


def test_a_screen_reader_hears_the_whole_consequence_at_yes(dialog):
    assert dialog.yes.accessibleDescription() == "It blocks others.. Rows: 12. a. b"
    box = dialog.findChild(QDialogButtonBox)
    assert box.button(QDialogButtonBox.StandardButton.Yes) is dialog.yes
