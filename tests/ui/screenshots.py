"""Makes docs/screenshots: every page on the sandbox company, light and dark. Run: python -m tests.ui.screenshots

`--home DIR` takes a data folder that is there already (without it a sandbox is made and run once),
`--to DIR` another folder, `--scale 150` a scale in per cent, `--only NAME` some pictures.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--scale", type=int, default=100)
    parser.add_argument("--looks", nargs="*", default=["light", "dark"])
    parser.add_argument("--only", nargs="*", default=[])
    return parser.parse_args()


ARGUMENTS = _arguments()
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = str(ARGUMENTS.scale / 100)

import qasync  # noqa: E402  after the environment is set, and after PySide6 below
from PIL import Image  # noqa: E402
from PySide6.QtCore import QSettings  # noqa: E402
from PySide6.QtGui import QPainter, QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QMenu  # noqa: E402

from app import compose  # noqa: E402
from app.model.timberline import Action  # noqa: E402
from ui.front import Front  # noqa: E402
from ui.main import make_application  # noqa: E402
from ui.theme.theme import Theme  # noqa: E402
from ui.theme.tokens import Look  # noqa: E402
from ui.window import LOOK, MainWindow  # noqa: E402
from ui.work import Work  # noqa: E402

Scene = Callable[[Front], Awaitable[None]]


async def settle(seconds: float = 0.6) -> None:
    await asyncio.sleep(seconds)


async def agents(front: Front) -> None:
    front._window.go("agents")


async def jobs(front: Front) -> None:
    front._window.go("jobs")
    front.jobs_page.pick(57)
    front.jobs_page.view.verticalScrollBar().setValue(0)


def _tab(number: int, *, job: int) -> Scene:
    async def scene(front: Front) -> None:
        front._window.go("jobs")
        front.jobs_page.pick(job)
        front.jobs_page.details.tabs.setCurrentIndex(number)
        await settle()
        if number == 4:
            view = front.jobs_page.details.failures.view
            if view.model().rowCount():
                view.select(front.jobs_page.details.failures.model.key_at(0))

    return scene


async def menu(front: Front) -> None:
    await jobs(front)
    front.jobs_page.view.ask_menu()


def _act(name: str, *, job: int) -> Scene:
    async def scene(front: Front) -> None:
        front._window.go("jobs")
        front.jobs_page.details.tabs.setCurrentIndex(0)
        front.jobs_page.pick(job)
        front.jobs_page.act(name)
        await settle(1.0)

    return scene


def _page(key: str) -> Scene:
    async def scene(front: Front) -> None:
        front._window.go(key)
        if key == "log":
            front.log_page.show_run(None)
        if key == "failures":
            front.failures_page.read()

    return scene


def _timberline(action: Action) -> Scene:
    async def scene(front: Front) -> None:
        front._window.go("timberline")
        await settle()
        front.timberline_page.head.actions_[action].click()
        await settle(1.5)

    return scene


async def profile(front: Front) -> None:
    front._window.go("timberline")
    await settle()
    front.timberline_page.head.edit_asked.emit()


async def wizard(front: Front) -> None:
    front._window.go("agents")
    front._on_wizard_asked()
    await settle(0.2)
    for one in QApplication.topLevelWidgets():
        if one.objectName() == "bilWizard":
            one._show(1)
            one.erp.kind.setCurrentIndex(1)
            for name, text in (("host", "sql01.example.com"), ("database", "Kinetic"), ("user", "tieline")):
                one.erp._edits[name].setText(text)


async def agent_properties(front: Front) -> None:
    front._window.go("agents")
    front.agents_page.act("agentProperties")


async def look_up(front: Front) -> None:
    front._window.go("log")
    front.log_page.show_run(None)
    front._window.look_up("[08001] [Microsoft][ODBC Driver 18 for SQL Server] TCP Provider: error 10061 (Windows)")


async def trace(front: Front) -> None:
    front._window.go("failures")
    dialog = front.tracing.trace("60001")
    await settle()
    dialog.trail.view.setFocus()


async def move_store(front: Front) -> None:
    front._window.go("store")
    await settle()
    front.system.store.move_away()


async def views_menu(front: Front) -> None:
    await jobs(front)
    views = front.jobs_page.head.views
    views.keep("Month end")
    views.fill()
    views.views_menu.popup(views.mapToGlobal(views.rect().bottomLeft()))


SCENES: dict[str, Scene] = {
    "agents": agents,
    "jobs": jobs,
    "jobs-history": _tab(1, job=26),
    "jobs-why": _tab(2, job=53),
    "jobs-dependencies": _tab(3, job=52),
    "jobs-failed-records": _tab(4, job=26),
    "jobs-menu": menu,
    "full-sync-question": _act("requestFullSync", job=52),
    "properties": _act("properties", job=52),
    "failed-records": _page("failures"),
    "history": _page("history"),
    "log": _page("log"),
    "timeline": _page("timeline"),
    "alerts": _page("alerts"),
    "checks": _page("checks"),
    "audit": _page("audit"),
    "agent-properties": agent_properties,
    "error-look-up": look_up,
    "trace-document": trace,
    "move-store": move_store,
    "views-menu": views_menu,
    "roles": _page("roles"),
    "store": _page("store"),
    "timberline-invoices": _timberline(Action.CREATE_INVOICES),
    "timberline-receipts": _timberline(Action.PROCESS_RECEIPTS),
    "timberline-consistency": _timberline(Action.CHECK_CONSISTENCY),
    "profile": profile,
    "bil-wizard": wizard,
}


def picture(window: MainWindow) -> QPixmap:
    """The window with its open menus and dialogs where they stand."""
    found = window.grab()
    painter = QPainter(found)
    for one in QApplication.topLevelWidgets():
        if one is not window and one.isVisible() and isinstance(one, QDialog | QMenu):
            at = one.pos() - window.pos()
            if isinstance(one, QDialog):
                at = window.rect().center() - one.rect().center()
                painter.fillRect(window.rect(), "#60000000")
            painter.drawPixmap(at, one.grab())
    painter.end()
    return found


def save(shown: QPixmap, file: Path) -> None:
    """A flat interface has few colours: a palette makes the file a third as large and looks the same."""
    shown.save(str(file))
    with Image.open(file) as found:
        small = found.convert("RGB").quantize(192, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


async def shoot(application: QApplication, *, home: Path, loop: asyncio.AbstractEventLoop) -> None:
    ARGUMENTS.to.mkdir(parents=True, exist_ok=True)
    theme = Theme(application, look=Look.LIGHT)
    for look in ARGUMENTS.looks:
        theme.apply(Look(look))
        for name, scene in SCENES.items():
            if not ARGUMENTS.only or name in ARGUMENTS.only:
                await _one(scene, name=f"{name}-{look}", theme=theme, home=home, loop=loop)


async def _one(scene: Scene, *, name: str, theme: Theme, home: Path, loop: asyncio.AbstractEventLoop) -> None:
    QSettings().clear()
    QSettings().setValue(LOOK, theme.look.value)
    window, work = MainWindow(theme=theme), Work(loop=loop)
    window.resize(1440, 900)
    console = compose.build(home)
    front = Front(window, console=console, work=work, starts_engines=False)
    work.broken.connect(lambda error: print(name, repr(error), file=sys.stderr))
    window.show()
    await front.begin()
    await settle(1.0)
    await scene(front)
    await settle(0.8)
    shown = picture(window)
    size = "" if ARGUMENTS.scale == 100 else f"@{ARGUMENTS.scale}"
    save(shown, ARGUMENTS.to / f"{name}{size}.png")
    for one in QApplication.topLevelWidgets():
        if one is not window and one.isVisible():
            one.close()
    front.stop()
    window.may_close = True
    window.close()
    await work.close()
    console.close()
    window.deleteLater()
    await settle(0.1)


def prepare(home: Path) -> int:
    """A sandbox on which every job has run once, and the engine that goes on; the engine's process id."""
    console = compose.build(home)
    company = console.sandbox.create()
    if not console.runs.count():
        console.jobs.run_all(agent=str(company.agent), wait=True, by="Tieline")
    engine = console.agents.start_process(str(company.agent))
    console.close()
    return engine


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Its path is seen in the pictures, so it is one that says nothing.
        home = ARGUMENTS.home or Path(tempfile.gettempdir()) / "tieline"
        engine = prepare(home)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(Path(folder) / "settings"))
        application = make_application()
        loop = qasync.QEventLoop(application)
        asyncio.set_event_loop(loop)
        with loop:
            loop.run_until_complete(shoot(application, home=home, loop=loop))
        os.kill(engine, signal.SIGTERM)


if __name__ == "__main__":
    main()
