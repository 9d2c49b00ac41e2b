from __future__ import annotations

import ast

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QTabWidget

from tests.ui import texts
from ui import language
from ui.theme import statuses
from ui.window import MainWindow, places


@pytest.fixture
def german(qapp):
    found = language.install(qapp, locale=QLocale(QLocale.Language.German, QLocale.Country.Germany))
    statuses.sign_of.cache_clear()
    yield found
    for translator in found:
        QCoreApplication.removeTranslator(translator)
    statuses.sign_of.cache_clear()


UNSPOKEN = {
    "Tieline",
    "YYYY-MM-DD",
    "9001",
    "localhost",
    "postgresql+psycopg://tieline:${STORE_PASSWORD}@server/tieline",
}  # names and examples, the same in every language


class Marked(QTranslator):
    """Puts every text that goes through Qt's translation between marks."""

    def isEmpty(self):
        return False

    def translate(self, context, source, disambiguation=None, n=-1):
        return f"«{source}»" if context == "Tieline" else ""


@pytest.fixture
def marked(qapp):
    translator = Marked()
    QCoreApplication.installTranslator(translator)
    statuses.sign_of.cache_clear()
    yield
    QCoreApplication.removeTranslator(translator)
    statuses.sign_of.cache_clear()


def test_the_window_speaks_german(german, qtbot, theme):
    window = MainWindow(theme=theme)
    qtbot.addWidget(window)
    window.may_close = True
    titles = [place.title for group in places().values() for place in group]
    assert titles == [
        "Agenten", "Jobs", "Verlauf", "Zeitachse", "Warnhinweise", "Fehlerhafte Sätze", "Protokoll", "Timberline",
        "Prüfungen", "Änderungsprotokoll", "Rollen", "Datenspeicher",
    ]  # fmt: skip


def test_a_language_without_a_translation_stays_english(qapp):
    assert language.install(qapp, locale=QLocale(QLocale.Language.Welsh)) == []


def test_the_translation_file_knows_every_text():
    known = {message.findtext("source") for message in texts.ET.parse(texts.FOLDER / "tieline_de.ts").iter("message")}
    lacking = set(texts.collected()) - known
    assert lacking == set(), "run python -m tests.ui.texts"


def test_german_lacks_no_text():
    known = texts.translations(texts.FOLDER / "tieline_de.ts")
    assert [text for text in texts.collected() if not known.get(text)] == []


def test_every_text_of_the_pages_goes_through_the_translation(marked, front):
    """Names and data aside, no button, tab, action, title or column speaks past Qt's translation."""
    window = front.agents_page.window()
    own = {"Tieline", "", "EPIC06", "Sandbox", "/data/tieline", "26 Vendor"}
    spoken = [one.text() for one in window.findChildren(QAbstractButton)]
    spoken += [one.text() for one in window.findChildren(QAction)]
    spoken += [tabs.tabText(place) for tabs in window.findChildren(QTabWidget) for place in range(tabs.count())]
    spoken += [column.title for column in front.jobs_page.model.columns]
    past = [text for text in spoken if text not in own and "«" not in text and not text[0].isdigit()]
    assert past == []


def test_no_page_shows_a_text_without_asking_for_its_translation():
    """A literal sentence given straight to a widget would stay English for ever."""
    setters = {"setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "addTab"}
    found = []
    for path in sorted((texts.ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in setters:
                texts_given = [one.value for one in node.args if isinstance(one, ast.Constant)]
                found += [
                    f"{path.name}:{node.lineno} {text!r}"
                    for text in texts_given
                    if isinstance(text, str) and text.strip() and text not in UNSPOKEN
                ]
    assert found == []
