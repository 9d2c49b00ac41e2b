"""The window on a console in memory, over a loop that runs while pytest-qt waits."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest
import qasync
from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtWidgets import QApplication

from tests.ui import double
from ui.bridge import Bridge
from ui.desk import Desk
from ui.front import Front
from ui.theme.theme import Theme
from ui.theme.tokens import Look
from ui.widgets.notices import Notices
from ui.window import MainWindow
from ui.work import Work


@pytest.fixture(scope="session")
def qapp_args():
    return ["tieline"]


@pytest.fixture(scope="session", autouse=True)
def _no_native_dialogs():
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


@pytest.fixture(scope="module", autouse=True)
def _garbage_between_tests():
    """As in the window: no object of Qt dies in a worker thread or in the middle of Qt's own work."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _settings(tmp_path, qapp):
    """The layout settings of a test are its own."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    qapp.setOrganizationName("Tieline")
    qapp.setApplicationName("Tieline")
    qapp.setQuitOnLastWindowClosed(False)
    left = [one.objectName() or type(one).__name__ for one in qapp.topLevelWidgets() if one.isVisible()]
    assert left == [], "left open by an earlier test"
    QSettings().clear()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


@pytest.fixture(scope="session")
def theme(qapp) -> Theme:
    return Theme(qapp, look=Look.LIGHT)


@pytest.fixture
def loop(qapp) -> Iterator[asyncio.AbstractEventLoop]:
    loop = qasync.QEventLoop(qapp)
    troubles: list[object] = []
    loop.set_exception_handler(lambda _loop, context: troubles.append(context))
    yield loop
    loop.close()
    assert troubles == []


@pytest.fixture
def work(loop) -> Iterator[Work]:
    work = Work(loop=loop)
    broken: list[Exception] = []
    work.broken.connect(broken.append)
    yield work
    loop.run_until_complete(work.close())
    assert broken == []


@pytest.fixture
def world() -> double.World:
    return double.World()


@pytest.fixture
def desk(qtbot, world, work, theme) -> Iterator[Desk]:
    console = double.console(world)
    bridge = Bridge(console=console, work=work)
    notices = Notices(theme=theme)
    qtbot.addWidget(notices)
    yield Desk(
        console=console,
        bridge=bridge,
        work=work,
        theme=theme,
        notices=notices,
        user="Ada",
        clock=lambda: double.NOW,
    )
    bridge.stop()


@pytest.fixture
def front(qtbot, world, work, theme) -> Iterator[Front]:
    """The whole window, begun, on the double."""
    window = MainWindow(theme=theme)
    window.resize(1440, 900)
    front = Front(window, console=double.console(world), work=work)
    front.desk = replace(front.desk, clock=lambda: double.NOW)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "may_close", True))
    with qtbot.waitExposed(window):
        window.show()
    work.start(front.begin(), owner=window)
    qtbot.waitUntil(lambda: front.jobs_page.model.rowCount() == 60)
    yield front
    front.stop()
