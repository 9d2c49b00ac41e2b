"""Walks every page and every dialog and names what is clipped and what has no accessible name.

Run at a scale, as `tests/ui/test_walk.py` does: python -m tests.ui.walk --scale 150 --size 1280x720
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTableView,
    QWidget,
)

SLACK = 2  # pixels that nobody sees
SETTLE_MS, AGAIN_MS = 40, 400


def focusable(root: QWidget) -> Iterator[QWidget]:
    """The widgets that take focus, parts of Qt's own aside: those are named by their owner."""
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget, QScrollBar):
            continue
        host = widget.window()
        if widget.objectName().startswith("qt_") or type(host).__name__ == "QFrame":
            continue
        if host.metaObject().className().startswith("QComboBox"):
            continue
        yield widget


def nameless(root: QWidget) -> Iterator[str]:
    """Widgets that a screen reader would have no word for."""
    for widget in focusable(root):
        found = QAccessible.queryAccessibleInterface(widget)
        name = found.text(QAccessible.Text.Name) if found else widget.accessibleName()
        if not name and not (isinstance(widget, QLineEdit) and "spin" in widget.objectName()):
            yield f"no name: {type(widget).__name__} {widget.objectName()}"


def clipped(root: QWidget) -> Iterator[str]:
    """Texts that do not fit into their widgets, among those that are seen."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            yield from _clipped(widget)


def _clipped(widget: QWidget) -> Iterator[str]:
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        if widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            if needed > widget.height() + SLACK:
                yield f"label cut below: {widget.text()[:60]!r}: {needed} > {widget.height()}"
        else:
            needed = max(metrics.horizontalAdvance(line) for line in widget.text().splitlines())
            if needed > widget.width() + SLACK:
                yield f"label: {widget.text()[:60]!r}: {needed} > {widget.width()}"
    elif isinstance(widget, QCheckBox | QRadioButton | QAbstractButton) and widget.text():
        needed = widget.sizeHint().width()
        if needed > widget.width() + SLACK:
            yield f"button: {widget.text()!r}: {needed} > {widget.width()}"
    elif isinstance(widget, QComboBox):
        needed = metrics.horizontalAdvance(widget.currentText()) + 26
        if needed > widget.width() + SLACK:
            yield f"box: {widget.currentText()!r}: {needed} > {widget.width()}"
    elif isinstance(widget, QTabBar):
        for place in range(widget.count()):
            needed, there = widget.tabSizeHint(place).width(), widget.tabRect(place).width()
            if needed > there + SLACK:
                yield f"tab: {widget.tabText(place)!r}: {needed} > {there}"
    elif isinstance(widget, QTableView):
        yield from _headings(widget)


def _headings(view: QTableView) -> Iterator[str]:
    header: QHeaderView = view.horizontalHeader()
    for place in range(header.count()):
        title = str(view.model().headerData(place, Qt.Orientation.Horizontal) or "")
        if header.isSectionHidden(place) or not title:
            continue
        needed = header.fontMetrics().horizontalAdvance(title) + 16
        if needed > header.sectionSize(place) + SLACK:
            yield f"heading of {view.objectName()}: {title!r}: {needed} > {header.sectionSize(place)}"


def troubles(root: QWidget) -> list[str]:
    """Everything that is wrong with this window or dialog as it stands."""
    return [*nameless(root), *clipped(root)]


def dialogs(front) -> Iterator[QDialog]:
    """Every dialog, as the pages make it."""
    from tests.ui import double
    from ui.dialogs.agent_properties import AgentPropertiesDialog
    from ui.dialogs.choice import ChoiceDialog
    from ui.dialogs.confirm import ConfirmDialog, Question
    from ui.dialogs.crash import CrashDialog
    from ui.dialogs.grant import GrantDialog
    from ui.dialogs.leaving import LeavingDialog
    from ui.dialogs.lookup import LookupDialog
    from ui.dialogs.move_store import MoveStoreDialog
    from ui.dialogs.name import NameDialog
    from ui.dialogs.note import NoteDialog
    from ui.dialogs.properties import PropertiesDialog
    from ui.dialogs.results import ResultsDialog
    from ui.dialogs.shortcuts import ShortcutsDialog
    from ui.dialogs.trace import TraceDialog
    from ui.dialogs.versions import VersionsDialog
    from ui.wizards.bil import BilWizard

    desk, window = front.desk, front.agents_page.window()
    look = {"theme": desk.theme, "parent": window}
    agent, job = double.agent_row(), next(row for row in double.job_rows() if row.number == 26)
    question = Question(
        title="Request full data sync of 26 Vendor in EPIC06?",
        text="A full data sync can take long and blocks other integrations of the company until it has ended.",
        facts=[("Rows read again", "48,211"), ("Expected time", "about 3 min")],
        items=[f"{row.number} {row.name}" for row in double.job_rows()[:20]],
        where="PRODUCTION",
    )
    yield AgentPropertiesDialog(agent, **look)
    yield ChoiceDialog(["EPIC06", "EPIC07"], head="Which company?", text="A full data sync belongs to one.", **look)
    yield ConfirmDialog(question, **look)
    yield CrashDialog(ValueError("broken"), path=None, **look)
    yield GrantDialog(agents=["Sandbox"], user="Ada", first=True, **look)
    yield LeavingDialog([agent], **look)
    yield LookupDialog("08001", **look)
    yield MoveStoreDialog(desk.console.stores.overview(), desk=desk, parent=window)
    yield NameDialog(head="Keep this view", label="Name", step="Keep", **look)
    yield NoteDialog(
        head="Pause the agent Sandbox?", text="Running work ends, nothing new starts.", step="Pause", **look
    )
    yield PropertiesDialog(job, agent=agent, clock=double.NOW, **look)
    yield ResultsDialog(["26 Vendor: queued"], head="Run now", **look)
    yield ShortcutsDialog(**look)
    yield TraceDialog("60002", agent="Sandbox", desk=desk, parent=window)
    versions = desk.console.versions.of("Sandbox", job=26)
    yield VersionsDialog(versions, head="Versions of 26 Vendor", clock=double.NOW, **look)
    for place in range(6):
        wizard = BilWizard(["Sandbox"], desk=desk, parent=window)
        wizard._show(place)
        yield wizard


def steps(front) -> Iterator[tuple[str, QWidget]]:
    """Show every page, every tab and every dialog once: its name, and what is to be looked at."""
    from ui.window import places

    window = front.agents_page.window()
    for key in [place.key for group in places().values() for place in group]:
        window.go(key)
        yield key, window
    window.go("jobs")
    front.jobs_page.pick(26)
    tabs = front.jobs_page.details.tabs
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        yield f"jobs, {tabs.tabText(place)}", tabs
    for dialog in dialogs(front):
        dialog.open()
        yield dialog.objectName(), dialog
        dialog.close()
        dialog.deleteLater()


async def _walk(front) -> list[str]:
    found = []
    for name, root in steps(front):
        await asyncio.sleep(SETTLE_MS / 1000)
        if troubles(root):
            await asyncio.sleep(AGAIN_MS / 1000)  # answers that were under way may not have been laid out
            found += [f"{name}: {trouble}" for trouble in troubles(root)]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=100)
    parser.add_argument("--size", default="1440x900", help="of the window, in the pixels of 100 %%")
    parser.add_argument("--language", default="")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(arguments.scale / 100)
    import qasync
    from PySide6.QtCore import QLocale, QSettings
    from PySide6.QtWidgets import QApplication

    from tests.ui import double
    from ui import language
    from ui.front import Front
    from ui.theme.theme import Theme
    from ui.theme.tokens import Look
    from ui.window import MainWindow
    from ui.work import Work

    application = QApplication(["tieline"])
    application.setQuitOnLastWindowClosed(False)
    folder = tempfile.TemporaryDirectory()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder.name)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    kept = language.install(application, locale=QLocale(arguments.language)) if arguments.language else []
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    window, work = MainWindow(theme=Theme(application, look=Look.LIGHT)), Work(loop=loop)
    front = Front(window, console=double.console(double.World()), work=work, starts_engines=False)

    async def whole() -> list[str]:
        window.resize(*map(int, arguments.size.split("x")))
        window.show()
        await front.begin()
        await asyncio.sleep(0.5)
        found = await _walk(front)
        front.stop()
        window.may_close = True
        window.close()
        await work.close()
        return found

    with loop:
        found = loop.run_until_complete(whole())
    print("\n".join(found))
    folder.cleanup()
    del kept
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
