from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.crash import CrashHook
from ui.dialogs.crash import CrashDialog


def _broken():
    raise ZeroDivisionError("planted")


@pytest.mark.logs_warnings
def test_a_bug_is_written_to_a_local_report_with_its_traceback(tmp_path):
    told = []
    hook = CrashHook(folder=tmp_path)
    hook.tell_with(lambda path, error: told.append((path, error)))
    try:
        _broken()
    except ZeroDivisionError as error:
        hook.caught(error)
    path, _ = told[0]
    text = path.read_text(encoding="utf-8")
    assert "in _broken" in text
    assert "planted" in text


@pytest.mark.logs_warnings
def test_a_report_that_cannot_be_written_does_not_hide_the_bug(tmp_path):
    (tmp_path / "crashes").write_text("in the way")
    told = []
    hook = CrashHook(folder=tmp_path)
    hook.tell_with(lambda path, error: told.append(path))
    hook.caught(ZeroDivisionError())
    assert told == [None]


def test_the_dialog_says_where_the_report_is_and_that_nothing_was_sent(qtbot, theme, tmp_path):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = CrashDialog(ZeroDivisionError("planted"), path=tmp_path / "crash.txt", theme=theme, parent=host)
    dialog.open()
    assert dialog in [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    texts = " ".join(label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text"))
    assert "crash.txt" in texts
    assert "Nothing was sent" in texts
    dialog.accept()
