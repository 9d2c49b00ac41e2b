"""A bar chart of how long runs took, newest at the right, coloured by outcome."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.model.run import Run
from ui import words
from ui.models.runs import took
from ui.theme import fonts
from ui.theme.statuses import sign_of
from ui.theme.theme import Theme
from ui.words import tr

_BAR, _GAP, _HEIGHT = 9, 3, 64


class DurationBars(QWidget):
    """One bar a run; the tallest is the slowest. A click picks the run."""

    picked = Signal(int)

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("durationBars")
        self._theme = theme
        self._runs: list[Run] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show these runs, given newest first."""
        self._runs = [run for run in runs if took(run) is not None]
        seconds = sorted(span.total_seconds() for run in self._runs if (span := took(run)))
        middle = seconds[len(seconds) // 2] if seconds else 0.0
        self.setAccessibleName(
            f"{tr('Duration of')} {words.counted(len(self._runs), one='run', many='runs')}, "
            f"{tr('median')} {middle:.1f} {tr('s')}"
        )
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bars = self._bars()
        painter.setPen(QColor(self._theme.tokens.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        for rect, run in bars:
            painter.setBrush(QColor(self._theme.color(sign_of(run.status).tone)))
            painter.drawRoundedRect(rect, 2, 2)
        if bars:
            slowest = max(span for run in self._runs if (span := took(run)) is not None)
            painter.setPen(QColor(self._theme.tokens.faint))
            painter.setFont(fonts.text_font(points=fonts.SMALL_POINTS))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft), f"{tr('slowest')} {words.duration(slowest)}")
        painter.end()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            run = self._run_at(event.pos().x())
            if run:
                told = f"{tr('Run')} {run.id}: {sign_of(run.status).word}, {words.duration(took(run))}"
                QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        run = self._run_at(round(event.position().x()))
        if run:
            self.picked.emit(run.id)

    def _run_at(self, x: int) -> Run | None:
        return next((run for rect, run in self._bars() if rect.left() <= x <= rect.right() + _GAP), None)

    def _bars(self) -> list[tuple[QRectF, Run]]:
        """Where each bar lies, from the right."""
        room = self.height() - 18
        fitting = self._runs[: max(int(self.width() // (_BAR + _GAP)), 1)]
        longest = max((span.total_seconds() for run in fitting if (span := took(run))), default=0.0) or 1.0
        bars: list[tuple[QRectF, Run]] = []
        for place, run in enumerate(fitting):
            span = took(run)
            height = max(3.0, room * (span.total_seconds() if span else 0.0) / longest)
            left = self.width() - (place + 1) * (_BAR + _GAP)
            bars.append((QRectF(left, self.height() - 1 - height, _BAR, height), run))
        return bars
