"""The environment band: always in sight above the pages."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.environment import Band, Environment
from ui.theme import fonts
from ui.theme.theme import set_kind
from ui.words import tr


class EnvironmentBand(QFrame):
    """Name and colour of the environment, and where its data lie."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("environmentBand")
        self.setFixedHeight(26)
        self._name, self._where = QLabel(), QLabel()
        font = QFont(fonts.text_font(points=fonts.SMALL_POINTS, weight=QFont.Weight.DemiBold))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.0)
        self._name.setFont(font)
        self._where.setFont(fonts.text_font(points=fonts.SMALL_POINTS))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(16, 0, 16, 0)
        inside.addWidget(self._name)
        inside.addSpacing(12)
        inside.addWidget(self._where, 1)
        self.show_environment(Band(environment=Environment.NONE), where="")

    def show_environment(self, band: Band, *, where: str) -> None:
        """Say which environment this is, by the name an admin has given it or by its kind."""
        environment = band.environment
        word = {
            Environment.NONE: "",
            Environment.SANDBOX: tr("SANDBOX"),
            Environment.TEST: tr("TEST"),
            Environment.PRODUCTION: tr("PRODUCTION"),
        }[environment]
        told = {
            Environment.NONE: "",
            Environment.SANDBOX: tr("Invented data. Nothing here touches a real system."),
            Environment.TEST: tr("A test system."),
            Environment.PRODUCTION: tr("Real companies. What you do here counts."),
        }[environment]
        self.setVisible(environment is not Environment.NONE)
        word = band.name or word
        self._name.setText(word)
        self._where.setText(f"{told}  {where}".strip())
        self.setAccessibleName(f"{tr('Environment')}: {word}")
        set_kind(self, "environment", value=environment.value)
