"""What holds everywhere in the window: names for every focusable widget, no clipped text, no thread left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QListWidget, QScrollBar, QWidget

from tests.ui import double
from ui.theme.tokens import Look

PAGES = (
    "agents", "jobs", "history", "timeline", "alerts", "failures", "log", "timberline", "checks", "audit", "roles",
    "store",
)  # fmt: skip


def focusable(root):
    inner = (QScrollBar,)
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget, inner):
            continue
        if widget.objectName().startswith("qt_"):  # parts of Qt's own widgets, named by their owner
            continue
        if type(widget.window()).__name__ == "QFrame" or widget.window().metaObject().className().startswith(
            "QComboBox"
        ):
            continue  # the list that a combo box drops down, named by its box
        yield widget


def accessible_name(widget):
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found else widget.accessibleName()


def test_the_window_has_the_names_of_the_contract(front):
    window = front.agents_page.window()
    assert window.objectName() == "mainWindow"
    assert window.findChild(QListWidget, "navigation")
    for name in ("agentsView", "jobsTable", "runLog", "historyTable", "failuresTable"):
        assert window.findChild(QAbstractItemView, name), name
    assert window.findChild(QLineEdit, "jobsFilter")
    assert window.findChild(QWidget, "timberlinePage")


@pytest.mark.parametrize("page", PAGES)
def test_every_widget_that_takes_focus_has_a_name(front, qtbot, page):
    window = front.agents_page.window()
    window.go(page)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in focusable(window)
        if not accessible_name(widget) and not (isinstance(widget, QLineEdit) and "spin" in widget.objectName())
    ]
    assert not nameless, nameless


def clipped(root):
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            needed = widget.fontMetrics().horizontalAdvance(widget.text())
            if widget.pixmap().isNull() and needed > widget.width() + 1:
                yield f"label {widget.text()!r}: {needed} > {widget.width()}"
        elif isinstance(widget, QAbstractButton) and widget.text():
            needed = widget.sizeHint().width()
            if needed > widget.width() + 1:
                yield f"button {widget.text()!r}: {needed} > {widget.width()}"


@pytest.mark.parametrize("page", PAGES)
def test_no_text_is_clipped(front, qtbot, page):
    window = front.agents_page.window()
    front.open_jobs(double.agent_row())
    window.go(page)
    qtbot.wait(100)
    assert list(clipped(window)) == []


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.CONTRAST])
def test_the_look_changes_while_the_window_stands(front, theme, qtbot, look):
    window = front.agents_page.window()
    theme.apply(look)
    qtbot.wait(20)
    assert window.grab().toImage().pixelColor(600, 400).name().lower() == theme.tokens.surface.lower()
    theme.apply(Look.LIGHT)


def test_the_band_says_production_unless_it_is_known_to_be_less(front, qtbot):
    window = front.agents_page.window()
    assert window.band.property("environment") == "production"
    assert window.band.isVisible()


def test_every_page_is_reached_by_its_key(front, qtbot):
    window = front.agents_page.window()
    for place, page in enumerate(PAGES[:9], start=1):
        qtbot.keyClick(window, getattr(Qt.Key, f"Key_{place}"), Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(window.page(page).isVisible)
