from __future__ import annotations

import sys

import pytest

from ui import main, screen

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a screen can be missing")


@pytest.fixture
def nothing(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@linux
def test_without_a_display_there_is_no_screen(nothing):
    assert not screen.has_screen()


@linux
def test_a_display_that_nobody_serves_is_no_screen(nothing, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":9876")
    assert not screen.has_screen()


def test_a_named_platform_is_believed(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert screen.has_screen()


@linux
def test_opening_without_a_screen_says_what_to_do_instead_of_aborting(nothing, capsys):
    assert main.main(None, None) == 2
    assert "tieline demo" in capsys.readouterr().err
