"""The window's language: the user's, where there is a translation, else English."""

from __future__ import annotations

import logging
from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_log = logging.getLogger(__name__)


def install(application: QCoreApplication, *, locale: QLocale | None = None) -> list[QTranslator]:
    """Speak the language of `locale`; the translators must be kept as long as the application."""
    wanted = locale or QLocale.system()
    found: list[QTranslator] = []
    ours = QTranslator(application)
    name = f"tieline_{wanted.name().partition('_')[0]}.qm"
    with as_file(files("resources").joinpath("translations")) as folder:
        if (folder / name).is_file() and ours.load(str(folder / name)):
            found.append(ours)
    qt = QTranslator(application)
    if found and qt.load(wanted, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        found.append(qt)
    for translator in found:
        application.installTranslator(translator)
    _log.info("language: %s", wanted.name() if found else "English")
    return found
