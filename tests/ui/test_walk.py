"""No page and no dialog clips a text or has a widget without an accessible name, at 100, 150 and 200 %.

A scale belongs to a process, so the larger ones are walked in one of their own: 150 % of a full HD screen leaves 1280
by 720 pixels, 200 % the smallest size of the window. Those are slow: pytest -m slow tests/ui/test_walk.py
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from tests.ui import walk
from ui.theme.tokens import NAVIGATION_WIDTH
from ui.widgets.list_head import ListHead


def test_the_walk_sees_what_is_wrong(qtbot):
    cut = QLabel("much too long for its place")
    cut.setFixedWidth(40)
    qtbot.addWidget(cut)
    cut.show()
    assert any("label" in trouble for trouble in walk._clipped(cut))
    host = QWidget()
    qtbot.addWidget(host)
    box = QComboBox(host)
    box.setEditable(True)
    assert any("no name" in trouble for trouble in walk.nameless(host))
    box.setAccessibleName("Agent")
    box.lineEdit().setAccessibleName("Agent")
    assert list(walk.nameless(host)) == []


def test_nothing_is_clipped_or_nameless_at_100_percent(front, qtbot):
    found = []
    for name, root in walk.steps(front):
        qtbot.wait(walk.SETTLE_MS)
        if walk.troubles(root):
            qtbot.wait(walk.AGAIN_MS)
            found += [f"{name}: {trouble}" for trouble in walk.troubles(root)]
    assert found == []


def test_the_head_of_every_list_fits_the_smallest_window(front):
    window = front.agents_page.window()
    room = window.minimumWidth() - NAVIGATION_WIDTH - 2 * 24
    wide = {
        head.parentWidget().objectName() + str(head.said()): head.minimumSizeHint().width()
        for head in window.findChildren(ListHead)
    }
    assert wide
    assert {name: width for name, width in wide.items() if width > room} == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scale", "size", "language"),
    [(150, "1280x720", ""), (200, "1024x640", ""), (100, "1440x900", "de"), (150, "1280x720", "de")],
)
def test_nothing_is_clipped_or_nameless_at_other_scales(scale, size, language):
    command = [sys.executable, "-m", "tests.ui.walk", "--scale", str(scale), "--size", size, "--language", language]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=300, env={**os.environ, "PYTHONPATH": "."}
    )
    assert done.stdout.strip() == ""
    assert done.returncode == 0, done.stderr
