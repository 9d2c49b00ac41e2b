"""What holds everywhere in the window: the names of the contract, the looks, the keys of the pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QWidget

from ui.theme.tokens import Look

PAGES = (
    "agents", "jobs", "history", "timeline", "alerts", "failures", "log", "timberline", "checks", "audit", "roles",
    "store",
)  # fmt: skip


def test_the_window_has_the_names_of_the_contract(front):
    window = front.agents_page.window()
    assert window.objectName() == "mainWindow"
    assert window.findChild(QListWidget, "navigation")
    for name in ("agentsView", "jobsTable", "runLog", "historyTable", "failuresTable"):
        assert window.findChild(QAbstractItemView, name), name
    assert window.findChild(QLineEdit, "jobsFilter")
    assert window.findChild(QWidget, "timberlinePage")


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
